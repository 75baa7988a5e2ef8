import Canvas
import Desk
import Domain

/// A page that says one thing in large: why something was not done, that it is closed, whom to ask.
struct LargeNotice: Sendable {
  let title: String
  let lines: [String]
  let kind: Banner.Kind

  init(_ title: String, _ lines: [String], _ kind: Banner.Kind = .information) {
    self.title = title
    self.lines = lines.filter { !$0.isEmpty }
    self.kind = kind
  }

  /// The title in a bar of its kind, the sentences with room around them.
  func draw(_ region: Region, on canvas: inout Canvas) {
    let wide = min(region.width - 8, 96)
    let heights = lines.map { TextLines.wrap($0, columns: wide, linesMax: 12).count }
    let tall = 3 + heights.reduce(0) { $0 + $1 + 1 }
    let place = region.centred(width: region.width, height: min(region.height, tall + 1))
    Banner(title, kind).draw(Region(place.x, place.y, place.width, min(3, place.height)), on: &canvas)
    var y = place.y + 4
    for (line, height) in zip(lines, heights) {
      let row = Region(place.x + (place.width - wide) / 2, y, wide, min(height, max(0, place.bottom - y)))
      canvas.text(line, row, .plain, .centredParagraph)
      y += height + 1
    }
  }

  /// The same with the way on below it.
  func draw<Act: Sendable>(_ region: Region, over choices: Choices<Act>, focus: Int?, on canvas: inout Canvas)
    -> [Target<Touch>]
  {
    let parts = Layout.rows(region.inset(x: 2), [.fill(1), .fixed(3), .fixed(1)])
    draw(parts[0], on: &canvas)
    let place = parts[1].centred(width: min(parts[1].width, 48), height: 3)
    return choices.draw(place, columns: 1, focus: focus, on: &canvas)
  }

  /// The node's no, in its own words.
  static func refusal(_ refused: Refused?, _ speech: Speech) -> LargeNotice {
    LargeNotice(speech(KioskWord.notPossible), refused?.lines(speech) ?? [""], .warning)
  }
}

extension Refused {
  /// As a visitor reads it, in its own words or `said` in others: no visitor can make room on a disk, but each is to know where
  /// they are served all the same.
  func lines(_ speech: Speech, said: String? = nil) -> [String] {
    let isOfComputer = [Refusal.storeFull.code, Refusal.storeFailing.code].contains(code)
    return (isOfComputer ? [speech(KioskWord.askStaff)] : []) + [said ?? speech(text)]
  }
}
