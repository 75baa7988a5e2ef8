import Canvas
import Domain

/// The answers to a question as large places to touch, each with the key that chooses it.
struct OptionTiles: Sendable {
  private let entry: Entry
  private let speech: Speech

  init(_ entry: Entry, _ speech: Speech) {
    self.entry = entry
    self.speech = speech
  }

  /// Two columns of two lines each are the least that can be read and touched.
  static func rowsMin(_ options: Int) -> Int { options <= 3 ? options * 2 : (options + 1) / 2 * 2 }

  /// Filled row by row. Up to three options stand below each other, for that is how a list is read.
  func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let options = entry.options
    guard !options.isEmpty, !region.isEmpty else { return [] }
    let columns = options.count <= 3 ? 1 : 2
    let rows = (options.count + columns - 1) / columns
    let tall = min(4, max(1, (region.height - (rows - 1)) / rows))
    let gap = tall >= 2 && rows * (tall + 1) - 1 <= region.height ? 1 : 0
    let height = gap == 0 ? max(1, min(3, region.height / rows)) : tall
    var targets: [Target<Touch>] = []
    for (index, option) in options.enumerated() {
      let row = Region(region.x, region.y + index / columns * (height + gap), region.width, height)
      let place = Layout.columns(row, (0..<columns).map { _ in .fill(1) }, gap: 2)[index % columns]
      guard place.bottom <= region.bottom else { break }
      draw(index, speech(option), place, isOdd: gap == 0 && (index / columns) % 2 == 1, on: &canvas)
      targets.append(Target(place, .choose(index)))
    }
    if canvas.cursor == nil { canvas.cursor = Point(region.x, region.y) }
    return targets
  }

  /// Chosen or not shows in the mark too. Rows without a blank between them take turns in their colours.
  private func draw(_ index: Int, _ label: String, _ place: Region, isOdd: Bool, on canvas: inout Canvas) {
    let isChosen = entry.chosen == index || entry.chosenSeveral.contains(index)
    let mark: String
    if case .several = entry.answer { mark = isChosen ? "[x]" : "[ ]" } else { mark = isChosen ? "(•)" : "( )" }
    let style: Style = isChosen ? .focus : isOdd ? .field : .button
    canvas.fill(place, style)
    let (head, rest) = place.inset(x: 1).split(left: 7)
    let text = Region(rest.x, rest.y, rest.width, rest.height)
    let lines = min(place.height, TextLines.wrap(label, columns: text.width).count)
    // Labels of one and of two lines begin in the same row.
    let y = place.y + (lines > 2 || place.height < 3 ? 0 : 1)
    canvas.text("\(Form.name(ofOption: index))  \(mark)", Region(head.x, y, head.width, 1), style.bold)
    canvas.text(label, Region(text.x, y, text.width, lines), style.bold, .paragraph)
    if isChosen { canvas.cursor = Point(head.x, y) }
  }
}
