import Canvas
import Domain

extension Form {
  /// One question a line, its fault beside it; below, what the focused one may be answered with. With a finger at work the
  /// keyboard stands there instead.
  public func draw(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let foot = showsKeyboard ? keyboardRows(canvas.look, region) : Form.footRows(canvas.look, region)
    let parts = Layout.rows(region, [.fill(1), .fixed(foot)])
    let tall = canvas.look.large ? 2 : 1
    let noteRows = answers == .wide ? max(3, parts[0].height / max(1, entries.count)) : 3
    var targets: [Target<Touch>] = []
    let visible = rows(parts[0].height, tall: tall, noteRows: noteRows)
    var y = parts[0].y
    for index in visible {
      let rows = Self.isNote(entries[index]) ? noteRows : tall
      targets += draw(index, Region(parts[0].x, y, parts[0].width, rows), speech, on: &canvas)
      y += rows
    }
    if let first = visible.first, first > 0 { canvas.put("↑", parts[0].right - 1, parts[0].y, Style.plain.bold) }
    if let last = visible.last, last + 1 < entries.count {
      canvas.put("↓", parts[0].right - 1, parts[0].bottom - 1, Style.plain.bold)
    }
    return targets + drawFoot(parts[1], speech, on: &canvas)
  }

  private static func isNote(_ entry: Entry) -> Bool { if case .note = entry.answer { true } else { false } }

  private func keyboardRows(_ look: Look, _ region: Region) -> Int {
    min(region.height - 2, Keyboard<Touch>.rows(.letters, look))
  }

  /// Rows at the foot for hint and options, while no keyboard stands there.
  static func footRows(_ look: Look, _ region: Region) -> Int { min(region.height / 2, look.large ? 8 : 6) }

  /// The questions that fit, the focused one among them.
  private func rows(_ height: Int, tall: Int, noteRows: Int) -> Range<Int> {
    func rows(_ index: Int) -> Int { Self.isNote(entries[index]) ? noteRows : tall }
    var first = 0
    while first < focus, (first...focus).reduce(0, { $0 + rows($1) }) > height { first += 1 }
    var last = first
    var used = 0
    while last < entries.count, used + rows(last) <= height {
      used += rows(last)
      last += 1
    }
    return first..<max(last, min(first + 1, entries.count))
  }

  private func draw(_ index: Int, _ row: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let entry = entries[index]
    let isFocused = index == focus
    let isSound = entry.fault == nil && entry.remark == nil
    let shares: [Share] =
      switch answers {
      case .wide: [.fixed(14), .fill(1), .fixed(14)]
      case .roomy where isSound: [.percent(30), .fill(1), .fixed(0)]
      case .beside, .roomy: [.percent(30), .percent(42), .fill(1)]
      }
    var columns = Layout.columns(row.inset(x: 1), shares, gap: 1)
    if answers == .wide, row.height > 1 { columns[1].height -= 1 }
    let label = speech(entry.label) + (entry.isRequired ? " *" : "")
    canvas.put(isFocused ? "»" : " ", row.x, row.y, Style.plain.bold)
    canvas.text(label, columns[0].row(0), isFocused ? Style.plain.bold : .plain)
    drawAnswer(entry, columns[1], isFocused, speech, on: &canvas)
    if let fault = entry.fault ?? entry.remark {
      let sign = entry.isOnlyWarning ? "(!) " : "! "
      canvas.text(sign + speech(fault), columns[2], Style.faultText.bold, row.height > 1 ? .paragraph : .line)
    }
    return [Target(row, .focus(index))]
  }

  private func drawAnswer(_ entry: Entry, _ place: Region, _ isFocused: Bool, _ speech: Speech, on canvas: inout Canvas)
  {
    if case .note(let editor) = entry.answer {
      editor.draw(place, isFocused: isFocused, on: &canvas)
      return
    }
    let box = place.row(0)
    let style: Style = isFocused ? Style.field.underlined : .field
    canvas.fill(box, style)
    canvas.put("[", box.x, box.y, style)
    canvas.put("]", box.right - 1, box.y, style)
    let inner = box.inset(x: 1)
    switch entry.answer {
    case .line(let editor): draw(editor, inner, isFocused, style, on: &canvas)
    case .secret(let editor):
      let dots = LineEditor(String(repeating: "•", count: editor.text.count), limit: editor.limit)
      draw(dots, inner, isFocused, style, on: &canvas)
    default:
      canvas.text(entry.shown(speech.language), inner, style)
      if isFocused { canvas.cursor = Point(inner.x, inner.y) }
    }
  }

  private func draw(_ editor: LineEditor, _ inner: Region, _ isFocused: Bool, _ style: Style, on canvas: inout Canvas) {
    guard isFocused else {
      // From its beginning: the end of an address says nothing.
      canvas.text(editor.text, inner, style)
      return
    }
    let view = editor.view(columns: inner.width)
    canvas.clipped(to: inner) { canvas in
      var x = inner.x
      for character in view.text { x += canvas.put(character, x, inner.y, style) }
    }
    canvas.cursor = Point(inner.x + min(view.caret, inner.width - 1), inner.y)
  }

  private func drawFoot(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    guard region.height > 1 else { return [] }
    if showsKeyboard {
      let keyboard = Keyboard<Touch>(
        .letters, isCapital: isCapital, space: speech(FormWord.space), enter: speech(FormWord.next), Form.touch)
      return keyboard.draw(region, on: &canvas)
    }
    for x in region.x..<region.right { canvas.put("─", x, region.y, .faint) }
    let body = region.split(top: 1).1.inset(x: 1)
    // Beside a field there is room for a few words; the whole sentence stands here.
    let fault = (focused.fault ?? focused.remark).map { "! " + speech($0) }
    let hint = fault ?? speech(focused.hint)
    // A long hint, such as a consent to be read out, may use the rows its few options leave.
    let spare = focused.options.isEmpty ? body.height : body.height - (focused.options.count + 3) / 4
    let hintMax = max(2, spare)
    let hintRows = hint.isEmpty ? 0 : min(hintMax, TextLines.wrap(hint, columns: body.width, linesMax: hintMax).count)
    let (head, rest) = body.split(top: hintRows)
    canvas.text(hint, head, fault == nil ? .faint : Style.faultText.bold, .paragraph)
    return drawOptions(rest, speech, on: &canvas)
  }

  /// What a tap on the keyboard on the screen means, as a touch the form understands.
  @Sendable static func touch(_ press: Keyboard<Touch>.Press) -> Touch {
    switch press {
    case .letter(let scalar): .choose(keys + Int(scalar.value))
    case .capitals: .choose(capitals)
    case .backspace: .choose(keys + 8)
    case .enter: .choose(keys + 10)
    }
  }

  /// In as many columns as make them fit, filled from top to bottom, each with the key that chooses it.
  private func drawOptions(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let options = focused.options
    guard !options.isEmpty, region.height > 0 else { return [] }
    let columns = min(4, (options.count + region.height - 1) / region.height)
    let rows = (options.count + columns - 1) / columns
    // Each column as wide as its longest option, so that long names are not cut beside short ones.
    let widths = (0..<columns).map { column in
      options.dropFirst(column * rows).prefix(rows).map { Width.of(speech($0)) + 7 }.max() ?? 1
    }
    let spare = max(0, region.width - widths.reduce(0, +) - (columns - 1))
    let shares = widths.map { Share.fixed($0 + spare / columns) }
    let fits = widths.reduce(columns - 1, +) <= region.width
    let places = Layout.columns(region, fits ? shares : widths.map { Share.fill($0) }, gap: 1)
    return options.enumerated().compactMap { index, option in
      let place = places[index / rows].row(index % rows)
      guard !place.isEmpty else { return nil }
      let isChosen = focused.chosen == index || focused.chosenSeveral.contains(index)
      let mark: String
      if case .several = focused.answer { mark = isChosen ? "[x]" : "[ ]" } else { mark = isChosen ? "(•)" : "( )" }
      let style: Style = isChosen ? .focus : .plain
      canvas.fill(place, style)
      canvas.text("\(Form.name(ofOption: index)) \(mark) \(speech(option))", place, style)
      return Target(place, .choose(index))
    }
  }
}

/// The words of forms.
public enum FormWord: String, Vocabulary {
  case space, next, missing, full, noCode

  public static let place = "form"
  public static let indonesian: [Self: String] = [
    .space: "spasi", .next: "Lanjut", .missing: "Wajib diisi",
    .full: "Terlalu panjang, tidak dimasukkan: paling banyak {1} karakter. Isian tetap seperti tadi.",
    .noCode: "Pindaian itu bukan kode, tidak dimasukkan. Isian tetap seperti tadi.",
  ]
  public static let english: [Self: String] = [
    .space: "space", .next: "Next", .missing: "Required",
    .full: "Too long, not entered: at most {1} characters. The field is as it was.",
    .noCode: "That scan is no code and was not entered. The field is as it was.",
  ]
}
