/// What a colour is for. The theme decides how it looks, so a cell costs a byte for each and a change of theme redraws nothing.
public enum Tone: UInt8, CaseIterable, Sendable {
  /// The page, and the text on it.
  case paper, ink, faint, title
  /// Bars at the top and bottom.
  case bar, barInk
  /// Things to press.
  case button, buttonInk, focus, focusInk, pressed, pressedInk, disabled, disabledInk
  /// Where people write.
  case field, fieldInk
  /// News, said with words too.
  case good, goodInk, warning, warningInk, fault, faultInk
  /// Errors written on the page itself.
  case faultText
  /// For codes a camera reads: black and white in every theme.
  case black, white
}

/// How a cell looks: two tones and attributes in three bytes.
public struct Style: Hashable, Sendable {
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let underline = Attributes(rawValue: 2)
    /// Shown by the terminal with the two tones changing places.
    public static let reverse = Attributes(rawValue: 4)
  }

  public var foreground: Tone
  public var background: Tone
  public var attributes: Attributes

  public init(_ foreground: Tone, on background: Tone, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  public var bold: Style { with(.bold) }
  public var underlined: Style { with(.underline) }
  public var reversed: Style { with(.reverse) }

  private func with(_ attribute: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(attribute))
  }

  public static let plain = Style(.ink, on: .paper)
  /// Secondary, and still readable: hints, units, times.
  public static let faint = Style(.faint, on: .paper)
  public static let title = Style(.title, on: .paper, .bold)
  public static let bar = Style(.barInk, on: .bar)
  public static let button = Style(.buttonInk, on: .button)
  public static let focus = Style(.focusInk, on: .focus, .bold)
  public static let pressed = Style(.pressedInk, on: .pressed, .bold)
  public static let disabled = Style(.disabledInk, on: .disabled)
  public static let field = Style(.fieldInk, on: .field)
  public static let good = Style(.goodInk, on: .good)
  public static let warning = Style(.warningInk, on: .warning)
  public static let fault = Style(.faultInk, on: .fault)
  /// The sentence beside a field that says what is wrong.
  public static let faultText = Style(.faultText, on: .paper)
  public static let code = Style(.black, on: .white)
  static let codeDark = Style(.white, on: .black)

  /// Every pair of tones that widgets may use: the contrast of each is tested in each theme.
  public static let all: [Style] = [
    .plain, .faint, .title, .bar, .button, .focus, .pressed, .disabled, .field, .good, .warning, .fault, .faultText,
    .code,
    .codeDark,
  ]
}
