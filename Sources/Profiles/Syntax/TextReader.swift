import Domain

extension DocumentReader {
  /// A text in double quotes. A fault inside does not hide where the text ends.
  mutating func readText(of field: String) -> Value {
    let line = line
    if source.bytes[at..<end].starts(with: [0x22, 0x22, 0x22]) { return lost(line, field, .longText) }
    at += 1
    var text: [UInt8] = []
    var isSound = true
    while let byte = peek {
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        let content = isSound ? Value.Content.text(String(decoding: text, as: UTF8.self)) : .unreadable
        return Value(line: line, content: content)
      case UInt8(ascii: "\\"):
        if let scalar = readEscape() {
          text += Array(String(Character(scalar)).utf8)
        } else {
          if isSound { faults.add(line, field, .escapeUnknown) }
          isSound = false
        }
      case 0..<0x09, 0x0A..<0x20, 0x7F:
        if isSound { faults.add(line, field, .controlCharacter) }
        isSound = false
      default: text.append(byte)
      }
    }
    return lost(line, field, .textNotClosed)
  }

  private mutating func readEscape() -> Unicode.Scalar? {
    guard let byte = peek else { return nil }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return Unicode.Scalar(byte)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return readScalar(digits: 4)
    case UInt8(ascii: "U"): return readScalar(digits: 8)
    default: return nil
    }
  }

  private mutating func readScalar(digits count: Int) -> Unicode.Scalar? {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return Unicode.Scalar(value)
  }
}
