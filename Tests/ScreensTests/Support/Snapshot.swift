import Canvas
import Domain
import Glibc
import Machine
import Screens
import Testing

/// Pictures of screens as files: their text, their styles run by run, what can be tapped, where the cursor is. In three sizes and both
/// languages; three themes are drawn and must differ in colours only, which `CanvasTests` pin. `LOKET_RECORD=1 swift test --filter
/// ScreensTests` writes them anew: read the difference before committing it.
enum Snapshot {
  static let sizes = [(80, 24), (100, 30), (160, 45)]

  /// Compares a station as it stands, in every size, language and theme, with the files of this name.
  static func check(_ name: String, _ station: any Station, _ location: SourceLocation = #_sourceLocation) throws {
    for (columns, rows) in sizes {
      for language in Language.allCases {
        var station = station
        station.bearings.speech.language = language
        try compare(picture(station, columns, rows, location), "\(name)-\(columns)x\(rows)-\(language.key)", location)
      }
    }
    var small = Canvas(width: 60, height: 20)
    let targets = station.draw(on: &small)
    #expect(
      targets.isEmpty && small.text(row: 9).contains { $0 != " " }, "\(name): too small says so",
      sourceLocation: location)
  }

  private static func picture(_ station: any Station, _ columns: Int, _ rows: Int, _ location: SourceLocation) -> String
  {
    let drawn = Theme.allCases.map { theme in
      var canvas = Canvas(width: columns, height: rows, look: Look(theme: theme))
      let targets = station.draw(on: &canvas)
      for target in targets {
        #expect(target.region.intersection(canvas.region) == target.region, "\(target)", sourceLocation: location)
      }
      return (canvas, targets)
    }
    for (canvas, targets) in drawn {
      #expect(
        canvas.cells == drawn[0].0.cells && targets == drawn[0].1, "themes change colours only",
        sourceLocation: location)
    }
    let tested = Set(Style.all.flatMap { [[$0.foreground, $0.background], [$0.background, $0.foreground]] })
    for cell in drawn[0].0.cells {
      #expect(tested.contains([cell.style.foreground, cell.style.background]), sourceLocation: location)
    }
    return describe(drawn[0].0, drawn[0].1)
  }

  private static func describe(_ canvas: Canvas, _ targets: [Target<Touch>]) -> String {
    var text = ""
    var styles = ""
    for y in 0..<canvas.height {
      text += canvas.text(row: y) + "|\n"
      styles += runs(canvas, y) + "\n"
    }
    let places = targets.map { "\($0.action): \($0.region.x),\($0.region.y) \($0.region.width)×\($0.region.height)\n" }
      .joined()
    return text + styles + places + (canvas.cursor.map { "cursor \($0.x),\($0.y)\n" } ?? "no cursor\n")
  }

  /// "ink/paper*80": foreground, background, attributes, how many cells.
  private static func runs(_ canvas: Canvas, _ y: Int) -> String {
    var runs: [(Style, Int)] = []
    for x in 0..<canvas.width {
      let style = canvas[x, y].style
      if runs.last?.0 == style { runs[runs.count - 1].1 += 1 } else { runs.append((style, 1)) }
    }
    return runs.map { style, count in
      let marks = [(Style.Attributes.bold, "+b"), (.underline, "+u"), (.reverse, "+r")]
        .filter { style.attributes.contains($0.0) }.map(\.1).joined()
      return "\(style.foreground)/\(style.background)\(marks)*\(count)"
    }.joined(separator: " ")
  }

  private static func compare(_ text: String, _ name: String, _ location: SourceLocation) throws {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    let path = folder + "/Snapshots/" + name + ".txt"
    if getenv("LOKET_RECORD") != nil { try Files.replace(path, with: Array(text.utf8), mode: 0o644) }
    let stored = (try? Files.read(path, sizeMax: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    guard let stored else {
      Issue.record("\(name) has no picture yet", sourceLocation: location)
      return
    }
    if text != stored { Issue.record("\(name) looks different:\n\(text)", sourceLocation: location) }
  }
}
