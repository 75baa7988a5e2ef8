import Domain
import Journal
import SQL

extension Store {
  func fold(_ sort: SubjectKind, _ events: [Event]) -> Folded? {
    switch sort {
    case .visit: History.fold(Visit.self, events).map(Folded.visit)
    case .guest: History.fold(Guest.self, events).map(Folded.guest)
    case .officer: History.fold(Officer.self, events).map(Folded.officer)
    case .reservation: History.reservation(events).map(Folded.reservation)
    case .complaint: History.fold(Complaint.self, events).map(Folded.complaint)
    case .day: History.fold(ServiceDay.self, events).map(Folded.day)
    case .office: History.fold(Office.self, events).map(Folded.office)
    case .node: nil
    }
  }

  public func visit(_ id: VisitID) throws -> Visit? { History.fold(Visit.self, try events(of: id.first)) }
  public func guest(_ id: GuestID) throws -> Guest? { History.fold(Guest.self, try events(of: id.first)) }
  public func complaint(_ id: ComplaintID) throws -> Complaint? {
    History.fold(Complaint.self, try events(of: id.first))
  }
  public func reservation(_ id: ReservationID) throws -> Reservation? { History.reservation(try events(of: id.first)) }

  /// Of one whose booking this copy does not have.
  public func awaitedReservation(_ id: ReservationID) throws -> AwaitedReservation? {
    History.awaited(id, try events(of: id.first))
  }

  /// Brings a subject's projection up to date after it changed. `hall` holds most subjects already folded.
  public func project(_ subject: EventID, _ sort: SubjectKind, from hall: Hall) throws {
    let writers = try openWriters()
    switch sort {
    case .visit:
      if let visit = hall.visits[VisitID(subject)] { return try writers.visit.write(visit) }
    case .guest:
      if let guest = hall.guests[GuestID(subject)] { return try writers.guest.write(guest) }
    case .officer:
      if let officer = hall.officers[OfficerID(subject)] { return try writers.officer.write(officer) }
    case .complaint:
      if let complaint = hall.complaints[ComplaintID(subject)] { return try writers.complaint.write(complaint) }
    case .day:
      if let day = hall.day, day.id == subject { return try writers.day.write(day) }
    case .office:
      if let office = hall.office { return try writers.office.write(office) }
    case .reservation:
      if let reservation = hall.reservations[ReservationID(subject)] {
        return try writers.reservation.write(reservation)
      }
    case .node: break
    }
    if let folded = fold(sort, try events(of: subject)) { try writers.write(folded) }
  }

  /// How far back a start looks for keys of lockers that have not been given back, at an office that has some: each visit is folded
  /// for it, and who has not come for a month is not coming.
  private static let keyDays = 31

  /// The office as the log means it at this moment: profile, officers, the last service day and its visits.
  ///
  /// `limit` is the last day that this computer's own clock allows: one that another computer with a clock far ahead has
  /// opened is not today's here. What it opened itself it stands by, and so it does by one under which it gave numbers.
  public func hall(until limit: Day? = nil) throws -> Hall {
    var hall = Hall()
    guard let identity else { return hall }
    let office = identity.office.number
    func ids(_ sql: String, _ values: [Int64] = []) throws -> [EventID] {
      try connection.prepare(sql).map([.integer(office)] + values.map { .integer($0) }) {
        EventID(number: $0.integer(0)) ?? .none
      }
    }
    if let id = try ids("SELECT id FROM office_profile WHERE office = $1 ORDER BY id LIMIT 1").first {
      hall.office = History.fold(Office.self, try events(of: id))
    }
    for id in try ids("SELECT id FROM officer WHERE office = $1") {
      if let officer = History.fold(Officer.self, try events(of: id)) { hall.officers[officer.id] = officer }
    }
    if let (day, numbers) = try reservedNumbers() { hall.reserve(numbers, on: day) }
    let last = Int64(limit?.count ?? Int32.max)
    let newest = """
      SELECT id FROM service_day AS d WHERE office = $1 AND (day <= $2 OR id % 1024 = $3
        OR EXISTS (SELECT 1 FROM visit AS v WHERE v.office = $1 AND v.day = d.day AND v.id % 1024 = $3))
      ORDER BY day DESC, id DESC LIMIT 1
      """
    if let id = try ids(newest, [last, Int64(identity.node)]).first,
      let day = History.fold(ServiceDay.self, try events(of: id))
    {
      hall.begin(day)
      for other in try ids("SELECT id FROM service_day WHERE office = $1 AND day = $2", [Int64(day.day.count)])
      where other != id {
        if let other = History.fold(ServiceDay.self, try events(of: other)) { hall.learn(other.clocks) }
      }
      try bringDay(
        ids("SELECT id FROM visit WHERE office = $1 AND day = $2", [Int64(day.day.count)]), identity.node, &hall)
      if hall.profile.map({ $0.lockers > 0 }) == true {
        let first = day.day.advanced(by: -Store.keyDays)
        let earlier = try ids(
          "SELECT id FROM visit WHERE office = $1 AND day >= $2 AND day < $3",
          [Int64(first.count), Int64(day.day.count)])
        for id in earlier { if let visit = try visit(VisitID(id)), visit.locker != nil { hall.keepKey(of: visit) } }
      }
    }
    return hall
  }

  /// Who stands where is what each visit's own facts mean, in their causal order: no clock has a say in it. What is
  /// remembered beside them, such as who was passed in the line, comes from living the day again: this computer's calls in
  /// the order in which it wrote them, between others' events as far as clocks put those in order.
  private func bringDay(_ ids: [EventID], _ own: UInt32, _ hall: inout Hall) throws {
    var folded: [Visit] = []
    var lived: [Event] = []
    for id in ids {
      let events = try events(of: id)
      if let visit = History.fold(Visit.self, events) { folded.append(visit) }
      lived += events
    }
    let clocks = hall.clocks
    if lived.contains(where: { $0.id.node == own && $0.kind == FactKind.visitCalled.rawValue }) {
      for event in History.ordered(lived, by: { clocks.common($0.at.moment, $0.id) }) {
        hall.relive(event.happening, of: event.subject, event.occurrence, isOwn: event.id.node == own)
      }
    }
    for visit in folded { hall.place(visit) }
    for visit in hall.visits.values where visit.stage.isOpen {
      if let id = visit.reservation { hall.reservations[id] = try reservation(id) }
    }
  }
}
