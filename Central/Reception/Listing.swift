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
}

// What officers at the centre look at.
extension Books {
  func offices() throws -> [OfficeCode] {
    try statement("SELECT office FROM central_office ORDER BY office").map([]) {
      OfficeCode(number: $0.integer(0)) ?? .blank
    }
  }

  func seats(_ office: OfficeCode?) throws -> [SeatLine] {
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

  func status(at now: Moment) throws -> CentreStatus {
    var status = CentreStatus()
    let rows = try statement(
      """
      SELECT o.office, o.name, o.recovering_until,
        (SELECT COUNT(*) FROM seat s WHERE s.office = o.office AND s.revoked_at = 0),
        (SELECT SUM(a.mark) FROM author a WHERE a.office = o.office),
        (SELECT last FROM feed_counter f WHERE f.office = o.office),
        (SELECT COUNT(*) FROM parked p WHERE p.office = o.office),
        (SELECT MAX(seen_at) FROM seat s WHERE s.office = o.office)
      FROM central_office o ORDER BY o.office
      """)
    try rows.each([]) { row in
      var office = CentreStatus.Office()
      office.office = (OfficeCode(number: row.integer(0)) ?? .blank).word
      office.name = row.text(1)
      office.isRecovering = row.integer(2) > now.milliseconds
      office.seats = Int(row.integer(3))
      office.events = Int(row.isNull(4) ? 0 : row.integer(4))
      office.feedEnd = Int(row.isNull(5) ? 0 : row.integer(5))
      office.parked = Int(row.integer(6))
      office.silentFor = row.integerOrNil(7).flatMap { $0 > 0 ? max(0, now.milliseconds - $0) : nil }
      status.offices.append(office)
    }
    return status
  }
}
