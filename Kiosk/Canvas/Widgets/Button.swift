/// Something to press, by its key, by Enter on the focus, or by a tap anywhere on it.
public struct Button<Action: Hashable & Sendable>: Sendable {
  /// `pressed` only while a finger is on it, see `Taps`.
  public enum State: Hashable, Sendable { case normal, focused, pressed, disabled }

  let label: String
  /// The key that presses it, shown before the label.
  let key: String
  /// A second line: how many wait, or why it is disabled.
  let detail: String
  let state: State
  let action: Action

  /// The detail is shown where there are two rows for it.
  public init(_ label: String, key: String = "", detail: String = "", state: State = .normal, _ action: Action) {
    self.label = label
    self.key = key
    self.detail = detail
    self.state = state
    self.action = action
  }

  /// Rows that suit a finger.
  public static func rows(_ look: Look) -> Int { look.large ? 5 : 3 }

  /// Fills the region; a long label takes a second row where there is one. A disabled button is no target. The state shows in the marks at both ends too, never in the colour alone.
  public func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Action>] {
    guard !region.isEmpty else { return [] }
    canvas.fill(region, style)
    let hasDetail = !detail.isEmpty && region.height > 1
    let columns = region.width - 4
    let caption = key.isEmpty ? label : "\(key)  \(label)"
    let rows = min(
      region.height - (hasDetail ? 1 : 0), max(1, TextLines.wrap(caption, columns: columns, linesMax: 2).count))
    let middle = region.y + (region.height - rows - (hasDetail ? 1 : 0)) / 2
    let inner = Region(region.x + 2, middle, columns, 1)
    let place = Region(inner.x, inner.y, inner.width, rows)
    canvas.text(caption, place, hasDetail || state != .disabled ? style.bold : style, .centredParagraph)
    if hasDetail { canvas.text(detail, Region(inner.x, middle + rows, inner.width, 1), style, .centred) }
    let (left, right) = marks
    if region.width >= 2 {
      for y in region.y..<region.bottom {
        canvas.put(left, region.x, y, style)
        canvas.put(right, region.right - 1, y, style)
      }
    }
    if state == .focused { canvas.cursor = Point(min(inner.x, region.right - 1), middle) }
    return state == .disabled ? [] : [Target(region, action)]
  }

  private var style: Style {
    switch state {
    case .normal: .button
    case .focused: .focus
    case .pressed: .pressed
    case .disabled: .disabled
    }
  }

  /// All of them are in every console font.
  private var marks: (Character, Character) {
    switch state {
    case .normal: (" ", " ")
    case .focused: ("»", "«")
    case .pressed: ("[", "]")
    case .disabled: ("-", "-")
    }
  }
}
