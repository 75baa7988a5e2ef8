/// What a person did: one key, one paste, one touch.
public struct Key: Hashable, Sendable {
  /// Which key, or what happened to the screen.
  public enum Code: Hashable, Sendable {
    /// A scalar, not a grapheme: a combining mark may arrive in the next read. The editor joins them.
    case character(Unicode.Scalar)
    case enter, tab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 to F20.
    case function(Int)
    /// Pasted as one piece, so that an Enter in it presses nothing. May contain controls: `LineEditor` drops them.
    case paste(String)
    /// The first button or a finger. A tap is a release in the region of the press, see `Taps`.
    case press(Point)
    case release(Point)
    case wheelUp(Point)
    case wheelDown(Point)
  }

  /// Held with it, as far as the terminal tells.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// As xterm numbers them.
    public let rawValue: UInt8
    /// Required of an option set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Not reported with characters, which are different ones instead.
    public static let shift = Modifiers(rawValue: 1)
    /// Also Meta, and ESC before the key.
    public static let alt = Modifiers(rawValue: 2)
    /// The letter is then always the small one.
    public static let control = Modifiers(rawValue: 4)
  }

  /// Without what was held.
  public var code: Code
  /// Empty for pastes and touches.
  public var modifiers: Modifiers

  /// Made by the parser; by tests to press keys without one.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// A plain character, for tests and tables of keys.
  public static func character(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar)) }
  /// A letter with Ctrl, always the small letter.
  public static func control(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .control) }
  /// F1 to F20, for tables of keys.
  public static func function(_ number: Int) -> Key { Key(.function(number)) }
}
