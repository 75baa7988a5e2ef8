/// Many rows of one table, inserted by one statement where the engine can.
public struct BulkInsertion: Sendable {
  public enum ColumnType: Sendable { case integer, text, bytes }

  public struct Column: Sendable {
    public let name: String
    public let type: ColumnType

    public init(_ name: String, _ type: ColumnType) {
      self.name = name
      self.type = type
    }
  }

  public let table: String
  public let columns: [Column]
  /// Rows whose key is taken are passed over instead of ending the whole.
  public let skipsKnown: Bool

  public init(into table: String, _ columns: [Column], skipsKnown: Bool) {
    self.table = table
    self.columns = columns
    self.skipsKnown = skipsKnown
  }

  /// Without its rows' values.
  public var head: String { "INSERT INTO \(table) (\(columns.map(\.name).joined(separator: ", ")))" }
  public var tail: String { skipsKnown ? " ON CONFLICT DO NOTHING" : "" }
}

/// Prepared once for a table; lives on its connection's thread.
public protocol SQLBulk: AnyObject {
  /// All rows or none, in a transaction of its own unless there is one. Returns how many were inserted.
  @discardableResult
  func run(_ rows: [[SQLValue]]) throws(SQLFault) -> Int
}

/// Row by row: right for an engine in the same process.
final class RowByRow: SQLBulk {
  private let connection: any SQLConnection
  private let insert: any SQLStatement

  init(_ insertion: BulkInsertion, _ connection: any SQLConnection) throws(SQLFault) {
    self.connection = connection
    let places = (1...insertion.columns.count).map { "$\($0)" }.joined(separator: ", ")
    insert = try connection.prepare("\(insertion.head) VALUES (\(places))\(insertion.tail)")
  }

  func run(_ rows: [[SQLValue]]) throws(SQLFault) -> Int {
    try connection.whole { () throws(SQLFault) in
      var inserted = 0
      for row in rows { inserted += try insert.run(row) }
      return inserted
    }
  }
}

extension SQLConnection {
  public func prepare(_ insertion: BulkInsertion) throws(SQLFault) -> any SQLBulk { try RowByRow(insertion, self) }

  /// In a transaction: the one there is, or one of its own.
  public func whole<T>(_ work: () throws(SQLFault) -> T) throws(SQLFault) -> T {
    guard !isInTransaction else { return try work() }
    try execute(dialect.beginWriting)
    do throws(SQLFault) {
      let result = try work()
      try execute("COMMIT")
      return result
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// Part of a transaction that may fail by itself: what it did is undone, and the transaction goes on. This is how one
  /// event is parked while those around it are kept. May be nested.
  public func attempt<T>(_ work: () throws -> T) throws -> T {
    try execute("SAVEPOINT attempt")
    do {
      let result = try work()
      try execute("RELEASE SAVEPOINT attempt")
      return result
    } catch {
      // Both fail where the connection is lost; the fault to tell is the first.
      try? execute("ROLLBACK TO SAVEPOINT attempt")
      try? execute("RELEASE SAVEPOINT attempt")
      throw error
    }
  }
}
