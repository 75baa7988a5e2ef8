/// One grapheme on the screen in eight bytes: a scalar, or the number of a cluster its canvas holds; the style; and the width.
///
/// A wide grapheme is a cell of width 2 followed by one of width 0, which shows nothing of its own.
public struct Cell: Hashable, Sendable {
  /// Compared as one number by the diff. From the lowest: glyph 32 bits, foreground, background, attributes, width 8 each.
  public let bits: UInt64

  static let clusterMark: UInt32 = 1 << 31

  init(glyph: UInt32, _ style: Style, width: UInt8) {
    bits = UInt64(glyph) | Self.high(style, width)
  }

  init(glyph: UInt32, high: UInt64) { bits = UInt64(glyph) | high }

  /// Everything but the glyph, made once for a run of equal style.
  static func high(_ style: Style, _ width: UInt8) -> UInt64 {
    UInt64(style.foreground.rawValue) << 32 | UInt64(style.background.rawValue) << 40
      | UInt64(style.attributes.rawValue) << 48 | UInt64(width) << 56
  }

  /// A blank in the page's own colours.
  public static let blank = Cell(glyph: 0x20, .plain, width: 1)

  var glyph: UInt32 { UInt32(truncatingIfNeeded: bits) }
  /// Columns the grapheme takes; 0 in the later half of a wide one.
  public var width: Int { Int(bits >> 56) }

  /// Whether the canvas holds its scalars, because there is more than one.
  public var isCluster: Bool { glyph & Self.clusterMark != 0 }

  /// The later half of a wide grapheme.
  public var isContinuation: Bool { width == 0 }

  /// Unpacked on demand: the diff compares `bits`.
  public var style: Style {
    Style(
      Self.tone(bits >> 32), on: Self.tone(bits >> 40),
      Style.Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 48)))
  }

  /// A space of which only the ground can be seen: neither underlined nor reversed.
  public var isPlainBlank: Bool { glyph == 0x20 && bits >> 48 & 0x06 == 0 }

  /// The style as a number, for comparing quickly.
  public var look: UInt64 { bits >> 32 & 0xFF_FFFF }

  /// The colour behind it as a number: all that can be seen of a plain blank.
  public var ground: UInt8 { UInt8(truncatingIfNeeded: bits >> 40) }

  private static func tone(_ bits: UInt64) -> Tone {
    guard let tone = Tone(rawValue: UInt8(truncatingIfNeeded: bits)) else { preconditionFailure("a cell of no tone") }
    return tone
  }
}
