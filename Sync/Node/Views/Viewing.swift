import Desk
import Domain
import Journal
import Machine
import Store

extension Node {
  /// Answers a query from the hall and the store. Visitors are shown numbers and hours, staff names as well.
  public func view(_ query: Query, for actor: Actor) throws -> View {
    if query.kind.isForStaff {
      guard case .officer = actor else { throw Refusal.needsPin }
    }
    lookAtOwnClock()
    // Never show as true what the disk may not have kept. The status page says what is wrong.
    do { try settleMemory() } catch { if query.kind != .status { throw Refusal.storeFailing } }
    switch query {
    case .status: return .status(try statusView())
    case .day(let query): return .day(try dayView(query))
    case .queue(let query): return .queue(try queueView(query))
    case .board: return .board(try boardView())
    case .ticket(let query): return .ticket(try ticketView(query))
    case .desk(let query): return .desk(try deskView(query))
    case .rating(let query): return .rating(try ratingView(query))
    case .visit(let query): return .visit(try visitView(try found(query.visit)))
    case .guests(let query): return .guests(try guestsView(query))
    case .guest(let query):
      guard let guest = try store.guest(query.guest) else { throw Refusal.noSuchGuest }
      var view = try guestView(guest)
      view.history = try history(of: guest.id)
      return .guest(view)
    case .officers: return .officers(try officersView())
    case .profile:
      return .profile(
        try ProfileView {
          $0.profile = try profile
          $0.holidays = hall.holidays
          $0.practice = isPractice
          $0.staffed = hall.officers.values.contains { !$0.hasLeft && $0.hasPin }
        })
    case .reservations(let query): return .reservations(try reservationsView(query))
    case .complaints: return .complaints(try complaintsView())
    case .log(let query): return .log(try logView(query))
    case .code(let query): return .code(try codeView(query, for: actor))
    case .help: return .help(helpView())
    case .overruled: return .overruled(try overruledView())
    case .undecided: return .undecided(try undecidedView())
    // Whoever holds the line fills it in.
    case .line: return .line(LineView())
    }
  }

  var profile: OfficeProfile {
    get throws(Refusal) {
      guard let profile = hall.profile else { throw noOffice }
      return profile
    }
  }

  func found(_ key: VisitKey) throws -> Visit {
    if let visit = shownHall.visit(key) { return hall.inOwnTime(visit) }
    guard case .id(let id) = key, let visit = try store.visit(id) else { throw Refusal.noSuchVisit }
    return visit
  }

  /// "08.03", in the office's zone; empty for what has not happened.
  func clockText(_ moment: Moment?) -> String {
    guard let moment, let zone = hall.profile?.zone else { return "" }
    return zone.local(moment).time.description
  }

  func dateText(_ moment: Moment) -> String {
    guard let zone = hall.profile?.zone else { return "" }
    let local = zone.local(moment)
    return "\(local.day) \(local.time).\(padded(local.second, 2)) \(zone.word)"
  }

  private func statusView() throws -> StatusView {
    let now = self.now
    let visits = shownHall.todaysVisits
    return try StatusView { view in
      if let profile = hall.profile {
        view.office = profile.code
        view.name = profile.name
      }
      view.node = Int(store.identity?.node ?? 0)
      view.version = Node.version
      view.practice = isPractice
      view.day = hall.day == nil ? nil : shownDay
      view.dayClosed = hall.day?.day == today && (hall.day?.isClosed ?? false)
      view.localTime = dateText(now)
      view.wallSeconds = Int(reading.wall.milliseconds / 1_000)
      view.clockTrusted = isClockTrusted
      view.events = try store.eventCount()
      view.waiting = visits.count { $0.stage == .waiting }
      view.atDesks = visits.count { $0.stage.holdsDesk }
      view.finished = visits.count { $0.stage == .finished }
      view.uptimeSeconds = uptimeSeconds
      view.memoryKiB = residentKiB()
      view.help = helpView().asks.filter { !$0.isAttended }
      view.alarms = alarms.current.map(alarmView)
    }
  }

  func alarmView(_ alarm: Alarms.Alarm) -> AlarmView {
    AlarmView {
      $0.code = alarm.source.rawValue
      $0.indonesian = alarm.text.indonesian
      $0.english = alarm.text.english
      $0.since = dateText(alarm.since)
    }
  }

  private func officersView() throws -> OfficersView {
    try OfficersView { view in
      view.officers = try hall.officers.values.sorted { $0.id < $1.id }.map { officer in
        try OfficerLine {
          $0.officer = officer.id
          $0.profile = officer.profile
          $0.left = officer.hasLeft
          $0.hasPin = try store.credential(officer.id) != nil
        }
      }
    }
  }

  private func guestsView(_ query: GuestsQuery) throws -> GuestsView {
    let limit = max(1, min(query.limit, 100))
    let text = try Words.required(query.text, .name, limit: Limits.name)
    let ids: [GuestID]
    if let id = EventID(text), try store.guest(GuestID(id)) != nil {
      ids = [GuestID(id)]
    } else {
      ids = try store.guests(matching: text, limit: limit)
    }
    return try GuestsView { view in
      view.guests = try ids.prefix(limit).compactMap { try store.guest($0) }.map(guestView)
      view.more = ids.count > limit
    }
  }

  func guestView(_ guest: Guest) throws -> GuestView {
    try GuestView {
      $0.guest = guest.id
      $0.profile = guest.profile
      $0.consent = guest.consent
      $0.erased = guest.isErased
      $0.lastVisit = try store.visitCount(of: guest.id).last
      $0.code = guest.isErased ? "" : code(of: guest.id)
    }
  }

  private func reservationsView(_ query: DayQuery) throws -> ReservationsView {
    guard let day = query.day ?? today else { throw noOffice }
    return try ReservationsView { view in
      view.reservations = try store.reservations(on: day).compactMap { try store.reservation($0) }.map(reservationLine)
      if day == hall.day?.day { view.reservations += try awaited(on: day) }
    }
  }

  /// Those on which somebody has yet to decide, whatever day they are for.
  private func undecidedView() throws -> ReservationsView {
    guard let today else { throw noOffice }
    let from = today.advanced(by: -Node.undecidedDays)
    return try ReservationsView {
      $0.reservations = try store.undecidedReservations(from: from, limit: Node.undecidedMax)
        .compactMap { try store.reservation($0) }.map(reservationLine)
    }
  }

  /// What nobody has decided a month after it was agreed for stays on its day's page.
  private static let undecidedDays = 30
  private static let undecidedMax = 50

  private func reservationLine(_ reservation: Reservation) throws -> ReservationLine {
    try ReservationLine {
      $0.reservation = reservation.id
      $0.status = reservation.status
      $0.slot = reservation.slot
      $0.topic = reservation.topic
      $0.guest = try reservation.guest.flatMap { try store.guest($0) }?.profile.name
      $0.officer = reservation.officer.flatMap { hall.officers[$0] }?.profile.name
      $0.visit = reservation.visit
      $0.undecided = reservation.undecided
      $0.sides = try reservation.sides.compactMap(words)
      $0.overruled = reservation.overruled.map(\.event)
      $0.lost = try reservation.overruled.compactMap { try words($0) }
      $0.code = code(of: reservation.id)
      $0.undoable = isUndoable(reservation, at: now)
    }
  }

  /// Visitors whose code was right, and whose booking this office does not have yet: they stand in the list all the same. Where the
  /// visit was cancelled, the booking is free for whoever was meant to come.
  private func awaited(on day: Day) throws -> [ReservationLine] {
    var seen: Set<ReservationID> = []
    let now = self.now
    return try hall.todaysVisits.sorted { $0.id.first < $1.id.first }.compactMap { visit in
      guard let id = visit.reservation, seen.insert(id).inserted, try store.reservation(id) == nil,
        let known = try store.awaitedReservation(id)
      else { return nil }
      let holder = hall.holder(of: known)
      let came = holder.flatMap { hall.visits[$0] } ?? visit
      return try ReservationLine {
        ($0.reservation, $0.visit, $0.awaited) = (id, holder, true)
        $0.status = known.isFinished ? .finished : holder == nil ? .approved : .checkedIn
        $0.slot = Slot(day: day, time: try profile.zone.local(came.openedAt).time)
        $0.code = code(of: id)
        $0.undoable = isUndoable(known, at: now)
      }
    }
  }

  private func isUndoable(_ awaited: AwaitedReservation, at now: Moment) -> Bool {
    guard let step = awaited.undoable, step.at.span(until: now.second) <= Reservation.UndoableStep.window else {
      return false
    }
    return hall.visits[step.visit]?.stage == .waiting
  }

  /// Within its minute; a check-in, as long as its visitor waits.
  private func isUndoable(_ reservation: Reservation, at now: Moment) -> Bool {
    guard let step = reservation.undoable,
      step.at.span(until: now.second) <= Reservation.UndoableStep.window
    else { return false }
    guard step.kind == .reservationCheckedIn else { return true }
    return reservation.visit.flatMap { hall.visits[$0] }?.stage == .waiting
  }

  private func complaintsView() throws -> ComplaintsView {
    try ComplaintsView { view in
      view.complaints = try store.complaints(limit: 200).compactMap { try store.complaint($0) }.map { complaint in
        ComplaintLine {
          $0.complaint = complaint.id
          $0.status = complaint.status
          $0.channel = complaint.channel
          $0.filedAt = dateText(complaint.filedAt)
          $0.visit = complaint.visit
          $0.words = complaint.words
          $0.answer = complaint.answer
        }
      }
    }
  }
}
