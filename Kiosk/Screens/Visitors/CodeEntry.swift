import Canvas
import Desk
import Domain

/// A short code being typed, on keys or on the keyboard of the screen.
struct CodeEntry: Sendable, Equatable {
  enum Outcome: Equatable {
    case taken
    case entered(String)
    case notMine
  }

  private(set) var editor = LineEditor(limit: 90)
  /// Why the last code was no use, below the field until something is typed.
  var fault: Bilingual?

  /// A ticket code as this office's tickets have it.
  static func ticketExample(_ profile: OfficeProfile?) -> String {
    profile?.givesNumbers ?? true ? "A007-7KQ2" : "1-42-7KQ2"
  }

  /// Why an answer to what was typed is no use. The large number of a ticket is half of its code: no letter of it is wrong.
  mutating func refuse(_ refused: Refused, _ text: String, _ profile: OfficeProfile?) {
    let isHalf = refused.code == Refusal.codeUnknown.code && VisitKey(word: text.uppercased()) != nil
    fault = isHalf ? VisitorWord.halfCode.both.filled(text, Self.ticketExample(profile)) : refused.text
  }

  /// Codes know no small letters.
  mutating func take(_ key: Key) -> Outcome {
    switch (key.code, key.modifiers) {
    case (.enter, []): return editor.isEmpty ? .taken : .entered(Entry.trimmed(editor.text))
    case (.character(let scalar), []):
      editor.type(String(scalar).uppercased())
    default: guard editor.take(key) else { return .notMine }
    }
    fault = editor.isFull ? FormWord.full.both.filled(String(editor.limit)) : nil
    return .taken
  }

  /// A tap on the keyboard of the screen.
  mutating func take(_ touch: Touch) -> Outcome {
    guard case .choose(let index) = touch, index >= Form.keys, let scalar = Unicode.Scalar(UInt32(index - Form.keys))
    else { return .taken }
    switch scalar {
    case "\n": return take(Key(.enter))
    case "\u{8}": return take(Key(.backspace))
    default: return take(.character(scalar))
    }
  }

  /// A scanner's characters arrived as typed before they were known to be a scan.
  mutating func takeBack(_ count: Int) { editor.takeBack(count) }

  /// What is asked for, the field, what is wrong, and the keyboard for fingers.
  func draw(
    _ region: Region, _ title: String, _ explanation: String, isChecking: Bool, _ speech: Speech,
    on canvas: inout Canvas
  ) -> [Target<Touch>] {
    let keys = min(max(region.height - 9, 10), Keyboard<Touch>.rows(.codes, canvas.look))
    let inner = region.inset(x: 2)
    let parts = Layout.rows(inner, [.fixed(1), .fixed(3), .fixed(3), .fill(1), .fixed(keys)])
    canvas.text(title, parts[0], .title)
    canvas.text(explanation, parts[1], .plain, .paragraph)
    drawField(parts[2].row(0), on: &canvas)
    let news = Region(parts[2].x, parts[2].y + 1, parts[2].width, 2 + parts[3].height)
    if isChecking {
      canvas.text(speech(VisitorWord.checking), news, .plain, .paragraph)
    } else if let fault {
      canvas.text("! " + speech(fault), news, Style.faultText.bold, .paragraph)
    }
    let keyboard = Keyboard<Touch>(
      .codes, space: speech(VisitorWord.space), enter: speech(VisitorWord.enter), Form.touch)
    return keyboard.draw(parts[4], on: &canvas)
  }

  private func drawField(_ row: Region, on canvas: inout Canvas) {
    let box = Region(row.x, row.y, min(row.width, 48), 1)
    canvas.fill(box, Style.field.underlined)
    canvas.put("[", box.x, box.y, Style.field.underlined)
    canvas.put("]", box.right - 1, box.y, Style.field.underlined)
    let inner = box.inset(x: 1)
    let view = editor.view(columns: inner.width)
    canvas.text(String(view.text), inner, Style.field.underlined.bold)
    canvas.cursor = Point(inner.x + min(view.caret, inner.width - 1), inner.y)
  }
}
