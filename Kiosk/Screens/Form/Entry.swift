import Canvas
import Domain

/// One question of a form and what has been answered so far.
public struct Entry: Sendable {
  /// How it is answered.
  public enum Answer: Sendable, Equatable {
    case line(LineEditor)
    /// Shown as dots.
    case secret(LineEditor)
    case note(NoteEditor)
    /// One of the options, or none.
    case one(Int?)
    /// Any number of the options.
    case several(Set<Int>)
  }

  /// Stable name, for the screen that owns the form.
  public let name: String
  public var label: Bilingual
  public var isRequired: Bool
  /// What to write, and an example; shown while the field has the focus.
  public var hint: Bilingual
  public var options: [Bilingual]
  public var answer: Answer
  /// What is wrong with it, beside the field; `nil` when nothing is.
  public var fault: Bilingual?
  /// It was kept, and somebody should look at it.
  public var isOnlyWarning = false
  /// Why the last key, paste or scan changed nothing; shown where a fault would be, in nobody's way.
  public var remark: Bilingual?

  init(
    _ name: String, _ label: Bilingual, required: Bool, hint: Bilingual = Bilingual("", ""), options: [Bilingual] = [],
    _ answer: Answer
  ) {
    self.name = name
    self.label = label
    isRequired = required
    self.hint = hint
    self.options = options
    self.answer = answer
  }

  /// A line of text.
  public static func line(
    _ name: String, _ label: Bilingual, required: Bool = false, hint: Bilingual = Bilingual("", ""),
    _ text: String = "",
    limit: Int
  ) -> Entry {
    Entry(name, label, required: required, hint: hint, .line(LineEditor(text, limit: limit)))
  }

  /// A PIN.
  public static func secret(_ name: String, _ label: Bilingual, hint: Bilingual = Bilingual("", ""), limit: Int = 64)
    -> Entry
  {
    Entry(name, label, required: true, hint: hint, .secret(LineEditor(limit: limit)))
  }

  /// Several lines.
  public static func note(
    _ name: String, _ label: Bilingual, required: Bool = false, hint: Bilingual = Bilingual("", ""),
    _ text: String = "",
    limit: Int
  ) -> Entry {
    Entry(name, label, required: required, hint: hint, .note(NoteEditor(text, limit: limit)))
  }

  /// One of a closed list.
  public static func one(
    _ name: String, _ label: Bilingual, required: Bool = false, hint: Bilingual = Bilingual("", ""),
    _ options: [Bilingual],
    chosen: Int? = nil
  ) -> Entry {
    Entry(name, label, required: required, hint: hint, options: options, .one(chosen))
  }

  /// Any of a closed list.
  public static func several(
    _ name: String, _ label: Bilingual, required: Bool = false, hint: Bilingual = Bilingual("", ""),
    _ options: [Bilingual],
    chosen: Set<Int> = []
  ) -> Entry {
    Entry(name, label, required: required, hint: hint, options: options, .several(chosen))
  }

  /// What was written, without blanks at the ends; empty for choices.
  public var text: String {
    switch answer {
    case .line(let editor), .secret(let editor): Entry.trimmed(editor.text)
    case .note(let editor): Entry.trimmed(editor.line.text)
    case .one, .several: ""
    }
  }

  static func trimmed(_ text: String) -> String {
    let characters = text.drop { $0.isWhitespace }
    guard let last = characters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(characters[...last])
  }

  /// The option chosen, counted from 0.
  public var chosen: Int? { if case .one(let index) = answer { index } else { nil } }
  /// The options chosen, in the list's order.
  public var chosenSeveral: [Int] { if case .several(let set) = answer { set.sorted() } else { [] } }

  public var isEmpty: Bool {
    switch answer {
    case .line, .secret, .note: text.isEmpty
    case .one(let index): index == nil
    case .several(let set): set.isEmpty
    }
  }

  /// Whether the keyboard writes into it, rather than choosing.
  public var isWritten: Bool {
    switch answer {
    case .line, .secret, .note: true
    case .one, .several: false
    }
  }

  /// The answer in words, for a review.
  public func shown(_ language: Language) -> String {
    switch answer {
    case .line(let editor): editor.text
    case .secret(let editor): String(repeating: "•", count: editor.text.count)
    case .note(let editor): editor.line.text
    case .one(let index): index.map { options[$0][language] } ?? ""
    case .several(let set): set.sorted().map { options[$0][language] }.joined(separator: "; ")
    }
  }
}

extension Entry {
  private var editor: LineEditor? {
    switch answer {
    case .line(let editor), .secret(let editor): editor
    case .note(let editor): editor.line
    case .one, .several: nil
    }
  }

  /// The last key found no room.
  var isFull: Bool { editor?.isFull ?? false }
  /// Most characters it takes; 0 where nothing is written.
  var limit: Int { editor?.limit ?? 0 }
}

extension Entry {
  /// One of an official list, in its order.
  public static func category<C: Category>(
    _ name: String, _ label: Bilingual, _: C.Type, required: Bool = false, hint: Bilingual = Bilingual("", ""),
    _ value: C? = nil
  ) -> Entry {
    .one(
      name, label, required: required, hint: hint, C.terms.map(\.label), chosen: value.map { Int($0.rawValue) - 1 })
  }

  /// Any of an official list.
  public static func categories<C: Category>(
    _ name: String, _ label: Bilingual, _: C.Type, required: Bool = false, hint: Bilingual = Bilingual("", ""),
    _ values: [C] = []
  ) -> Entry {
    .several(
      name, label, required: required, hint: hint, C.terms.map(\.label),
      chosen: Set(values.map { Int($0.rawValue) - 1 }))
  }

  /// The chosen value of an official list.
  public func value<C: Category>(_: C.Type) -> C? { chosen.flatMap { C(rawValue: UInt8($0 + 1)) } }
  public func values<C: Category>(_: C.Type) -> [C] { chosenSeveral.compactMap { C(rawValue: UInt8($0 + 1)) } }
}
