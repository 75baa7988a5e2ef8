/// How a text is laid into its region.
public struct Setting: Hashable, Sendable {
  /// By columns, so that wide characters line up too.
  public enum Alignment: Hashable, Sendable { case left, centre, right }

  /// Of each line by itself.
  public var alignment: Alignment
  /// Broken at spaces into as many lines as the region has; otherwise one line, ended by … where it is cut.
  public var wraps: Bool

  /// One line at the left, unless said otherwise.
  public init(_ alignment: Alignment = .left, wraps: Bool = false) {
    self.alignment = alignment
    self.wraps = wraps
  }

  /// At the left, cut with … at the end.
  public static let line = Setting()
  /// In the middle, in one line.
  public static let centred = Setting(.centre)
  /// At the right, for figures and times.
  public static let right = Setting(.right)
  /// Sentences, at the left.
  public static let paragraph = Setting(.left, wraps: true)
  /// Sentences in the middle, for short notices.
  public static let centredParagraph = Setting(.centre, wraps: true)
}

/// Breaking text into lines that fit.
public enum TextLines {
  /// Lines of at most `columns`: broken at line ends and at spaces, and inside a word only when it is longer than a line. Spaces
  /// at a break belong to neither line.
  public static func wrap(_ text: String, columns: Int, linesMax: Int = .max) -> [Substring] {
    guard columns > 0 else { return [] }
    var lines: [Substring] = []
    var start = text.startIndex
    while lines.count < linesMax {
      let next = end(text, start, columns)
      lines.append(text[start..<next.end])
      guard let following = next.following else { break }
      start = following
    }
    return lines
  }

  /// Where the line that starts here ends, and where the next one starts; `nil` after the last.
  private static func end(
    _ text: String, _ start: String.Index, _ columns: Int
  ) -> (end: String.Index, following: String.Index?) {
    var index = start
    var used = 0
    var lastSpace: String.Index?
    while index < text.endIndex {
      let character = text[index]
      if character.isNewline && isBreak(character) { return (index, text.index(after: index)) }
      let isSpace = character == " "
      let size = Width.of(character)
      if isSpace { lastSpace = index }
      if used + size > columns {
        if isSpace { return (index, afterSpaces(text, index)) }
        if let lastSpace, lastSpace > start { return (lastSpace, afterSpaces(text, lastSpace)) }
        return index > start ? (index, index) : (text.index(after: index), nextOrNil(text, index))
      }
      used += size
      index = text.index(after: index)
    }
    return (index, nil)
  }

  /// Line ends of files; the separators of Unicode are shown as what they are.
  static func isBreak(_ character: Character) -> Bool { character == "\n" || character == "\r\n" }

  private static func afterSpaces(_ text: String, _ space: String.Index) -> String.Index? {
    var index = space
    while index < text.endIndex, text[index] == " " { index = text.index(after: index) }
    if index < text.endIndex, isBreak(text[index]) { return text.index(after: index) }
    return index < text.endIndex ? index : nil
  }

  private static func nextOrNil(_ text: String, _ index: String.Index) -> String.Index? {
    let next = text.index(after: index)
    return next < text.endIndex ? next : nil
  }

  /// As much of the text as fits.
  public static func prefix(_ text: Substring, columns: Int) -> Substring {
    var used = 0
    for index in text.indices {
      used += Width.of(text[index])
      if used > columns { return text[..<index] }
    }
    return text
  }
}
