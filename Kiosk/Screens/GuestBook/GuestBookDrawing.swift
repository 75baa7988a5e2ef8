import Canvas
import Desk
import Domain

// The picture, and what the station around it needs to draw its frame.
extension GuestBook {
  /// The page. The frame around it is the station's, with `hints` at its foot and `banner` above.
  public func draw(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    if showsHelp { return help(bearings.speech).draw(region, bearings.speech, on: &canvas) }
    let targets = drawPage(region, bearings, on: &canvas)
    return asksToStop ? drawStop(region, bearings, on: &canvas) : targets
  }

  private func drawPage(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    switch page {
    case .consent: drawConsent(region, bearings, on: &canvas)
    case .code: drawCode(region, bearings, on: &canvas)
    case .greeting: drawGreeting(region, bearings, on: &canvas)
    case .question(let question): drawQuestion(question, region, bearings, on: &canvas)
    case .review: drawReview(region, bearings, on: &canvas)
    case .thanks, .paused: drawEnd(region, bearings, on: &canvas)
    case .dense: drawDense(region, bearings, on: &canvas)
    }
  }

  /// A call while somebody fills in; it stays until the stage changes.
  public func banner(_ speech: Speech) -> (String, Banner.Kind)? {
    guard manner == .visitor, isUnderWay else { return nil }
    if ticket?.stage == .finished { return (speech(BookWord.served), .information) }
    if isOver { return (closedText(speech), .warning) }
    guard let desk = calledTo else { return nil }
    return (speech(BookWord.called, ticket?.number?.description ?? visit.word, desk), .warning)
  }

  /// The keys that work on this page, most important first.
  public func hints(_ bearings: Bearings) -> [Frame.Hint] {
    let speech = bearings.speech
    let aloud: [Frame.Hint] = bearings.hasVoice ? [.say(speech)] : []
    if asksToStop { return [.staff(speech)] + aloud + [.language(speech), .look(speech)] }
    if showsHelp { return [.back(speech), .staff(speech)] + aloud + [.language(speech), .look(speech)] }
    var hints: [Frame.Hint] = []
    let enter = Key(.enter)
    switch page {
    case .consent: hints = [Frame.Hint(Key(.escape), "Esc", speech(BookWord.leave))]
    case .code, .question:
      hints = [
        Frame.Hint(enter, "Enter", speech(BookWord.next)), Frame.Hint(Key(.escape), "Esc", speech(BookWord.previous)),
      ]
    case .greeting: hints = [Frame.Hint(Key(.escape), "Esc", speech(BookWord.previous))]
    case .review:
      hints = [
        Frame.Hint(enter, "Enter", speech(selection >= 0 ? BookWord.correct : .save)),
        Frame.Hint(Key(.escape), "Esc", speech(BookWord.previous)),
      ]
    case .thanks, .paused: hints = [Frame.Hint(enter, "Enter", speech(BookWord.finish))]
    case .dense:
      hints = [
        Frame.Hint(.control("s"), "^S", speech(BookWord.save)), Frame.Hint(.control("f"), "^F", speech(BookWord.find)),
      ]
      if work.guest != nil { hints.append(Frame.Hint(.control("n"), "^N", speech(BookWord.release))) }
      return hints + [
        Frame.Hint(Key(.escape), "Esc", speech(BookWord.leave)), .help(speech), .language(speech), .look(speech),
      ]
    }
    if isUnderWay { hints.append(Frame.Hint(.function(4), "F4", speech(BookWord.pause))) }
    return hints + [.help(speech), .staff(speech)] + aloud + [.language(speech), .look(speech)]
  }

  private func help(_ speech: Speech) -> HelpSheet {
    let words: [BookWord] = [.helpWrite, .helpChoose, .helpBack, .helpStop, .helpStaff, .helpPrivacy]
    return HelpSheet(title: speech(BookWord.helpTitle), lines: words.map { speech($0) })
  }

  /// The page as it is read aloud.
  func spoken(_ speech: Speech) -> String {
    if showsHelp { return help(speech).spoken }
    if asksToStop { return stopSpoken(speech) }
    return switch page {
    case .consent:
      [speech(BookWord.consentTitle), speech(BookWord.consentWhy), speech(Consent.current.text)]
        .joined(separator: " ")
    case .code: speech(BookWord.codeAsk) + " " + speech(BookWord.codeHint)
    case .greeting: speech(BookWord.greetingText)
    case .question(let question):
      ([speech(question.ask), speech(form.focused.hint)]
        + form.focused.options.enumerated().map { "\(Form.name(ofOption: $0)): \(speech($1))." }).joined(separator: " ")
    case .review: speech(BookWord.reviewTitle) + " " + speech(BookWord.reviewText)
    case .thanks: speech(BookWord.thanksTitle)
    case .paused: speech(BookWord.pausedTitle)
    case .dense: ""
    }
  }
}
