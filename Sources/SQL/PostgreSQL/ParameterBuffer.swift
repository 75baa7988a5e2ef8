import SQL

/// Types by the server's own numbers.
enum PostgreSQLType {
  static let bool: UInt32 = 16
  static let bytes: UInt32 = 17
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let numeric: UInt32 = 1700

  /// text, name, unknown, char(n), varchar
  static func isText(_ type: UInt32) -> Bool { [text, 19, 705, 1042, 1043].contains(type) }
}

/// The values of one statement in the binary form, one after the other. Kept by the connection, so that a statement
/// allocates nothing once it has grown.
struct ParameterBuffer {
  private(set) var bytes: [UInt8] = []
  /// Where each value begins; `nil` for null.
  private var starts: [Int?] = []
  private var lengths: [Int32] = []

  static let valueBytesMax = 64 << 20

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
  }

  mutating func append(_ value: SQLValue, as type: UInt32, _ sql: String) throws(SQLFault) {
    let start = bytes.count
    switch value {
    case .null:
      starts.append(nil)
      lengths.append(0)
      return
    case .integer(let integer): try append(integer, as: type, sql)
    case .text(let text):
      guard PostgreSQLType.isText(type) else { throw .value("text where \(type) is expected", statement: sql) }
      try appendText(text, sql)
    case .blob(let blob):
      guard type == PostgreSQLType.bytes else { throw .value("bytes where \(type) is expected", statement: sql) }
      bytes.append(contentsOf: blob)
    }
    try close(from: start, sql)
  }

  private mutating func append(_ integer: Int64, as type: UInt32, _ sql: String) throws(SQLFault) {
    switch type {
    case PostgreSQLType.int8: append(bigEndian: integer)
    case PostgreSQLType.int4:
      guard let small = Int32(exactly: integer) else { throw .value("integer out of range", statement: sql) }
      append(bigEndian: small)
    case PostgreSQLType.int2:
      guard let small = Int16(exactly: integer) else { throw .value("integer out of range", statement: sql) }
      append(bigEndian: small)
    case PostgreSQLType.bool: bytes.append(integer == 0 ? 0 : 1)
    case _ where PostgreSQLType.isText(type): bytes.append(contentsOf: String(integer).utf8)
    default: throw .value("an integer where \(type) is expected", statement: sql)
    }
  }

  private mutating func appendText(_ text: String, _ sql: String) throws(SQLFault) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    // SQLite keeps a zero byte inside text, PostgreSQL has no way to.
    if bytes[start...].contains(0) { throw .value("text holds a zero byte", statement: sql) }
  }

  private mutating func close(from start: Int, _ sql: String) throws(SQLFault) {
    guard bytes.count - start <= Self.valueBytesMax else { throw .value("value too long", statement: sql) }
    starts.append(start)
    lengths.append(Int32(bytes.count - start))
  }

  private mutating func append<I: FixedWidthInteger>(bigEndian integer: I) {
    withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// One column of many rows as an array: dimensions, whether it holds nulls, type, count, first index, elements.
  mutating func appendArray(
    _ rows: ArraySlice<[SQLValue]>, column: Int, _ type: BulkInsertion.ColumnType, _ sql: String
  ) throws(SQLFault) {
    let start = bytes.count
    let element = type.oid
    append(bigEndian: Int32(1))
    append(bigEndian: Int32(1))
    append(bigEndian: element)
    append(bigEndian: Int32(rows.count))
    append(bigEndian: Int32(1))
    for row in rows {
      switch (row[column], type) {
      case (.null, _): append(bigEndian: Int32(-1))
      case (.integer(let integer), .integer):
        append(bigEndian: Int32(8))
        append(bigEndian: integer)
      case (.blob(let blob), .bytes):
        append(bigEndian: Int32(truncatingIfNeeded: blob.count))
        bytes.append(contentsOf: blob)
      case (.text(let text), .text):
        append(bigEndian: Int32(truncatingIfNeeded: text.utf8.count))
        try appendText(text, sql)
      default: throw .value("a value of another type than its column", statement: sql)
      }
    }
    try close(from: start, sql)
  }

  /// In the form libpq takes: pointers, lengths, and that all are binary.
  func use<T>(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
  ) -> T {
    guard !starts.isEmpty else { return body(0, nil, nil, nil) }
    return bytes.withUnsafeBytes { raw in
      // An empty value needs an address all the same: none means null.
      let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self) ?? Self.nowhere
      let pointers = starts.map { $0.map { UnsafePointer(base + $0) } }
      return body(Int32(starts.count), pointers, lengths, Array(repeating: 1, count: starts.count))
    }
  }

  private static var nowhere: UnsafePointer<CChar> { UnsafePointer(bitPattern: 1)! }
}

extension BulkInsertion.ColumnType {
  var oid: UInt32 {
    switch self {
    case .integer: PostgreSQLType.int8
    case .text: PostgreSQLType.text
    case .bytes: PostgreSQLType.bytes
    }
  }

  var arrayName: String {
    switch self {
    case .integer: "bigint[]"
    case .text: "text[]"
    case .bytes: "bytea[]"
    }
  }
}
