import Canvas
import Desk
import Domain

// A returning visitor: the guest's code instead of all the questions about the person.
extension GuestBook {
  var codeErrand: Errand { Errand("book.code \(visit.word)") }

  var codeEntry: Entry {
    .line("code", BookWord.codeField.both, required: true, hint: BookWord.codeHint.both, returningCode, limit: 40)
  }

  mutating func codeTaken(_ key: Key, _ bearings: inout Bearings) -> Step {
    if key.code == .escape {
      returningCode = ""
      show(.consent)
      return .on(bearings.forget(codeErrand))
    }
    return formTook(form.take(key), &bearings)
  }

  /// A scan is a code, on the pages where one is expected.
  mutating func scanned(_ text: String, _ bearings: inout Bearings) -> [Wish] {
    guard manner == .visitor, page == .consent || page == .code else { return [] }
    show(.code)
    form["code"].answer = .line(LineEditor(text, limit: 40))
    return checkCode(&bearings)
  }

  mutating func checkCode(_ bearings: inout Bearings) -> [Wish] {
    let text = form["code"].text
    guard !text.isEmpty else {
      form["code"].fault = FormWord.missing.both
      return []
    }
    returningCode = text
    return bearings.ask(codeErrand) { .read(.code(CodeQuery { $0.text = text }), $0) }
  }

  mutating func codeRead(_ view: CodeView) -> Step {
    guard page == .code else { return .on([]) }
    if view.kind != .guest {
      form["code"].fault = BookWord.codeWrongKind.both
    } else if !view.problem.isEmpty {
      form["code"].fault = Bilingual(view.problem, view.problemEnglish)
    } else {
      returning = view
      show(.greeting)
    }
    return .on([])
  }

  mutating func codeRefused(_ refused: Refused) {
    if page == .code { form["code"].fault = refused.text }
  }

  func drawCode(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(region.inset(x: 2), [.fixed(1), .fixed(1), .fixed(2), .fixed(1), .fill(1)])
    canvas.text(speech(BookWord.codeAsk), parts[1], .title)
    if bearings.underWay.contains(codeErrand) {
      canvas.text(speech(BookWord.checking), parts[3], Style.plain.bold)
    }
    return drawWritten(parts[2], parts[4], bearings, on: &canvas)
  }

  mutating func greetingTaken(_ key: Key, _ bearings: inout Bearings) -> Step {
    switch key.code {
    case .character("1"): known()
    case .character("2"), .escape: unknown()
    case .left, .right, .tab, .up, .down: selection = selection == 0 ? 1 : 0
    case .enter: if selection == 1 { unknown() } else { known() }
    default: break
    }
    return .on([])
  }

  private mutating func known() { if let first = order.first { show(.question(first)) } }

  private mutating func unknown() {
    returning = nil
    returningCode = ""
    show(.code)
  }

  func drawGreeting(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let tall = Button<Touch>.rows(canvas.look)
    let place = region.inset(x: 2).centred(width: region.width - 4, height: tall * 2 + 7)
    let parts = Layout.rows(place, [.fixed(1), .fixed(1), .fixed(2), .fixed(1), .fixed(tall), .fixed(tall)], gap: 0)
    canvas.text(speech(BookWord.greetingTitle, returning?.greeting ?? ""), parts[0], .title, .centred)
    canvas.text(speech(BookWord.greetingText), parts[2], .plain, .centredParagraph)
    let places = Layout.columns(parts[4], [.fill(1), .fill(1)], gap: 2)
    return Button(
      speech(BookWord.yes), key: "1", state: selection == 0 ? .focused : .normal, Touch.choose(0)
    ).draw(places[0], on: &canvas)
      + Button(
        speech(BookWord.no), key: "2", state: selection == 1 ? .focused : .normal, Touch.choose(1)
      ).draw(places[1], on: &canvas)
  }
}
