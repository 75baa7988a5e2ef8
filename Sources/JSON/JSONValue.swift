/// A JSON document. Objects keep their order, so that what is printed twice looks the same twice.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case fraction(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Equatable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
}

/// Where a text stops being JSON. Never says what it held.
public struct JSONFault: Error, Equatable, Sendable {
  public enum Reason: String, Sendable {
    case syntax, tooDeep, tooLarge, notUTF8, trailing, duplicateName, tooManyNames
  }
  public var reason: Reason
  public var position: Int
}
