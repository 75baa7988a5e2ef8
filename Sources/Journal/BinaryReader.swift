import Domain

/// Why bytes are not a record. Says where, never what they held.
public struct CodecFault: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    case truncated, numberTooLong, notUTF8, unknownValue, tooDeep, listTooLong
  }
  public var reason: Reason
  public var position: Int
}

/// Reads what `BinaryWriter` wrote, and survives anything else.
///
/// Fields missing at the end keep their blank value (an older author), bytes left over are ignored (a newer one).
public struct BinaryReader: FieldVisitor {
  private let bytes: [UInt8]
  private var position: Int
  private var end: Int
  private var depth = 0

  static let depthMax = 8

  public init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    position = start
    end = bytes.count
  }

  public var isAtEnd: Bool { position >= end }
  public var offset: Int { position }

  private func fault(_ reason: CodecFault.Reason) -> CodecFault { CodecFault(reason: reason, position: position) }

  public mutating func key(_ name: StaticString) {}

  public mutating func byte() throws(CodecFault) -> UInt8 {
    guard position < end else { throw fault(.truncated) }
    defer { position += 1 }
    return bytes[position]
  }

  public mutating func unsigned() throws(CodecFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw fault(.numberTooLong) }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
      guard shift < 70 else { throw fault(.numberTooLong) }
    }
  }

  public mutating func fixed() throws(CodecFault) -> UInt64 {
    var value: UInt64 = 0
    for _ in 0..<8 { value = value << 8 | UInt64(try byte()) }
    return value
  }

  /// So many bytes as they stand.
  public mutating func raw(_ count: Int) throws(CodecFault) -> [UInt8] {
    guard count >= 0, count <= end - position else { throw fault(.truncated) }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  private mutating func length() throws(CodecFault) -> Int {
    let count = try unsigned()
    guard count <= UInt64(end - position) else { throw fault(.truncated) }
    return Int(count)
  }

  /// A missing field at the end of a record is an older author's, not a fault.
  private var isMissing: Bool { position >= end }

  public mutating func integer(_ value: inout Int64) throws {
    if isMissing { return }
    let zigzag = try unsigned()
    value = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
  }

  public mutating func truth(_ value: inout Bool) throws {
    if isMissing { return }
    value = try byte() != 0
  }

  public mutating func text(_ value: inout String) throws {
    if isMissing { return }
    let count = try length()
    guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
      throw fault(.notUTF8)
    }
    position += count
    value = text
  }

  public mutating func bytes(_ value: inout [UInt8]) throws {
    if isMissing { return }
    let count = try length()
    value = Array(bytes[position..<position + count])
    position += count
  }

  public mutating func scalar<S: Scalar>(_ value: inout S) throws {
    if isMissing { return }
    var number: Int64 = 0
    try integer(&number)
    guard let scalar = S(number: number) else { throw fault(.unknownValue) }
    value = scalar
  }

  public mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    if isMissing { return }
    guard try byte() != 0 else {
      value = nil
      return
    }
    // Only whole fields may be missing: what was announced must be there.
    guard !isMissing else { throw fault(.truncated) }
    var present = T.blank
    try present.visit(&self)
    value = present
  }

  public mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    if isMissing { return }
    let count = try unsigned()
    // Every element is a byte at least: a count beyond that is a lie, and must not reserve memory.
    guard count <= UInt64(end - position) else { throw fault(.listTooLong) }
    var elements: [T] = []
    elements.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard !isMissing else { throw fault(.truncated) }
      var element = T.blank
      try element.visit(&self)
      elements.append(element)
    }
    value = elements
  }

  public mutating func record<R: Record>(_ value: inout R) throws {
    if depth == 0 {
      depth = 1
      defer { depth = 0 }
      return try value.fields(&self)
    }
    if isMissing { return }
    guard depth < Self.depthMax else { throw fault(.tooDeep) }
    let count = try length()
    let outer = end
    end = position + count
    depth += 1
    defer {
      position = end
      end = outer
      depth -= 1
    }
    try value.fields(&self)
  }
}
