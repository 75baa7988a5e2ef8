import Canvas
import Desk
import Domain

// The first page of a visitor: what is kept and why, in words that can be refused without any loss of service.
extension GuestBook {
  mutating func consentTaken(_ key: Key, _ bearings: inout Bearings) -> Step {
    switch key.code {
    case .character("1"): agreed(true, &bearings)
    case .character("2"): agreed(false, &bearings)
    case .character("3"): show(.code)
    case .left, .up: selection = max(0, (selection < 0 ? 3 : selection) - 1)
    case .right, .down, .tab: selection = (selection + 1) % 3
    case .enter:
      switch selection {
      case 0: agreed(true, &bearings)
      case 1: agreed(false, &bearings)
      case 2: show(.code)
      default: break
      }
    case .escape:
      // Whoever has begun is asked first: one Esc too many must not cost a form.
      guard answers.agrees != nil else { return .left([]) }
      asksToStop = true
    default: break
    }
    return .on([])
  }

  private mutating func agreed(_ agrees: Bool, _ bearings: inout Bearings) {
    answers.choose(.consent, agrees ? 0 : 1)
    returning = nil
    returningCode = ""
    if !agrees {
      // Refused: what may have been typed before is not kept, not even here.
      for question in Question.allCases where question.isPersonal { answers[question] = question.entry }
    }
    if let first = order.first { show(.question(first)) }
  }

  func drawConsent(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let inner = region.inset(x: 2)
    let tall = Button<Touch>.rows(canvas.look)
    let rows = TextLines.wrap(speech(Consent.current.text), columns: inner.width - 2).count
    let air = region.height >= 24 ? 1 : 0
    let parts = Layout.rows(
      inner, [.fixed(1 + air), .fixed(1 + air), .fixed(2), .fixed(1), .fixed(rows), .fill(1), .fixed(tall * 2 + 1)])
    canvas.text(speech(BookWord.consentTitle), parts[1], .title)
    canvas.text(speech(BookWord.consentWhy), parts[2], .plain, .paragraph)
    let box = parts[4]
    for y in box.y..<box.bottom { canvas.put("│", box.x, y, .title) }
    canvas.text(speech(Consent.current.text), box.split(left: 2).1, Style.plain.bold, .paragraph)
    let lines = Layout.rows(parts[6], [.fixed(tall), .fixed(tall)], gap: 1)
    let top = Layout.columns(lines[0], [.fill(1), .fill(1)], gap: 2)
    let buttons = [
      (BookWord.agree, BookWord.agreeDetail, top[0]), (.disagree, .disagreeDetail, top[1]),
      (.haveCode, .codeDetail, lines[1]),
    ]
    return buttons.enumerated().flatMap { index, button in
      Button(
        speech(button.0), key: String(index + 1), detail: speech(button.1),
        state: selection == index ? .focused : .normal,
        Touch.choose(index)
      ).draw(button.2, on: &canvas)
    }
  }
}
