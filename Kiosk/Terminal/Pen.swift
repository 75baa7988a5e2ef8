import Canvas

/// What the terminal writes with now. A change sends only what differs.
struct Pen: Sendable {
  /// A cell's style as this terminal can show it. Colour numbers are `nil` when the terminal's own are used.
  struct Setting: Equatable, Sendable {
    var look: UInt64
    var foreground: UInt32?
    var background: UInt32?
    var attributes: Style.Attributes
    var colours: Capability.Colours
  }

  /// As after a reset.
  private var now = Setting(look: .max, foreground: nil, background: nil, attributes: [], colours: .none)

  /// The look of the last blank, as long as the ground is still its own.
  private var blank: UInt64?

  /// Whether a cell can be written without a code before it.
  func isSet(to wanted: Setting, isBlank: Bool) -> Bool {
    if wanted.look == now.look || (isBlank && wanted.look == blank) { return true }
    return isBlank && wanted.background == now.background
      && wanted.attributes.symmetricDifference(now.attributes).subtracting(.bold).isEmpty
  }

  /// For a blank only the ground is set: what ink would write there does not show.
  mutating func change(to wanted: Setting, isBlank: Bool = false, _ bytes: inout [UInt8]) {
    if wanted.look == now.look || (isBlank && wanted.look == blank) { return }
    var next = wanted
    blank = isBlank ? wanted.look : nil
    if isBlank {
      next.foreground = now.foreground
      next.attributes = now.attributes.intersection(.bold).union(wanted.attributes.subtracting(.bold))
      next.look = .max
    }
    var isFirst = true
    func separate(_ bytes: inout [UInt8]) {
      bytes += isFirst ? [0x1B, 0x5B] : [0x3B]
      isFirst = false
    }
    let (gone, come) = (now.attributes.subtracting(next.attributes), next.attributes.subtracting(now.attributes))
    for (attribute, on, off) in Self.attributes {
      if come.contains(attribute) || gone.contains(attribute) {
        separate(&bytes)
        Code.number(come.contains(attribute) ? on : off, &bytes)
      }
    }
    if next.foreground != now.foreground, let colour = next.foreground {
      separate(&bytes)
      Self.colour(colour, 30, next.colours, &bytes)
    }
    if next.background != now.background, let colour = next.background {
      separate(&bytes)
      Self.colour(colour, 40, next.colours, &bytes)
    }
    if !isFirst { bytes.append(0x6D) }
    now = next
  }

  private static let attributes: [(Style.Attributes, Int, Int)] = [
    (.bold, 1, 22), (.underline, 4, 24), (.reverse, 7, 27),
  ]

  private static func colour(_ colour: UInt32, _ base: Int, _ colours: Capability.Colours, _ bytes: inout [UInt8]) {
    switch colours {
    case .none: break
    case .basic: Code.number(colour < 8 ? base + Int(colour) : base + 52 + Int(colour), &bytes)
    case .indexed:
      Code.number(base + 8, &bytes)
      bytes += [0x3B, 0x35, 0x3B]
      Code.number(Int(colour), &bytes)
    case .full:
      Code.number(base + 8, &bytes)
      bytes += [0x3B, 0x32]
      for shift: UInt32 in [16, 8, 0] {
        bytes.append(0x3B)
        Code.number(Int(colour >> shift & 0xFF), &bytes)
      }
    }
  }
}

/// The tones of a theme as colours of a terminal, looked up once.
struct Ink: Sendable {
  private let colours: Capability.Colours
  private let numbers: [UInt32]

  init(_ colours: Capability.Colours, _ theme: Theme) {
    self.colours = colours
    numbers = Tone.allCases.map { tone in
      switch colours {
      case .none: return 0
      case .basic: return UInt32(theme.basic(tone))
      case .indexed: return UInt32(theme.indexed(tone))
      case .full:
        let colour = theme.colour(tone)
        return UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
      }
    }
  }

  subscript(_ cell: Cell) -> Pen.Setting {
    let style = cell.style
    guard colours != .none else {
      // Without colours, what lies on another ground than the page is shown reversed.
      let attributes = style.background == .paper ? style.attributes : style.attributes.symmetricDifference(.reverse)
      return Pen.Setting(look: cell.look, foreground: nil, background: nil, attributes: attributes, colours: colours)
    }
    let foreground = numbers[Int(style.foreground.rawValue)]
    // Old terminals show bold as a brighter colour: dark letters would turn grey on their light ground.
    let isDark = colours == .basic && foreground < 7
    return Pen.Setting(
      look: cell.look, foreground: foreground, background: numbers[Int(style.background.rawValue)],
      attributes: isDark ? style.attributes.subtracting(.bold) : style.attributes, colours: colours)
  }
}
