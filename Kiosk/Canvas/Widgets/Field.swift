/// One line of a form: its label, what was written, and what is wrong with it, side by side.
public struct Field<Action: Hashable & Sendable>: Sendable {
  let label: String
  let editor: LineEditor
  let isFocused: Bool
  /// Shown after the label with a star; in words, because a star alone explains nothing.
  let required: String
  /// Shown in an empty field that is not focused.
  let hint: String
  let error: String
  let action: Action

  /// The error is the sentence people read, in their language.
  public init(
    _ label: String, _ editor: LineEditor, isFocused: Bool = false, required: String = "", hint: String = "",
    error: String = "", _ action: Action
  ) {
    self.label = label
    self.editor = editor
    self.isFocused = isFocused
    self.required = required
    self.hint = hint
    self.error = error
    self.action = action
  }

  /// Rows it needs; a narrow field has its error below instead of beside.
  public static func rows(_ region: Region, _ look: Look) -> Int {
    (isWide(region) ? 2 : 3) + (look.large ? 1 : 0)
  }

  private static func isWide(_ region: Region) -> Bool { region.width >= 60 }

  /// A tap anywhere on it moves the focus there. When focused, the terminal's cursor sits on the caret.
  public func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Action>] {
    guard region.height >= 2, region.width >= 8 else { return [] }
    let mark = required.isEmpty ? "" : " * (\(required))"
    canvas.put(isFocused ? "»" : " ", region.x, region.y, Style.plain.bold)
    canvas.text(label + mark, region.row(0).split(left: 2).1, isFocused ? Style.plain.bold : .plain)
    let line = region.row(1).split(left: 2).1
    let isWide = Self.isWide(region)
    let (box, beside) = line.split(left: isWide ? line.width * 3 / 5 : line.width)
    drawBox(box, &canvas)
    if !error.isEmpty {
      let place = isWide ? beside.inset(x: 1) : region.row(2).split(left: 2).1
      canvas.text("! " + error, place, Style.faultText.bold)
    }
    return [Target(Region(region.x, region.y, region.width, min(region.height, isWide ? 2 : 3)), action)]
  }

  private func drawBox(_ box: Region, _ canvas: inout Canvas) {
    let style: Style = isFocused ? Style.field.underlined : .field
    canvas.fill(box, style)
    // Brackets show where the field is even without colours.
    canvas.put("[", box.x, box.y, style)
    canvas.put("]", box.right - 1, box.y, style)
    let inner = box.inset(x: 1)
    if editor.text.isEmpty && !isFocused {
      canvas.text(hint, inner, style)
      return
    }
    let view = editor.view(columns: inner.width)
    canvas.clipped(to: inner) { canvas in
      var x = inner.x
      for character in view.text {
        x += canvas.put(character, x, inner.y, style)
      }
    }
    if isFocused { canvas.cursor = Point(inner.x + min(view.caret, inner.width - 1), inner.y) }
  }
}
