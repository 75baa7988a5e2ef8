/// Reads one JSON document, strictly: no comments, no trailing commas, no duplicate names, no lone surrogates.
public struct JSONParser {
  public static let depthMax = 32
  /// Names of one object. Each is compared with those before it, and no record has a tenth as many.
  public static let membersMax = 512

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var depth = 0

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  public static func parse(_ bytes: [UInt8], sizeMax: Int = 2 << 20) throws(JSONFault) -> JSONValue {
    try parse(bytes[...], sizeMax: sizeMax)
  }

  public static func parse(_ bytes: ArraySlice<UInt8>, sizeMax: Int = 2 << 20) throws(JSONFault) -> JSONValue {
    guard bytes.count <= sizeMax else { throw JSONFault(reason: .tooLarge, position: sizeMax) }
    var parser = JSONParser(bytes)
    let value = try parser.value()
    parser.blanks()
    guard parser.position == bytes.endIndex else { throw parser.fault(.trailing) }
    return value
  }

  private func fault(_ reason: JSONFault.Reason) -> JSONFault {
    JSONFault(reason: reason, position: position - bytes.startIndex)
  }

  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func blanks() {
    while let next = peek, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
  }

  private mutating func expect(_ text: StaticString) throws(JSONFault) {
    for index in 0..<text.utf8CodeUnitCount {
      guard peek == text.utf8Start[index] else { throw fault(.syntax) }
      position += 1
    }
  }

  private mutating func value() throws(JSONFault) -> JSONValue {
    blanks()
    switch peek {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONFault) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONFault) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try expect("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    default: return try number()
    }
  }

  private mutating func nested(_ body: (inout Self) throws(JSONFault) -> JSONValue) throws(JSONFault) -> JSONValue {
    guard depth < Self.depthMax else { throw fault(.tooDeep) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func object() throws(JSONFault) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    blanks()
    if peek == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      blanks()
      guard peek == UInt8(ascii: "\"") else { throw fault(.syntax) }
      guard members.count < Self.membersMax else { throw fault(.tooManyNames) }
      let name = try string()
      guard !members.contains(where: { $0.name == name }) else { throw fault(.duplicateName) }
      blanks()
      try expect(":")
      members.append(.init(name, try value()))
      blanks()
      if peek == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try expect("}")
      return .object(members)
    }
  }

  private mutating func array() throws(JSONFault) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    blanks()
    if peek == UInt8(ascii: "]") {
      position += 1
      return .array(elements)
    }
    while true {
      elements.append(try value())
      blanks()
      if peek == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try expect("]")
      return .array(elements)
    }
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    let whole = position
    try digits()
    guard bytes[whole] != UInt8(ascii: "0") || position == whole + 1 else { throw fault(.syntax) }
    var isWhole = true
    if peek == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let fraction = Double(text), fraction.isFinite else { throw fault(.syntax) }
    return .fraction(fraction)
  }

  private mutating func digits() throws(JSONFault) {
    let start = position
    while let next = peek, (48...57).contains(next), position - start < 400 { position += 1 }
    guard position > start else { throw fault(.syntax) }
  }

  private mutating func string() throws(JSONFault) -> String {
    position += 1
    let start = position
    var seen: UInt8 = 0
    while let next = peek, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\"), next >= 0x20 {
      seen |= next
      position += 1
    }
    if peek == UInt8(ascii: "\"") {
      // The usual case: nothing escaped, one copy.
      guard let text = seen < 0x80 ? ascii(start) : String(validating: bytes[start..<position], as: UTF8.self) else {
        throw fault(.notUTF8)
      }
      position += 1
      return text
    }
    var utf8 = Array(bytes[start..<position])
    while let next = peek {
      position += 1
      switch next {
      case UInt8(ascii: "\""):
        guard let text = String(validating: utf8, as: UTF8.self) else { throw fault(.notUTF8) }
        return text
      case UInt8(ascii: "\\"): try escape(into: &utf8)
      case 0..<0x20: throw fault(.syntax)
      default: utf8.append(next)
      }
    }
    throw fault(.syntax)
  }

  /// What lies between there and here, known to be ASCII: names and words, a dozen in every request.
  private func ascii(_ start: Int) -> String {
    bytes[start..<position].withUnsafeBufferPointer { text in
      String(unsafeUninitializedCapacity: text.count) { $0.initialize(fromContentsOf: text) }
    }
  }

  private mutating func escape(into utf8: inout [UInt8]) throws(JSONFault) {
    guard let kind = peek else { throw fault(.syntax) }
    position += 1
    switch kind {
    case UInt8(ascii: "n"): utf8.append(0x0A)
    case UInt8(ascii: "t"): utf8.append(0x09)
    case UInt8(ascii: "r"): utf8.append(0x0D)
    case UInt8(ascii: "b"): utf8.append(0x08)
    case UInt8(ascii: "f"): utf8.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): utf8.append(kind)
    case UInt8(ascii: "u"):
      var code = try hex4()
      if (0xD800..<0xDC00).contains(code) {
        try expect("\\u")
        let low = try hex4()
        guard (0xDC00..<0xE000).contains(low) else { throw fault(.notUTF8) }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault(.notUTF8) }
      utf8.append(contentsOf: String(scalar).utf8)
    default: throw fault(.syntax)
    }
  }

  private mutating func hex4() throws(JSONFault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let next = peek, let digit = Character(Unicode.Scalar(next)).hexDigitValue, next < 0x80 else {
        throw fault(.syntax)
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}
