/// What a column may hold.
public enum SQLValue: Equatable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  public static func integer(_ value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
  public static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }
}

/// One row while it is being read. Valid only inside the closure it is handed to.
public protocol SQLRow {
  func integer(_ column: Int) -> Int64
  func text(_ column: Int) -> String
  func blob(_ column: Int) -> [UInt8]
  func isNull(_ column: Int) -> Bool
}

extension SQLRow {
  public func integerOrNil(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
}
