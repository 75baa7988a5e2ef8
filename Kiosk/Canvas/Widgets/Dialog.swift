/// A question in the middle of the screen that has to be answered first.
public struct Dialog<Action: Hashable & Sendable>: Sendable {
  let title: String
  let text: String
  let buttons: [Button<Action>]

  /// The buttons stand side by side; give the harmless one the focus.
  public init(_ title: String, _ text: String, _ buttons: [Button<Action>]) {
    self.title = title
    self.text = text
    self.buttons = buttons
  }

  /// Returns only its own targets: nothing behind a dialog may be pressed.
  public func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Action>] {
    let wide = min(region.width, canvas.look.large ? 76 : 60)
    let rows = TextLines.wrap(text, columns: wide - 6, linesMax: region.height).count
    let tall = Button<Action>.rows(canvas.look)
    let frame = region.centred(width: wide, height: rows + tall + 6)
    guard frame.width > 10, frame.height > tall + 4 else { return [] }
    canvas.fill(frame, .plain)
    canvas.frame(frame, .plain)
    let inner = frame.inset(x: 3, y: 1)
    canvas.text(title, inner.row(0), .title)
    let parts = Layout.rows(inner.split(top: 2).1, [.fill(1), .fixed(tall)], gap: 1)
    canvas.text(text, parts[0], .plain, .paragraph)
    canvas.cursor = nil
    let places = Layout.columns(parts[1], buttons.map { _ in .fill(1) }, gap: 2)
    return zip(buttons, places).flatMap { $0.draw($1, on: &canvas) }
  }
}

extension Canvas {
  /// A line around the inside of a region.
  public mutating func frame(_ region: Region, _ style: Style) {
    guard region.width > 1, region.height > 1 else { return }
    let (right, bottom) = (region.right - 1, region.bottom - 1)
    for x in region.x + 1..<right {
      put("─", x, region.y, style)
      put("─", x, bottom, style)
    }
    for y in region.y + 1..<bottom {
      put("│", region.x, y, style)
      put("│", right, y, style)
    }
    put("┌", region.x, region.y, style)
    put("┐", right, region.y, style)
    put("└", region.x, bottom, style)
    put("┘", right, bottom, style)
  }
}

/// Shown instead of a screen that would be cut: a ticket with half a number is worse than none.
public struct TooSmall: Sendable {
  let columns: Int
  let rows: Int
  /// The sentence, in the reader's language.
  let text: String

  /// For a screen that needs so many columns and rows.
  public init(columns: Int, rows: Int, _ text: String) {
    self.columns = columns
    self.rows = rows
    self.text = text
  }

  /// Whether the screen must give way to this notice. Keys are then ignored.
  public func applies(_ canvas: Canvas) -> Bool { canvas.width < columns || canvas.height < rows }

  /// Covers everything and hides the cursor: nothing can be done here.
  public func draw(on canvas: inout Canvas) {
    canvas.fill(canvas.region, .plain)
    canvas.cursor = nil
    let sizes = "\(canvas.width)×\(canvas.height) → \(columns)×\(rows)"
    let lines = TextLines.wrap(text, columns: canvas.width, linesMax: max(1, canvas.height - 1)).count
    let place = canvas.region.centred(width: canvas.width, height: lines + 1)
    canvas.text(text, place.split(top: lines).0, Style.plain.bold, .centredParagraph)
    canvas.text(sizes, place.row(lines), .plain, .centred)
  }
}
