import Canvas
import Desk
import Domain

/// The guest book of one visit, as a part of other stations: visitors walk through short pages, staff fill one dense page.
///
/// ```
/// visitor:  consent ──▶ questions ──▶ review ──▶ thanks        staff:  dense page ◀──▶ suggestions
///              └▶ code ─▶ greeting ─▶ the visit's questions ─┘             └▶ saved
///           from anywhere: F4 ─▶ stop for now ─▶ what was agreed to is kept, the rest is for staff
/// ```
/// Without consent no profile is registered: the visit is signed for without a name. The station around it takes the office's keys,
/// draws the frame with `hints` and `banner`, watches `watching`, and drops the value when it is over: no guest outlives it.
public struct GuestBook: Sendable {
  /// Who holds the pen.
  public enum Manner: Sendable { case visitor, staff }

  /// What the station around it does next.
  public enum Step: Sendable, Equatable {
    case on([Wish])
    /// Signed. The code is that of a guest registered now, for the next visit; visitors have seen it already.
    case done([Wish], guestCode: String?)
    /// Left before the end; what was confirmed is kept.
    case left([Wish])

    fileprivate func after(_ wishes: [Wish]) -> Step {
      switch self {
      case .on(let more): .on(wishes + more)
      case .done(let more, let code): .done(wishes + more, guestCode: code)
      case .left(let more): .left(wishes + more)
      }
    }
  }

  enum Page: Sendable, Hashable {
    case consent, code, greeting
    case question(Question)
    case review, thanks, paused
    case dense
  }

  let visit: VisitKey
  let manner: Manner
  /// The terminal it is filled in at: staff who are asked for go there.
  let place: HelpPlace
  let profile: OfficeProfile
  var answers = Answers()
  var page: Page
  /// The questions on the page; `answers` has all of them.
  var form: Form
  /// The review sent the visitor back to one question.
  var isCorrecting = false
  /// An unusual address was pointed out; the next Enter means that it is right.
  var wasWarned = false
  /// Up and down on pages of choices; −1 is the main button.
  var selection = -1
  /// The question whether to stop now.
  var asksToStop = false
  var isStopping = false
  /// How the guest book is used, over the page. A call stands above it like above any page.
  var showsHelp = false
  var work: BookWork
  /// A returning visitor, by a code that was right.
  var returning: CodeView?
  var returningCode = ""
  var search = GuestSearch()
  var ticket: TicketView?
  /// The service day is closed: when the office opens again, where that is known.
  var closed: Bilingual?
  var thisYear = 2100
  /// The last press was a finger's: the next page to write on brings its keyboard along.
  var usesFinger = false
  /// A key that has answered a question answers no other one by being hit twice or held.
  private var held = HeldKey()

  /// `known` is what staff see of the visit: it is filled in, to be corrected. `service` is the visit's, by its key. `today` is the
  /// office's, by which a year of birth is judged.
  public init(
    visit: VisitKey, manner: Manner, at place: HelpPlace = .guestBook, profile: OfficeProfile, service: String = "",
    known: VisitView? = nil, today: Day? = nil
  ) {
    self.visit = visit
    self.manner = manner
    self.place = place
    self.profile = profile
    work = BookWork(visit: visit)
    page = manner == .staff ? .dense : .consent
    form = Form([Question.name.entry])
    if let kind = profile.service(known?.service ?? service)?.kind {
      answers[.services].answer = .several([Int(kind.rawValue) - 1])
    }
    if let today { thisYear = today.civil.year }
    if let known { recall(known) }
    arrange()
  }

  private mutating func recall(_ view: VisitView) {
    if let guest = view.guest { use(guest) }
    if let entry = view.entry { answers.fill(entry, view.words) }
    answers.choose(.identity, view.identity.map { Int($0.rawValue) - 1 })
    work.knownIdentity = view.identity
    work.hasLocker = view.locker != nil
    if let day = Optional(view.day), day != .blank { thisYear = day.civil.year }
  }

  /// Views the station must watch for it.
  public var watching: [Query] { [.ticket(VisitQuery { $0.visit = visit }), .day(DayQuery())] }

  /// The page, and what stands over it. Staff fill one page.
  var leaf: Leaf {
    Leaf {
      $0.combine(page)
      $0.combine(asksToStop)
      $0.combine(showsHelp)
    }
  }

  /// When it must hear of the time again.
  public var deadline: Duration? { held.deadline }

  /// Digits choose on this page: a scanner's must be kept back.
  public var digitsChoose: Bool {
    if asksToStop || showsHelp { return true }
    switch page {
    case .consent, .greeting, .review, .thanks, .paused: return true
    case .code: return false
    case .question, .dense: return search.isPicking || form.digitsChoose
    }
  }

  /// The service for which the visitor took the number is ticked already.
  private mutating func learn(_ view: TicketView) {
    if ticket == nil, answers[.services].isEmpty,
      let service = profile.services.first(where: { $0.name == view.service })
    {
      answers[.services].answer = .several([Int(service.kind.rawValue) - 1])
      if form.entries.contains(where: { $0.name == Question.services.rawValue }) {
        form[.services] = answers[.services]
      }
    }
    ticket = view
  }

  // MARK: What happens

  public mutating func take(_ input: Input, _ bearings: inout Bearings, at now: Duration) -> Step {
    switch input {
    case .view(.ticket(let query), .ticket(let view)) where query.visit == visit: learn(view)
    case .view(.day, .day(let view)):
      if let day = view.day { thisYear = day.civil.year }
      closed = view.closed ? Bilingual(view.opensNext, view.opensNextEnglish) : nil
    case .answered(let errand, let answer): return answered(errand, answer, &bearings)
    case .refused(let errand, let refused): return self.refused(errand, refused, &bearings)
    case .read(let errand, let view): return read(errand, view, &bearings)
    case .scan(let text, let typed):
      form.takeBack(typed)
      return .on(scanned(text, &bearings))
    case .scanRefused(let typed): form.refuseScan(typed)
    case .touch(let touch):
      usesFinger = true
      return taken(touch, &bearings)
    case .key(let key):
      // Choosing by a digit says nothing: taps on buttons arrive as their keys.
      if case .character = key.code, isWriting { usesFinger = false }
      return pressed(key, &bearings, at: now)
    case .tick: if let key = held.due(at: now) { return carriedOut(key, &bearings, at: now) }
    default: break
    }
    return .on([])
  }

  private mutating func pressed(_ key: Key, _ bearings: inout Bearings, at now: Duration) -> Step {
    var wishes: [Wish] = []
    if let waited = held.due(at: now, key) {
      let step = carriedOut(waited, &bearings, at: now)
      // Over: what follows is pressed on another page, by the next guest.
      guard case .on(let wished) = step else { return step }
      wishes = wished
    }
    guard held.judge(key, at: now) == .press else { return .on(wishes) }
    return carriedOut(key, &bearings, at: now).after(wishes)
  }

  /// What has turned the page, or ticked an option, must not do it twice. Letters that are written do neither.
  private mutating func carriedOut(_ key: Key, _ bearings: inout Bearings, at now: Duration) -> Step {
    let (before, chooses) = (leaf, digitsChoose)
    let step = taken(key, &bearings)
    var isChoice = false
    if case .character = key.code { isChoice = chooses }
    if leaf != before || isChoice { held.turned(key, at: now) }
    return step
  }

  private mutating func taken(_ key: Key, _ bearings: inout Bearings) -> Step {
    if manner == .visitor {
      switch (key.code, key.modifiers) {
      case (.function(6), []): return .on(bearings.ring(place, ticket?.number))
      case (.function(10), []): return .on([.say(spoken(bearings.speech), bearings.language)])
      default: break
      }
    }
    if asksToStop { return stopAnswered(key, &bearings) }
    switch (key.code, key.modifiers) {
    case (.function(1), []) where manner == .visitor:
      showsHelp.toggle()
      return .on([])
    case (.function(4), []) where manner == .visitor && isUnderWay:
      (asksToStop, showsHelp) = (true, false)
      return .on([])
    default: break
    }
    if showsHelp {
      showsHelp = false
      return .on([])
    }
    switch page {
    case .consent: return consentTaken(key, &bearings)
    case .code: return codeTaken(key, &bearings)
    case .greeting: return greetingTaken(key, &bearings)
    case .question(let question): return questionTaken(question, key, &bearings)
    case .review: return reviewTaken(key, &bearings)
    case .thanks, .paused: return endTaken(key)
    case .dense: return denseTaken(key, &bearings)
    }
  }

  /// Touches of buttons arrive as their keys; these are fields, options and rows.
  private mutating func taken(_ touch: Touch, _ bearings: inout Bearings) -> Step {
    if case .key(let key) = touch { return taken(key, &bearings) }
    guard !asksToStop, !showsHelp else { return .on([]) }
    switch (page, touch) {
    case (.code, _), (.question, .focus):
      return formTook(form.take(touch), &bearings)
    case (.question(let question), .choose(let index)):
      if form.focused.isWritten { return formTook(form.take(touch), &bearings) }
      return chosen(question, index, &bearings)
    case (.consent, .choose(let index)): return consentTaken(Key(.character(Self.digit(index))), &bearings)
    case (.greeting, .choose(let index)): return greetingTaken(Key(.character(Self.digit(index))), &bearings)
    case (.review, .choose(let index)): correct(index)
    case (.dense, _): return denseTouched(touch, &bearings)
    default: break
    }
    return .on([])
  }

  /// The key of a button, counted from 0.
  private static func digit(_ index: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(truncatingIfNeeded: 49 + index)) }

  mutating func formTook(_ outcome: Form.Outcome, _ bearings: inout Bearings) -> Step {
    answers.keep(form)
    guard outcome == .finished else { return .on([]) }
    switch page {
    case .code: return .on(checkCode(&bearings))
    case .question(let question): return forward(from: question, &bearings)
    default: return .on([])
    }
  }

  private var isWriting: Bool {
    switch page {
    case .code, .dense: true
    case .question: form.focused.isWritten
    default: false
    }
  }

  /// Nothing has been sent to its end yet.
  var isUnderWay: Bool { page != .thanks && page != .paused }
}
