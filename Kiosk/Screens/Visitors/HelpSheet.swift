import Canvas

/// How a terminal is used, point by point, with the way back below.
struct HelpSheet: Sendable {
  let title: String
  let lines: [String]

  /// Whole points only: what finds no room is left out from the end.
  func draw(_ region: Region, on canvas: inout Canvas, _ back: (Region, inout Canvas) -> [Target<Touch>])
    -> [Target<Touch>]
  {
    let parts = Layout.rows(region.inset(x: 2), [.fixed(1), .fixed(1), .fixed(1), .fill(1), .fixed(3)])
    canvas.text(title, parts[1], .title)
    let wide = min(96, parts[3].width) - 2
    let rows = lines.map { TextLines.wrap($0, columns: wide, linesMax: 3).count }
    let gap = rows.reduce(0, +) + rows.count <= parts[3].height ? 1 : 0
    var y = parts[3].y
    for (line, tall) in zip(lines, rows) where y + tall <= parts[3].bottom {
      canvas.put("•", parts[3].x, y, .plain)
      canvas.text(line, Region(parts[3].x + 2, y, wide, tall), .plain, .paragraph)
      y += tall + gap
    }
    return back(parts[4].centred(width: min(parts[4].width, 48), height: 3), &canvas)
  }

  /// Where no buttons of the page's own stand in for it.
  func draw(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    draw(region, on: &canvas) { place, canvas in
      Button(speech(VisitorWord.back), key: "Esc", state: .focused, Touch.key(Key(.escape))).draw(place, on: &canvas)
    }
  }

  var spoken: String { ([title] + lines).joined(separator: " ") }
}
