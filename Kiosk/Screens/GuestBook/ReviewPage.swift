import Canvas
import Desk
import Domain

// Everything that will be kept, in the visitor's own words, each line a way back to its question.
extension GuestBook {
  /// The questions reviewed, in the order they were asked.
  var reviewed: [Question] { order.flatMap { questions($0) } }

  mutating func reviewTaken(_ key: Key, _ bearings: inout Bearings) -> Step {
    guard !isSending(bearings) else { return .on([]) }
    let count = reviewed.count
    switch key.code {
    case .up: selection = selection <= -1 ? count - 1 : selection - 1
    case .down, .tab: selection = selection + 1 >= count ? -1 : selection + 1
    case .pageUp: selection = max(-1, selection - 8)
    case .pageDown: selection = min(count - 1, max(0, selection) + 8)
    case .enter:
      if selection >= 0 {
        correct(selection)
      } else {
        return confirm(&bearings)
      }
    case .character(let scalar):
      if let index = Form.index(scalar) { correct(index) }
    case .escape:
      if let last = order.last { show(.question(last)) }
    default: break
    }
    return .on([])
  }

  mutating func correct(_ index: Int) {
    guard reviewed.indices.contains(index), work.todo.isEmpty || work.refused != nil else { return }
    let question = reviewed[index]
    show(.question(question == .phone ? .email : question))
    isCorrecting = true
    if question == .phone || question == .email { form.move(toName: question.rawValue) }
  }

  /// The one press that stores. A page left half corrected is asked again first.
  private mutating func confirm(_ bearings: inout Bearings) -> Step {
    if isSettled { return .left([]) }
    for first in order {
      for part in questions(first) where !answers.check(part, thisYear: thisYear) {
        show(.question(first))
        isCorrecting = true
        form[part] = answers[part]
        form.moveToFault()
        return .on([])
      }
    }
    return send(&bearings)
  }

  /// Staff have signed for this visit meanwhile: what stands stays, and there is nothing to try again.
  private var isSettled: Bool { work.refused?.code == "already-signed" }

  func drawReview(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let inner = region.inset(x: 2)
    let count = reviewed.count
    // Every answer in sight is worth more than a tall button and the sentence above.
    let tall = min(Button<Touch>.rows(canvas.look), max(3, region.height - 2 - count))
    let isSending = isSending(bearings)
    let trouble = isSending ? nil : work.refused
    let words = trouble.map { "! " + self.words($0, speech) } ?? ""
    let rows = words.isEmpty ? 0 : TextLines.wrap(words, columns: inner.width, linesMax: 5).count
    let lead = region.height - 2 - tall - rows < count ? 0 : 1
    let parts = Layout.rows(inner, [.fixed(1), .fixed(lead), .fixed(rows), .fill(1), .fixed(tall)])
    canvas.text(speech(BookWord.reviewTitle), parts[0], .title)
    canvas.text(self.lead(speech), parts[1], .faint)
    canvas.text(words, parts[2], Style.faultText.bold, .paragraph)
    let targets = drawLines(parts[3], speech, on: &canvas)
    let places = Layout.columns(parts[4], [.fill(1), .fill(2)], gap: 2)
    let label = isSending ? BookWord.saving : trouble == nil ? BookWord.save : isSettled ? .finish : .again
    return targets
      + Button(
        speech(BookWord.previous), key: "Esc", state: isSending ? .disabled : .normal, Touch.key(Key(.escape))
      ).draw(places[0], on: &canvas)
      + Button(
        speech(label), key: isSending ? "" : "Enter",
        state: isSending ? .disabled : selection < 0 ? .focused : .normal,
        Touch.key(Key(.enter))
      ).draw(places[1], on: &canvas)
  }

  /// What was refused, and what is kept all the same.
  private func words(_ refused: Refused, _ speech: Speech) -> String {
    let isKept = !work.done.isDisjoint(with: [.register, .link])
    let words = isKept ? speech(BookWord.keptPart, speech(refused.text)) : nil
    return refused.lines(speech, said: words).joined(separator: " ")
  }

  private func lead(_ speech: Speech) -> String {
    if let returning { return speech(BookWord.reviewKnown, returning.greeting) }
    return speech(answers.agrees == true ? BookWord.reviewText : .reviewAnonymous)
  }

  private func drawLines(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let questions = reviewed
    let visible = max(1, region.height)
    let first = ItemList<Touch>.scrolled(
      first: 0, selected: max(0, selection), visible: visible, count: questions.count)
    var targets: [Target<Touch>] = []
    for (line, index) in (first..<min(questions.count, first + visible)).enumerated() {
      let row = region.row(line)
      let isSelected = index == selection
      let style: Style = isSelected ? .focus : .plain
      canvas.fill(row, style)
      let columns = Layout.columns(row, [.fixed(3), .percent(30), .fill(1)], gap: 1)
      let name = Form.name(ofOption: index)
      canvas.text(isSelected ? "»" + name : " " + name, columns[0], isSelected ? style : Style.plain.bold)
      canvas.text(speech(questions[index].label), columns[1], isSelected ? style : .faint)
      let entry = answers[questions[index]]
      let shown = entry.isEmpty ? speech(BookWord.unanswered) : entry.shown(speech.language)
      canvas.text(shown, columns[2], entry.isEmpty && !isSelected ? .faint : isSelected ? style : Style.plain.bold)
      if isSelected { canvas.cursor = Point(row.x, row.y) }
      targets.append(Target(row, .choose(index)))
    }
    if first > 0 {
      canvas.put("↑", region.right - 1, region.y, Style.plain.bold)
      targets.append(Target(Region(region.right - 5, region.y, 5, 1), .key(Key(.pageUp))))
    }
    if first + visible < questions.count {
      canvas.put("↓", region.right - 1, region.bottom - 1, Style.plain.bold)
      targets.append(Target(Region(region.right - 5, region.bottom - 1, 5, 1), .key(Key(.pageDown))))
    }
    return targets
  }
}
