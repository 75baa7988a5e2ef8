import Canvas
import Domain

/// Questions on one page, the focus among them, and the keys of answering: Tab and arrows move, Enter goes on, digits choose,
/// Ctrl-U clears.
public struct Form: Sendable {
  /// What became of a key.
  public enum Outcome: Sendable, Equatable {
    /// Not a key of forms: the screen's.
    case notMine
    case taken
    /// Enter on the last question.
    case finished
  }

  /// Beside their questions, with room for a fault at the right; all the room there is until there is a fault, for long answers;
  /// or most of the page, for pages of notes.
  public enum Answers: Sendable { case beside, roomy, wide }

  public var entries: [Entry]
  public private(set) var focus = 0
  /// Shown when a finger has touched a field; typing on real keys puts it away.
  public private(set) var showsKeyboard = false
  private(set) var isCapital = false
  /// How much of the page the answers get.
  public var answers = Answers.beside
  /// Columns of the note shown last, for moving up and down in it.
  static let noteColumns = 70

  /// The focus begins on the first question without an answer.
  public init(_ entries: [Entry]) {
    self.entries = entries
    focus = entries.firstIndex { $0.isEmpty && $0.isRequired } ?? 0
    isCapital = true
  }

  public var focused: Entry { entries[focus] }

  /// The question with this name; asking for one that is not there is our own mistake.
  public subscript(_ name: String) -> Entry {
    get {
      guard let entry = entries.first(where: { $0.name == name }) else { preconditionFailure("no question \(name)") }
      return entry
    }
    set {
      guard let index = entries.firstIndex(where: { $0.name == name }) else {
        preconditionFailure("no question \(name)")
      }
      entries[index] = newValue
    }
  }

  /// Whether digits choose an option now, rather than being written.
  public var digitsChoose: Bool { !focused.isWritten }

  public mutating func move(to index: Int) {
    for index in entries.indices { entries[index].remark = nil }
    focus = min(max(0, index), entries.count - 1)
    isCapital = entries[focus].text.isEmpty
  }

  public mutating func move(toName name: String) {
    if let index = entries.firstIndex(where: { $0.name == name }) { move(to: index) }
  }

  /// To the first question with a fault that stops; `false` when there is none.
  @discardableResult
  public mutating func moveToFault() -> Bool {
    guard let index = entries.firstIndex(where: { $0.fault != nil && !$0.isOnlyWarning }) else { return false }
    move(to: index)
    return true
  }

  /// Marks what is required and missing; true when nothing is.
  public mutating func checkRequired(_ missing: Bilingual) -> Bool {
    for index in entries.indices {
      if entries[index].isRequired, entries[index].isEmpty {
        (entries[index].fault, entries[index].isOnlyWarning) = (missing, false)
      } else if entries[index].fault == missing {
        entries[index].fault = nil
      }
    }
    return !entries.contains { $0.fault != nil && !$0.isOnlyWarning }
  }

  // MARK: Keys and fingers

  public mutating func take(_ key: Key) -> Outcome {
    if case .character = key.code { showsKeyboard = false }
    return press(key)
  }

  /// A tap on a question, an option, or a key of the keyboard on the screen.
  public mutating func take(_ touch: Touch) -> Outcome {
    switch touch {
    case .focus(let index):
      guard entries.indices.contains(index) else { return .notMine }
      move(to: index)
      showsKeyboard = focused.isWritten
    case .choose(Form.capitals): isCapital.toggle()
    case .choose(let index) where index >= Form.keys:
      guard let scalar = Unicode.Scalar(UInt32(index - Form.keys)) else { return .notMine }
      let outcome = press(scalar == "\n" ? Key(.enter) : scalar == "\u{8}" ? Key(.backspace) : .character(scalar))
      // Names begin with capitals; most other letters are small.
      isCapital = scalar == " "
      return outcome
    case .choose(let index): return choose(index)
    case .key(let key): return take(key)
    }
    return .taken
  }

  /// Touches of the keyboard on the screen: beyond any list of options.
  static let keys = 1_000_000
  static let capitals = 999_999

  private mutating func press(_ key: Key) -> Outcome {
    switch (key.code, key.modifiers) {
    case (.tab, []): move(to: (focus + 1) % entries.count)
    case (.tab, .shift): move(to: (focus + entries.count - 1) % entries.count)
    case (.enter, []) where !isNote: return next()
    default: return write(key)
    }
    return .taken
  }

  private var isNote: Bool { if case .note = focused.answer { true } else { false } }

  private mutating func next() -> Outcome {
    guard focus + 1 < entries.count else { return .finished }
    move(to: focus + 1)
    return .taken
  }

  private mutating func write(_ key: Key) -> Outcome {
    var isTaken = true
    switch entries[focus].answer {
    case .line(var editor):
      isTaken = editor.take(key)
      if isTaken { entries[focus].answer = .line(editor) }
    case .secret(var editor):
      isTaken = editor.take(key)
      if isTaken { entries[focus].answer = .secret(editor) }
    case .note(var editor):
      isTaken = editor.take(key, columns: Form.noteColumns)
      if isTaken { entries[focus].answer = .note(editor) }
    case .one, .several: return pick(key)
    }
    if isTaken {
      entries[focus].fault = nil
      entries[focus].remark = entries[focus].isFull ? FormWord.full.both.filled(String(entries[focus].limit)) : nil
      return .taken
    }
    return moveByArrow(key)
  }

  private mutating func moveByArrow(_ key: Key) -> Outcome {
    switch key.code {
    case .up: move(to: focus - 1)
    case .down: move(to: focus + 1)
    default: return .notMine
    }
    return .taken
  }

  /// Digits and letters a to z behind them choose; left and right go through the options; the space bar and Ctrl-U clear.
  private mutating func pick(_ key: Key) -> Outcome {
    switch (key.code, key.modifiers) {
    case (.character(let scalar), []):
      guard let index = Form.index(scalar) else {
        if scalar == " " {
          clear()
          return .taken
        }
        return .notMine
      }
      return choose(index)
    case (.character("u"), .control), (.backspace, []), (.delete, []): clear()
    case (.right, []): step(1)
    case (.left, []): step(-1)
    default: return moveByArrow(key)
    }
    return .taken
  }

  /// 1 is the first option, 0 the tenth, then a, b, c.
  static func index(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "1"..."9": Int(scalar.value) - 49
    case "0": 9
    case "a"..."z": Int(scalar.value) - 97 + 10
    default: nil
    }
  }

  /// How an option is called by keys.
  static func name(ofOption index: Int) -> String {
    switch index {
    case 0..<9: String(index + 1)
    case 9: "0"
    default: String(Character(Unicode.Scalar(UInt8(97 + min(25, index - 10)))))
    }
  }

  private mutating func choose(_ index: Int) -> Outcome {
    guard focused.options.indices.contains(index) else { return .notMine }
    entries[focus].fault = nil
    switch entries[focus].answer {
    case .one: entries[focus].answer = .one(index)
    case .several(var set):
      if set.remove(index) == nil { set.insert(index) }
      entries[focus].answer = .several(set)
    default: return .notMine
    }
    return .taken
  }

  private mutating func step(_ by: Int) {
    guard case .one(let index) = entries[focus].answer, !focused.options.isEmpty else { return }
    let count = focused.options.count
    entries[focus].answer = .one(index.map { ($0 + by + count) % count } ?? (by > 0 ? 0 : count - 1))
    entries[focus].fault = nil
  }

  private mutating func clear() {
    switch entries[focus].answer {
    case .one: entries[focus].answer = .one(nil)
    case .several: entries[focus].answer = .several([])
    default: break
    }
  }

  /// A scanner's characters reached the field before they were known to be a scan.
  public mutating func takeBack(_ count: Int) {
    switch entries[focus].answer {
    case .line(var editor):
      editor.takeBack(count)
      entries[focus].answer = .line(editor)
    case .secret(var editor):
      editor.takeBack(count)
      entries[focus].answer = .secret(editor)
    case .note(var editor):
      editor.line.takeBack(count)
      entries[focus].answer = .note(editor)
    case .one, .several: for _ in 0..<count { _ = press(Key(.backspace)) }
    }
    entries[focus].remark = nil
  }

  /// A scanner read something that is no code: nothing of it stays, and the field says so.
  public mutating func refuseScan(_ count: Int) {
    takeBack(count)
    entries[focus].remark = FormWord.noCode.both
  }
}
