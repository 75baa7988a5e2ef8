import Domain
import Engine
import Journal
import PostgreSQL
import SQL
import Seal
import Store
import Wire

/// An event kept beside the log, as an officer at the centre sees it. Never what it says.
public struct ParkedEvent: Equatable, Sendable {
  public let office: OfficeCode
  public let id: EventID
  public let reason: ParkReason
  public let kind: UInt8
  public let parkedAt: Moment
}

// Events that are right by their chain and cannot be entered: kept, listed, and tried again after an upgrade.
extension Books {
  /// Tells the other processes that a feed has grown. After the commit: inside it, PostgreSQL would let all offices'
  /// commits wait for each other. What is not told is read when a held call's time is over.
  func tell(_ office: OfficeCode) {
    if let server = connection as? PostgreSQLConnection { try? server.announce(Bells.channel, office.word) }
  }

  /// As a frame of one event: the one form in which what a newer version wrote is kept byte for byte.
  func park(_ taken: Taken, _ reason: ParkReason, of office: OfficeCode, at now: Moment) throws {
    let id = taken.entry.header.id
    let run = Run(
      author: id.node, first: id.sequence, entries: [taken.entry], before: .zero, check: taken.link.check)
    let box = Box.pack(Frame(stream: .state, runs: [run]), .none, dictionaries: [], Seal.digester)
    try statement(
      """
      INSERT INTO parked (office, node, sequence, reason, entry, link, parked_at, retried_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
      """
    ).run([
      .integer(office.number), .integer(Int64(id.node)), .integer(Int64(clamping: id.sequence)),
      .integer(reason.number), .blob(box), .blob(taken.link.bytes), .integer(now.milliseconds),
    ])
  }

  func parkedCount(_ office: OfficeCode) throws -> Int {
    try statement("SELECT COUNT(*) FROM parked WHERE office = $1").first([.integer(office.number)]) {
      Int($0.integer(0))
    } ?? 0
  }

  func parkedNewest(_ office: OfficeCode, limit: Int) throws -> [Parked] {
    try statement(
      """
      SELECT node, sequence, reason FROM parked WHERE office = $1
      ORDER BY parked_at DESC, node, sequence DESC LIMIT $2
      """
    ).map([.integer(office.number), .integer(limit)]) { row in
      Parked(
        EventID(node: UInt32(clamping: row.integer(0)), sequence: UInt64(clamping: row.integer(1))),
        ParkReason(number: row.integer(2)) ?? .unknown)
    }
  }

  private func entry(_ box: [UInt8], _ office: OfficeCode) -> Entry? {
    (try? Box.open(box, office: office, .none, Seal.digester))?.runs.first?.entries.first
  }

  /// All that is set aside, of one office or of all.
  func quarantine(_ office: OfficeCode?, limit: Int) throws -> [ParkedEvent] {
    try statement(
      """
      SELECT office, node, sequence, reason, entry, parked_at FROM parked WHERE office = $1 OR $1 = -1
      ORDER BY office, parked_at, node, sequence LIMIT $2
      """
    ).map([.integer(office?.number ?? -1), .integer(limit)]) { row in
      let code = OfficeCode(number: row.integer(0)) ?? .blank
      return ParkedEvent(
        office: code, id: EventID(node: UInt32(clamping: row.integer(1)), sequence: UInt64(clamping: row.integer(2))),
        reason: ParkReason(number: row.integer(3)) ?? .unknown, kind: entry(row.blob(4), code)?.header.kind ?? 0,
        parkedAt: Moment(milliseconds: row.integer(5)))
    }
  }

  /// Tries again what was set aside; returns how many are entered now, each at a new position of the feed.
  func retry(_ office: OfficeCode, at now: Moment) throws -> Int {
    let entered = try writing {
      guard try self.office(office, locked: true) != nil else { return 0 }
      let store = try store(of: office)
      let rows = try statement(
        "SELECT node, sequence, entry, link FROM parked WHERE office = $1 ORDER BY parked_at, node, sequence LIMIT 4096"
      ).map([.integer(office.number)]) { ($0.integer(0), $0.integer(1), $0.blob(2), Digest($0.blob(3))) }
      var feed = FeedRuns()
      for (node, sequence, box, link) in rows {
        guard let entry = entry(box, office), let link, Intake.reason(of: entry) == nil, let event = entry.event,
          (try? connection.attempt({ try store.take([(event, link)]) })) == 1
        else { continue }
        try statement("DELETE FROM parked WHERE office = $1 AND node = $2 AND sequence = $3")
          .run([.integer(office.number), .integer(node), .integer(sequence)])
        feed.add(event.id)
      }
      try statement("UPDATE parked SET retried_at = $2 WHERE office = $1")
        .run([.integer(office.number), .integer(now.milliseconds)])
      _ = try publish(feed, of: office)
      return feed.count
    }
    if entered > 0 { tell(office) }
    return entered
  }
}
