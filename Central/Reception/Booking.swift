import Domain
import Engine
import Journal
import SQL
import Seal
import Store

// The centre writes too: reservations, under a node number of its own in each office.
extension Books {
  /// Later than in a year is a slip of the hand, and nobody's opening hours are known.
  private static let daysAheadMax = 366

  /// Decides commands one after the other with the office's own rules, and writes what follows from them as facts of the
  /// centre. All of them or none. Returns the first event of each.
  func carryOut(_ commands: [@Sendable (EventID?) -> Command], for code: OfficeCode, at now: Moment) throws -> [EventID]
  {
    try project(code)
    let events = try writing {
      guard var office = try office(code, locked: true) else { throw CentreRefusal.noSuchOffice(code) }
      if office.own == 0 { try takeOwn(&office) }
      let store = try store(of: code, own: office.own)
      var hall = try store.hall()
      guard let profile = hall.profile else { throw CentreRefusal.refused(.officeNotOpened) }
      let today = profile.zone.serviceDay(at: now, turnover: profile.turnover)
      var pen = try store.pen()
      var first: [EventID] = []
      for make in commands {
        let command = make(first.last)
        if let day = command.agreedDay, day > today.advanced(by: Self.daysAheadMax) {
          throw CentreRefusal.tooFarAhead(until: today.advanced(by: Self.daysAheadMax))
        }
        try bring(command, &hall, store)
        let drafts: [Draft]
        do throws(Refusal) {
          let setting = Setting(actor: .centre, now: now, today: today, clockTrusted: true, next: pen.next)
          drafts = try decide(command, setting, hall)
        } catch {
          throw CentreRefusal.refused(error)
        }
        let written = try pen.write(
          drafts, actor: .centre, now: now,
          heads: { subject, _ in (try? store.events(of: subject)).map(History.heads) ?? [] },
          erasures: store.erasures, salt: Seal.randomNumber)
        try keep(written, of: code, store)
        for subject in Set(drafts.map(\.subject)) { try bring(again: subject, &hall, store) }
        if let event = written.first?.event { first.append(event.id) }
      }
      return first
    }
    if !events.isEmpty { tell(code) }
    return events
  }

  private func keep(_ written: [(event: Event, link: Digest)], of code: OfficeCode, _ store: Store) throws {
    guard let last = written.last else { return }
    try store.append(written)
    var feed = FeedRuns()
    for (event, _) in written { feed.add(event.id) }
    try setMark(code, last.event.id.node, Standpoint(sequence: last.event.id.sequence, link: last.link))
    _ = try publish(feed, of: code)
    for draft in written { try store.project(draft.event.subject, draft.event.sort, from: Hall()) }
  }

  private func takeOwn(_ office: inout OfficeRow) throws {
    guard let own = try freeOwn(office.code) else { throw CentreRefusal.noNumberLeft(office.code) }
    office.own = own
    try claim(office.code, office.own, seat: 0)
    try statement("UPDATE central_office SET own = $2 WHERE office = $1")
      .run([.integer(office.code.number), .integer(Int64(office.own))])
  }

  /// What a command mentions, and the other reservations of its days: two approvals of one officer may clash.
  private func bring(_ command: Command, _ hall: inout Hall, _ store: Store) throws {
    var ids: [ReservationID] = []
    var days: [Day] = []
    switch command {
    case .bookReservation(let book):
      days.append(book.slot.day)
      if let guest = book.guest { hall.guests[guest] = try store.guest(guest) }
    case .approveReservation(let approve): ids.append(approve.reservation)
    case .moveReservation(let move):
      ids.append(move.reservation)
      days.append(move.slot.day)
    case .cancelReservation(let cancel): ids.append(cancel.reservation)
    case .decideReservation(let decide):
      ids.append(decide.reservation)
      let sides = try store.reservation(decide.reservation)?.sides ?? []
      days += sides.filter { $0.event == decide.side }.compactMap { $0.slot?.day }
    default: break
    }
    for id in ids {
      hall.reservations[id] = try store.reservation(id)
      if let day = hall.reservations[id]?.slot.day { days.append(day) }
    }
    for day in Set(days) {
      for id in try store.reservations(on: day) { hall.reservations[id] = try store.reservation(id) }
    }
  }

  private func bring(again subject: EventID, _ hall: inout Hall, _ store: Store) throws {
    if let reservation = try store.reservation(ReservationID(subject)) {
      hall.reservations[reservation.id] = reservation
    }
    if let guest = try store.guest(GuestID(subject)) { hall.guests[guest.id] = guest }
  }

  func reservations(_ code: OfficeCode, on day: Day) throws -> [Reservation] {
    guard try office(code) != nil else { throw CentreRefusal.noSuchOffice(code) }
    try project(code)
    let store = try store(of: code)
    return try store.reservations(on: day).compactMap { try store.reservation($0) }
  }
}

extension Command {
  /// The day on which somebody is to come.
  fileprivate var agreedDay: Day? {
    switch self {
    case .bookReservation(let book): book.slot.day
    case .moveReservation(let move): move.slot.day
    default: nil
    }
  }
}
