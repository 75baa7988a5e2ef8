import CQREncode

/// A QR code as a square of dark and light modules, without its quiet zone.
public struct QRCode: Equatable, Sendable {
  /// How much of the code may be damaged and still be read. M is the rule; Q when the code stays as small.
  public enum Correction: UInt32, Sendable { case low = 0, medium, quartile, high }

  /// Blank modules phones need around a code; two thirds of them fail with two.
  public static let quietZone = 4
  /// Longest text taken: version 8 is the largest a terminal of 100×30 can show.
  public static let textMax = 192

  public let version: Int
  public let side: Int
  private let dark: [Bool]

  /// `nil` for an empty or over-long text. Upper-case texts of digits, letters and `$%*+-./:` make smaller codes.
  public init?(_ text: String, correction: Correction = .medium) {
    guard (1...QRCode.textMax).contains(text.utf8.count), !text.utf8.contains(0),
      let code = QRcode_encodeString(text, 0, QRecLevel(correction.rawValue), QR_MODE_8, 1)
    else { return nil }
    defer { QRcode_free(code) }
    version = Int(code.pointee.version)
    side = Int(code.pointee.width)
    dark = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// False outside the code, where the quiet zone is.
  public func isDark(_ column: Int, _ row: Int) -> Bool {
    (0..<side).contains(column) && (0..<side).contains(row) && dark[row * side + column]
  }
}

/// Codes for the screen, as bare modules: the canvas draws them.
public enum ScreenCode {
  /// M is the rule; Q where the code stays as small. `nil` for a text no code of ours holds.
  public static func modules(of text: String) -> (side: Int, dark: [Bool])? {
    guard let rule = QRCode(text) else { return nil }
    var code = rule
    if let better = QRCode(text, correction: .quartile), better.side == rule.side { code = better }
    return (code.side, (0..<code.side * code.side).map { code.isDark($0 % code.side, $0 / code.side) })
  }
}
