import Domain

/// Writes records in their positional form: no names, small numbers short.
///
/// Integers are zigzag varints, texts and bytes carry their length, optionals a presence byte, lists a count. A nested
/// record carries its length, so that a newer version may append fields and an older one skip them.
public struct BinaryWriter: FieldVisitor {
  public private(set) var bytes: [UInt8] = []
  private var depth = 0

  public init(reserving capacity: Int = 64) { bytes.reserveCapacity(capacity) }

  public mutating func key(_ name: StaticString) {}

  public mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  public mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Eight bytes, most significant first.
  public mutating func fixed(_ value: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  public mutating func raw(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  public mutating func integer(_ value: inout Int64) { unsigned(UInt64(bitPattern: value << 1 ^ value >> 63)) }
  public mutating func truth(_ value: inout Bool) { bytes.append(value ? 1 : 0) }

  public mutating func text(_ value: inout String) {
    value.withUTF8 { utf8 in
      unsigned(UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  public mutating func bytes(_ value: inout [UInt8]) {
    unsigned(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  public mutating func scalar<S: Scalar>(_ value: inout S) {
    var number = value.number
    integer(&number)
  }

  public mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    if var present = value {
      bytes.append(1)
      try present.visit(&self)
    } else {
      bytes.append(0)
    }
  }

  public mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    unsigned(UInt64(value.count))
    for var element in value { try element.visit(&self) }
  }

  public mutating func record<R: Record>(_ value: inout R) throws {
    guard depth > 0 else {
      depth += 1
      defer { depth -= 1 }
      return try value.fields(&self)
    }
    var nested = BinaryWriter()
    nested.depth = 1
    try value.fields(&nested)
    bytes(&nested.bytes)
  }
}
