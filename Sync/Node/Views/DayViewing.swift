import Desk
import Domain
import Journal
import Store

extension Node {
  func dayView(_ query: DayQuery) throws -> DayView {
    let profile = try profile
    let shownDay = shownDay
    let day = query.day ?? shownDay
    let isCurrent = day == shownDay
    let picture =
      isCurrent
      ? try dayPicture()
      : DayPicture(try day.map { try store.visits(on: $0).compactMap { try store.visit($0) } } ?? [], profile)
    return try DayView { view in
      view.day = day
      // Opening hours are said of the day it is; of another day they would be untrue.
      if isCurrent { sayHours(&view) }
      // A day to which nobody has come yet is not closed: only yesterday is.
      view.closed = isCurrent && hall.day?.day == today && (hall.day?.isClosed ?? false)
      // Whatever the hours of this day still promise: its officer has closed it.
      if view.closed, let day { sayNextOpening(hall.calendar?.workingDay(after: day), &view) }
      view.services = picture.services
      view.visits = picture.visits.count
      view.waiting = picture.count(.waiting)
      view.atDesks = picture.atDesks
      view.parked = picture.count(.parked)
      view.missed = picture.count(.missed)
      view.finished = picture.count(.finished)
      view.cancelled = picture.count(.cancelled)
      view.lapsed = picture.count(.lapsed)
      view.meanWaitMinutes = picture.figures.meanWaitMinutes
      view.meanServiceMinutes = picture.figures.meanServiceMinutes
      view.promiseMinutes = profile.serviceLevel.start == .unstated ? nil : profile.serviceLevel.minutes
      view.promiseKept = picture.figures.promiseKept
      view.promiseMissed = picture.figures.promiseMissed
      view.ratings = picture.rated
      view.localTime = clockText(now)
      view.satisfaction = picture.satisfaction
      view.freeLockers = hall.freeLockers(of: profile.lockers).count
      if isCurrent { (view.lockersOut, view.lockersLeft) = (hall.lockersOut, try lockersLeft()) }
      view.decree = profile.decree
      if isCurrent { view.alarms = alarms.atDesks.map(alarmView) }
    }
  }

  private func sayHours(_ view: inout DayView) {
    guard let state = hall.openState(at: now) else { return }
    if case .open(let until) = state {
      view.open = true
      view.hours = "Buka sampai pukul \(until)."
      view.hoursEnglish = "Open until \(until)."
      return
    }
    let text = Refusal.closed(state).text
    (view.hours, view.hoursEnglish) = (text.indonesian, text.english)
    switch state {
    case .open: break
    case .onBreak(let time), .notYet(let time):
      view.opensNext = "Buka lagi pukul \(time)."
      view.opensNextEnglish = "Opens again at \(time)."
    case .over(let next), .holiday(_, let next):
      guard sayNextOpening(next, &view) else { return }
      // One sentence with the hour, instead of the day twice.
      let why = state.shutText
      (view.hours, view.hoursEnglish) = (
        why.indonesian + " " + view.opensNext, why.english + " " + view.opensNextEnglish
      )
    }
  }

  /// True when the office opens again on a day that is known.
  @discardableResult
  private func sayNextOpening(_ next: Day?, _ view: inout DayView) -> Bool {
    guard let next, let time = hall.profile?.deskHours.openings(on: next).map(\.from).min() else {
      (view.opensNext, view.opensNextEnglish) = ("", "")
      return false
    }
    view.opensNext = "Buka lagi \(next.spoken(.indonesian)) pukul \(time)."
    view.opensNextEnglish = "Opens again on \(next.spoken(.english)) at \(time)."
    return true
  }

  func queueView(_ query: QueueQuery) throws -> QueueView {
    let profile = try profile
    if let service = query.service, profile.service(service) == nil {
      throw Refusal.noSuchService(known: profile.services.map(\.key))
    }
    let (now, day) = (self.now, try dayPicture())
    var places = day.open
    if let stage = query.stage, !stage.isOpen {
      places = day.visits.indices.filter { day.visits[$0].stage == stage }.sorted {
        (day.visits[$0].queuedAt, day.visits[$0].queued) < (day.visits[$1].queuedAt, day.visits[$1].queued)
      }
    }
    return try QueueView { view in
      for place in places {
        if let service = query.service, day.visits[place].service != service { continue }
        if let stage = query.stage, day.visits[place].stage != stage { continue }
        view.visits.append(try queueLine(day.visits[place], day.figures, profile, now))
      }
    }
  }

  func queueLine(_ visit: Visit, _ figures: DayFigures, _ profile: OfficeProfile, _ now: Moment) throws -> QueueLine {
    let name = try visit.guest.flatMap(shownName)
    let waited = waitMinutes(visit, profile, now)
    let promise = waited == nil ? .notPromised : figures.promise(visit, now: now)
    return QueueLine {
      $0.visit = visit.id
      $0.number = visit.number
      $0.service = visit.service
      $0.stage = visit.stage
      $0.priority = visit.priority
      $0.since = clockText(visit.queuedAt)
      $0.waitMinutes = waited
      $0.promise = promise.word
      $0.desk = visit.stage.holdsDesk ? visit.desk : nil
      $0.guest = name
      $0.locker = visit.locker
      $0.signed = visit.entry != nil
      $0.reservation = visit.reservation
      $0.label = visit.label
      $0.guestID = visit.guest
      $0.pending = visit.pending(profile.flow)
      $0.minutesLeft = promise.minutesLeft
      $0.holders = visit.number.flatMap { hall.holders(of: $0) }
    }
  }

  private func waitMinutes(_ visit: Visit, _ profile: OfficeProfile, _ now: Moment) -> Int? {
    let opened = (visit.openedAt, visit.id.first)
    if let called = visit.firstCalledAt { return minutes(from: opened, to: (called, visit.firstCall)) }
    if let started = visit.startedAt { return minutes(from: opened, to: (started, visit.started)) }
    return minutes(from: opened, to: (visit.endOfWaiting(profile) ?? now, nil))
  }

  func minutes(since at: Moment, _ event: EventID?) -> Int? { minutes(from: (at, event), to: (now, nil)) }

  /// Whole minutes from one stamp to another; where there is no event, this computer's own clock says so now. A clock that nobody has
  /// compared yet may have stamped what is the future here, or years ago. Less than a day is taken as it is; a day or more only where both
  /// clocks are known, for a day that nobody has ended. Longer than an office is ever closed for, a clock was wrong.
  private func minutes(from start: (at: Moment, by: EventID?), to end: (at: Moment, by: EventID?)) -> Int? {
    let span = start.at.span(until: end.at)
    let own = store.identity?.node
    func isKnown(_ event: EventID?) -> Bool {
      event.map { $0.node == own || hall.clocks.count($0.node) > 0 } ?? true
    }
    let isKnown = span < .days(1) || isKnown(start.by) && isKnown(end.by) && span < .days(OfficeClock.closedDaysMax)
    return isKnown ? max(0, span.wholeMinutes) : nil
  }

  func boardView() throws -> BoardView {
    let profile = try profile
    let day = try dayPicture()
    return BoardView { view in
      view.called = day.lastCalled().map { place in
        let visit = day.visits[place]
        return BoardLine {
          $0.label = visit.label
          $0.desk = visit.desk ?? 0
          $0.calls = visit.recalls + 1
          $0.serving = visit.stage != .called
          $0.call = Int(visit.lastCall?.number ?? 0)
          $0.calledAt = clockText(visit.calledAt)
        }
      }
      view.waiting = day.services
      view.localTime = clockText(now)
      view.sequence = Int(lastSequence)
      view.messages = profile.messages
      view.office = profile.name
    }
  }

  func ticketView(_ query: VisitQuery) throws -> TicketView {
    let profile = try profile
    let visit = try found(query.visit)
    let service = profile.service(visit.service)
    let paper = paperState(visit.id)
    let joined = hall.joinedLine(visit)
    let ahead = shownHall.waitingVisits.count {
      $0.service == visit.service && (hall.joinedLine($0), $0.queued) < (joined, visit.queued)
    }
    return try TicketView {
      $0.visit = visit.id
      $0.number = visit.number
      $0.service = service?.name ?? visit.service
      $0.serviceEnglish = service?.label.english ?? visit.service
      $0.stage = visit.stage
      $0.desk = visit.stage.holdsDesk ? visit.desk : nil
      if visit.stage == .waiting {
        $0.ahead = ahead
        if let service {
          $0.expectedMinutes = try dayPicture().figures.expectedMinutes(service, ahead: ahead)
        }
      }
      $0.promiseMinutes = profile.promisedMinutes
      $0.code = code(of: visit)
      $0.qr = squareText(of: visit)
      $0.rated = visit.ratings.map(\.instrument)
      $0.signed = visit.entry != nil
      $0.locker = visit.locker
      $0.language = visit.language
      $0.print = paper
      ($0.printIndonesian, $0.printEnglish) = (paper.advice.indonesian, paper.advice.english)
      $0.holders = visit.number.flatMap { hall.holders(of: $0) }
    }
  }
}
