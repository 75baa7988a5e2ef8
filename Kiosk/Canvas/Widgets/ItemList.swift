/// A list of which one item is selected, showing as much of it as fits.
public struct ItemList<Action: Hashable & Sendable>: Sendable {
  /// A row of the list.
  public struct Item: Sendable {
    let label: String
    /// At the right end: a time, a count, a state in a word.
    let detail: String
    let action: Action

    /// The action is what a tap or Enter on it asks for.
    public init(_ label: String, detail: String = "", _ action: Action) {
      self.label = label
      self.detail = detail
      self.action = action
    }
  }

  let items: [Item]
  let selected: Int?
  /// The first item in view; keep it with `scrolled`.
  let first: Int
  /// What a tap on the arrows asks for.
  let up: Action?
  let down: Action?

  /// Without `up` and `down` the arrows only show that there is more.
  public init(_ items: [Item], selected: Int? = nil, first: Int = 0, up: Action? = nil, down: Action? = nil) {
    self.items = items
    self.selected = selected
    self.first = first
    self.up = up
    self.down = down
  }

  /// Rows of an item: two give a finger room.
  public static func rows(_ look: Look) -> Int { look.large ? 2 : 1 }

  /// The first item to show so that the selected one is in view, moving as little as possible.
  public static func scrolled(first: Int, selected: Int, visible: Int, count: Int) -> Int {
    let visible = max(1, visible)
    let highest = max(0, count - visible)
    let first = min(max(first, selected - visible + 1), max(0, selected))
    return min(max(0, first), highest)
  }

  /// The selected item is marked with » as well as with the colour of the focus.
  public func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Action>] {
    let tall = Self.rows(canvas.look)
    let visible = region.height / tall
    guard visible > 0, region.width > 4 else { return [] }
    let highest = max(0, items.count - visible)
    let first =
      selected.map { Self.scrolled(first: self.first, selected: $0, visible: visible, count: items.count) }
      ?? min(max(0, self.first), highest)
    let hasStrip = highest > 0 && (up != nil || down != nil)
    let (body, strip) = region.split(left: region.width - (hasStrip ? Self.stripColumns : 1))
    var targets: [Target<Action>] = []
    for (line, index) in (first..<min(items.count, first + visible)).enumerated() {
      let row = Region(body.x, body.y + line * tall, body.width, tall)
      draw(items[index], isSelected: index == selected, row, &canvas)
      targets.append(Target(row, items[index].action))
    }
    return targets + arrows(strip, above: first > 0, below: first < highest, &canvas)
  }

  /// Columns of the arrows at the right when they answer taps: a finger's breadth.
  static var stripColumns: Int { 5 }

  /// The upper and the lower half of the strip; an arrow shows that there is more in its direction.
  private func arrows(_ strip: Region, above: Bool, below: Bool, _ canvas: inout Canvas) -> [Target<Action>] {
    let halves = Layout.rows(strip, [.fill(1), .fill(1)], gap: strip.height > 4 ? 1 : 0)
    guard strip.width > 1 else {
      if above { canvas.put("↑", strip.x, strip.y, Style.plain.bold) }
      if below { canvas.put("↓", strip.x, strip.bottom - 1, Style.plain.bold) }
      return []
    }
    return [("↑", above, up, halves[0]), ("↓", below, down, halves[1])].flatMap { arrow, isThere, action, half in
      isThere ? action.map { Button(arrow, $0).draw(half, on: &canvas) } ?? [] : []
    }
  }

  private func draw(_ item: Item, isSelected: Bool, _ row: Region, _ canvas: inout Canvas) {
    let style: Style = isSelected ? .focus : .plain
    canvas.fill(row, style)
    if isSelected {
      canvas.put("»", row.x, row.y, style)
      canvas.cursor = Point(row.x, row.y)
    }
    let wanted = item.detail.isEmpty ? 0 : min(Width.of(item.detail) + 1, row.width / 2)
    let (left, right) = Region(row.x + 2, row.y, row.width - 3, 1).split(left: row.width - 3 - wanted)
    canvas.text(item.label, left, style)
    canvas.text(item.detail, right, isSelected ? style : .faint, .right)
  }
}
