/// A database engine as the store sees it: SQLite at the office, PostgreSQL at the centre.
///
/// Handles belong to one thread and are deliberately not Sendable. SQL is written once for both engines: `$1`, `$2` …
/// for the first, second … value, `ON CONFLICT`, and types from `Dialect` where the two differ.
///
/// Transactions are begun by `dialect.beginWriting` or `BEGIN` and do not nest; `attempt` nests. After a fault inside a
/// transaction roll back: PostgreSQL refuses everything else until then, SQLite may have done so by itself.
public protocol SQLConnection: AnyObject {
  var dialect: Dialect { get }
  /// Several statements without values, such as a schema.
  func execute(_ script: String) throws(SQLFault)
  /// Prepared once, used often; the caller keeps it.
  func prepare(_ sql: String) throws(SQLFault) -> any SQLStatement
  /// Many rows of one table at once.
  func prepare(_ insertion: BulkInsertion) throws(SQLFault) -> any SQLBulk
  /// Between `BEGIN` and `COMMIT` or `ROLLBACK`, also where a fault has ended it and nobody has rolled back yet.
  var isInTransaction: Bool { get }
}

/// One prepared statement; lives on its connection's thread.
public protocol SQLStatement: AnyObject {
  /// Runs to the end and returns how many rows changed.
  @discardableResult
  func run(_ values: [SQLValue]) throws(SQLFault) -> Int
  /// Hands over row by row. PostgreSQL sends all of them first: bound the number by `LIMIT` where it may be large.
  func each(_ values: [SQLValue], _ row: (any SQLRow) throws -> Void) throws
}

extension SQLStatement {
  public func map<T>(_ values: [SQLValue] = [], _ row: (any SQLRow) throws -> T) throws -> [T] {
    var rows: [T] = []
    try each(values) { rows.append(try row($0)) }
    return rows
  }

  public func first<T>(_ values: [SQLValue] = [], _ row: (any SQLRow) throws -> T) throws -> T? {
    try map(values, row).first
  }
}

/// The few words in which the engines differ.
public struct Dialect: Sendable {
  /// A column of bytes.
  public let bytes: String
  /// Ends a table whose primary key is its storage order.
  public let clustered: String
  /// Begins a transaction that will write.
  public let beginWriting: String

  /// Plans by figures that the schema may write itself.
  public let takesPlannerFigures: Bool
  /// A file beside the program, written by one process; otherwise a server that several processes share.
  public let isEmbedded: Bool

  public static let sqlite = Dialect(
    bytes: "BLOB", clustered: "WITHOUT ROWID", beginWriting: "BEGIN IMMEDIATE", takesPlannerFigures: true,
    isEmbedded: true)

  public static let postgresql = Dialect(
    bytes: "BYTEA", clustered: "", beginWriting: "BEGIN", takesPlannerFigures: false, isEmbedded: false)
}
