/// A database engine as the store sees it: SQLite at the office, PostgreSQL at the centre.
///
/// Handles belong to one thread and are deliberately not Sendable. SQL is written once for both engines: `$1`, `$2` …
/// in the order of first appearance, `ON CONFLICT`, and types from `Dialect` where the two differ.
public protocol SQLConnection: AnyObject {
  var dialect: Dialect { get }
  /// Several statements without values, such as a schema.
  func execute(_ script: String) throws(SQLFault)
  /// Prepared once, used often; the caller keeps it.
  func prepare(_ sql: String) throws(SQLFault) -> any SQLStatement
}

public protocol SQLStatement: AnyObject {
  /// Runs to the end and returns how many rows changed.
  @discardableResult
  func run(_ values: [SQLValue]) throws(SQLFault) -> Int
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

  public init(bytes: String, clustered: String, beginWriting: String, takesPlannerFigures: Bool) {
    self.takesPlannerFigures = takesPlannerFigures
    self.bytes = bytes
    self.clustered = clustered
    self.beginWriting = beginWriting
  }

  public static let sqlite = Dialect(
    bytes: "BLOB", clustered: "WITHOUT ROWID", beginWriting: "BEGIN IMMEDIATE", takesPlannerFigures: true)
}

/// What the engine reported. Holds the statement, never the values bound to it: those may be somebody's name.
public struct SQLFault: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// The disk, or a quota, is full.
    case full
    /// The disk failed to read or write.
    case disk
    case memory
    /// The file is damaged.
    case corrupt
    /// A unique key or another rule of the schema.
    case constraint
    case busy
    case readOnly
    case other
  }

  public var kind: Kind
  public var code: Int32
  public var message: String
  public var statement: String

  public init(kind: Kind, code: Int32, message: String, statement: String) {
    self.kind = kind
    self.code = code
    self.message = message
    self.statement = statement
  }
}
