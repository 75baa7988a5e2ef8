/// Rows and columns under a heading.
public struct Table<Action: Hashable & Sendable>: Sendable {
  /// A heading and how wide what is under it may be.
  public struct Column: Sendable {
    let heading: String
    let share: Share
    let alignment: Setting.Alignment

    /// Figures belong at the right.
    public init(_ heading: String, _ share: Share, _ alignment: Setting.Alignment = .left) {
      self.heading = heading
      self.share = share
      self.alignment = alignment
    }
  }

  /// A line, with one text a column.
  public struct Row: Sendable {
    let cells: [String]
    /// `nil` for a row that answers no tap.
    let action: Action?

    /// Texts beyond the last column are left out.
    public init(_ cells: [String], _ action: Action? = nil) {
      self.cells = cells
      self.action = action
    }
  }

  let columns: [Column]
  let rows: [Row]
  let selected: Int?
  let first: Int

  /// `first` is the first row in view; the selected one is always brought in.
  public init(_ columns: [Column], _ rows: [Row], selected: Int? = nil, first: Int = 0) {
    self.columns = columns
    self.rows = rows
    self.selected = selected
    self.first = first
  }

  /// The heading stays while the rows scroll; the last row says how many are below the edge.
  public func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Action>] {
    guard region.height > 1, region.width > 2 else { return [] }
    let (head, body) = region.split(top: 1)
    // One column at the left for the mark of the selected row.
    let places = Layout.columns(head.split(left: 2).1, columns.map(\.share), gap: 2)
    canvas.fill(head, Style.plain.underlined)
    for (column, place) in zip(columns, places) {
      canvas.text(column.heading, place, Style.title.underlined, Setting(column.alignment))
    }
    let overflows = rows.count > body.height
    let visible = overflows ? body.height - 1 : body.height
    let first = ItemList<Action>.scrolled(
      first: self.first, selected: selected ?? self.first, visible: visible, count: rows.count)
    var targets: [Target<Action>] = []
    for (line, index) in (first..<min(rows.count, first + max(0, visible))).enumerated() {
      let row = body.row(line)
      draw(rows[index], isSelected: index == selected, row, places, &canvas)
      if let action = rows[index].action { targets.append(Target(row, action)) }
    }
    if overflows {
      let shown = "\(first + 1)-\(min(rows.count, first + visible)) / \(rows.count)"
      canvas.text(shown, body.row(body.height - 1), .faint, .right)
    }
    return targets
  }

  private func draw(_ row: Row, isSelected: Bool, _ line: Region, _ places: [Region], _ canvas: inout Canvas) {
    let style: Style = isSelected ? .focus : .plain
    canvas.fill(line, style)
    if isSelected {
      canvas.put("»", line.x, line.y, style)
      canvas.cursor = Point(line.x, line.y)
    }
    for (index, text) in row.cells.prefix(places.count).enumerated() {
      let place = Region(places[index].x, line.y, places[index].width, 1)
      canvas.text(text, place, style, Setting(columns[index].alignment))
    }
  }
}
