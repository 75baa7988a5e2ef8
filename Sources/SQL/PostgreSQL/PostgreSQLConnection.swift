import CPostgreSQL
import SQL

/// One session with a PostgreSQL server. One thread uses it.
///
/// A connection that is lost is opened again by whatever comes next outside a transaction, and what was prepared is
/// prepared again. Inside a transaction everything but `ROLLBACK` is refused first, so that the second half of a
/// transaction is never carried out without the first.
public final class PostgreSQLConnection: SQLConnection {
  public let dialect = Dialect.postgresql
  private let place: PostgreSQLPlace
  private(set) var handle: OpaquePointer
  /// The connection went while a transaction was open, and nobody has rolled back yet.
  private var isAdrift = false
  /// The server has said farewell, though the line may still look open.
  private var isGone = false
  private var prepared = PreparedStatements()
  var parameters = ParameterBuffer()

  /// Connects, within the limit for it, and sets the session's limits.
  public init(_ place: PostgreSQLPlace) throws(SQLFault) {
    self.place = place
    handle = try Self.connect(place)
    prepared.limit = place.limits.statements
  }

  deinit { PQfinish(handle) }

  private static func connect(_ place: PostgreSQLPlace) throws(SQLFault) -> OpaquePointer {
    let words = place.keywords
    var keys: [UnsafeMutablePointer<CChar>?] = words.map { copy($0.0) } + [nil]
    var values: [UnsafeMutablePointer<CChar>?] = words.map { copy($0.1) } + [nil]
    defer {
      for word in keys + values { word?.deallocate() }
      (keys, values) = ([], [])
    }
    let opened = keys.withUnsafeBufferPointer { keys in
      values.withUnsafeBufferPointer { values in
        keys.withMemoryRebound(to: UnsafePointer<CChar>?.self) { keys in
          values.withMemoryRebound(to: UnsafePointer<CChar>?.self) { values in
            PQconnectdbParams(keys.baseAddress!, values.baseAddress!, 1)
          }
        }
      }
    }
    guard let opened else { throw SQLFault(kind: .memory, code: 0, message: "out of memory", statement: "connect") }
    loket_pq_hush(opened)
    if PQstatus(opened) == CONNECTION_OK {
      let answer = PQexec(opened, place.settings)
      defer { PQclear(answer) }
      if PQresultStatus(answer) == PGRES_COMMAND_OK { return opened }
    }
    let said = String(cString: PQerrorMessage(opened)).split(separator: "\n").first.map(String.init)
    PQfinish(opened)
    throw .lost(said ?? "no connection", statement: "connect")
  }

  private static func copy(_ word: String) -> UnsafeMutablePointer<CChar> {
    let bytes = Array(word.utf8) + [0]
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
    return copy
  }

  // MARK: Standing

  /// The server's number for this session, as its own list of activity shows it.
  public var process: Int32 { PQbackendPID(handle) }

  public var isInTransaction: Bool {
    isAdrift || !isGone && standing != PQTRANS_IDLE && standing != PQTRANS_UNKNOWN
  }

  private var standing: PGTransactionStatusType { PQtransactionStatus(handle) }

  /// Looks, without asking the server, whether it has hung up.
  public var isConnected: Bool {
    guard !isGone, PQstatus(handle) == CONNECTION_OK else { return false }
    guard standing == PQTRANS_IDLE else { return true }
    // The farewell is read first, the end of the line behind it only then.
    for _ in 0..<3 where PQstatus(handle) == CONNECTION_OK {
      _ = PQconsumeInput(handle)
      if let farewell = PQgetResult(handle) { PQclear(farewell) }
    }
    return PQstatus(handle) == CONNECTION_OK
  }

  /// Opens the connection again. Whatever the session had is gone; prepared statements come back as they are used.
  public func reconnect() throws(SQLFault) {
    let fresh = try Self.connect(place)
    PQfinish(handle)
    handle = fresh
    isAdrift = false
    isGone = false
    prepared.forgetAll()
  }

  // MARK: Statements

  /// Several statements in one message are one transaction, unlike SQLite's.
  public func execute(_ script: String) throws(SQLFault) {
    guard let step = try ready(for: script) else { return }
    let wasOpen = isInTransaction
    do throws(SQLFault) {
      try finish(PQexec(handle, script), script, step, wasOpen)
    } catch  where error.kind == .lost && step == .begin && !script.contains(";") {
      // The end of the line had not been seen yet. Nothing was asked, so asking again does nothing twice.
      try reconnect()
      try finish(PQexec(handle, script), script, step, false)
    }
  }

  public func prepare(_ sql: String) throws(SQLFault) -> any SQLStatement {
    try PostgreSQLStatement(sql, self)
  }

  public func prepare(_ insertion: BulkInsertion) throws(SQLFault) -> any SQLBulk {
    try PostgreSQLBulk(insertion, self)
  }

  /// The statement as the server knows it; the same for everyone who asks with the same words.
  func server(_ sql: String) throws(SQLFault) -> ServerStatement {
    if let known = prepared.find(sql) { return known }
    guard let step = try ready(for: sql) else { throw .misuse("not to be prepared", statement: sql) }
    let fresh = prepared.name(sql)
    let wasOpen = isInTransaction
    try finish(PQprepare(handle, fresh.name, sql, 0, nil), sql, step, wasOpen)
    let description = PQdescribePrepared(handle, fresh.name)
    defer { PQclear(description) }
    guard PQresultStatus(description) == PGRES_COMMAND_OK else { throw failed(description, sql, wasOpen) }
    fresh.types = (0..<PQnparams(description)).map { PQparamtype(description, $0) }
    for old in prepared.keep(fresh) { PQclear(PQexec(handle, "DEALLOCATE \(old.name)")) }
    return fresh
  }

  /// Opens a lost connection again, so that what follows prepares on the one it will run on.
  func wake(for sql: String) throws(SQLFault) { _ = try ready(for: sql) }

  /// Runs what is prepared, after `wake`, with the values in `parameters`; the caller clears the result.
  func run(_ statement: ServerStatement) throws(SQLFault) -> OpaquePointer? {
    let wasOpen = isInTransaction
    let result = parameters.use { count, values, lengths, formats in
      PQexecPrepared(handle, statement.name, count, values, lengths, formats, 1)
    }
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
    default:
      defer { PQclear(result) }
      let fault = failed(result, statement.sql, wasOpen)
      // The table was made anew, or somebody deallocated it: the next use prepares it again.
      if fault.state == "0A000" || fault.state == "26000" { prepared.forget(statement) }
      throw fault
    }
  }

  // MARK: Transactions

  /// What a statement does to the transaction, from its first word.
  enum Step { case begin, commit, rollback, other }

  static func step(_ sql: String) -> Step {
    let words = sql.prefix(40).split(whereSeparator: { " ;\n".contains($0) }).prefix(2).map { $0.uppercased() }
    return switch words.first {
    case "BEGIN", "START": .begin
    case "COMMIT", "END": .commit
    case "ROLLBACK" where words.count < 2 || words[1] != "TO": .rollback
    default: .other
    }
  }

  /// Refuses what would mean something else than in SQLite; PostgreSQL itself would only warn. `nil`: nothing to do.
  private func ready(for sql: String) throws(SQLFault) -> Step? {
    let step = Self.step(sql)
    if isAdrift {
      guard step == .rollback else {
        throw .lost("the transaction went with the connection; roll back first", statement: sql)
      }
      isAdrift = false
      return nil
    }
    let isOpen = isInTransaction
    switch step {
    case .begin where isOpen: throw .misuse("cannot start a transaction within a transaction", statement: sql)
    case .commit where !isOpen, .rollback where !isOpen: throw .misuse("no transaction is active", statement: sql)
    case .begin: if !isConnected { try reconnect() }
    default: if isGone || PQstatus(handle) != CONNECTION_OK { try reconnect() }
    }
    return step
  }

  private func finish(_ result: OpaquePointer?, _ sql: String, _ step: Step, _ wasOpen: Bool) throws(SQLFault) {
    defer { PQclear(result) }
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: break
    default: throw failed(result, sql, wasOpen)
    }
    // A transaction in which something failed ends in a rollback that reports success.
    if step == .commit, String(cString: PQcmdStatus(result)) == "ROLLBACK" {
      throw SQLFault(
        kind: .other, code: 0, message: "not committed: a statement of the transaction had failed", statement: sql,
        state: "25P02")
    }
  }

  private func failed(_ result: OpaquePointer?, _ sql: String, _ wasOpen: Bool) -> SQLFault {
    let fault = SQLFault(result: result, connection: handle, statement: sql)
    if fault.kind == .lost {
      isGone = true
      isAdrift = wasOpen
    }
    return fault
  }
}
