import Canvas
import Domain

/// What is read rather than chosen from, and may be longer than the page: one part of it is marked and always in view, so that no key
/// moves what nobody sees.
struct Reading: Sendable {
  private(set) var selected = 0

  /// `false` for a key that does not move in it.
  mutating func take(_ key: Key, count: Int) -> Bool {
    let last = max(0, count - 1)
    // What was read may have become shorter meanwhile.
    selected = min(selected, last)
    switch key.code {
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(last, selected + 1)
    case .pageUp: selected = max(0, selected - 10)
    case .pageDown: selected = min(last, selected + 10)
    case .home: selected = 0
    case .end: selected = last
    default: return false
    }
    return true
  }

  /// Which parts of these heights are shown in so many rows: from the first on as long as the marked one is then in view, otherwise so
  /// that it is the last. One that is higher than all the rows is shown from its top.
  func shown(_ tall: [Int], rows: Int) -> Range<Int> {
    guard !tall.isEmpty else { return 0..<0 }
    let selected = min(selected, tall.count - 1)
    var first = 0
    while first < selected, tall[first...selected].reduce(0, +) > rows { first += 1 }
    var (end, used) = (first, 0)
    while end < tall.count, end == first || used + tall[end] <= rows {
      used += tall[end]
      end += 1
    }
    return first..<end
  }

  /// "4–9 / 17", at the right: where one is, and how many there are.
  static func drawPlace(_ shown: Range<Int>, of count: Int, _ row: Region, on canvas: inout Canvas) {
    canvas.text("\(shown.lowerBound + 1)–\(shown.upperBound) / \(count)", row, .faint, .right)
  }

  func draw(_ paragraphs: [Paragraph], _ region: Region, on canvas: inout Canvas) {
    func heights(_ width: Int) -> [Int] {
      paragraphs.map { max(1, TextLines.wrap($0.text, columns: width - $0.indent, linesMax: 5).count) }
    }
    // What fits whole needs neither a mark nor a place.
    let fits = heights(region.width).reduce(0, +) <= region.height
    let (list, foot) = region.split(top: region.height - (fits ? 0 : 1))
    let body = fits ? list : list.split(left: 2).1
    let tall = heights(body.width)
    let shown = shown(tall, rows: body.height)
    var y = body.y
    for index in shown {
      let paragraph = paragraphs[index]
      if !fits, index == min(selected, paragraphs.count - 1) {
        canvas.put("»", list.x, y, Style.plain.bold)
        canvas.cursor = Point(list.x, y)
      }
      canvas.text(paragraph.mark, Region(body.x, y, 3, 1), Style.faultText.bold)
      let x = paragraph.indent
      let place = Region(body.x + x, y, body.width - x, min(tall[index], body.bottom - y))
      canvas.text(paragraph.text, place, paragraph.isHead ? Style.plain.bold : .plain, .paragraph)
      y += tall[index]
    }
    if !fits { Reading.drawPlace(shown, of: paragraphs.count, foot, on: &canvas) }
  }
}

/// A heading, or some lines below it that belong together.
struct Paragraph: Sendable {
  var mark = ""
  var text: String
  var isHead = false

  fileprivate var indent: Int { isHead ? 0 : Width.of(mark) + (mark.isEmpty ? 0 : 1) }
}
