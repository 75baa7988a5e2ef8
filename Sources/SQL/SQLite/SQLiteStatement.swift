import CSQLite
import SQL

final class SQLiteStatement: SQLStatement {
  private let handle: OpaquePointer
  private let sql: String
  /// Keeps the connection open as long as anything prepared on it lives.
  private let connection: SQLiteConnection
  /// SQLite takes `$2` for a name and numbers names as they appear. Where that is another order than ours, the position
  /// of each value; `nil` in nearly every statement.
  private let positions: [Int32]?

  init(_ handle: OpaquePointer, _ sql: String, _ connection: SQLiteConnection) {
    self.handle = handle
    self.sql = sql
    self.connection = connection
    let count = sqlite3_bind_parameter_count(handle)
    let named = count == 0 ? [] : (1...count).map { sqlite3_bind_parameter_index(handle, "$\($0)") }
    positions = named.enumerated().allSatisfy { $1 == Int32($0 + 1) } ? nil : named
  }

  deinit { sqlite3_finalize(handle) }

  private func bind(_ values: [SQLValue]) throws(SQLFault) {
    for (index, value) in values.enumerated() {
      let position = positions.map { index < $0.count ? $0[index] : 0 } ?? Int32(index + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, position)
        case .integer(let integer): sqlite3_bind_int64(handle, position, integer)
        case .text(""): sqlite3_bind_text(handle, position, "", 0, loket_sqlite_transient())
        case .text(var text):
          text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
              sqlite3_bind_text(handle, position, $0.baseAddress, Int32($0.count), loket_sqlite_transient())
            }
          }
        case .blob(let bytes):
          bytes.isEmpty
            ? sqlite3_bind_zeroblob(handle, position, 0)
            : bytes.withUnsafeBytes {
              sqlite3_bind_blob(handle, position, $0.baseAddress, Int32($0.count), loket_sqlite_transient())
            }
        }
      guard code == SQLITE_OK else { throw connection.fault(code, sql) }
    }
  }

  @discardableResult
  func run(_ values: [SQLValue]) throws(SQLFault) -> Int {
    defer { sqlite3_reset(handle) }
    try bind(values)
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: continue
      case SQLITE_DONE: return Int(sqlite3_changes(connection.handle))
      case let code: throw connection.fault(code, sql)
      }
    }
  }

  func each(_ values: [SQLValue], _ row: (any SQLRow) throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    try bind(values)
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: try row(SQLiteRow(handle: handle))
      case SQLITE_DONE: return
      case let code: throw connection.fault(code, sql)
      }
    }
  }
}

private struct SQLiteRow: SQLRow {
  let handle: OpaquePointer

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  func text(_ column: Int) -> String {
    guard let start = sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func blob(_ column: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }
}
