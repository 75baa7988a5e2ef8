/// The keys of writing, the same in every field.
extension LineEditor {
  /// Does what the key means in a line; `false` when it means nothing here and is the screen's.
  public mutating func take(_ key: Key) -> Bool {
    switch (key.code, key.modifiers) {
    case (.character(let scalar), []), (.character(let scalar), .shift):
      type(String(Character(scalar)))
      return true
    case (.paste(let text), _):
      paste(text)
      return true
    case (.backspace, []): deleteBackward()
    case (.delete, []): deleteForward()
    case (.backspace, .control), (.backspace, .alt), (.character("w"), .control): deleteWord()
    case (.character("u"), .control): clear()
    case (.left, []), (.character("b"), .control): moveLeft()
    case (.right, []), (.character("f"), .control): moveRight()
    case (.left, .control), (.left, .alt), (.character("b"), .alt): moveWordLeft()
    case (.right, .control), (.right, .alt), (.character("f"), .alt): moveWordRight()
    case (.home, []), (.character("a"), .control): moveToStart()
    case (.end, []), (.character("e"), .control): moveToEnd()
    default: return false
    }
    forgetRefusal()
    return true
  }
}

extension NoteEditor {
  /// As in a line, and Enter begins a new one; `columns` are those it is shown in. Up on the first line and down on the last are the
  /// screen's: they leave the note.
  public mutating func take(_ key: Key, columns: Int) -> Bool {
    let before = line.caret
    switch (key.code, key.modifiers) {
    case (.enter, []): line.type("\n")
    case (.up, []):
      moveUp(columns: columns)
      return line.caret != before
    case (.down, []):
      moveDown(columns: columns)
      return line.caret != before
    default: return line.take(key)
    }
    return true
  }
}
