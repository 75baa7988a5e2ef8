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
  private static func box(_ taken: Taken) -> [UInt8] {
    let id = taken.entry.header.id
    let run = Run(
      author: id.node, first: id.sequence, entries: [taken.entry], before: .zero, check: taken.link.check)
    return Box.pack(Frame(stream: .state, runs: [run]), .none, dictionaries: [], Seal.digester)
  }

  /// Beside the log, with its reason and its link.
  func park(_ taken: Taken, _ reason: ParkReason, of office: OfficeCode, at now: Moment) throws {
    let id = taken.entry.header.id
    try statement(
      """
      INSERT INTO parked (office, node, sequence, reason, entry, link, parked_at, retried_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
      """
    ).run([
      .integer(office.number), .integer(Int64(id.node)), .integer(Int64(clamping: id.sequence)),
      .integer(reason.number), .blob(Self.box(taken)), .blob(taken.link.bytes), .integer(now.milliseconds),
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
    if let office, try self.office(office) == nil { throw CentreRefusal.noSuchOffice(office) }
    return try statement(
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

  private struct ParkedRow {
    var id: EventID
    var box: [UInt8]
    var link: Digest?
  }

  /// Parked events looked at in one transaction.
  private static let retriedAtOnce = 1_024

  /// Tries again all that was set aside; returns how many are entered now, each at a new position of the feed.
  func retry(_ office: OfficeCode, at now: Moment) throws -> Int {
    var (entered, last) = (0, EventID.none)
    while true {
      let step = try retrySome(office, after: last)
      entered += step.entered
      guard let reached = step.reached else { break }
      last = reached
    }
    try statement("UPDATE parked SET retried_at = $2 WHERE office = $1")
      .run([.integer(office.number), .integer(now.milliseconds)])
    if entered > 0 { tell(office) }
    return entered
  }

  private func retrySome(_ office: OfficeCode, after last: EventID) throws -> (entered: Int, reached: EventID?) {
    let rows = try statement(
      """
      SELECT node, sequence, entry, link FROM parked WHERE office = $1 AND (node, sequence) > ($2, $3)
      ORDER BY node, sequence LIMIT \(Self.retriedAtOnce)
      """
    ).map([.integer(office.number), .integer(Int64(last.node)), .integer(Int64(clamping: last.sequence))]) { row in
      ParkedRow(
        id: EventID(node: UInt32(clamping: row.integer(0)), sequence: UInt64(clamping: row.integer(1))),
        box: row.blob(2), link: Digest(row.blob(3)))
    }
    // What still cannot be entered costs no lock.
    let ready = rows.compactMap { row -> (event: Event, link: Digest)? in
      guard let entry = entry(row.box, office), let link = row.link, Intake.reason(of: entry) == nil else { return nil }
      return entry.event.map { ($0, link) }
    }
    guard !ready.isEmpty else { return (0, rows.last?.id) }
    let entered = try writing {
      guard try self.office(office, locked: true) != nil else { return 0 }
      var feed = FeedRuns()
      for (event, link) in ready where try unpark(event, link, of: office) { feed.add(event.id) }
      _ = try publish(feed, of: office)
      return feed.count
    }
    return (entered, rows.last?.id)
  }

  /// From beside the log into it. False when it is not parked any more, or the database will still not hold it. Inside a
  /// transaction that holds the office's lock.
  private func unpark(_ event: Event, _ link: Digest, of office: OfficeCode) throws -> Bool {
    let store = try store(of: office)
    let key: [SQLValue] = [
      .integer(office.number), .integer(Int64(event.id.node)), .integer(Int64(clamping: event.id.sequence)),
    ]
    let isParked = try statement("SELECT 1 FROM parked WHERE office = $1 AND node = $2 AND sequence = $3")
      .first(key) { _ in true }
    guard isParked == true else { return false }
    do {
      guard try connection.attempt({ try store.take([(event, link)]) }) == 1 else { return false }
    } catch let fault as SQLFault where fault.kind == .value || fault.kind == .constraint || fault.kind == .other {
      return false
    }
    try statement("DELETE FROM parked WHERE office = $1 AND node = $2 AND sequence = $3").run(key)
    if event.kind == FactKind.wordsErased.rawValue { try noteErasure() }
    return true
  }

  /// Parked still, but whole: a later version may have a word for it.
  private func keepParked(_ taken: Taken, _ reason: ParkReason, of office: OfficeCode) throws {
    let id = taken.entry.header.id
    try statement("UPDATE parked SET entry = $4, reason = $5 WHERE office = $1 AND node = $2 AND sequence = $3").run([
      .integer(office.number), .integer(Int64(id.node)), .integer(Int64(clamping: id.sequence)),
      .blob(Self.box(taken)), .integer(reason.number),
    ])
  }

  /// Bodies that were offered again: those whose events are parked are entered, at new positions.
  func enterOffered(_ offered: [Taken], of office: OfficeCode, _ taking: inout Taking) throws {
    var feed = FeedRuns()
    for taken in offered {
      if let reason = taken.parked {
        try keepParked(taken, reason, of: office)
        continue
      }
      guard let event = taken.entry.event, try unpark(event, taken.link, of: office) else { continue }
      feed.add(event.id)
    }
    guard feed.count > 0 else { return }
    taking.entered += feed.count
    taking.feedEnd = try publish(feed, of: office)
  }
}
