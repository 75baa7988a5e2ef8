/// What a scanner may read off our papers and screens: short codes, and the addresses in the QR codes of tickets.
public enum PrintedCode {
  @Sendable public static func fits(_ text: String) -> Bool {
    !ShortCode.readings(of: text).isEmpty || PageToken(text) != nil
  }

  /// Whether one can begin so: they are written in capitals and digits, for the small alphabet of QR codes. Small letters are typed.
  @Sendable public static func begins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z": true
    default: false
    }
  }
}
