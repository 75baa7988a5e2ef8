import Domain

/// Writes a record as a JSON object. Fields without a value are left out.
public struct JSONWriter: FieldVisitor {
  public private(set) var bytes: [UInt8] = []
  private var pendingName: StaticString?
  private var isFirst = true

  public init() { bytes.reserveCapacity(256) }

  public static func write<R: Record>(_ record: R) -> [UInt8] {
    var writer = JSONWriter()
    var record = record
    writer.must { try $0.record(&record) }
    return writer.bytes
  }

  /// Writing to memory does not fail; the visitor's interface allows it for readers.
  public mutating func must(_ body: (inout Self) throws -> Void) {
    do { try body(&self) } catch { preconditionFailure("a record refused to be written") }
  }

  public mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
  public mutating func raw(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  public mutating func key(_ name: StaticString) { pendingName = name }

  /// Commas and the name, as late as possible: an absent optional writes neither.
  private mutating func begin() {
    guard let name = pendingName else { return }
    pendingName = nil
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    bytes.append(UInt8(ascii: "\""))
    raw(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  public mutating func integer(_ value: inout Int64) {
    begin()
    bytes.append(contentsOf: String(value).utf8)
  }

  public mutating func truth(_ value: inout Bool) {
    begin()
    raw(value ? "true" : "false")
  }

  public mutating func text(_ value: inout String) {
    begin()
    quote(value)
  }

  public mutating func bytes(_ value: inout [UInt8]) {
    begin()
    quote(hexText(value))
  }

  public mutating func scalar<S: Scalar>(_ value: inout S) {
    begin()
    quote(value.word)
  }

  public mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    guard var present = value else {
      pendingName = nil
      return
    }
    try present.visit(&self)
  }

  public mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    begin()
    bytes.append(UInt8(ascii: "["))
    for (index, var element) in value.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      try element.visit(&self)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  public mutating func record<R: Record>(_ value: inout R) throws {
    begin()
    let outer = isFirst
    isFirst = true
    bytes.append(UInt8(ascii: "{"))
    try value.fields(&self)
    bytes.append(UInt8(ascii: "}"))
    isFirst = outer
  }

  public mutating func quote(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      for byte in utf8 {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        case 0..<0x20, 0x7F: raw(Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8))
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
