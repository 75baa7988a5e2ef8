/// Another answer than the one that was asked for: a test that cannot look any further has failed.
public struct Unexpected: Error, CustomStringConvertible {
  public let description: String

  public init(_ what: String = "another answer than was asked for") { description = what }
}
