import Canvas
import Desk
import Domain

/// Where visitors say how they were served: at a desk about the visit just finished there, or anywhere by the code of their ticket.
public struct RatingTerminal: Station {
  public var bearings: Bearings
  /// The desk it stands at; `nil` waits for codes only.
  let desk: Int?
  var day: DayView?
  /// Who may rate at this desk now.
  var offer: RatingView?
  /// Why that cannot be seen: no empty desk.
  var offerFault: Refused?
  /// Whoever stands here. The wipe replaces it whole.
  var visitor = RatingVisitor()
  var idle: Idle

  public init(_ bearings: Bearings, desk: Int? = nil) {
    self.bearings = bearings
    self.desk = desk
    idle = Idle(patience: .seconds(60), at: .zero)
  }

  /// Tells one visitor's errands from the next one's: what was sent is carried out after they have left, and its answer concerns
  /// nobody any more.
  var serial = 0

  var codeErrand: Errand { Errand("rating.code \(serial)") }
  var ticketErrand: Errand { Errand("rating.ticket \(serial)") }
  var reviewErrand: Errand { Errand("rating.review \(serial)") }
  var surveyErrand: Errand { Errand("rating.survey \(serial)") }
  var complaintErrand: Errand { Errand("rating.complaint \(serial)") }

  public var watching: [Query] {
    let offer = desk.map { desk in Query.rating(DeskQuery { $0.desk = desk }) }
    return [.profile(Empty()), .day(DayQuery())] + (offer.map { [$0] } ?? []) + bearings.bell.watching
  }

  public var deadline: Duration? {
    let idles = visitor.isTouched ? idle.deadline(at: bearings.now) : nil
    return [bearings.deadline, idles, visitor.held.deadline].compactMap { $0 }.min()
  }

  public var digitsChoose: Bool { ![.code, .comment, .complaint].contains(page) }

  public var leaf: Leaf {
    Leaf {
      $0.combine(page)
      $0.combine(visitor.survey.count)
      $0.combine(visitor.showsHelp)
      $0.combine(warning != nil)
    }
  }

  // MARK: Taking in

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    let wasWarning = visitor.isTouched && page != .thanks && idle.state(at: now) != .awake
    switch input {
    case .key, .touch, .scan, .scanRefused:
      idle.touched(at: now)
      visitor.isTouched = true
    default: break
    }
    if bearings.take(input, at: now) {
      if case .key(.function(2)) = input { visitor.hasChosenLanguage = true }
      return []
    }
    let before = page
    defer { setPatience(before) }
    let rings = bearings.followBell(input)
    if !rings.isEmpty { return rings }
    switch input {
    case .key(let key): return wasWarning ? [] : press(key, at: now)
    case .touch(let touch): return wasWarning ? [] : take(touch)
    case .scan(let text, let typed): return wasWarning ? [] : scan(text, typed)
    case .scanRefused(let typed):
      visitor.code.takeBack(typed)
      return wasWarning ? [] : misread()
    case .tick:
      if let key = visitor.held.due(at: now) { return carryOut(key, at: now) }
      guard visitor.isTouched, idle.state(at: now) == .over else { return [] }
      return wipe(at: now)
    default:
      defer { expect() }
      return hear(input)
    }
  }

  /// The visitor who comes from the desk is spoken to in the language of their number; whoever stands here has chosen already.
  private mutating func expect() { if !visitor.isTouched { bearings.expect(offer?.language) } }

  /// Thanks are read quickly and hold nothing that a warning must guard.
  private mutating func setPatience(_ before: RatingPage) {
    idle.patience = page == .thanks ? .seconds(10) : .seconds(max(10, bearings.profile?.idleSeconds ?? 60))
    idle.warning = page == .thanks ? .zero : .seconds(20)
    if page == .thanks, before != .thanks { idle.touched(at: bearings.now) }
  }

  private mutating func press(_ key: Key, at now: Duration) -> [Wish] {
    let waited = visitor.held.due(at: now, key).map { carryOut($0, at: now) } ?? []
    return visitor.held.judge(key, at: now) == .press ? waited + carryOut(key, at: now) : waited
  }

  private mutating func carryOut(_ key: Key, at now: Duration) -> [Wish] {
    let (before, item) = (page, visitor.survey.count)
    let wishes = act(on: key)
    if page != before || visitor.survey.count != item {
      visitor.focus = nil
      visitor.held.turned(key, at: now)
    }
    return wishes
  }

  private mutating func act(on key: Key) -> [Wish] {
    switch (key.code, key.modifiers) {
    case (.function(1), []):
      visitor.showsHelp.toggle()
      return []
    case (.function(6), []): return bearings.ring(.rating, visitor.number)
    case (.function(10), []): return [.say(spoken(), bearings.language)]
    case _ where visitor.showsHelp:
      visitor.showsHelp = false
      return []
    case (.escape, []): return goBack()
    default: break
    }
    switch page {
    case .code:
      if case .entered(let text) = visitor.code.take(key) { return ask(text) }
      return []
    case .comment, .complaint:
      let outcome = visitor.note.take(key)
      bearings.sayIfFull(visitor.note.line)
      if case .sent(let text) = outcome { return send(text) }
      return []
    default: break
    }
    switch choices.take(key, focus: visitor.focus) {
    case .act(let act): return carryOut(act)
    case .focus(let index): visitor.focus = index
    case .notMine: break
    }
    return []
  }

  private mutating func take(_ touch: Touch) -> [Wish] {
    if visitor.showsHelp {
      visitor.showsHelp = false
      return []
    }
    switch page {
    case .code: if case .entered(let text) = visitor.code.take(touch) { return ask(text) }
    case .comment, .complaint: if case .sent(let text) = visitor.note.take(touch) { return send(text) }
    default: break
    }
    return []
  }

  private mutating func hear(_ input: Input) -> [Wish] {
    switch input {
    case .view(.day, .day(let view)): day = view
    case .view(.rating, .rating(let view)): (offer, offerFault) = (view, nil)
    case .unseen(.rating, let refused), .unseen(.profile, let refused): offerFault = refused
    case .read(codeErrand, let view): return found(view)
    case .read(ticketErrand, let view): identify(view)
    case .refused(codeErrand, let refused), .refused(ticketErrand, let refused):
      visitor.code.refuse(refused, visitor.codeText, bearings.profile)
    case .answered(reviewErrand, _): visitor.pages = [.offer]
    case .answered(surveyErrand, _), .answered(complaintErrand, _): finish()
    case .refused(let errand, let refused) where [reviewErrand, surveyErrand, complaintErrand].contains(errand):
      take(refused, of: errand)
    default: break
    }
    return []
  }

  /// What a rule forbids ends here; anything else leaves every answer and every word where it is, to be sent again.
  private mutating func take(_ refused: Refused, of errand: Errand) {
    if errand == surveyErrand { visitor.survey = visitor.survey.dropLast() }
    guard ["already-rated", "not-finished", "no-such-visit"].contains(refused.code) else {
      return bearings.say(refused)
    }
    visitor.refused = refused
    visitor.pages = [.refused]
  }

  /// A face was pressed: that is an answer, also of somebody who walks away. Words that were not sent are not.
  mutating func wipe(at now: Duration) -> [Wish] {
    let parting = page == .comment ? review(comment: "").map { storing($0) } ?? [] : []
    let forgotten = bearings.forget(codeErrand) + bearings.forget(ticketErrand)
    serial += 1
    visitor = RatingVisitor()
    bearings.forgetReader()
    expect()
    idle = Idle(patience: .seconds(60), at: now)
    return parting + forgotten + [.wipe]
  }

  mutating func storing(_ review: Rate) -> [Wish] { bearings.ask(reviewErrand) { .perform(.rate(review), $0) } }

  // MARK: Drawing

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let frame = Frame(bearings.speech(RatingWord.title), clock: day?.localTime ?? "", hints: hints)
    return frame.draw(bearings, on: &canvas) { region, canvas in
      if let seconds = warning { return IdleWarning(seconds: seconds).draw(region, bearings.speech, on: &canvas) }
      if visitor.showsHelp { return help.draw(region, bearings.speech, on: &canvas) }
      return draw(page, region, on: &canvas)
    }
  }

  var warning: Int? {
    guard visitor.isTouched, page != .thanks, case .warning(let seconds) = idle.state(at: bearings.now) else {
      return nil
    }
    return seconds
  }

  var help: HelpSheet {
    let words: [RatingWord] = [.helpFaces, .helpWords, .helpCode, .helpBack, .helpStaff, .helpPrivacy]
    return HelpSheet(title: bearings.speech(RatingWord.helpTitle), lines: words.map { bearings.speech($0) })
  }

  private var hints: [Frame.Hint] {
    let speech = bearings.speech
    var hints: [Frame.Hint] = visitor.pages.isEmpty && !visitor.showsHelp ? [] : [.back(speech)]
    if !visitor.showsHelp { hints.append(.help(speech)) }
    hints.append(.staff(speech))
    if bearings.profile?.languages.count ?? 2 > 1 { hints.append(.language(speech)) }
    return hints + (bearings.hasVoice ? [.look(speech), .say(speech)] : [.look(speech)])
  }
}

/// Everything somebody has answered and written here; gone with them.
struct RatingVisitor: Sendable, Equatable {
  var pages: [RatingPage] = []
  var focus: Int?
  var held = HeldKey()
  var isTouched = false
  /// They have pressed the key of languages: stronger than what their number was taken in.
  var hasChosenLanguage = false
  /// How this terminal is used, over the page.
  var showsHelp = false
  var visit: VisitID?
  var number: QueueNumber?
  /// What can still be answered about the visit.
  var open: [Instrument] = []
  /// The face that was pressed, 1 to 5.
  var face: Int?
  /// Answers to the survey so far, in its order.
  var survey: [Int] = []
  var note = NoteEntry()
  var code = CodeEntry()
  /// What was typed last and is being looked for.
  var codeText = ""
  var refused: Refused?
}
