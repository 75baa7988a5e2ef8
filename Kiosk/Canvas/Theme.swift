/// A colour as light, eight bits each.
public struct Colour: Hashable, Sendable {
  /// In sRGB, as the two others.
  public let red: UInt8
  /// The channel that weighs most in contrast.
  public let green: UInt8
  /// The channel that weighs least.
  public let blue: UInt8

  /// From a number as designers write it: `0xRRGGBB`.
  public init(_ code: UInt32) {
    red = UInt8(truncatingIfNeeded: code >> 16)
    green = UInt8(truncatingIfNeeded: code >> 8)
    blue = UInt8(truncatingIfNeeded: code)
  }

  /// Relative luminance of WCAG 2: the sRGB channels made linear and weighed as the eye does.
  public var luminance: Double {
    0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)] + 0.0722 * Self.linear[Int(blue)]
  }

  /// WCAG 2 contrast ratio, from 1 to 21. Text needs 4.5, and 7 for weak eyes.
  public func contrast(with other: Colour) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  /// sRGB decoding. x^2.4 as x² · x^0.4, the fifth root of x² by Newton: nothing is imported for one power.
  private static let linear: [Double] = (0...255).map { step in
    let value = Double(step) / 255
    guard value > 0.04045 else { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    let square = base * base
    var root = 1.0
    for _ in 0..<40 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
    return square * root
  }
}

/// The colours of every tone, chosen by us: what a terminal calls blue may be unreadable under white.
public enum Theme: UInt8, CaseIterable, Sendable {
  case light, dark, highContrast

  /// The least contrast this theme promises for every style.
  public var contrastMin: Double { self == .highContrast ? 7 : 4.5 }

  /// For terminals with 24 bits; the reference for the contrast.
  public func colour(_ tone: Tone) -> Colour { paint[Int(tone.rawValue)].colour }

  /// The nearest of the sixteen colours of an old terminal, chosen by hand. A background is never above 7, because the Linux
  /// console has no bright backgrounds.
  public func basic(_ tone: Tone) -> UInt8 { paint[Int(tone.rawValue)].basic }

  /// The nearest colour of the 256 that does not depend on the user's settings.
  public func indexed(_ tone: Tone) -> UInt8 { paint[Int(tone.rawValue)].indexed }

  struct Paint {
    let colour: Colour
    let basic: UInt8
    let indexed: UInt8
    init(_ code: UInt32, _ basic: UInt8) {
      colour = Colour(code)
      self.basic = basic
      indexed = Self.nearest(colour)
    }

    /// Of the 6×6×6 cube and the greys. The nearest of a cube is the nearest on each of its sides: no terminal waits for its colours.
    private static func nearest(_ colour: Colour) -> UInt8 {
      let (red, green, blue) = (Int(colour.red), Int(colour.green), Int(colour.blue))
      func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
        2 * (r - red) * (r - red) + 4 * (g - green) * (g - green) + 3 * (b - blue) * (b - blue)
      }
      func light(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
      func step(_ value: Int) -> Int {
        var best = 0
        for step in 1...5 where abs(light(step) - value) < abs(light(best) - value) { best = step }
        return best
      }
      let (r, g, b) = (step(red), step(green), step(blue))
      var best = (distance: distance(light(r), light(g), light(b)), index: 16 + 36 * r + 6 * g + b)
      for index in 232...255 {
        let grey = 8 + (index - 232) * 10
        if distance(grey, grey, grey) < best.distance { best = (distance(grey, grey, grey), index) }
      }
      return UInt8(best.index)
    }
  }

  private var paint: [Paint] {
    switch self {
    case .light: Self.lightPaint
    case .dark: Self.darkPaint
    case .highContrast: Self.highContrastPaint
    }
  }

  /// One line per group of `Tone`, in its order. Basic colours: 0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white,
  /// 8 to 15 the bright ones.
  private static let lightPaint: [Paint] = [
    Paint(0xFAFAF7, 7), Paint(0x1B1F24, 0), Paint(0x55595F, 0), Paint(0x0B4A7A, 4),
    Paint(0x0B4A7A, 4), Paint(0xFFFFFF, 15),
    Paint(0xDCE6EE, 6), Paint(0x14293A, 0), Paint(0x0B4A7A, 4), Paint(0xFFFFFF, 15),
    Paint(0x14293A, 0), Paint(0xFFFFFF, 15), Paint(0xECECE8, 7), Paint(0x5B5F64, 0),
    Paint(0xFFFFFF, 6), Paint(0x1B1F24, 0),
    Paint(0x1E6B3A, 2), Paint(0xFFFFFF, 0), Paint(0xF2C230, 3), Paint(0x221A00, 15), Paint(0xA61E1E, 1),
    Paint(0xFFFFFF, 15),
    Paint(0xA61E1E, 0),
    Paint(0x000000, 0), Paint(0xFFFFFF, 7),
  ]

  private static let darkPaint: [Paint] = [
    Paint(0x14181D, 0), Paint(0xE6E8EA, 7), Paint(0xA3A9B0, 7), Paint(0x8CC8F5, 14),
    Paint(0x1F4E79, 4), Paint(0xFFFFFF, 15),
    Paint(0x2A333D, 4), Paint(0xE6EDF3, 15), Paint(0x8CC8F5, 6), Paint(0x0A1A28, 0),
    Paint(0xF2F4F6, 7), Paint(0x14181D, 0), Paint(0x1E2329, 0), Paint(0x9AA1A8, 7),
    Paint(0x0B0E12, 4), Paint(0xF2F4F6, 15),
    Paint(0x7FD69A, 2), Paint(0x06210F, 0), Paint(0xF2C230, 3), Paint(0x221A00, 15), Paint(0xC23B3B, 1),
    Paint(0xFFFFFF, 15),
    Paint(0xFF9A94, 9),
    Paint(0x000000, 0), Paint(0xFFFFFF, 7),
  ]

  private static let highContrastPaint: [Paint] = [
    Paint(0x000000, 0), Paint(0xFFFFFF, 15), Paint(0xFFFFFF, 15), Paint(0xFFE600, 11),
    Paint(0xFFFFFF, 7), Paint(0x000000, 0),
    Paint(0x1A1A1A, 4), Paint(0xFFFFFF, 15), Paint(0xFFE600, 6), Paint(0x000000, 0),
    Paint(0xFFFFFF, 7), Paint(0x000000, 0), Paint(0x000000, 0), Paint(0xC8C8C8, 7),
    Paint(0x000000, 4), Paint(0xFFFFFF, 15),
    Paint(0x7CFF9E, 2), Paint(0x000000, 0), Paint(0xFFE600, 6), Paint(0x000000, 0), Paint(0xFFB3AD, 7),
    Paint(0x000000, 0),
    Paint(0xFFB3AD, 9),
    Paint(0x000000, 0), Paint(0xFFFFFF, 7),
  ]
}

/// What the person in front of the screen asked for; a kiosk changes it with one key.
public struct Look: Hashable, Sendable {
  /// Chosen by the person in front of the screen, or by the office.
  public var theme: Theme
  /// Taller buttons and more room between things.
  public var large: Bool
  /// Whether the font has ▀ and ▄. The stock fonts of the Linux console do not: codes and digits are then drawn with solid cells.
  public var halfBlocks: Bool

  /// What a kiosk begins with after each visitor.
  public init(theme: Theme = .light, large: Bool = false, halfBlocks: Bool = true) {
    self.theme = theme
    self.large = large
    self.halfBlocks = halfBlocks
  }
}
