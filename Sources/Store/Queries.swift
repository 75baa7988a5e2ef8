import Domain
import SQL

/// Questions over many subjects, answered from the projections.
extension Store {
  private func ids(_ sql: String, _ values: SQLValue...) throws -> [EventID] {
    guard let identity else { return [] }
    return try connection.prepare(sql).map([.integer(identity.office.number)] + values) {
      EventID(number: $0.integer(0)) ?? .none
    }
  }

  public func visits(of guest: GuestID) throws -> [VisitID] {
    try ids("SELECT id FROM visit WHERE office = $1 AND guest = $2 ORDER BY id", .integer(guest.first.number))
      .map { VisitID($0) }
  }

  public func visits(on day: Day) throws -> [VisitID] {
    try ids("SELECT id FROM visit WHERE office = $1 AND day = $2 ORDER BY id", .integer(Int64(day.count)))
      .map { VisitID($0) }
  }

  public func complaints(of guest: GuestID) throws -> [ComplaintID] {
    try ids("SELECT id FROM complaint WHERE office = $1 AND guest = $2 ORDER BY id", .integer(guest.first.number))
      .map { ComplaintID($0) }
  }

  public func complaints(about visit: VisitID) throws -> [ComplaintID] {
    try ids("SELECT id FROM complaint WHERE office = $1 AND visit = $2 ORDER BY id", .integer(visit.first.number))
      .map { ComplaintID($0) }
  }

  public func reservations(of guest: GuestID) throws -> [ReservationID] {
    try ids("SELECT id FROM reservation WHERE office = $1 AND guest = $2 ORDER BY id", .integer(guest.first.number))
      .map { ReservationID($0) }
  }

  public func reservations(on day: Day) throws -> [ReservationID] {
    try ids(
      "SELECT id FROM reservation WHERE office = $1 AND day = $2 ORDER BY minute, id", .integer(Int64(day.count))
    ).map { ReservationID($0) }
  }

  /// Those agreed for `day` or later on which places decided differently at once and nobody has decided since, the next first.
  public func undecidedReservations(from day: Day, limit: Int) throws -> [ReservationID] {
    try ids(
      """
      SELECT id FROM reservation WHERE office = $1 AND day >= $2 AND undecided > 0 ORDER BY day, minute, id LIMIT \(limit)
      """, .integer(Int64(day.count))
    ).map { ReservationID($0) }
  }

  /// Newest first, open ones before closed ones.
  public func complaints(limit: Int) throws -> [ComplaintID] {
    try ids("SELECT id FROM complaint WHERE office = $1 ORDER BY status, id DESC LIMIT $2", .integer(limit))
      .map { ComplaintID($0) }
  }

  /// Guests whose name, institution, phone or email holds the text, newest first; one more than `limit` when there are.
  public func guests(matching text: String, limit: Int) throws -> [GuestID] {
    var needle = ""
    for character in Words.searchForm(text) {
      if character == "%" || character == "_" || character == "\\" { needle.append("\\") }
      needle.append(character)
    }
    let digits = Phone.international(text) ?? needle
    return try ids(
      """
      SELECT id FROM guest WHERE office = $1 AND erased = 0
      AND (search LIKE $2 ESCAPE '\\' OR email LIKE $2 ESCAPE '\\' OR phone LIKE $3 ESCAPE '\\')
      ORDER BY id DESC LIMIT $4
      """, .text("%\(needle)%"), .text("%\(digits)%"), .integer(limit + 1)
    ).map { GuestID($0) }
  }

  /// The last service day on which a guest came, and how often they have come.
  public func visitCount(of guest: GuestID) throws -> (last: Day?, count: Int) {
    guard let identity else { return (nil, 0) }
    return try connection.prepare("SELECT MAX(day), COUNT(*) FROM visit WHERE office = $1 AND guest = $2").first(
      [.integer(identity.office.number), .integer(guest.first.number)]
    ) { row in (row.integerOrNil(0).flatMap { Day(number: $0) }, Int(row.integer(1))) } ?? (nil, 0)
  }

  /// Guests whose last visit was before `day`, for retention; those who never visited count from their registration.
  /// Also those whose name is erased: their number or their words may have a longer period. In id order, those after
  /// `position`.
  public func guests(
    lastSeenBefore day: Day, registeredBefore moment: Moment, after position: GuestID, limit: Int
  ) throws -> [GuestID] {
    try ids(
      """
      SELECT id FROM guest WHERE office = $1 AND id > $2 AND registered_at < $3 AND NOT EXISTS (
        SELECT 1 FROM visit WHERE visit.office = guest.office AND visit.guest = guest.id AND visit.day >= $4)
      ORDER BY id LIMIT $5
      """, .integer(position.first.number), .integer(moment.milliseconds), .integer(Int64(day.count)), .integer(limit)
    ).map { GuestID($0) }
  }

  /// Visits before `day` that hold words and belong to no guest.
  public func visitsWithWords(before day: Day, limit: Int) throws -> [VisitID] {
    try ids(
      "SELECT id FROM visit WHERE office = $1 AND day < $2 AND guest IS NULL AND words = 1 ORDER BY id LIMIT $3",
      .integer(Int64(day.count)), .integer(limit)
    ).map { VisitID($0) }
  }

  /// Complaints from before `moment` that hold words and belong to no guest.
  public func complaintsWithWords(before moment: Moment, limit: Int) throws -> [ComplaintID] {
    try ids(
      "SELECT id FROM complaint WHERE office = $1 AND filed_at < $2 AND guest IS NULL AND words = 1 ORDER BY id LIMIT $3",
      .integer(moment.milliseconds), .integer(limit)
    ).map { ComplaintID($0) }
  }
}
