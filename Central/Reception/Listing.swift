import Domain
import Journal
import SQL

/// A seat as officers see it. No key.
public struct SeatLine: Sendable {
  public let office: OfficeCode
  public let seat: Int
  public let node: UInt32
  public let version: String
  public let enrolledAt: Moment
  public let seenAt: Moment?
  public let revokedAt: Moment?
}

/// Consecutive events of an author in an office's feed. Names, never what they say.
public struct FeedLine: Sendable, Equatable {
  public let first: Int
  public let last: Int
  public let from: EventID
  public let through: EventID

  public init(first: Int, last: Int, from: EventID, through: EventID) {
    (self.first, self.last, self.from, self.through) = (first, last, from, through)
  }
}

/// A number given twice on one day, by two computers of an office that could not see each other.
public struct DoubleNumber: Equatable, Sendable {
  public let day: Day
  public let number: QueueNumber
  public internal(set) var visits: [VisitID]

  public init(day: Day, number: QueueNumber, visits: [VisitID]) {
    (self.day, self.number, self.visits) = (day, number, visits)
  }
}

// What officers at the centre look at.
extension Books {
  func offices() throws -> [OfficeCode] {
    try statement("SELECT office FROM central_office ORDER BY office").map([]) {
      OfficeCode(number: $0.integer(0)) ?? .blank
    }
  }

  func seats(_ office: OfficeCode?) throws -> [SeatLine] {
    if let office, try self.office(office) == nil { throw CentreRefusal.noSuchOffice(office) }
    func moment(_ value: Int64) -> Moment? { value > 0 ? Moment(milliseconds: value) : nil }
    return try statement(
      """
      SELECT office, seat, node, version, enrolled_at, seen_at, revoked_at FROM seat WHERE office = $1 OR $1 = -1
      ORDER BY office, seat
      """
    ).map([.integer(office?.number ?? -1)]) { row in
      SeatLine(
        office: OfficeCode(number: row.integer(0)) ?? .blank, seat: Int(row.integer(1)),
        node: UInt32(clamping: row.integer(2)), version: row.text(3), enrolledAt: Moment(milliseconds: row.integer(4)),
        seenAt: moment(row.integer(5)), revokedAt: moment(row.integer(6)))
    }
  }

  func feedLines(_ office: OfficeCode, above position: Int, limit: Int) throws -> [FeedLine] {
    guard try self.office(office) != nil else { throw CentreRefusal.noSuchOffice(office) }
    return try statement(
      "SELECT last, count, node, sequence FROM feed WHERE office = $1 AND last > $2 ORDER BY last LIMIT $3"
    ).map([.integer(office.number), .integer(position), .integer(limit)]) { row in
      let (last, count) = (Int(row.integer(0)), Int(row.integer(1)))
      let (node, sequence) = (UInt32(clamping: row.integer(2)), UInt64(clamping: row.integer(3)))
      return FeedLine(
        first: last - count + 1, last: last, from: EventID(node: node, sequence: sequence),
        through: EventID(node: node, sequence: sequence + UInt64(count) - 1))
    }
  }

  /// Visits of one day that carry one number, oldest name first: both are real people with real tickets.
  func doubleNumbers(_ office: OfficeCode, since day: Day) throws -> [DoubleNumber] {
    guard try self.office(office) != nil else { throw CentreRefusal.noSuchOffice(office) }
    try project(office)
    let rows = try statement(
      """
      SELECT v.day, v.number, v.id FROM visit v
      WHERE v.office = $1 AND v.day >= $2 AND v.number IS NOT NULL AND EXISTS (SELECT 1 FROM visit w
        WHERE w.office = v.office AND w.day = v.day AND w.number = v.number AND w.id <> v.id)
      ORDER BY v.day, v.number, v.id LIMIT 1000
      """
    ).map([.integer(office.number), .integer(Int64(day.count))]) {
      (
        day: Day(count: Int32(clamping: $0.integer(0))), number: QueueNumber(number: $0.integer(1)),
        visit: EventID(number: $0.integer(2))
      )
    }
    var found: [DoubleNumber] = []
    for row in rows {
      guard let number = row.number, let visit = row.visit else { continue }
      if found.last?.day == row.day, found.last?.number == number {
        found[found.count - 1].visits.append(VisitID(visit))
      } else {
        found.append(DoubleNumber(day: row.day, number: number, visits: [VisitID(visit)]))
      }
    }
    return found
  }

  func status(at now: Moment) throws -> CentreStatus {
    var status = CentreStatus()
    let rows = try statement(
      """
      SELECT o.office, o.name, o.recovering_until,
        (SELECT COUNT(*) FROM seat s WHERE s.office = o.office AND s.revoked_at = 0),
        (SELECT SUM(a.mark) FROM author a WHERE a.office = o.office),
        (SELECT last FROM feed_counter f WHERE f.office = o.office),
        (SELECT COUNT(*) FROM parked p WHERE p.office = o.office),
        (SELECT MAX(seen_at) FROM seat s WHERE s.office = o.office),
        (SELECT COUNT(*) FROM visit v WHERE v.office = o.office AND v.day >= $1 AND v.number IS NOT NULL
          AND EXISTS (SELECT 1 FROM visit w
            WHERE w.office = v.office AND w.day = v.day AND w.number = v.number AND w.id < v.id))
      FROM central_office o ORDER BY o.office
      """)
    try rows.each([.integer(Int64(Zone.wib.local(now).day.count) - 7)]) { row in
      var office = CentreStatus.Office()
      office.office = (OfficeCode(number: row.integer(0)) ?? .blank).word
      office.name = row.text(1)
      office.isRecovering = row.integer(2) > now.milliseconds
      office.seats = Int(row.integer(3))
      office.events = Int(row.isNull(4) ? 0 : row.integer(4))
      office.feedEnd = Int(row.isNull(5) ? 0 : row.integer(5))
      office.parked = Int(row.integer(6))
      office.doubleNumbers = Int(row.integer(8))
      office.silentFor = row.integerOrNil(7).flatMap { $0 > 0 ? max(0, now.milliseconds - $0) : nil }
      status.offices.append(office)
    }
    return status
  }
}
