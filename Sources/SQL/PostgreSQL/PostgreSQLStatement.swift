import CPostgreSQL
import SQL

final class PostgreSQLStatement: SQLStatement {
  private let sql: String
  private let connection: PostgreSQLConnection
  private let step: PostgreSQLConnection.Step
  private var server: ServerStatement?

  /// Words that begin or end a transaction are not prepared: after a failure the server would refuse to.
  init(_ sql: String, _ connection: PostgreSQLConnection) throws(SQLFault) {
    self.sql = sql
    self.connection = connection
    step = PostgreSQLConnection.step(sql)
    if step == .other { server = try connection.server(sql) }
  }

  private func result(_ values: [SQLValue]) throws(SQLFault) -> OpaquePointer? {
    try connection.wake(for: sql)
    let server = try known()
    guard values.count == server.types.count else {
      throw .misuse("\(values.count) values for \(server.types.count) places", statement: sql)
    }
    connection.parameters.clear()
    for (value, type) in zip(values, server.types) { try connection.parameters.append(value, as: type, sql) }
    return try connection.run(server)
  }

  private func known() throws(SQLFault) -> ServerStatement {
    if let server, server.isKnown { return server }
    let fresh = try connection.server(sql)
    server = fresh
    return fresh
  }

  @discardableResult
  func run(_ values: [SQLValue]) throws(SQLFault) -> Int {
    guard step == .other else {
      try connection.execute(sql)
      return 0
    }
    let result = try result(values)
    defer { PQclear(result) }
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  func each(_ values: [SQLValue], _ row: (any SQLRow) throws -> Void) throws {
    guard step == .other else { return try connection.execute(sql) }
    guard let result = try result(values) else { return }
    defer { PQclear(result) }
    for index in 0..<PQntuples(result) { try row(PostgreSQLRow(result: result, row: index)) }
  }
}

/// Rows as one array a column: one message, one plan, whatever their number.
final class PostgreSQLBulk: SQLBulk {
  private let sql: String
  private let insertion: BulkInsertion
  private let connection: PostgreSQLConnection

  /// Enough for the server to be busy with rows and not with messages, and little memory.
  static let rowsMax = 2_048

  init(_ insertion: BulkInsertion, _ connection: PostgreSQLConnection) throws(SQLFault) {
    self.insertion = insertion
    self.connection = connection
    let arrays = insertion.columns.enumerated().map { "$\($0 + 1)::\($1.type.arrayName)" }.joined(separator: ", ")
    sql = "\(insertion.head) SELECT * FROM unnest(\(arrays))\(insertion.tail)"
    _ = try connection.server(sql)
  }

  @discardableResult
  func run(_ rows: [[SQLValue]]) throws(SQLFault) -> Int {
    if let odd = rows.first(where: { $0.count != insertion.columns.count }) {
      throw .misuse("\(odd.count) values for \(insertion.columns.count) columns", statement: sql)
    }
    if rows.count <= Self.rowsMax { return try insert(rows[...]) }
    return try connection.whole { () throws(SQLFault) in
      var inserted = 0
      for start in stride(from: 0, to: rows.count, by: Self.rowsMax) {
        inserted += try insert(rows[start..<min(rows.count, start + Self.rowsMax)])
      }
      return inserted
    }
  }

  private func insert(_ rows: ArraySlice<[SQLValue]>) throws(SQLFault) -> Int {
    guard !rows.isEmpty else { return 0 }
    try connection.wake(for: sql)
    let server = try connection.server(sql)
    connection.parameters.clear()
    for (index, column) in insertion.columns.enumerated() {
      try connection.parameters.appendArray(rows, column: index, column.type, sql)
    }
    let result = try connection.run(server)
    defer { PQclear(result) }
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }
}
