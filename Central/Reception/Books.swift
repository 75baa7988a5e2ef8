import Domain
import Engine
import Journal
import PostgreSQL
import SQL
import SQLPool
import SQLite
import Seal
import Store
import Wire

/// One connection to the centre's database, with what is prepared on it. Lives on a thread of the pool.
///
/// The rules of the centre on a real store: every function is one transaction or only reads. Nothing here remembers
/// anything between two calls, so that several processes on one database are as good as one.
final class Books: PoolResident {
  let connection: any SQLConnection
  let keys: CentreKeys
  /// What is kept here was practised.
  let isPractice: Bool
  let digester = Seal.digester
  let counter: FeedCounter
  private var stores: [OfficeCode: Store] = [:]
  private var statements: [String: any SQLStatement] = [:]
  private var bulks: [String: any SQLBulk] = [:]
  /// Words were erased: what an embedded file and its write-ahead log still hold of them is to go soon.
  var hasErased = false

  /// Offices whose stores are kept at hand on one connection.
  private static let storesMax = 32

  init(_ connection: any SQLConnection, _ keys: CentreKeys, isPractice: Bool = false) throws {
    self.connection = connection
    self.isPractice = isPractice
    self.keys = keys
    counter = try FeedCounter(connection)
    // Noted by a process that ended before the files were free of it. A database without tables has erased nothing.
    hasErased = (try? isScrubbingDue) ?? false
  }

  // MARK: The pool's resident

  var isUsable: Bool {
    if let server = connection as? PostgreSQLConnection { return server.isUsable }
    return !connection.isInTransaction
  }

  func tidy() {
    if connection.isInTransaction { try? connection.execute("ROLLBACK") }
    // One process writes an embedded store, and this is its only connection.
    guard let file = connection as? SQLiteConnection else { return }
    // A second try at what a backup that was reading held up comes with the next use.
    if hasErased, (try? sweep(file)) == true { return }
    guard file.pagesSinceCheckpoint > 1_000 else { return }
    _ = try? file.checkpoint(truncating: file.pagesSinceCheckpoint > 8_000)
  }

  // MARK: Statements

  func statement(_ sql: String) throws(SQLFault) -> any SQLStatement {
    if let known = statements[sql] { return known }
    let fresh = try connection.prepare(sql)
    statements[sql] = fresh
    return fresh
  }

  func bulk(_ insertion: BulkInsertion) throws(SQLFault) -> any SQLBulk {
    if let known = bulks[insertion.table] { return known }
    let fresh = try connection.prepare(insertion)
    bulks[insertion.table] = fresh
    return fresh
  }

  /// Carried out whole or not at all; begun anew when two transactions got in each other's way.
  func writing<T>(_ work: () throws -> T) throws -> T {
    for _ in 0..<2 {
      do { return try whole(work) } catch let fault as SQLFault where fault.kind == .conflict { continue }
    }
    return try whole(work)
  }

  private func whole<T>(_ work: () throws -> T) throws -> T {
    try connection.execute(connection.dialect.beginWriting)
    do {
      let result = try work()
      try connection.execute("COMMIT")
      return result
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// `FOR UPDATE` where several processes write.
  var lock: String { connection.dialect.isEmbedded ? "" : " FOR UPDATE" }

  // MARK: Offices

  /// A row of `central_office`. Read with its lock, whoever writes for the office waits until this transaction ends.
  struct OfficeRow {
    var code: OfficeCode
    var name: String
    var incarnation: Int
    var recoveringUntil: Int64
    /// The node number under which the centre writes here; 0 before it has.
    var own: UInt32
  }

  /// The office, if the centre has such a one.
  func office(_ code: OfficeCode, locked: Bool = false) throws -> OfficeRow? {
    try statement(
      "SELECT name, incarnation, recovering_until, own FROM central_office WHERE office = $1\(locked ? lock : "")"
    ).first([.integer(code.number)]) { row in
      OfficeRow(
        code: code, name: row.text(0), incarnation: Int(row.integer(1)), recoveringUntil: row.integer(2),
        own: UInt32(clamping: row.integer(3)))
    }
  }

  func store(of office: OfficeCode, own: UInt32 = 0) throws -> Store {
    if let known = stores[office], own == 0 || known.identity?.node == own { return known }
    if stores.count >= Self.storesMax { stores = [:] }
    let fresh = try Store(
      connection, digester: digester, of: Store.Identity(office: office, node: own))
    stores[office] = fresh
    return fresh
  }

  // MARK: Authors and links

  func linkAt(_ office: OfficeCode, _ author: UInt32, _ sequence: UInt64) throws -> Digest? {
    if sequence == 0 { return .zero }
    let key: [SQLValue] = [.integer(office.number), .integer(Int64(author)), .integer(Int64(clamping: sequence))]
    for table in ["event", "parked"] {
      let link = try statement("SELECT link FROM \(table) WHERE office = $1 AND node = $2 AND sequence = $3")
        .first(key) { Digest($0.blob(0)) }
      if let link { return link }
    }
    return nil
  }

  func standpoint(_ office: OfficeCode, _ author: UInt32) throws -> Standpoint {
    let held = try statement("SELECT mark, link FROM author WHERE office = $1 AND node = $2").first(
      [.integer(office.number), .integer(Int64(author))]
    ) { Standpoint(sequence: UInt64(clamping: $0.integer(0)), link: Digest($0.blob(1)) ?? .zero) }
    return held ?? Standpoint()
  }

  /// Raises an author's mark; one nobody has heard of is nobody's until a seat claims it.
  func setMark(_ office: OfficeCode, _ author: UInt32, _ standpoint: Standpoint) throws {
    try statement(
      """
      INSERT INTO author (office, node, seat, mark, link) VALUES ($1, $2, NULL, $3, $4)
      ON CONFLICT (office, node) DO UPDATE SET mark = excluded.mark, link = excluded.link
      """
    ).run([
      .integer(office.number), .integer(Int64(author)), .integer(Int64(clamping: standpoint.sequence)),
      .blob(standpoint.link.bytes),
    ])
  }

  /// Notes whose an author is, where it is nobody's.
  func claim(_ office: OfficeCode, _ author: UInt32, seat: Int) throws {
    try statement(
      """
      INSERT INTO author (office, node, seat, mark, link) VALUES ($1, $2, $3, 0, $4)
      ON CONFLICT (office, node) DO UPDATE SET seat = excluded.seat WHERE author.seat IS NULL
      """
    ).run([.integer(office.number), .integer(Int64(author)), .integer(seat), .blob(Digest.zero.bytes)])
  }

  /// What the pure rules want to know of an office. Under the office's lock it stays true until the commit.
  func ledger(_ office: OfficeRow, spare: UInt32, at now: Moment) throws -> OfficeLedger {
    var ledger = OfficeLedger(
      incarnation: office.incarnation, isRecovering: office.recoveringUntil > now.milliseconds, spare: spare)
    try statement("SELECT node, seat, mark FROM author WHERE office = $1").each([.integer(office.code.number)]) {
      let node = UInt32(clamping: $0.integer(0))
      if let seat = $0.integerOrNil(1) { ledger.seats[node] = Int(seat) }
      ledger.marks[node] = UInt64(clamping: $0.integer(2))
    }
    ledger.feedEnd = UInt64(clamping: try counter.last(of: office.code))
    ledger.parkedCount = try parkedCount(office.code)
    if ledger.parkedCount > 0 { ledger.parked = try parkedNewest(office.code, limit: WireLimits.parkedListMax) }
    return ledger
  }

  /// A number no author has and no seat was promised; `nil` when an office has used them all up.
  ///
  /// Any of them, and not the next: a centre that came back from a backup does not know what it has given out since, and
  /// what it gives out next must not be that again.
  func freeNode(_ office: OfficeCode) throws -> UInt32? {
    try free(office, among: 2..<WireLimits.centreNodeFirst)
  }

  /// The same among the centre's own numbers.
  func freeOwn(_ office: OfficeCode) throws -> UInt32? {
    try free(office, among: WireLimits.centreNodeFirst..<EventID.nodeMax + 1)
  }

  private func free(_ office: OfficeCode, among numbers: Range<UInt32>) throws -> UInt32? {
    let taken = try statement(
      """
      SELECT node FROM author WHERE office = $1
      UNION SELECT node FROM seat WHERE office = $1 UNION SELECT spare FROM seat WHERE office = $1
      """
    ).map([.integer(office.number)]) { UInt32(clamping: $0.integer(0)) }
    let free = Set(numbers).subtracting(taken)
    guard !free.isEmpty else { return nil }
    return free.sorted()[Int(Seal.randomNumber() % UInt64(free.count))]
  }

  func isAuthor(_ office: OfficeCode, _ node: UInt32) throws -> Bool {
    try statement("SELECT 1 FROM author WHERE office = $1 AND node = $2")
      .first([.integer(office.number), .integer(Int64(node))]) { _ in true } ?? false
  }

  /// Whether an author of this number is another seat's. One merely promised is free: whoever was promised it is promised
  /// another. One that is nobody's was brought back by somebody else after a backup: it is for its writer to claim.
  func isTaken(_ office: OfficeCode, _ node: UInt32, besides seat: Int) throws -> Bool {
    try statement("SELECT 1 FROM author WHERE office = $1 AND node = $2 AND seat <> $3")
      .first([.integer(office.number), .integer(Int64(node)), .integer(seat)]) { _ in true } ?? false
  }
}
