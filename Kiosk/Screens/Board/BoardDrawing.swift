import Canvas
import Desk
import Domain

enum BoardDrawing {
  /// Heading, number, desk, a gap, who waits. A line to the node that is lost takes two rows, and nothing may fall off for it.
  static func rows(_ height: Int, _ look: Look, isWide: Bool) -> [Share] {
    if isWide, height >= 34 { return [.fixed(2), .fixed(15), .fixed(8), .fixed(1), .fill(1)] }
    // Without half blocks the desk is as tall as the number; the services share what is left.
    let desk = look.halfBlocks ? (height >= 20 ? 5 : 4) : 7
    return [.fixed(1), .fixed(height >= 21 ? 8 : 7), .fixed(desk), .fixed(isWide ? 1 : 0), .fill(1)]
  }
}

// The photograph: one number across the hall, four before it, and who waits.
extension Board {
  /// On a wide board both languages stand side by side; on a narrow one they take turns.
  func words(_ word: BoardWord, isWide: Bool, _ gaps: any CustomStringConvertible...) -> String {
    let speech = bearings.speech
    let own = Speech.filled(speech(word), gaps.map(\.description))
    guard let other = otherSpeech else { return own }
    let foreign = Speech.filled(other(word), gaps.map(\.description))
    if isWide { return own == foreign ? own : own + "  ·  " + foreign }
    return turns % 2 == 0 ? own : foreign
  }

  /// The other language, where the office speaks two.
  var otherSpeech: Speech? {
    guard (bearings.profile?.languages.count ?? 1) > 1 else { return nil }
    var speech = bearings.speech
    speech.language = bearings.language == .indonesian ? .english : .indonesian
    return speech
  }

  private func says(_ text: Bilingual, isWide: Bool) -> String {
    let own = bearings.speech(text)
    guard let other = otherSpeech.map({ $0(text) }), other != own else { return own }
    if isWide { return own + "  ·  " + other }
    return turns % 2 == 0 ? own : other
  }

  private func deskText(_ desk: Int) -> String { bearings.speech(BoardWord.deskBig, desk) }

  private func drawLarge(_ text: String, _ region: Region, _ style: Style, on canvas: inout Canvas) {
    if let big = BigText.fitting(text, region, style, look: canvas.look) {
      big.draw(region, on: &canvas)
    } else {
      canvas.text(text, region.row(region.height / 2), style.bold, .centred)
    }
  }

  // MARK: The calls

  /// `isLit`: a new call is announced, and bars above and below its number shine at this moment. The number itself stands still.
  func drawCalls(_ first: BoardLine, _ view: BoardView, isLit: Bool, _ region: Region, on canvas: inout Canvas) {
    let wide = region.width >= 120
    let aside = wide ? max(62, region.width * 2 / 5) : 32
    let (left, right) = region.split(left: region.width - aside)
    let rows = Layout.rows(left, BoardDrawing.rows(left.height, canvas.look, isWide: wide))
    if isLit { canvas.fill(rows[0], .focus) }
    canvas.text(words(.now, isWide: wide), rows[0], isLit ? .focus : .title, .centred)
    drawLarge(first.label, rows[1], Style.title, on: &canvas)
    if isLit, let bar = barBelow(first.label, rows[1], canvas.look) { canvas.fill(bar, .focus) }
    drawLarge(deskText(first.desk), rows[2], .plain, on: &canvas)
    drawWaiting(view.waiting, rows[4].inset(x: 1), isWide: wide, on: &canvas)
    for y in right.y..<right.bottom { canvas.put("│", right.x, y, .faint) }
    drawBefore(earlier.lines, right.split(left: 2).1, isWide: wide, on: &canvas)
  }

  /// The last row below a large number, where it leaves one free.
  private func barBelow(_ label: String, _ region: Region, _ look: Look) -> Region? {
    guard let big = BigText.fitting(label, region, look: look), big.extent(look).rows < region.height else {
      return nil
    }
    return region.row(region.height - 1)
  }

  private func drawBefore(_ lines: [BoardLine], _ region: Region, isWide: Bool, on canvas: inout Canvas) {
    let (head, body) = region.split(top: isWide ? 2 : 1)
    canvas.text(words(.before, isWide: isWide), head, .title, .centred)
    guard !lines.isEmpty else {
      canvas.text(words(.noneBefore, isWide: isWide), body.row(1), .faint, .centred)
      return
    }
    let size: BigText.Size = isWide && body.height >= 32 ? .giant : .compact
    let gap = body.height >= 20 ? 1 : 0
    let tall = BigText("A", size).extent(canvas.look).rows + gap
    guard tall * 4 <= body.height + 1 else { return drawBeforeAsText(lines, body, on: &canvas) }
    for (index, line) in lines.prefix(4).enumerated() {
      let row = Region(body.x, body.y + index * tall, body.width, min(tall, body.bottom - body.y - index * tall))
      let number = BigText(line.label, size, .plain)
      let extent = number.extent(canvas.look)
      let desk = BigText(String(line.desk), size, .title)
      let end = desk.extent(canvas.look)
      let spare = row.width - extent.columns - end.columns
      guard spare >= 2 else { return drawBeforeAsText(lines, body, on: &canvas) }
      number.draw(Region(row.x, row.y, extent.columns, extent.rows), on: &canvas)
      if spare >= 5 {
        canvas.text("→", Region(row.x + extent.columns + spare / 2, row.y + extent.rows / 2, 1, 1), .plain)
      }
      desk.draw(Region(row.right - end.columns, row.y, end.columns, extent.rows), on: &canvas)
    }
  }

  private func drawBeforeAsText(_ lines: [BoardLine], _ body: Region, on canvas: inout Canvas) {
    let gap = body.height >= lines.count * 3 ? 3 : 2
    for (index, line) in lines.prefix(4).enumerated() {
      let row = body.row(1 + index * gap).inset(x: 1)
      canvas.text(line.label, row, Style.plain.bold)
      canvas.text(bearings.speech(BoardWord.desk, line.desk), row, .plain, .right)
    }
  }

  /// Who waits for what, and about how long.
  private func drawWaiting(_ services: [ServiceLine], _ region: Region, isWide: Bool, on canvas: inout Canvas) {
    guard region.height > 1 else { return }
    let tall = region.height >= services.count * 2 + 2
    let (head, body) = region.split(top: tall ? 2 : 1)
    canvas.text(words(.waiting, isWide: isWide), head, Style.title)
    canvas.text(words(.people, isWide: isWide), head, .faint, .right)
    // Where not all find room, those for whom somebody waits do.
    let crowded = services.count > body.height
    let shown = crowded ? services.filter { $0.waiting > 0 } + services.filter { $0.waiting == 0 } : services
    let fits = shown.allSatisfy { Width.of($0.name) + Width.of($0.nameEnglish) + 12 <= body.width }
    for (index, service) in shown.enumerated() {
      let row = body.row(index * (tall ? 2 : 1))
      let name = says(Bilingual(service.name, service.nameEnglish), isWide: isWide && fits)
      let series = service.series.map { $0.word + " " } ?? ""
      canvas.text(series + name, row.split(left: row.width - 4).0, service.waiting > 0 ? Style.plain.bold : .faint)
      canvas.text(service.waiting > 0 ? String(service.waiting) : "–", row, Style.plain.bold, .right)
    }
  }

  // MARK: Nobody called yet

  func drawEmpty(_ view: BoardView, _ region: Region, on canvas: inout Canvas) {
    let wide = region.width >= 120
    let inner = region.centred(width: region.width - 4, height: wide ? 32 : 21)
    let parts = Layout.rows(inner, [.fixed(wide ? 8 : 5), .fixed(1), .fixed(2), .fixed(1), .fill(1)])
    drawLarge(bearings.speech(BoardWord.welcomeBig), parts[0], Style.title, on: &canvas)
    canvas.text(words(.nobodyCalled, isWide: wide), parts[1], Style.plain.bold, .centred)
    if let day {
      // The sentence of the hours names the next opening itself.
      let hours = says(Bilingual(day.hours, day.hoursEnglish), isWide: wide)
      canvas.text(hours, parts[2], .plain, .centredParagraph)
    }
    drawWaiting(
      view.waiting, parts[4].centred(width: min(parts[4].width, wide ? 100 : 60), height: parts[4].height),
      isWide: wide,
      on: &canvas)
  }

  // MARK: The day is closed

  func drawClosed(_ day: DayView, _ region: Region, on canvas: inout Canvas) {
    let wide = region.width >= 120
    let inner = region.centred(width: region.width - 4, height: 14)
    let parts = Layout.rows(inner, [.fixed(wide ? 8 : 7), .fixed(2), .fill(1)])
    drawLarge(bearings.speech(BoardWord.closedBig), parts[0], Style.title, on: &canvas)
    canvas.text(words(.dayClosed, isWide: wide), parts[1], Style.plain.bold, .centred)
    let opens = says(Bilingual(day.opensNext, day.opensNextEnglish), isWide: wide)
    canvas.text(opens, parts[2], Style.plain.bold, .centredParagraph)
  }

  // MARK: The last row

  /// The office's messages in turn; while the picture may be old, that instead: nothing is more important.
  func drawFoot(_ region: Region, on canvas: inout Canvas) {
    let wide = region.width >= 120
    if let staleSince {
      Banner(words(.stale, isWide: wide, staleSince), .fault).draw(region, on: &canvas)
      return
    }
    canvas.fill(region, .button)
    let messages = view?.messages ?? []
    let text: String
    if messages.isEmpty {
      text = words(.free, isWide: wide)
    } else {
      // With two languages on a narrow board a message stays for both.
      let pace = otherSpeech != nil && !wide ? 2 : 1
      text = says(messages[turns / pace % messages.count].text, isWide: wide)
    }
    canvas.text(text, region.inset(x: 1, y: (region.height - 1) / 2), Style.button.bold, .centred)
  }
}
