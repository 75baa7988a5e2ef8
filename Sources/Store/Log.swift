import Domain
import Journal
import SQL

/// The event table: appended to, read in order, never changed but to empty erased bodies.
final class Log {
  private let office: OfficeCode
  private let connection: any SQLConnection
  private var bulk: (any SQLBulk)?
  private let insert: any SQLStatement
  private let ofSubject: any SQLStatement
  private let fromSequence: any SQLStatement
  private let newest: any SQLStatement
  private let empty: any SQLStatement
  private let nextNode: any SQLStatement

  static let columns = "node, sequence, subject, sort, kind, at, actor, after, body, digest, link"

  init(_ connection: any SQLConnection, office: OfficeCode) throws(SQLFault) {
    self.office = office
    self.connection = connection
    insert = try connection.prepare(
      """
      INSERT INTO event (office, node, sequence, subject, sort, kind, at, actor, after, body, digest, link)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """)
    ofSubject = try connection.prepare(
      "SELECT \(Log.columns) FROM event WHERE office = $1 AND subject = $2 ORDER BY node, sequence")
    fromSequence = try connection.prepare(
      """
      SELECT \(Log.columns) FROM event WHERE office = $1 AND node = $2 AND sequence >= $3
      ORDER BY sequence LIMIT $4
      """)
    newest = try connection.prepare(
      "SELECT \(Log.columns) FROM event WHERE office = $1 AND node = $2 ORDER BY sequence DESC LIMIT 1")
    empty = try connection.prepare(
      """
      UPDATE event SET body = NULL, digest = $1
      WHERE office = $2 AND node = $3 AND sequence = $4 AND body IS NOT NULL
      """)
    nextNode = try connection.prepare("SELECT MIN(node) FROM event WHERE office = $1 AND node > $2")
  }

  func append(_ event: Event, link: Digest) throws(SQLFault) { try insert.run(row(event, link)) }

  /// Many at once; those that are here already stay as they are.
  func take(_ entries: [(event: Event, link: Digest)]) throws(SQLFault) -> Int {
    let rows = entries.map { row($0.event, $0.link) }
    if let bulk { return try bulk.run(rows) }
    let fresh = try connection.prepare(Log.insertion)
    bulk = fresh
    return try fresh.run(rows)
  }

  private static let insertion = BulkInsertion(
    into: "event",
    [
      .init("office", .integer), .init("node", .integer), .init("sequence", .integer), .init("subject", .integer),
      .init("sort", .integer), .init("kind", .integer), .init("at", .integer), .init("actor", .integer),
      .init("after", .bytes), .init("body", .bytes), .init("digest", .bytes), .init("link", .bytes),
    ], skipsKnown: true)

  private func row(_ event: Event, _ link: Digest) -> [SQLValue] {
    var body = SQLValue.null
    var digest = SQLValue.null
    switch event.body {
    case .kept(let bytes): body = .blob(bytes)
    case .erased(let hash): digest = .blob(hash.bytes)
    }
    return [
      .integer(office.number), .integer(Int64(event.id.node)), .integer(Int64(event.id.sequence)),
      .integer(event.subject.number), .integer(event.sort.number), .integer(Int64(event.kind)),
      .integer(Int64(bitPattern: event.at.bits)), .integer(event.actor.number), .blob(event.packedAfter), body, digest,
      .blob(link.bytes),
    ]
  }

  func events(of subject: EventID) throws -> [Event] {
    try ofSubject.map([.integer(office.number), .integer(subject.number)]) { try Log.event($0, office).event }
  }

  func events(node: UInt32, from sequence: UInt64, limit: Int) throws -> [(event: Event, link: Digest)] {
    try fromSequence.map(
      [.integer(office.number), .integer(Int64(node)), .integer(Int64(sequence)), .integer(limit)]
    ) { try Log.event($0, office) }
  }

  func erasures(of subject: EventID) throws -> [EventID] {
    try connection.prepare(
      "SELECT node, sequence FROM event WHERE office = $1 AND subject = $2 AND kind = $3 ORDER BY sequence, node"
    ).map([
      .integer(office.number), .integer(subject.number), .integer(Int64(FactKind.wordsErased.rawValue)),
    ]) { EventID(node: UInt32(clamping: $0.integer(0)), sequence: UInt64(clamping: $0.integer(1))) }
  }

  /// Those of these subjects that an erasure was written to.
  func erased(among subjects: [EventID]) throws -> [EventID] {
    let width = 64
    let places = (0..<width).map { "$\($0 + 3)" }.joined(separator: ", ")
    var found: [EventID] = []
    for start in stride(from: 0, to: subjects.count, by: width) {
      let some = subjects[start..<min(subjects.count, start + width)].map { SQLValue.integer($0.number) }
      // The last one repeated makes it one statement, whatever the number.
      let padded = some + [SQLValue](repeating: some[some.count - 1], count: width - some.count)
      found += try connection.prepare(
        "SELECT DISTINCT subject FROM event WHERE office = $1 AND kind = $2 AND subject IN (\(places)) ORDER BY subject"
      ).map([.integer(office.number), .integer(Int64(FactKind.wordsErased.rawValue))] + padded) {
        EventID(number: $0.integer(0)) ?? .none
      }
    }
    return found
  }

  func newest(node: UInt32) throws -> (event: Event, link: Digest)? {
    try newest.first([.integer(office.number), .integer(Int64(node))]) { try Log.event($0, office) }
  }

  /// One look into the index for each node; listing them would walk the whole log.
  func nodes() throws -> [UInt32] {
    var found: [UInt32] = []
    while let next = try nextNode.first(
      [.integer(office.number), .integer(Int64(found.last ?? 0))], { $0.integerOrNil(0) }) ?? nil
    {
      found.append(UInt32(clamping: next))
    }
    return found
  }

  /// Empties one body, leaving its hash so that the chain still verifies.
  func erase(_ event: Event, digester: Digester) throws(SQLFault) {
    guard case .kept(let bytes) = event.body else { return }
    try empty.run([
      .blob(digester.digest(bytes).bytes), .integer(office.number), .integer(Int64(event.id.node)),
      .integer(Int64(event.id.sequence)),
    ])
  }

  /// A row that no version of this program can have written.
  struct Damaged: Error, Equatable {
    var id: EventID
  }

  static func event(_ row: any SQLRow, _ office: OfficeCode) throws -> (event: Event, link: Digest) {
    let id = EventID(node: UInt32(clamping: row.integer(0)), sequence: UInt64(clamping: row.integer(1)))
    guard let subject = EventID(number: row.integer(2)), let sort = SubjectKind(number: row.integer(3)),
      let kind = UInt8(exactly: row.integer(4)), let actor = Actor(number: row.integer(6)),
      let link = Digest(row.blob(10)), let after = try? Event.unpackAfter(row.blob(7))
    else { throw Damaged(id: id) }
    let body: Body
    if row.isNull(8) {
      guard let digest = Digest(row.blob(9)) else { throw Damaged(id: id) }
      body = .erased(digest)
    } else {
      body = .kept(row.blob(8))
    }
    let event = Event(
      id: id, at: HybridTime(bits: UInt64(bitPattern: row.integer(5))), office: office, subject: subject, sort: sort,
      after: after, actor: actor, kind: kind, body: body)
    return (event, link)
  }
}

extension Store {
  /// Whether an error says that a row is not what any version of this program writes.
  public static func isDamage(_ error: any Error) -> Bool { error is Log.Damaged || error is RowDamaged }
}
