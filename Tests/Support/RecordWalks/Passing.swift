import Domain

/// A walk over a record that leaves every field as it is; whoever walks says only what it looks at in passing.
public protocol Passing: FieldVisitor {}

extension Passing {
  public mutating func key(_ name: StaticString) {}
  public mutating func integer(_ value: inout Int64) {}
  public mutating func truth(_ value: inout Bool) {}
  public mutating func text(_ value: inout String) {}
  public mutating func bytes(_ value: inout [UInt8]) {}
  public mutating func scalar<S: Scalar>(_ value: inout S) {}
  public mutating func optional<T: FieldValue>(_ value: inout T?) throws {}
  public mutating func list<T: FieldValue>(_ value: inout [T]) throws {}
  public mutating func record<R: Record>(_ value: inout R) throws { try value.fields(&self) }
}

/// Looks at nothing: what is read through it keeps its blank form.
public struct Blanks: Passing {
  public init() {}
}
