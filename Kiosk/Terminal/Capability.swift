import Canvas

/// What the terminal at the other end can show.
public struct Capability: Hashable, Sendable {
  /// From poor to rich.
  public enum Colours: Hashable, Sendable, CaseIterable {
    /// Bold, underline and reverse only.
    case none
    /// Sixteen, as the Linux console has them; backgrounds only from the first eight.
    case basic
    /// The 256 of xterm.
    case indexed
    /// 24 bits.
    case full
  }

  /// Decides how each tone of the theme is sent.
  public var colours: Colours
  /// Whether the font is known to have half blocks.
  public var halfBlocks: Bool
  /// Whether what is erased takes the colour of the ground: a row of blanks is then told in five bytes.
  public var erasesInColour: Bool

  /// For tests, and where an office knows better than TERM.
  public init(_ colours: Colours, halfBlocks: Bool = true, erasesInColour: Bool = true) {
    self.colours = colours
    self.halfBlocks = halfBlocks
    self.erasesInColour = erasesInColour && colours != .none
  }

  /// Judged by the variables TERM and COLORTERM. A name that nobody knows still gets sixteen colours: refusing a guest's terminal
  /// helps no one. A Linux console whose font has half blocks says so with LOKET_FONT=blocks, set by the service that loads it.
  /// xterm takes 24 bits since patch 331 and says so only by its version: it removes COLORTERM.
  public init(term: String, colourTerm: String = "", xterm: String = "", font: String = "") {
    let isConsole = term == "linux"
    halfBlocks = !isConsole || font == "blocks"
    if term.isEmpty || term == "dumb" || term.hasPrefix("vt1") || term.hasPrefix("vt2") {
      colours = .none
    } else if isConsole {
      colours = .basic
    } else if colourTerm == "truecolor" || colourTerm == "24bit" || Self.isFull(term)
      || Self.patch(xterm) >= 331
    {
      colours = .full
    } else if Self.has256(term) {
      colours = .indexed
    } else {
      colours = .basic
    }
    erasesInColour = colours != .none && Self.erasesInColour(term)
  }

  /// Those that were tried, and those that call themselves one of them. GNU screen does not, and what nobody knows gets blanks.
  private static func erasesInColour(_ term: String) -> Bool {
    ["xterm", "tmux", "linux", "foot", "alacritty"].contains { term == $0 || term.hasPrefix($0 + "-") }
  }

  /// The number in "XTerm(379)".
  private static func patch(_ version: String) -> Int { Int(version.filter { $0 >= "0" && $0 <= "9" }) ?? 0 }

  private static func isFull(_ term: String) -> Bool {
    ["foot", "xterm-direct", "xterm-kitty", "alacritty"].contains { term == $0 || term.hasPrefix($0 + "-") }
  }

  private static func has256(_ term: String) -> Bool {
    term.split(separator: "-").contains { $0 == "256color" || $0 == "256colour" }
  }
}
