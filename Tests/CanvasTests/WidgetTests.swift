import Canvas
import Machine
import Testing

/// Snapshots lie in Snapshots/, one file a widget: its text, its styles cell by cell, its targets and cursor, and what the styles are in
/// each theme. `LOKET_RECORD=1 swift test --filter WidgetTests` writes them anew; read the difference before you commit it.
@Suite struct WidgetTests {
  @Test(arguments: Exhibit.all.map(\.name))
  func `a widget looks as it did, in three themes, large, and without half blocks`(_ name: String) throws {
    let exhibit = try #require(Exhibit.all.first { $0.name == name })
    var text = ""
    for (large, halfBlocks) in [(false, true), (true, true), (false, false)] {
      let looks = Theme.allCases.map { Look(theme: $0, large: large, halfBlocks: halfBlocks) }
      let drawn = looks.map { exhibit.shown($0) }
      text +=
        "== \(large ? "large" : "normal")\(halfBlocks ? "" : ", no half blocks")\n"
        + Self.picture(drawn[0].0, drawn[0].1)
      for (canvas, targets) in drawn {
        // Themes change colours and nothing else: one picture stands for three.
        #expect(canvas.cells == drawn[0].0.cells && targets == drawn[0].1, "\(canvas.look.theme)")
      }
    }
    try compare(text, with: name)
  }

  @Test(arguments: Theme.allCases) func `colours of the styles are as they were`(_ theme: Theme) throws {
    let lines = Style.all.map { style in
      "\(style.foreground) on \(style.background): \(Self.hex(theme.colour(style.foreground))) \(Self.hex(theme.colour(style.background)))"
    }
    try compare(lines.joined(separator: "\n") + "\n", with: "theme-\(theme)")
  }

  @Test(arguments: Theme.allCases) func `no widget uses a pair of tones whose contrast nobody tested`(_ theme: Theme) {
    let tested = Set(Style.all.flatMap { [[$0.foreground, $0.background], [$0.background, $0.foreground]] })
    for exhibit in Exhibit.all {
      for large in [false, true] {
        for cell in exhibit.shown(Look(theme: theme, large: large)).0.cells {
          #expect(tested.contains([cell.style.foreground, cell.style.background]), "\(exhibit.name)")
        }
      }
    }
  }

  @Test func `no widget leaves its region, however small, and targets lie inside`() {
    for exhibit in Exhibit.all {
      for (columns, rows) in [(0, 0), (1, 1), (2, 9), (5, 3), (9, 2), (20, 5), (33, 12)] {
        for look in [Look(), Look(large: true), Look(halfBlocks: false)] {
          var canvas = Canvas(width: columns, height: rows, look: look)
          for target in exhibit.draw(&canvas) {
            #expect(target.region.intersection(canvas.region) == target.region, "\(exhibit.name) \(columns)×\(rows)")
          }
        }
      }
    }
  }

  @Test func `the states of a button differ without colours`() {
    let states: [Button<Int>.State] = [.normal, .focused, .pressed, .disabled]
    let rows = states.map { state in
      var canvas = Canvas(width: 20, height: 3)
      _ = Button("Ya", state: state, 1).draw(canvas.region, on: &canvas)
      return canvas.text(row: 1)
    }
    #expect(Set(rows).count == 4)
  }

  @Test func `a code is never drawn in part, and has its quiet zone`() throws {
    let matrix = try #require(BitMatrix(size: 21, Array(repeating: true, count: 441)))
    for look in [Look(), Look(halfBlocks: false)] {
      let (columns, rows) = QRCode(matrix).extent(look)
      var small = Canvas(width: columns - 1, height: rows, look: look)
      #expect(!QRCode(matrix).draw(small.region, on: &small))
      #expect(small == Canvas(width: columns - 1, height: rows, look: look))
      var canvas = Canvas(width: columns, height: rows, look: look)
      #expect(QRCode(matrix).draw(canvas.region, on: &canvas))
      for x in 0..<columns { #expect(canvas[x, 0].style == .code && canvas[x, rows - 1].style == .code) }
      #expect(canvas.text(row: 1).allSatisfy { $0 == " " })
    }
  }

  // MARK: Pictures

  private static func picture(_ canvas: Canvas, _ targets: [Target<Int>]) -> String {
    var styles: [Style] = []
    var text = ""
    var map = ""
    for y in 0..<canvas.height {
      text += canvas.text(row: y) + "|\n"
      for x in 0..<canvas.width {
        let style = canvas[x, y].style
        if !styles.contains(style) { styles.append(style) }
        map.unicodeScalars.append(Unicode.Scalar(UInt8(97 + styles.firstIndex(of: style)!)))
      }
      map += "\n"
    }
    for (index, style) in styles.enumerated() {
      let attributes = [(Style.Attributes.bold, " bold"), (.underline, " underline"), (.reverse, " reverse")]
        .filter { style.attributes.contains($0.0) }.map(\.1).joined()
      map +=
        "\(Character(Unicode.Scalar(UInt8(97 + index)))): \(style.foreground) on \(style.background)\(attributes)\n"
    }
    let places = targets.map { "\($0.action): \($0.region.x),\($0.region.y) \($0.region.width)×\($0.region.height)\n" }
      .joined()
    return text + map + places + (canvas.cursor.map { "cursor \($0.x),\($0.y)\n" } ?? "")
  }

  private static func hex(_ colour: Colour) -> String {
    [colour.red, colour.green, colour.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func compare(_ text: String, with name: String, file: String = #filePath) throws {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = folder + "/Snapshots/" + name + ".txt"
    if Recording.isWanted { try Files.replace(path, with: Array(text.utf8), mode: 0o644) }
    let stored = String(decoding: try Files.read(path, sizeMax: 1 << 20), as: UTF8.self)
    #expect(text == stored, "\(name) looks different")
  }
}
