import CPostgreSQL
import SQL

/// A row of a result that is still in memory. Numbers and text are read as each other where SQLite would.
struct PostgreSQLRow: SQLRow {
  let result: OpaquePointer
  let row: Int32

  private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
    let column = Int32(column)
    return UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
  }

  func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, Int32(column)) == 1 }

  func integer(_ column: Int) -> Int64 {
    let bytes = bytes(column)
    guard !isNull(column) else { return 0 }
    switch PQftype(result, Int32(column)) {
    case PostgreSQLType.int8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    case PostgreSQLType.int4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case PostgreSQLType.int2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case PostgreSQLType.bool: return Int64(bytes[0])
    case PostgreSQLType.numeric: return Self.whole(bytes)
    case let type where PostgreSQLType.isText(type): return Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
    default: return 0
    }
  }

  func text(_ column: Int) -> String {
    switch PQftype(result, Int32(column)) {
    case _ where isNull(column): ""
    case PostgreSQLType.int8, PostgreSQLType.int4, PostgreSQLType.int2, PostgreSQLType.bool, PostgreSQLType.numeric:
      String(integer(column))
    default: String(decoding: bytes(column), as: UTF8.self)
    }
  }

  func blob(_ column: Int) -> [UInt8] { Array(bytes(column)) }

  /// The whole part of a sum, which the server gives as digits to the base 10,000; the largest integer if it is more.
  private static func whole(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    func word(_ index: Int) -> Int16 {
      Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self))
    }
    guard bytes.count >= 8, word(1) >= 0 else { return 0 }
    let digits = Int(word(0))
    var whole: Int64 = 0
    for place in 0...Int(word(1)) {
      let (scaled, over) = whole.multipliedReportingOverflow(by: 10_000)
      let (sum, above) = scaled.addingReportingOverflow(place < digits ? Int64(word(4 + place)) : 0)
      if over || above { return word(2) == 0 ? .max : .min }
      whole = sum
    }
    return word(2) == 0 ? whole : -whole
  }
}
