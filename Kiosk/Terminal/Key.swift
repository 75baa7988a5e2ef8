import Canvas

/// What a person did: one key, one paste, one touch.
public struct Key: Hashable, Sendable {
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

  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let shift = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let control = Modifiers(rawValue: 4)
  }

  public var code: Code
  public var modifiers: Modifiers

  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// A plain character, for tests and tables of keys.
  public static func character(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar)) }
  /// A letter with Ctrl, always the small letter.
  public static func control(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .control) }
  public static func function(_ number: Int) -> Key { Key(.function(number)) }
}
