// Appointments, from the office's side.
extension Decision {
  func reservation(_ id: ReservationID) throws(Refusal) -> Reservation {
    guard let reservation = hall.reservations[id] else { throw .noSuchReservation }
    return reservation
  }

  private func officer(login: String?) throws(Refusal) -> OfficerID? {
    guard let login else { return nil }
    guard let officer = hall.officer(login: login) else { throw .noSuchOfficer }
    return officer.id
  }

  private func check(_ slot: Slot, _ officer: OfficerID?, besides own: ReservationID?) throws(Refusal) {
    let profile = try profile()
    let start = profile.zone.moment(slot.day, slot.time)
    guard start >= setting.now.advanced(by: .minutes(profile.reservations.leadMinutes)) || !setting.clockTrusted else {
      throw .slotInPast
    }
    let calendar = Calendar(hours: profile.reservationHours, holidays: hall.holidays + profile.closures)
    guard case .open = calendar.state(on: slot.day, at: slot.time) else { throw .slotOutsideHours }
    if let officer { try checkFree(officer, slot, besides: own, profile) }
  }

  private func checkFree(
    _ officer: OfficerID, _ slot: Slot, besides own: ReservationID?, _ profile: OfficeProfile
  ) throws(Refusal) {
    let clash = hall.reservations.values.contains { other in
      other.id != own && other.officer == officer && [.approved, .checkedIn].contains(other.status)
        && other.slot.day == slot.day
        && abs(other.slot.time.minute - slot.time.minute) < profile.reservations.slotMinutes
    }
    guard !clash else { throw .slotTaken }
  }

  mutating func bookReservation(_ command: BookReservation) throws(Refusal) {
    let asked = try officer(login: command.officer)
    try check(command.slot, nil, besides: nil)
    let topic = try Words.required(command.topic, .topic, limit: Limits.line)
    if let guest = command.guest { _ = try self.guest(guest) }
    let reservation = open(
      .reservation,
      .reservationBooked(
        ReservationBooked(slot: command.slot, guest: command.guest, officer: asked, online: "")))
    add(.reservationTopicGiven(ReservationTopicGiven(topic: topic)), to: reservation, .reservation)
  }

  mutating func approveReservation(_ command: ApproveReservation) throws(Refusal) {
    let reservation = try reservation(command.reservation)
    guard reservation.status == .submitted || !reservation.undecided.isEmpty else {
      throw .reservationStatus(reservation.status)
    }
    let asked = try officer(login: command.officer)
    let officer = asked ?? reservation.officer ?? self.officer
    if let officer { try checkFree(officer, reservation.slot, besides: reservation.id, try profile()) }
    let link = try Words.checked(command.link, .link, limit: Limits.line)
    add(
      .reservationApproved(ReservationApproved(slot: reservation.slot, officer: officer, link: link)),
      to: reservation.id.first, .reservation)
  }

  /// The reservation, if it stands in one of these stages.
  private func settled(_ id: ReservationID, _ stages: [ReservationStatus]) throws(Refusal) -> Reservation {
    let reservation = try reservation(id)
    guard stages.contains(reservation.status) else { throw .reservationStatus(reservation.status) }
    return reservation
  }

  /// As `settled`, and no two writers have left it undecided: only an officer's approval, move or cancellation goes on
  /// from there, or the visitor's being here.
  private func agreed(_ id: ReservationID, _ stages: [ReservationStatus]) throws(Refusal) -> Reservation {
    let reservation = try settled(id, stages)
    guard reservation.undecided.isEmpty else { throw .reservationUndecided }
    return reservation
  }

  mutating func moveReservation(_ command: MoveReservation) throws(Refusal) {
    let reservation = try settled(command.reservation, [.submitted, .approved])
    let officer = try officer(login: command.officer) ?? reservation.officer
    try check(command.slot, officer, besides: reservation.id)
    add(
      .reservationMoved(ReservationMoved(slot: command.slot, officer: officer)), to: reservation.id.first, .reservation)
  }

  mutating func cancelReservation(_ command: CancelReservation) throws(Refusal) {
    let reservation = try settled(command.reservation, [.submitted, .approved])
    add(
      .reservationCancelled(ReservationCancelled(reason: command.reason)), to: reservation.id.first, .reservation)
  }

  mutating func checkIn(_ command: CheckIn) throws(Refusal) {
    let profile = try profile()
    let service = command.service.isEmpty ? profile.services.first?.key ?? "" : command.service
    let arrival = try arrival(of: command)
    if profile.givesNumbers {
      try issueTicket(
        IssueTicket {
          $0.service = service
          $0.priority = command.priority
          $0.channel = .reservation
          $0.afterHours = officer != nil
        }, arrival)
    } else {
      try registerVisit(
        RegisterVisit {
          $0.service = service
          $0.priority = command.priority
          $0.channel = .reservation
          $0.afterHours = officer != nil
        }, arrival)
    }
  }

  /// What an arriving visitor brings.
  enum Arrival {
    case nothing
    case booked(Reservation)
    /// The code is right, the booking itself has not come down the line yet. It will find its visitor checked in.
    case awaited(ReservationID)

    var reservation: ReservationID? {
      switch self {
      case .nothing: nil
      case .booked(let reservation): reservation.id
      case .awaited(let id): id
      }
    }
  }

  /// The reservation an arriving visitor brings, if it can still be checked in. One marked absent can: the visitor is
  /// here.
  func arrival(_ id: ReservationID?) throws(Refusal) -> Arrival {
    guard let id else { return .nothing }
    return .booked(try settled(id, [.submitted, .approved, .absent]))
  }

  /// The node has checked the code before it comes here, now or when somebody came with it first: who made it knows the
  /// booking, though this office does not yet.
  private func arrival(of command: CheckIn) throws(Refusal) -> Arrival {
    let id = command.reservation
    guard hall.reservations[id] == nil, !command.code.isEmpty || hall.awaited[id] != nil else { return try arrival(id) }
    try checkFree(hall.awaited[id])
    return .awaited(id)
  }

  private func checkFree(_ awaited: AwaitedReservation?) throws(Refusal) {
    guard let awaited else { return }
    guard !awaited.isFinished else { throw .reservationStatus(.finished) }
    guard hall.holder(of: awaited) == nil else { throw .reservationStatus(.checkedIn) }
  }

  mutating func checkIn(_ arrival: Arrival, _ visit: EventID) {
    guard let id = arrival.reservation else { return }
    add(.reservationCheckedIn(ReservationCheckedIn(visit: VisitID(visit))), to: id.first, .reservation)
    guard case .booked(let reservation) = arrival else { return }
    if let guest = reservation.guest, !drafts.contains(where: { $0.subject == visit && $0.fact.kind == .guestLinked }) {
      add(.guestLinked(GuestLinked(guest: guest)), to: visit, .visit)
    }
  }

  mutating func markAbsent(_ command: MarkAbsent) throws(Refusal) {
    let reservation = try agreed(command.reservation, [.approved])
    let rules = try profile().reservations
    let start = try profile().zone.moment(reservation.slot.day, reservation.slot.time)
    guard !setting.clockTrusted || start.advanced(by: .minutes(rules.noShowMinutes)) <= setting.now else {
      throw .reservationStatus(reservation.status)
    }
    add(
      .reservationMarkedAbsent(ReservationMarkedAbsent(automatic: command.automatic)), to: reservation.id.first,
      .reservation)
  }

  mutating func undoReservation(_ command: UndoReservation) throws(Refusal) {
    if hall.reservations[command.reservation] == nil, let awaited = hall.awaited[command.reservation] {
      return try takeBackCheckIn(awaited)
    }
    let reservation = try reservation(command.reservation)
    guard let step = reservation.undoable else {
      throw reservation.isActedOn ? .reservationActedOn(reservation.status) : .nothingToUndo
    }
    guard step.at.span(until: setting.now.second) <= Reservation.UndoableStep.window else {
      throw .tooLateToUndoReservation
    }
    if step.kind == .reservationCheckedIn { return try takeBackCheckIn(reservation) }
    if step.status == .approved, let officer = step.officer {
      try checkFree(officer, step.slot, besides: reservation.id, try profile())
    }
    add(.stepUndone(StepUndone(undone: step.event)), to: reservation.id.first, .reservation)
  }

  /// With the number it gave, as long as nobody has been called by it.
  private mutating func takeBackCheckIn(_ reservation: Reservation) throws(Refusal) {
    guard let visit = reservation.visit else { throw .reservationActedOn(reservation.status) }
    try takeBack(visit)
  }

  private mutating func takeBackCheckIn(_ awaited: AwaitedReservation) throws(Refusal) {
    guard let step = awaited.undoable else {
      if awaited.isFinished { throw .reservationActedOn(.finished) }
      throw hall.holder(of: awaited) == nil ? .nothingToUndo : .reservationActedOn(.checkedIn)
    }
    guard step.at.span(until: setting.now.second) <= Reservation.UndoableStep.window else {
      throw .tooLateToUndoReservation
    }
    try takeBack(step.visit)
  }

  private mutating func takeBack(_ id: VisitID) throws(Refusal) {
    guard let visit = hall.visits[id], visit.stage == .waiting else { throw .reservationActedOn(.checkedIn) }
    try cancelVisit(
      CancelVisit {
        $0.visit = .id(id)
        $0.reason = .mistake
      })
  }

  /// A visit that came to nothing holds no reservation: whoever was meant to come still can.
  mutating func freeReservation(of visit: Visit) {
    guard let id = visit.reservation, let checkIn = checkIn(of: visit, id) else { return }
    add(.stepUndone(StepUndone(undone: checkIn)), to: id.first, .reservation)
  }

  /// The check-in by which a visit holds its reservation, whether or not the booking has come.
  private func checkIn(of visit: Visit, _ id: ReservationID) -> EventID? {
    guard let reservation = hall.reservations[id] else { return hall.awaited[id]?.checkIns[visit.id] }
    return reservation.status == .checkedIn ? reservation.checkIns[visit.id] : nil
  }

  /// Who came with it is served. One still awaited will be found finished by its booking.
  func isToFinish(_ id: ReservationID, with visit: Visit) -> Bool {
    if let reservation = hall.reservations[id] { return reservation.status == .checkedIn }
    guard let awaited = hall.awaited[id] else { return false }
    return !awaited.isFinished && awaited.checkIns[visit.id] != nil
  }

  /// A cancelled visit that goes on after all takes its reservation again, unless somebody else came with it meanwhile.
  mutating func holdReservation(of visit: Visit) throws(Refusal) {
    guard let id = visit.reservation else { return }
    if let reservation = hall.reservations[id] {
      guard reservation.checkIns[visit.id] == nil else { return }
      _ = try settled(id, [.submitted, .approved, .absent])
    } else {
      guard let awaited = hall.awaited[id], awaited.checkIns[visit.id] == nil else { return }
      try checkFree(awaited)
    }
    add(.reservationCheckedIn(ReservationCheckedIn(visit: visit.id)), to: id.first, .reservation)
  }

  /// What was chosen is said once more, by somebody who has seen all of it, and every other side is taken back: nothing of them
  /// stays behind under what holds. Where two officers choose differently at once there are two sides again.
  mutating func decideReservation(_ command: DecideReservation) throws(Refusal) {
    let reservation = try reservation(command.reservation)
    guard let side = reservation.sides.first(where: { $0.event == command.side }), case .fact(let fact) = side.happening
    else { throw .noSuchSide }
    let promises = fact.kind == .reservationApproved || reservation.status == .approved
    if promises, let slot = side.slot, let officer = side.officer ?? reservation.officer {
      try checkFree(officer, slot, besides: reservation.id, try profile())
    }
    let said =
      fact.kind == .reservationMarkedAbsent ? .reservationMarkedAbsent(ReservationMarkedAbsent(automatic: false)) : fact
    add(said, to: reservation.id.first, .reservation)
    for other in reservation.sides where other != side {
      add(.stepUndone(StepUndone(undone: other.event)), to: reservation.id.first, .reservation)
    }
  }

  mutating func finishReservation(_ command: FinishReservation) throws(Refusal) {
    let reservation = try agreed(command.reservation, [.approved, .checkedIn])
    add(.reservationFinished(ReservationFinished()), to: reservation.id.first, .reservation)
  }
}
