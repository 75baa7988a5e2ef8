import Canvas
import Desk
import Domain

/// The queue as a table: a late visitor shows in the words and in the colour where others' wait stands.
struct QueueTable {
  private let lines: [QueueLine]
  private let selected: Int?
  private let bearings: Bearings
  private var speech: Speech { bearings.speech }

  init(_ lines: [QueueLine], selected: Int?, _ bearings: Bearings) {
    self.lines = lines
    self.selected = selected
    self.bearings = bearings
  }

  private typealias Column = (word: FrontWord, share: Share, isRight: Bool)

  /// One blank between them: eighty columns are just enough for a name that can be recognised.
  private func columns(_ isWide: Bool) -> [Column] {
    let columns: [Column] = [
      (.number, .fixed(lines.contains { $0.holders != nil } ? 8 : 6), false),
      (.service, isWide ? .percent(26) : .fixed(12), false),
      (.stage, .fixed(12), false), (.wait, .fixed(12), false), (.desk, .fixed(4), true), (.guest, .fill(1), false),
      (.signed, .fixed(4), false), (.locker, .fixed(6), true),
    ]
    // Where there is no room for the word, a sign stands beside the number.
    return isWide ? columns + [(.priority, .fixed(20), false)] : columns
  }

  func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    guard region.height > 1 else { return [] }
    let isWide = region.width >= 110
    let columns = columns(isWide)
    let (head, body) = region.split(top: 1)
    let places = Layout.columns(head.split(left: 2).1, columns.map(\.share), gap: isWide ? 2 : 1)
    canvas.fill(head, Style.plain.underlined)
    for (column, place) in zip(columns, places) {
      canvas.text(speech(column.word), place, Style.title.underlined, column.isRight ? .right : .line)
    }
    let tall = ItemList<Touch>.rows(canvas.look)
    let overflows = lines.count * tall > body.height
    let visible = (overflows ? body.height - 1 : body.height) / tall
    let first = ItemList<Touch>.scrolled(first: 0, selected: selected ?? 0, visible: visible, count: lines.count)
    let shown = first..<min(lines.count, first + visible)
    if overflows {
      let text = "\(first + 1)–\(shown.upperBound) / \(lines.count)"
      canvas.text(text, body.row(body.height - 1), .faint, .right)
    }
    return shown.enumerated().map { row, index in
      let place = Region(body.x, body.y + row * tall, body.width, tall)
      draw(index, place, zip(columns, places).map { ($0.isRight, $1) }, isWide, on: &canvas)
      return Target(place, .choose(index))
    }
  }

  private func draw(
    _ index: Int, _ row: Region, _ places: [(isRight: Bool, region: Region)], _ isWide: Bool, on canvas: inout Canvas
  ) {
    let line = lines[index]
    let isSelected = index == selected
    let style: Style = isSelected ? .focus : .plain
    canvas.fill(row, style)
    if isSelected {
      canvas.put("»", row.x, row.y, style)
      canvas.cursor = Point(row.x, row.y)
    }
    let cells = [
      number(line, isWide), service(line), speech(line.stage.label), wait(line),
      line.desk.map { String($0) } ?? "", line.guest ?? "–", line.signed ? "✓" : "–",
      line.locker.map { String($0) } ?? "", line.priority == .none ? "" : speech(line.priority.label),
    ]
    for (column, (text, place)) in zip(cells, places).enumerated() {
      let isLate = column == 3 && !isSelected && (line.promise == "late" || line.promise == "missed")
      let cell = Region(place.region.x, row.y, place.region.width, 1)
      let words = isLate ? cell.split(left: Width.of(text)).0 : cell
      canvas.text(text, words, isLate ? Style.warning.bold : style, place.isRight ? .right : .line)
    }
  }

  private func number(_ line: QueueLine, _ isWide: Bool) -> String {
    (line.label.isEmpty ? QueuePage.label(line) : line.marked) + (line.priority == .none || isWide ? "" : " !")
  }

  private func service(_ line: QueueLine) -> String {
    bearings.profile?.service(line.service).map { speech($0.label) } ?? line.service
  }

  static func length(_ minutes: Int) -> Bilingual { Amount.short(minutes: minutes, Bilingual("m", "m")) }

  private func wait(_ line: QueueLine) -> String {
    let wait = line.waitMinutes.map { speech(Self.length($0)) } ?? "–"
    switch line.promise {
    // By how much the promise was broken, not how long they waited for it.
    case "late", "missed": return speech(FrontWord.late, speech(Self.length(line.minutesLate)))
    case "running", "kept": return wait + " " + speech(FrontWord.inTime)
    default: return wait
    }
  }
}
