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
  /// What is not colour; three bits, because terminals agree on no more.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// As kept in a cell.
    public let rawValue: UInt8
    /// Required of an option set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Brighter or heavier, as the terminal likes.
    public static let bold = Attributes(rawValue: 1)
    /// Survives on terminals without colours.
    public static let underline = Attributes(rawValue: 2)
    /// Shown by the terminal with the two tones changing places.
    public static let reverse = Attributes(rawValue: 4)
  }

  /// Of the text.
  public var foreground: Tone
  /// Of the cell behind it.
  public var background: Tone
  /// Shown on top of the tones.
  public var attributes: Attributes

  /// Widgets use the named pairs below, whose contrast is tested; a new pair belongs into `all`.
  public init(_ foreground: Tone, on background: Tone, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The same pair, for labels and choices.
  public var bold: Style { with(.bold) }
  /// The same pair, for headings and the field that has the focus.
  public var underlined: Style { with(.underline) }
  /// The same pair the other way round, at the same contrast.
  public var reversed: Style { with(.reverse) }

  private func with(_ attribute: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(attribute))
  }

  /// Text on the page.
  public static let plain = Style(.ink, on: .paper)
  /// Secondary, and still readable: hints, units, times.
  public static let faint = Style(.faint, on: .paper)
  /// The one line that says where one is.
  public static let title = Style(.title, on: .paper, .bold)
  /// The bars at the top and bottom, and neutral news.
  public static let bar = Style(.barInk, on: .bar)
  /// A button at rest.
  public static let button = Style(.buttonInk, on: .button)
  /// Where Enter acts.
  public static let focus = Style(.focusInk, on: .focus, .bold)
  /// Under the finger.
  public static let pressed = Style(.pressedInk, on: .pressed, .bold)
  /// Not now, and still readable: the reason stands on it.
  public static let disabled = Style(.disabledInk, on: .disabled)
  /// Where people write.
  public static let field = Style(.fieldInk, on: .field)
  /// It worked.
  public static let good = Style(.goodInk, on: .good)
  /// Something needs a look.
  public static let warning = Style(.warningInk, on: .warning)
  /// Something does not work.
  public static let fault = Style(.faultInk, on: .fault)
  /// The sentence beside a field that says what is wrong.
  public static let faultText = Style(.faultText, on: .paper)
  /// For cameras, never for text.
  public static let code = Style(.black, on: .white)
  static let codeDark = Style(.white, on: .black)

  /// Every pair of tones that widgets may use: the contrast of each is tested in each theme.
  public static let all: [Style] = [
    .plain, .faint, .title, .bar, .button, .focus, .pressed, .disabled, .field, .good, .warning, .fault, .faultText,
    .code,
    .codeDark,
  ]
}
