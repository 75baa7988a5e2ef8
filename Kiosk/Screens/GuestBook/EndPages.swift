import Canvas
import Desk
import Domain

// Stopping for now, and the end.
extension GuestBook {
  /// A visitor who is called to a desk while filling in: where to.
  var calledTo: Int? { ticket.flatMap { $0.stage == .called ? $0.desk : nil } }

  /// What can be kept when the visitor stops here: what they agreed to and is sound.
  private var canKeep: Bool {
    if returning != nil { return true }
    guard answers.agrees == true else { return answers.agrees == false && !answers[.purpose].isEmpty }
    var answers = answers
    answers.keep(form)
    return answers.check(.name, thisYear: thisYear)
  }

  mutating func stopAnswered(_ key: Key, _ bearings: inout Bearings) -> Step {
    guard !isSending(bearings) else { return .on([]) }
    switch key.code {
    case .character("1"), .escape, .enter: asksToStop = false
    case .character("2"), .function(4): return stop(&bearings)
    default: break
    }
    return .on([])
  }

  /// Keeps what may be kept. What is not sound is left out rather than asked for now: somebody is waiting at the desk.
  private mutating func stop(_ bearings: inout Bearings) -> Step {
    let keeps = canKeep
    answers.keep(form)
    asksToStop = false
    isStopping = true
    for question in Question.allCases where !answers.check(question, thisYear: thisYear) {
      answers[question] = question.entry
      if let (first, _) = question.follows { answers[first] = first.entry }
    }
    guard keeps || work.done.contains(.register) else {
      forgetAnswers()
      page = .paused
      return .on([])
    }
    show(.review)
    return send(&bearings)
  }

  func stopSpoken(_ speech: Speech) -> String {
    [
      speech(BookWord.pauseTitle), speech(canKeep ? BookWord.pauseKeeps : .pauseDrops),
      "1: " + speech(BookWord.pauseStay) + ".",
      "2: " + speech(BookWord.pauseGo) + ".",
    ].joined(separator: " ")
  }

  func drawStop(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let keeps = speech(canKeep ? BookWord.pauseKeeps : .pauseDrops)
    return Dialog(
      speech(BookWord.pauseTitle), keeps,
      [
        Button(speech(BookWord.pauseStay), key: "1", state: .focused, Touch.key(.character("1"))),
        Button(speech(BookWord.pauseGo), key: "2", Touch.key(.character("2"))),
      ]
    ).draw(region, on: &canvas)
  }

  mutating func endTaken(_ key: Key) -> Step {
    switch key.code {
    case .enter, .escape, .character("1"): page == .paused ? .left([]) : .done([], guestCode: work.code)
    default: .on([])
    }
  }

  func drawEnd(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let tall = Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(
      region.inset(x: 2),
      [.fixed(1), .fixed(1), .fixed(1), .fixed(isOver ? 2 : 1), .fixed(1), .fill(1), .fixed(tall)])
    canvas.text(speech(page == .paused ? BookWord.pausedTitle : .thanksTitle), parts[1], .title, .centred)
    canvas.text(keptText(speech), parts[2], .plain, .centred)
    canvas.text(nextText(speech), parts[3], Style.plain.bold, .centredParagraph)
    if let code = work.code { drawGuestCode(code, parts[5], bearings, on: &canvas) }
    let button = parts[6].centred(width: 40, height: tall)
    return Button(speech(BookWord.finish), key: "Enter", state: .focused, Touch.key(Key(.enter)))
      .draw(button, on: &canvas)
  }

  /// The office has closed for today, and the number with it: nobody is called any more.
  var isOver: Bool { ticket?.stage == .lapsed && closed != nil }

  /// With the hour of the next opening, where it is known.
  func closedText(_ speech: Speech) -> String {
    [speech(BookWord.closedToday), closed.map { speech($0) } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func keptText(_ speech: Speech) -> String {
    if isOver, page == .thanks || !work.done.isEmpty { return speech(BookWord.closedKept) }
    if isOver { return speech(BookWord.closedNothing) }
    if page == .paused { return speech(work.done.isEmpty ? BookWord.pausedNothing : .pausedKept) }
    return work.done.isDisjoint(with: [.register, .link]) ? speech(BookWord.thanksAnonymous) : ""
  }

  /// Where to go now: to the desk, if it has called meanwhile.
  private func nextText(_ speech: Speech) -> String {
    if let ticket, ticket.stage.holdsDesk, let desk = ticket.desk { return speech(BookWord.pausedDesk, desk) }
    if ticket?.stage == .finished { return speech(BookWord.servedThanks) }
    if isOver { return closedText(speech) }
    return speech(page == .paused ? BookWord.pausedWait : .thanksText)
  }

  private func drawGuestCode(_ code: String, _ region: Region, _ bearings: Bearings, on canvas: inout Canvas) {
    let speech = bearings.speech
    let big = BigText(code.uppercased(), .compact, .plain)
    let extent = big.extent(canvas.look)
    let isBig = extent.columns <= region.width && extent.rows + 4 <= region.height
    let parts = Layout.rows(region, [.fixed(1), .fixed(isBig ? extent.rows + 1 : 2), .fixed(2), .fill(1)])
    canvas.text(speech(BookWord.codeTitle), parts[0], .faint, .centred)
    if isBig { big.draw(parts[1], on: &canvas) } else { canvas.text(code, parts[1].row(0), .title, .centred) }
    canvas.text(
      isBig ? code + "  ·  " + speech(BookWord.codeText) : speech(BookWord.codeText), parts[2], .plain,
      .centredParagraph)
    if let matrix = bearings.encode(code) { _ = QRCode(matrix).draw(parts[3], on: &canvas) }
  }
}
