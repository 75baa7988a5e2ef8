import Canvas
import Domain

/// A few sentences in somebody's own words, on keys or on the keyboard of the screen. Enter sends.
struct NoteEntry: Sendable, Equatable {
  enum Outcome: Equatable {
    case taken
    case sent(String)
    case notMine
  }

  static let limit = 1_000

  private var editor = NoteEditor(limit: NoteEntry.limit)
  private var isCapital = true

  var line: LineEditor { editor.line }
  var isEmpty: Bool { line.isEmpty }

  mutating func take(_ key: Key) -> Outcome {
    if key == Key(.enter) { return .sent(Entry.trimmed(editor.line.text)) }
    guard editor.take(key, columns: Form.noteColumns) else { return .notMine }
    return .taken
  }

  /// A tap on the keyboard of the screen.
  mutating func take(_ touch: Touch) -> Outcome {
    guard case .choose(let index) = touch else { return .notMine }
    if index == Form.capitals {
      isCapital.toggle()
      return .taken
    }
    guard index >= Form.keys, let scalar = Unicode.Scalar(UInt32(index - Form.keys)) else { return .notMine }
    isCapital = false
    switch scalar {
    case "\n": return take(Key(.enter))
    case "\u{8}": return take(Key(.backspace))
    default: return take(.character(scalar))
    }
  }

  /// The text above, the keys below; `send` stands on the wide key.
  func draw(_ region: Region, send: String, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let keys = min(max(region.height - 3, 5), Keyboard<Touch>.rows(.letters, canvas.look))
    let parts = Layout.rows(region, [.fill(1), .fixed(keys)], gap: 1)
    editor.draw(parts[0], isFocused: true, on: &canvas)
    let keyboard = Keyboard<Touch>(
      .letters, isCapital: isCapital, space: speech(VisitorWord.space), enter: send, Form.touch)
    return keyboard.draw(parts[1], on: &canvas)
  }
}
