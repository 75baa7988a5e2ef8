/// One entry of a closed list: the stable key that is stored, and what people read.
public struct Term: Sendable, Equatable {
  public let key: String
  public let label: Bilingual

  public init(_ key: String, _ indonesian: String, _ english: String) {
    self.key = key
    self.label = Bilingual(indonesian, english)
  }
}

/// A closed list of an official form. Raw values start at 1 and are part of the journal's format:
/// append, never renumber, because editions of the forms reorder their lists.
public protocol Category: Scalar, RawRepresentable, CaseIterable, Hashable where RawValue == UInt8 {
  /// In raw-value order.
  static var terms: [Term] { get }
}

extension Category {
  public var term: Term { Self.terms[Int(rawValue) - 1] }
  public var key: String { term.key }
  public var label: Bilingual { term.label }

  public init?(key: String) {
    guard let index = Self.terms.firstIndex(where: { $0.key == key }) else { return nil }
    self.init(rawValue: UInt8(index + 1))
  }

  public static var blank: Self { Self(rawValue: 1)! }
  public var number: Int64 { Int64(rawValue) }
  public init?(number: Int64) {
    guard let small = UInt8(exactly: number) else { return nil }
    self.init(rawValue: small)
  }
  public var word: String { key }
  public init?(word: String) { self.init(key: word) }
  public static var expected: String { terms.map(\.key).joined(separator: " | ") }
}
