import Canvas
import Testing

@Suite struct ThemeTests {
  @Test(arguments: [
    (0x000000, 0xFFFFFF, 21.0), (0x777777, 0xFFFFFF, 4.478), (0xFF0000, 0xFFFFFF, 3.998), (0x0000FF, 0xFFFF00, 8.001),
  ])
  func `contrast is computed as WCAG 2 defines it`(_ one: UInt32, _ other: UInt32, _ ratio: Double) {
    #expect(abs(Colour(one).contrast(with: Colour(other)) - ratio) < 0.001)
  }

  @Test(arguments: Theme.allCases) func `every style can be read: 4.5 to 1, and 7 to 1 for weak eyes`(_ theme: Theme) {
    #expect(theme.contrastMin == (theme == .highContrast ? 7 : 4.5))
    for style in Style.all {
      let ratio = theme.colour(style.foreground).contrast(with: theme.colour(style.background))
      #expect(ratio >= theme.contrastMin, "\(theme) \(style.foreground) on \(style.background): \(ratio)")
    }
  }

  @Test(arguments: Theme.allCases) func `with 256 colours it can still be read`(_ theme: Theme) {
    for style in Style.all {
      let (ink, ground) = (Self.indexed(theme.indexed(style.foreground)), Self.indexed(theme.indexed(style.background)))
      #expect(ink.contrast(with: ground) >= theme.contrastMin, "\(theme) \(style.foreground) on \(style.background)")
    }
  }

  @Test(arguments: Theme.allCases)
  func `on a plain Linux console no background is bright and text never has the colour of its ground`(_ theme: Theme) {
    for style in Style.all {
      #expect(theme.basic(style.background) < 8, "\(theme) \(style.background)")
      let (ink, ground) = (Self.console(theme.basic(style.foreground)), Self.console(theme.basic(style.background)))
      #expect(
        ink.contrast(with: ground) >= 4.5,
        "\(theme) \(style.foreground) on \(style.background): \(ink.contrast(with: ground))")
    }
  }

  @Test func `a code is black on white in every theme`() {
    for theme in Theme.allCases {
      #expect(theme.colour(.black) == Colour(0) && theme.colour(.white) == Colour(0xFFFFFF))
    }
  }

  private static func indexed(_ index: UInt8) -> Colour {
    let steps: [UInt32] = [0, 95, 135, 175, 215, 255]
    guard index < 232 else {
      let grey = 8 + UInt32(index - 232) * 10
      return Colour(grey << 16 | grey << 8 | grey)
    }
    let cube = Int(index) - 16
    return Colour(steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6])
  }

  /// The kernel's own palette.
  private static func console(_ index: UInt8) -> Colour {
    Colour(
      [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
      ][Int(index)])
  }
}
