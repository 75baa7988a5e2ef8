/// The text somebody is writing, and where. All movement is by grapheme: what looks like one character is deleted as one.
public struct LineEditor: Hashable, Sendable {
  /// Free of controls and within the limit at any time.
  public private(set) var text: String
  /// Graphemes before the caret.
  public private(set) var caret: Int
  /// Most graphemes it takes.
  public let limit: Int
  /// The last key or paste found no room and was not taken; what stood here stands. Whoever shows the line says so.
  public private(set) var isFull = false
  /// Typed characters that found no room since the last key that did something.
  private var turnedAway = 0
  /// Whether Enter may begin a new line.
  public let isMultiline: Bool

  /// Bytes per grapheme on average: a stack of combining marks has no end of its own.
  static let bytesPerCharacter = 8

  /// Begins with the caret behind the text; what exceeds the limit is not taken.
  public init(_ text: String = "", limit: Int, isMultiline: Bool = false) {
    self.text = ""
    caret = 0
    self.limit = limit
    self.isMultiline = isMultiline
    insert(text)
  }

  /// Whether a hint may be shown instead.
  public var isEmpty: Bool { text.isEmpty }

  /// Typed or pasted text. Controls are dropped and, in a single line, ends of lines become spaces; what exceeds the limit is not
  /// taken, and the answer says so.
  @discardableResult
  public mutating func insert(_ addition: String) -> Bool {
    let (head, tail) = parts
    let room = limit * Self.bytesPerCharacter - text.utf8.count
    var accepted = cleaned(addition, bytesMax: room)
    let isWhole = accepted.isWhole
    while (head + accepted.text + tail).count > limit {
      guard !accepted.text.isEmpty else { return false }
      // Graphemes that the ends join may count as one; never drops more than is too much.
      let excess = max(1, (head + accepted.text + tail).count - limit)
      accepted.text.removeLast(min(excess, accepted.text.count))
      accepted.isWhole = false
    }
    text = head + accepted.text + tail
    place(after: (head + accepted.text).utf8.count)
    return isWhole && accepted.isWhole
  }

  /// One key's text: taken, or refused whole.
  public mutating func type(_ text: String) {
    let isTaken = takeWhole(text)
    (isFull, turnedAway) = (!isTaken, isTaken ? 0 : turnedAway + 1)
  }

  /// A paste that finds no room is refused whole: half a sentence, cut without a word, would be stored as if it were one.
  mutating func paste(_ text: String) {
    isFull = !takeWhole(text)
    turnedAway = 0
  }

  private mutating func takeWhole(_ addition: String) -> Bool {
    let before = self
    if insert(addition) { return true }
    self = before
    return false
  }

  /// Another key has done something here.
  mutating func forgetRefusal() { (isFull, turnedAway) = (false, 0) }

  /// The last typed characters were no typing: a scanner's. Those that had found no room are not there to be taken back.
  public mutating func takeBack(_ count: Int) {
    let absent = min(count, turnedAway)
    for _ in 0..<(count - absent) { deleteBackward() }
    forgetRefusal()
  }

  /// Backspace: the whole grapheme before the caret, marks and all.
  public mutating func deleteBackward() {
    guard caret > 0 else { return }
    remove(caret - 1..<caret)
  }

  /// Delete: the whole grapheme behind the caret.
  public mutating func deleteForward() {
    guard caret < text.count else { return }
    remove(caret..<caret + 1)
  }

  /// Ctrl-W: back to the beginning of the word.
  public mutating func deleteWord() {
    let end = caret
    moveWordLeft()
    remove(caret..<end)
  }

  /// Ctrl-U: everything.
  public mutating func clear() {
    text = ""
    caret = 0
  }

  /// By one grapheme; stays at the beginning.
  public mutating func moveLeft() { caret = max(0, caret - 1) }
  /// By one grapheme; stays at the end.
  public mutating func moveRight() { caret = min(text.count, caret + 1) }
  /// Home; in a note the beginning of all of it.
  public mutating func moveToStart() { caret = 0 }
  /// End; in a note the end of all of it.
  public mutating func moveToEnd() { caret = text.count }
  /// To the nearest place there is, for taps and for moving by lines.
  public mutating func move(to position: Int) { caret = min(max(0, position), text.count) }

  /// To the beginning of this word or the one before.
  public mutating func moveWordLeft() {
    let characters = Array(text)
    while caret > 0, !Self.isWord(characters[caret - 1]) { caret -= 1 }
    while caret > 0, Self.isWord(characters[caret - 1]) { caret -= 1 }
  }

  /// Past the end of this word or the next.
  public mutating func moveWordRight() {
    let characters = Array(text)
    while caret < characters.count, !Self.isWord(characters[caret]) { caret += 1 }
    while caret < characters.count, Self.isWord(characters[caret]) { caret += 1 }
  }

  /// What to show in so many columns: a part of the text that contains the caret, and the caret's column in it.
  public func view(columns: Int) -> (text: Substring, caret: Int) {
    let (head, _) = parts
    var start = text.startIndex
    var used = Width.of(head)
    // One column stays free for the caret after the last character.
    while used >= max(1, columns), start < text.endIndex {
      used -= Width.of(text[start])
      start = text.index(after: start)
    }
    return (text[start...], used)
  }

  private var parts: (String, String) {
    let index = text.index(text.startIndex, offsetBy: caret)
    return (String(text[..<index]), String(text[index...]))
  }

  private mutating func remove(_ range: Range<Int>) {
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.index(start, offsetBy: range.count)
    let bytes = text[..<start].utf8.count
    text.removeSubrange(start..<end)
    place(after: bytes)
  }

  /// What is left and right of a change may have become one grapheme: the caret then stands behind it.
  private mutating func place(after bytes: Int) {
    var sum = 0
    caret = 0
    for character in text {
      if sum >= bytes { return }
      sum += character.utf8.count
      caret += 1
    }
  }

  private func cleaned(_ addition: String, bytesMax: Int) -> (text: String, isWhole: Bool) {
    var kept = ""
    var bytes = 0
    for character in addition {
      let isBreak = TextLines.isBreak(character) || character == "\r"
      let piece: String
      if isBreak || character == "\t" {
        piece = isBreak && isMultiline ? "\n" : " "
      } else {
        piece = String(String.UnicodeScalarView(character.unicodeScalars.filter { !Width.isHidden($0) }))
      }
      bytes += piece.utf8.count
      if bytes > bytesMax { return (kept, false) }
      kept += piece
    }
    return (kept, true)
  }

  private static func isWord(_ character: Character) -> Bool { !character.isWhitespace && !character.isPunctuation }
}
