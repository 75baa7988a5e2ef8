// Numbers, calls and the way through the desk.
extension Decision {
  mutating func issueTicket(_ command: IssueTicket) throws(Refusal) {
    try issueTicket(command, try arrival(command.reservation))
  }

  mutating func issueTicket(_ command: IssueTicket, _ arrival: Arrival) throws(Refusal) {
    let profile = try profile()
    guard profile.givesNumbers else { throw .officeGivesNoNumbers }
    let service = try service(command.service, profile)
    try admit(afterHours: command.afterHours)
    try ensureDay()
    let next = try nextNumber(service.series)
    let visit = open(
      .visit,
      .visitOpened(
        VisitOpened(
          day: today, number: next, service: service.key,
          priority: command.priority, language: command.language, channel: command.channel,
          reservation: arrival.reservation)))
    checkIn(arrival, visit)
  }

  /// One more than the highest that is known of this computer's share: others give others. Where that is used up it goes on
  /// from the far end of the numbers: nobody is sent away for the sake of another computer, and a number given twice is shown.
  private func nextNumber(_ series: Series) throws(Refusal) -> QueueNumber {
    let isToday = hall.day?.day == today
    guard let own = setting.share else {
      let last = isToday ? hall.lastNumber(series) : 0
      guard last < Limits.numberMax else { throw .seriesFull(series) }
      return QueueNumber(series, last + 1)
    }
    for share in [own] + NumberShare.all.reversed() {
      let last = isToday ? hall.lastNumber(series, share) : 0
      let next = max(last + 1, share.values.lowerBound)
      if next <= share.values.upperBound { return QueueNumber(series, next) }
    }
    throw .seriesFull(series)
  }

  mutating func registerVisit(_ command: RegisterVisit) throws(Refusal) {
    try registerVisit(command, try arrival(command.reservation))
  }

  mutating func registerVisit(_ command: RegisterVisit, _ arrival: Arrival) throws(Refusal) {
    let profile = try profile()
    guard !profile.givesNumbers else { throw .officeGivesNumbers }
    let key = command.service.isEmpty && profile.services.count == 1 ? profile.services[0].key : command.service
    let service = try service(key, profile)
    if let guest = command.guest {
      // Codes are short and in sequence: only staff may say who somebody is.
      guard officer != nil else { throw .needsPin }
      _ = try self.guest(guest)
    }
    try admit(afterHours: command.afterHours)
    try ensureDay()
    let visit = open(
      .visit,
      .visitOpened(
        VisitOpened(
          day: today, service: service.key, priority: command.priority, language: command.language,
          channel: command.channel, reservation: arrival.reservation)))
    if let guest = command.guest { add(.guestLinked(GuestLinked(guest: guest)), to: visit, .visit) }
    checkIn(arrival, visit)
  }

  func service(_ key: String, _ profile: OfficeProfile) throws(Refusal) -> Service {
    guard let service = profile.service(key) else { throw .noSuchService(known: profile.services.map(\.key)) }
    return service
  }

  func desk(_ number: Int, _ profile: OfficeProfile) throws(Refusal) -> DeskPlan {
    guard let desk = profile.desk(number) else { throw .noSuchDesk(known: profile.desks.map(\.number)) }
    return desk
  }

  /// Opening hours hold for visitors. Staff may let somebody in, and a clock that cannot be believed closes nobody out.
  func admit(afterHours: Bool) throws(Refusal) {
    guard setting.clockTrusted, let state = hall.openState(at: setting.now) else { return }
    if case .open = state { return }
    if afterHours {
      guard let officer else { throw .needsPin }
      guard hall.officers[officer]?.hasLeft == false else { throw .sessionOver }
      return
    }
    throw .closed(state)
  }

  private mutating func call(_ visit: Visit, desk: DeskPlan) throws(Refusal) {
    if let held = hall.visit(atDesk: desk.number) {
      throw .deskBusy(label: held.label, held.stage)
    }
    let outOfTurn = hall.headOfLine(for: desk).map { $0.id != visit.id } ?? false
    add(.visitCalled(VisitCalled(desk: desk.number, officer: officer, outOfTurn: outOfTurn)), to: visit)
  }

  mutating func callNext(_ command: CallNext) throws(Refusal) {
    let profile = try profile()
    let desk = try desk(command.desk, profile)
    if let wanted = command.service {
      guard desk.serves(try service(wanted, profile).key) else { throw .deskDoesNotServe(service: wanted) }
    }
    let candidates = hall.candidates(for: desk, only: command.service, now: setting.now)
    guard let (next, _) = profile.priority.next(candidates, lately: hall.latelyOutOfTurn),
      let visit = hall.visits[next.visit]
    else {
      if let held = hall.visit(atDesk: desk.number) { throw .deskBusy(label: held.label, held.stage) }
      throw .queueEmpty
    }
    try call(visit, desk: desk)
  }

  mutating func callVisit(_ command: CallVisit) throws(Refusal) {
    let desk = try desk(command.desk, try profile())
    let visit = try todaysVisit(command.visit)
    switch visit.stage {
    case _ where VisitMove.call.fits(visit.stage): break
    case .called, .serving:
      guard let other = visit.desk, other != desk.number else {
        throw .wrongStage(label: visit.label, visit.stage, desk: visit.desk)
      }
      throw .alreadyCalled(label: visit.label, desk: other)
    default: throw .wrongStage(label: visit.label, visit.stage, desk: visit.desk)
    }
    try call(visit, desk: desk)
  }

  /// The visit a desk command means: the one named, or the one this desk holds.
  private func held(_ desk: Int, _ key: VisitKey?, in stages: [Stage]) throws(Refusal) -> Visit {
    let found: Visit
    // A visit that stands at a desk says which one is meant.
    if desk == 0, let key, let at = try todaysVisit(key).desk { return try held(at, key, in: stages) }
    _ = try self.desk(desk, try profile())
    if let key {
      found = try todaysVisit(key)
      if let other = found.desk, other != desk, found.stage.holdsDesk {
        throw .wrongStage(label: found.label, found.stage, desk: other)
      }
    } else {
      guard let atDesk = hall.visit(atDesk: desk) else { throw .deskFree }
      found = atDesk
    }
    guard stages.contains(found.stage) else { throw .wrongStage(label: found.label, found.stage, desk: found.desk) }
    return found
  }

  mutating func recall(_ command: Recall) throws(Refusal) {
    let visit = try held(command.desk, command.visit, in: [.called])
    let limit = min(try profile().recallLimit, Limits.recallsPerVisit)
    guard visit.recalls < limit else { throw .recallLimit(limit) }
    // Whoever asks, a screen or a script: a recall on top of another is heard by nobody, and uses one up.
    if visit.recalls > 0, let last = visit.calledAt {
      let wait = Visit.recallPause.milliseconds - last.span(until: setting.now.second).milliseconds
      guard wait <= 0 else { throw .recalledJustNow(wait: Span(milliseconds: wait)) }
    }
    add(.visitRecalled(VisitRecalled(desk: visit.desk ?? command.desk)), to: visit)
  }

  mutating func skip(_ command: Skip) throws(Refusal) {
    let visit = try held(command.desk, command.visit, in: [.called])
    add(.visitMissed(VisitMissed()), to: visit)
  }

  mutating func serve(_ command: Serve) throws(Refusal) {
    // Without a number system people are simply shown to a desk, so a waiting visit may be served when it is named.
    let visit = try held(command.desk, command.visit, in: command.visit == nil ? [.called] : [.called, .waiting])
    if visit.stage == .waiting, let held = hall.visit(atDesk: command.desk) {
      throw .deskBusy(label: held.label, held.stage)
    }
    add(
      .serviceStarted(ServiceStarted(desk: command.desk == 0 ? visit.desk ?? 0 : command.desk, officer: officer)),
      to: visit)
  }

  mutating func park(_ command: Park) throws(Refusal) {
    let visit = try held(command.desk, command.visit, in: [.serving])
    add(.visitParked(VisitParked()), to: visit)
  }

  mutating func resume(_ command: Resume) throws(Refusal) {
    let desk = try desk(command.desk, try profile())
    let visit = try todaysVisit(command.visit)
    guard visit.stage == .parked else { throw .wrongStage(label: visit.label, visit.stage, desk: visit.desk) }
    if let held = hall.visit(atDesk: desk.number) { throw .deskBusy(label: held.label, held.stage) }
    add(.serviceResumed(ServiceResumed(desk: desk.number, officer: officer)), to: visit)
  }

  mutating func transfer(_ command: Transfer) throws(Refusal) {
    let service = try service(command.service, try profile())
    let visit = try todaysVisit(command.visit)
    guard VisitMove.transfer.fits(visit.stage) else {
      throw .wrongStage(label: visit.label, visit.stage, desk: visit.desk)
    }
    guard visit.service != service.key else { throw .sameService }
    add(.visitTransferred(VisitTransferred(service: service.key)), to: visit)
  }

  mutating func finish(_ command: Finish) throws(Refusal) {
    let visit = try held(command.desk, command.visit, in: [.serving, .parked])
    add(.visitFinished(VisitFinished(outcome: command.outcome)), to: visit)
    guard let id = visit.reservation, isToFinish(id, with: visit) else { return }
    add(.reservationFinished(ReservationFinished()), to: id.first, .reservation)
  }

  mutating func undo(_ command: Undo) throws(Refusal) {
    let visit = try todaysVisit(command.visit)
    let step = try hall.stepToUndo(of: visit, now: setting.now)
    add(.stepUndone(StepUndone(undone: step.event)), to: visit)
    if step.kind == .visitCancelled { try holdReservation(of: visit) }
  }

  mutating func requeue(_ command: Requeue) throws(Refusal) {
    let visit = try todaysVisit(command.visit)
    guard VisitMove.requeue.fits(visit.stage) else {
      throw .wrongStage(label: visit.label, visit.stage, desk: visit.desk)
    }
    if hall.day?.isClosed == true { throw .dayIsClosed }
    add(.visitRequeued(VisitRequeued()), to: visit)
  }

  mutating func cancelVisit(_ command: CancelVisit) throws(Refusal) {
    let visit = try todaysVisit(command.visit)
    guard VisitMove.cancel.fits(visit.stage) else {
      throw .wrongStage(label: visit.label, visit.stage, desk: visit.desk)
    }
    add(.visitCancelled(VisitCancelled(reason: command.reason)), to: visit)
    freeReservation(of: visit)
  }

  func visit(_ key: VisitKey) throws(Refusal) -> Visit {
    guard let visit = hall.visit(key) else { throw .noSuchVisit }
    return visit
  }

  /// Only a visit of the current day can be moved.
  private func todaysVisit(_ key: VisitKey) throws(Refusal) -> Visit {
    let visit = try visit(key)
    guard hall.isCurrent(visit) else { throw .noSuchVisit }
    return visit
  }
}

extension Hall {
  /// The last step of a visit while it can be taken back: what is decided by, and by what the key for it is offered.
  public func stepToUndo(of visit: Visit, now: Moment) throws(Refusal) -> Undoable {
    guard isCurrent(visit) else { throw .noSuchVisit }
    if day?.isClosed == true { throw .dayIsClosed }
    guard let step = inOwnTime(visit).undoable else { throw .nothingToUndo }
    guard step.isOpen(at: now) else { throw .tooLateToUndo }
    // The desk it would return to may have been taken since.
    if let desk = step.before.desk, step.before.stage.holdsDesk, let held = self.visit(atDesk: desk),
      held.id != visit.id
    {
      throw .deskBusy(label: held.label, held.stage)
    }
    return step
  }

  /// Who may be called to a desk now.
  public func candidates(for desk: DeskPlan, only service: String?, now: Moment) -> [PriorityPolicy.Candidate] {
    waiting.compactMap { id in
      guard let visit = visits[id], service.map({ visit.service == $0 }) ?? true, desk.serves(visit.service) else {
        return nil
      }
      return PriorityPolicy.Candidate(
        visit: visit.id, hasPriority: visit.priority != .none, hasAppointmentNow: hasAppointment(visit, now),
        arrival: visit.queued, arrivedAt: joinedLine(visit), passed: timesPassed(visit))
    }
  }

  /// The first `limit` whom `callNext` would call to a desk, one after the other, if nobody else came.
  public func callingOrder(for desk: DeskPlan, now: Moment, limit: Int) -> [VisitID] {
    guard let policy = profile?.priority else { return [] }
    return policy.order(candidates(for: desk, only: nil, now: now), lately: latelyOutOfTurn, limit: limit).map(\.visit)
  }

  /// The agreed time has come, and they came before the office's no-show rule passed it over. Who came in time keeps
  /// the promise however long the desk makes them wait.
  private func hasAppointment(_ visit: Visit, _ now: Moment) -> Bool {
    guard let id = visit.reservation, let reservation = reservations[id], let profile else { return false }
    let start = profile.zone.moment(reservation.slot.day, reservation.slot.time)
    return start <= now && inOwnTime(visit).openedAt <= start.advanced(by: .minutes(profile.reservations.noShowMinutes))
  }
}
