import Desk
import Domain
import JSON
import Journal
import Store

extension Node {
  func visitView(_ visit: Visit) throws -> VisitView {
    let profile = try profile
    let figures = visit.day == shownDay ? try dayPicture().figures : DayFigures([visit], profile)
    let guest = try visit.guest.flatMap { try store.guest($0) }
    return try VisitView {
      $0.visit = visit.id
      $0.number = visit.number
      $0.day = visit.day
      $0.service = visit.service
      $0.stage = visit.stage
      $0.priority = visit.priority
      $0.language = visit.language
      $0.channel = visit.channel
      $0.reservation = visit.reservation
      $0.openedAt = clockText(visit.openedAt)
      $0.calledAt = clockText(visit.firstCalledAt)
      $0.startedAt = clockText(visit.startedAt)
      $0.finishedAt = clockText(visit.finishedAt)
      $0.recalls = visit.recalls
      $0.desk = visit.desk
      $0.officer = visit.officer.flatMap { hall.officers[$0] }?.profile.name
      $0.reason = visit.closeReason
      $0.outcome = visit.outcome
      $0.guest = try guest.map(guestView)
      $0.visits = try guest.map { try store.visitCount(of: $0.id).count } ?? 0
      $0.entry = visit.entry
      $0.words = visit.entryWords
      $0.identity = visit.identity
      $0.locker = visit.locker
      $0.needs = visit.needs
      $0.notes = visit.notes
      $0.onlineLinks = visit.onlineLinks
      $0.ratings = visit.ratings
      $0.comment = visit.comment
      $0.pending = visit.pending(profile.flow)
      $0.promise = figures.promise(visit, now: now).word
      $0.overruled = visit.overruled
      $0.undoSeconds = undoSeconds(visit.id)
      $0.stageMinutes = stageMinutes(visit)
      ($0.current, $0.moves) = (shownHall.isCurrent(visit), shownHall.moves(of: visit))
    }
  }

  private func stageMinutes(_ visit: Visit) -> Int? {
    switch visit.stage {
    case .called: visit.calledAt.flatMap { minutes(since: $0, visit.lastCall) }
    case .serving: visit.startedAt.flatMap { minutes(since: $0, visit.started) }
    default: nil
    }
  }

  /// As the decision itself would have it: no key is offered that would be refused.
  private func undoSeconds(_ visit: VisitID) -> Int {
    let (now, shown) = (self.now, shownHall)
    return shown.visits[visit].flatMap { try? shown.stepToUndo(of: $0, now: now) }?.secondsLeft(at: now) ?? 0
  }

  static let deskQueueMax = 50

  func deskView(_ query: DeskQuery) throws -> DeskView {
    let profile = try profile
    guard let plan = profile.desk(query.desk) else { throw Refusal.noSuchDesk(known: profile.desks.map(\.number)) }
    let (now, day, shown) = (self.now, try dayPicture(), shownHall)
    func lines(_ places: [Int]) throws -> [QueueLine] {
      try places.map { try queueLine(day.visits[$0], day.figures, profile, now) }
    }
    return try DeskView { view in
      view.desk = plan.number
      view.name = plan.name
      let front = shown.visit(atDesk: plan.number).map(hall.inOwnTime)
      view.visit = try front.map(visitView)
      view.waiting = day.open(.waiting, at: plan).count
      view.parked = try lines(day.open(.parked, at: plan))
      view.missed = try lines(day.open(.missed, at: plan))
      view.figures = day.figures(of: plan.number)
      view.finishedToday = view.figures.served
      view.undo = day.undo(at: plan.number, now: now).flatMap { undoSeconds($0.visit) > 0 ? $0 : nil }
      let next = shown.callingOrder(for: plan, now: now, limit: Node.deskQueueMax).compactMap {
        hall.visits[$0].map(hall.inOwnTime)
      }
      view.queue = try next.map { try queueLine($0, day.figures, profile, now) }
      view.promise = front.flatMap { promiseClock($0, day.figures, now) }
      view.nextPromise = next.first.flatMap { promiseClock($0, day.figures, now) }
      if let front, let guest = front.guest { view.history = try history(of: guest, before: front.id) }
    }
  }

  private func promiseClock(_ visit: Visit, _ figures: DayFigures, _ now: Moment) -> PromiseClock? {
    let promise = figures.promise(visit, now: now)
    guard promise != .notPromised, minutes(since: visit.openedAt, visit.id.first) != nil else { return nil }
    return PromiseClock { ($0.state, $0.minutesLeft) = (promise.word, promise.minutesLeft) }
  }

  static let logLinesMax = 1000

  func logView(_ query: LogQuery) throws -> LogView {
    guard let identity = store.identity else { throw Refusal.officeNotOpened }
    let limit = max(1, min(query.limit, Node.logLinesMax))
    let events: [Event]
    if let subject = query.subject {
      events = Array(try store.events(of: subject).prefix(limit))
    } else {
      let from = UInt64(clamping: max(1, query.from))
      events = try store.events(node: identity.node, from: from, limit: limit).map(\.event)
    }
    return LogView { view in
      view.last = Int(lastSequence)
      view.events = events.map { event in
        LogLine { line in
          line.event = event.id
          line.at = dateText(event.at.moment)
          line.subject = event.subject
          line.sort = event.sort
          line.kind = FactKind(rawValue: event.kind).map { "\($0)" } ?? "kind \(event.kind)"
          line.actor = event.actor
          line.after = event.after
          switch event.happening {
          case .fact(let fact) where fact.kind.isPersonal: line.body = ""
          case .fact(let fact):
            var writer = JSONWriter()
            writer.must { try fact.write(to: &$0) }
            line.body = String(decoding: writer.bytes, as: UTF8.self)
          case .erased: line.erased = true
          case .unknown: break
          }
        }
      }
    }
  }
}
