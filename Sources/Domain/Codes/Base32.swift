/// Crockford's base 32: no I, L, O or U, so that nothing is misread, and every letter of it is in the small alphabet of
/// QR codes.
public enum Base32 {
  private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// Five bits a letter, the last one padded with zeros.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var (held, bits) = (UInt32(0), 0)
    for byte in bytes {
      held = held << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(letters[Int(held >> UInt32(bits)) & 31])
      }
      held &= 1 << UInt32(bits) - 1
    }
    if bits > 0 { text.append(letters[Int(held << UInt32(5 - bits)) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The letter as it is written, however it was read: small, or an O for a zero. `nil` for what is no letter of these.
  public static func letter(_ typed: Character) -> Character? {
    let upper: Character
    switch typed {
    case "o", "O": upper = "0"
    case "i", "I", "l", "L": upper = "1"
    case "a"..."z": upper = Character(typed.uppercased())
    default: upper = typed
    }
    guard let ascii = upper.asciiValue, letters.contains(ascii) else { return nil }
    return upper
  }

  /// A small number without leading zeros.
  public static func text(_ number: UInt32) -> String {
    var text: [UInt8] = []
    var rest = number
    repeat {
      text.append(letters[Int(rest & 31)])
      rest >>= 5
    } while rest > 0
    return String(decoding: text.reversed(), as: UTF8.self)
  }

  /// Of at most six letters; `nil` for anything else.
  public static func number(_ text: some StringProtocol) -> UInt32? {
    guard (1...6).contains(text.utf8.count) else { return nil }
    var number: UInt32 = 0
    for byte in text.utf8 {
      guard let index = letters.firstIndex(of: byte) else { return nil }
      number = number << 5 | UInt32(index)
    }
    return number
  }
}
