/// A value that can describe itself field by field, always in the same order.
///
/// One description serves every representation: the journal's binary form, the socket's JSON, the
/// command line's options and its help all walk the same `fields`. The order is part of the journal's
/// format: append new fields at the end, never reorder or remove one.
public protocol Record: FieldValue, Equatable {
  init()
  mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws
}

extension Record {
  public static var blank: Self { Self() }

  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.record(&self)
  }

  /// Builds a record from its blank form; the memberwise initialisers stay inside the domain.
  public init(_ fill: (inout Self) throws -> Void) rethrows {
    self.init()
    try fill(&self)
  }
}

/// Anything that may stand in a field: a scalar, a category, a nested record, an optional or a list of these.
public protocol FieldValue: Sendable {
  /// What a reader starts from before it fills the value in.
  static var blank: Self { get }
  mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws
}

/// Walks a record. A writer reads the `inout` values, a reader assigns them.
public protocol FieldVisitor {
  /// Announces the next field. Positional forms ignore it.
  mutating func key(_ name: StaticString) throws

  mutating func integer(_ value: inout Int64) throws
  mutating func truth(_ value: inout Bool) throws
  mutating func text(_ value: inout String) throws
  mutating func bytes(_ value: inout [UInt8]) throws

  /// A value with a compact numeric form and a readable one, such as a date or a category.
  mutating func scalar<S: Scalar>(_ value: inout S) throws
  mutating func optional<T: FieldValue>(_ value: inout T?) throws
  mutating func list<T: FieldValue>(_ value: inout [T]) throws
  mutating func record<R: Record>(_ value: inout R) throws
}

extension FieldVisitor {
  @inline(__always)
  public mutating func field<T: FieldValue>(_ name: StaticString, _ value: inout T) throws {
    try key(name)
    try value.visit(&self)
  }
}

/// A value written as a small number where bytes count and as a word where people read.
public protocol Scalar: FieldValue, Equatable {
  /// The compact form.
  var number: Int64 { get }
  /// `nil` when the number means nothing to this version.
  init?(number: Int64)
  /// The readable form.
  var word: String { get }
  init?(word: String)
  /// What a person may type here, for refusals and help.
  static var expected: String { get }
}

extension Scalar {
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.scalar(&self) }
}

/// A field that could not be read: which one, and what was expected there.
public struct FieldFault: Error, Equatable, Sendable {
  public var field: String
  public var expected: String

  public init(field: String, expected: String) {
    self.field = field
    self.expected = expected
  }
}

extension Int64: FieldValue {
  public static var blank: Int64 { 0 }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.integer(&self) }
}

extension Int: FieldValue {
  public static var blank: Int { 0 }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws {
    var wide = Int64(self)
    try visitor.integer(&wide)
    self = Int(wide)
  }
}

extension Bool: FieldValue {
  public static var blank: Bool { false }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.truth(&self) }
}

extension String: FieldValue {
  public static var blank: String { "" }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.text(&self) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  public static var blank: Wrapped? { nil }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.optional(&self) }
}

extension Array: FieldValue where Element: FieldValue {
  public static var blank: [Element] { [] }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.list(&self) }
}
