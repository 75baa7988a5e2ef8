import Canvas
import Desk
import Domain

/// Where somebody is at the rating terminal.
enum RatingPage: Sendable, Hashable {
  /// Nobody is waited for, or the terminal knows nothing yet.
  case waiting
  case faces, comment, offer, survey, complaint, thanks, code, refused
}

/// What a button of the rating terminal does.
enum RatingAct: Sendable {
  case face(Int)
  case answer(Int)
  case begin(RatingPage)
  case back
  case done
}

extension RatingTerminal {
  var page: RatingPage { visitor.pages.last ?? (offer?.visit == nil || offerFault != nil ? .waiting : .faces) }

  var choices: Choices<RatingAct> {
    let speech = bearings.speech
    switch page {
    case .waiting: return Choices([Choice(digit: 1, speech(RatingWord.byCode), .begin(.code))])
    case .faces: return faceChoices
    case .offer: return offerChoices
    case .survey: return surveyChoices
    case .refused, .thanks: return Choices([Choice(digit: 1, speech(VisitorWord.done), .done)])
    case .comment, .complaint, .code: return Choices([])
    }
  }

  func draw(_ page: RatingPage, _ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    switch page {
    case .waiting: drawWaiting(region, on: &canvas)
    case .faces: drawFaces(region, on: &canvas)
    case .comment: drawComment(region, on: &canvas)
    case .offer: drawOffer(region, on: &canvas)
    case .survey: drawSurvey(region, on: &canvas)
    case .complaint: drawComplaint(region, on: &canvas)
    case .thanks: drawThanks(region, on: &canvas)
    case .code: drawCode(region, on: &canvas)
    case .refused: drawRefused(region, on: &canvas)
    }
  }

  func spoken() -> String {
    let speech = bearings.speech
    if let warning { return IdleWarning(seconds: warning).spoken(speech) }
    if visitor.showsHelp { return help.spoken }
    let head: [String] =
      switch page {
      case .waiting: [waitingText]
      case .faces: [speech(RatingWord.howWasIt)]
      case .comment: [speech(RatingWord.comment), speech(RatingWord.commentExplained)]
      case .offer: [speech(RatingWord.stored), speech(RatingWord.offerExplained)]
      case .survey: [speech(SurveyWord.question(surveyItem))]
      case .complaint: [speech(RatingWord.complaintExplained)]
      case .thanks: [speech(RatingWord.thanks), speech(RatingWord.thanksExplained)]
      case .code: [codeExplained]
      case .refused: [visitor.refused.map { speech($0.text) } ?? ""]
      }
    let buttons = choices.items.map { speech(KioskWord.pressFor, $0.name, $0.label) }
    return (head + buttons).joined(separator: " ")
  }

  // MARK: Going

  mutating func carryOut(_ act: RatingAct) -> [Wish] {
    switch act {
    case .face(let face): press(face: face)
    case .answer(let value): return answer(value)
    case .begin(let page): begin(page)
    case .back: return goBack()
    case .done: return wipe(at: bearings.now)
    }
    return []
  }

  mutating func begin(_ page: RatingPage) {
    visitor.pages.append(page)
    (visitor.note, visitor.code, visitor.survey) = (NoteEntry(), CodeEntry(), [])
  }

  /// From one question of the survey to the one before; from a page to the one below; from what is stored to the start.
  mutating func goBack() -> [Wish] {
    if page == .survey, !visitor.survey.isEmpty {
      visitor.survey.removeLast()
      return []
    }
    if page == .thanks || page == .offer { return wipe(at: bearings.now) }
    guard !visitor.pages.isEmpty else { return [] }
    if page == .comment { visitor.face = nil }
    visitor.pages.removeLast()
    (visitor.note, visitor.code, visitor.survey) = (NoteEntry(), CodeEntry(), [])
    return bearings.forget(codeErrand) + bearings.forget(ticketErrand)
  }

  mutating func finish() { visitor.pages = [.thanks] }

  /// What was written is a comment to the review, or a complaint.
  mutating func send(_ text: String) -> [Wish] {
    if page == .complaint { return complain(text) }
    return review(comment: text).map { storing($0) } ?? []
  }

  // MARK: By code

  private var codeExplained: String {
    let speech = bearings.speech
    return speech(RatingWord.codeExplained, CodeEntry.ticketExample(bearings.profile), speech(VisitorWord.enter))
  }

  func drawCode(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let isChecking = !bearings.underWay.isDisjoint(with: [codeErrand, ticketErrand])
    return visitor.code.draw(
      region, speech(RatingWord.byCode), codeExplained, isChecking: isChecking, speech, on: &canvas)
  }

  mutating func ask(_ text: String) -> [Wish] {
    visitor.code.fault = nil
    visitor.codeText = text
    return bearings.ask(codeErrand) { .read(.code(CodeQuery { $0.text = text }), $0) }
  }

  mutating func scan(_ text: String, _ typed: Int) -> [Wish] {
    switch page {
    case .code: visitor.code.takeBack(typed)
    case .waiting, .faces: begin(.code)
    default: return []
    }
    return ask(text)
  }

  mutating func misread() -> [Wish] {
    if page == .waiting || page == .faces { begin(.code) }
    if page == .code { visitor.code.fault = KioskWord.misread.both }
    return []
  }

  /// The code is right. Whether the visit can be rated, its ticket says.
  mutating func found(_ view: View) -> [Wish] {
    guard case .code(let found) = view, page == .code else { return [] }
    guard found.kind == .ticket, let visit = found.visit else {
      visitor.code.fault = RatingWord.notATicket.both
      return []
    }
    guard found.stage == .finished else {
      visitor.code.fault = (found.stage?.isOpen ?? true ? RatingWord.notFinished : .neverServed).both
      return []
    }
    return bearings.ask(ticketErrand) { .read(.ticket(VisitQuery { $0.visit = .id(visit) }), $0) }
  }

  mutating func identify(_ view: View) {
    guard case .ticket(let ticket) = view, page == .code else { return }
    let open = Instrument.allCases.filter { !ticket.rated.contains($0) }
    guard open.contains(.review) || open.contains(.skm) else {
      visitor.code.fault = RatingWord.alreadyRated.both
      return
    }
    (visitor.visit, visitor.number, visitor.open) = (ticket.visit, ticket.number, open)
    if !visitor.hasChosenLanguage { bearings.expect(ticket.language) }
    visitor.code = CodeEntry()
    visitor.pages = [open.contains(.review) ? .faces : .offer]
  }
}
