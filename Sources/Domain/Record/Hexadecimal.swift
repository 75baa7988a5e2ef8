private let digits = Array("0123456789abcdef".utf8)

/// Two small hexadecimal digits a byte. One pass, because every press writes a link and a seal this way.
public func hexText(_ bytes: some Collection<UInt8>) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// Pairs of hexadecimal digits, or `nil`.
public func hexBytes(_ text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count % 2 == 0 else { return nil }
  var bytes: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let high = Character(Unicode.Scalar(digits[index])).hexDigitValue,
      let low = Character(Unicode.Scalar(digits[index + 1])).hexDigitValue
    else { return nil }
    bytes.append(UInt8(high << 4 | low))
  }
  return bytes
}
