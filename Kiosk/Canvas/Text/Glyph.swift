/// What is shown for a grapheme of text: safe scalars and a width.
struct Glyph: Equatable {
  /// Only when there is more than one.
  let cluster: [UInt32]?
  let scalar: UInt32
  let width: Int

  static let blank = Glyph(scalar: 0x20, width: 1)
  static let replacement: UInt32 = 0xFFFD
  private static let dottedCircle: UInt32 = 0x25CC
  /// Marks beyond this are not shown: a stack of them would never end.
  static let scalarsMax = 16

  init(scalar: UInt32, width: Int) {
    cluster = nil
    self.scalar = scalar
    self.width = width
  }

  /// Scalars that are neutral already.
  init(cluster: [UInt32], width: Int) {
    self.cluster = cluster
    scalar = cluster[0]
    self.width = width
  }

  /// Neutralises the character: whatever could command the terminal or deceive the reader becomes a visible �.
  init(_ character: Character) {
    let scalars = character.unicodeScalars
    let first = scalars[scalars.startIndex]
    if scalars.index(after: scalars.startIndex) == scalars.endIndex {
      self = Self.single(first)
    } else if character == "\r\n" {
      self = .blank
    } else {
      self = Self.several(scalars)
    }
  }

  private static func several(_ scalars: Character.UnicodeScalarView) -> Glyph {
    var safe: [UInt32] = []
    // Tags make flags of regions, but only after a black flag; elsewhere they hide text.
    let mayHaveTags = scalars.first?.value == 0x1F3F4
    for scalar in scalars.prefix(scalarsMax) {
      let isTag = scalar.value >= 0xE0020 && scalar.value <= 0xE007F
      safe.append(Width.isHidden(scalar) || (isTag && !mayHaveTags) ? replacement : scalar.value)
    }
    if Width.of(Unicode.Scalar(safe[0])!) == 0 { safe.insert(dottedCircle, at: 0) }
    return Glyph(cluster: safe, width: Width.of(cluster: safe))
  }

  /// A mark with nothing to stand on gets a dotted circle; a joiner or selector with nothing to act on has no look at all.
  private static func single(_ scalar: Unicode.Scalar) -> Glyph {
    if scalar == "\t" || scalar == "\n" { return .blank }
    if Width.isHidden(scalar) { return Glyph(scalar: replacement, width: 1) }
    let width = Width.of(scalar)
    if width > 0 { return Glyph(scalar: scalar.value, width: width) }
    switch scalar.value {
    case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0020...: return Glyph(scalar: replacement, width: 1)
    default: return Glyph(cluster: [dottedCircle, scalar.value], width: 1)
    }
  }
}
