import Canvas
import Desk
import Domain

/// The visitors' own terminal: a number in one touch, for somebody who has never seen it. Nobody can leave it, and nothing of
/// one visitor is left for the next.
public struct Kiosk: Station {
  public var bearings: Bearings
  /// The office as it is now; belongs to nobody.
  var day: DayView?
  /// Why the office cannot be shown: a store that fails is no empty queue.
  var dayFault: Refused?
  /// Whoever stands here. The wipe replaces it whole, so a field added to it is wiped too.
  var visitor = KioskVisitor()
  var idle: Idle

  public init(_ bearings: Bearings) {
    self.bearings = bearings
    idle = Idle(patience: .seconds(60), at: .zero)
  }

  static let visitErrand = Errand("kiosk.visit")
  static let lockerErrand = Errand("kiosk.locker")
  static let printErrand = Errand("kiosk.print")
  static let codeErrand = Errand("kiosk.code")

  public var watching: [Query] {
    let ticket = visitor.visit.map { visit in Query.ticket(VisitQuery { $0.visit = .id(visit) }) }
    return [.profile(Empty()), .day(DayQuery())] + (ticket.map { [$0] } ?? []) + bearings.bell.watching
  }

  public var deadline: Duration? {
    let idles = visitor.isTouched ? idle.deadline(at: bearings.now) : nil
    return [bearings.deadline, idles, visitor.held.deadline, visitor.book?.deadline].compactMap { $0 }.min()
  }

  /// Everywhere but where something is typed: there a scan's characters may show before they are known to be one.
  public var digitsChoose: Bool {
    switch page {
    case .code: false
    case .book: visitor.book?.digitsChoose ?? true
    default: true
    }
  }

  public var leaf: Leaf {
    Leaf {
      $0.combine(page)
      $0.combine(visitor.firstService)
      $0.combine(visitor.isSecondLeaf)
      $0.combine(page == .book ? visitor.book?.leaf : nil)
      $0.combine(visitor.isTouched && page != .ticket && idle.state(at: bearings.now) != .awake)
    }
  }

  // MARK: Taking in

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    let wasWarning = visitor.isTouched && page != .ticket && idle.state(at: now) != .awake
    switch input {
    case .key, .touch, .scan, .scanRefused:
      idle.touched(at: now)
      visitor.isTouched = true
    default: break
    }
    if bearings.take(input, at: now) { return [] }
    defer { idle.patience = patience }
    let rings = bearings.followBell(input)
    if !rings.isEmpty { return rings }
    switch input {
    case .key, .touch, .scan, .scanRefused: return wasWarning ? [] : act(on: input, at: now)
    case .tick:
      if let key = visitor.held.due(at: now) { return carryOut(key, at: now) }
      return takeBook(input) + passTime(at: now)
    default: return hear(input)
    }
  }

  private mutating func act(on input: Input, at now: Duration) -> [Wish] {
    switch input {
    case .key(let key): return press(key, at: now)
    case _ where page == .book: return takeBook(input)
    case .touch(let touch): return take(touch)
    case .scan(let text, let typed): return scan(text, typed)
    case .scanRefused(let typed): return misread(typed)
    default: return []
    }
  }

  /// A key that has just turned the page presses nothing on the next one.
  private mutating func press(_ key: Key, at now: Duration) -> [Wish] {
    let waited = visitor.held.due(at: now, key).map { carryOut($0, at: now) } ?? []
    return visitor.held.judge(key, at: now) == .press ? waited + carryOut(key, at: now) : waited
  }

  private mutating func carryOut(_ key: Key, at now: Duration) -> [Wish] {
    let before = page
    let wishes = act(on: key)
    if page != before {
      visitor.focus = nil
      visitor.held.turned(key, at: now)
    }
    return wishes
  }

  private mutating func act(on key: Key) -> [Wish] {
    switch (key.code, key.modifiers) {
    case (.function(1), []) where page == .help: return goBack()
    case (.function(1), []) where page != .book:
      visitor.pages.append(.help)
      return []
    case _ where page == .book: return takeBook(.key(key))
    case (.function(10), []): return [.say(spoken(), bearings.language)]
    case (.escape, []): return goBack()
    default: break
    }
    if case .code = page { return write(key) }
    switch choices.take(key, focus: visitor.focus) {
    case .act(let act): return carryOut(act)
    case .focus(let index): visitor.focus = index
    case .notMine: break
    }
    return []
  }

  private mutating func take(_ touch: Touch) -> [Wish] {
    guard case .code(let purpose) = page else { return [] }
    if case .entered(let text) = visitor.code.take(touch) { return ask(text, purpose) }
    return []
  }

  private mutating func hear(_ input: Input) -> [Wish] {
    switch input {
    case .view(.day, .day(let view)): (day, dayFault) = (view, nil)
    case .view(.ticket(let query), .ticket(let view)):
      guard query.visit == visitor.visit.map(VisitKey.id) else { break }
      let isCalled = view.stage == .called && visitor.ticket.map { $0.stage != .called } ?? false
      (visitor.ticket, visitor.ticketFault) = (view, nil)
      // Who comes back with the code has what they were given before.
      visitor.locker = view.locker
      visitor.hasSigned = visitor.hasSigned || view.signed
      // Whoever is still reading here hears it too.
      if isCalled { return [.bell] + takeBook(input) }
    case .unseen(.day, let refused), .unseen(.profile, let refused): dayFault = refused
    case .unseen(.ticket, let refused): visitor.ticketFault = refused
    case .answered(Self.visitErrand, let answer): return welcome(answer)
    case .answered(Self.lockerErrand, let answer): visitor.locker = answer.locker
    case .read(Self.codeErrand, let view): return find(view)
    case .refused(Self.codeErrand, let refused): visitor.code.refuse(refused, visitor.codeText, bearings.profile)
    // The number stays in view: paper is not worth a page of its own.
    case .refused(Self.printErrand, let refused): bearings.say(refused)
    case .refused(Self.visitErrand, let refused), .refused(Self.lockerErrand, let refused): show(refused)
    default: break
    }
    return takeBook(input)
  }

  // MARK: Time

  /// A ticket that has been read is in nobody's way for long; forms have the office's time.
  private var patience: Duration {
    let seconds = max(10, bearings.profile?.idleSeconds ?? 60)
    return .seconds(page == .ticket ? min(seconds, 30) : seconds)
  }

  private mutating func passTime(at now: Duration) -> [Wish] {
    guard visitor.isTouched, idle.state(at: now) == .over else { return [] }
    return wipe(at: now)
  }

  /// The next visitor finds the terminal as the first one did.
  mutating func wipe(at now: Duration) -> [Wish] {
    let forgotten = bearings.underWay.sorted { $0.name < $1.name }.flatMap { bearings.forget($0) }
    visitor = KioskVisitor()
    bearings.forgetReader()
    idle = Idle(patience: patience, at: now)
    return forgotten + [.wipe]
  }

  // MARK: Drawing

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let frame = Frame(title, clock: day?.localTime ?? "", hints: hints, banner: banner)
    return frame.draw(bearings, on: &canvas) { region, canvas in
      if visitor.isTouched, page != .ticket, case .warning(let seconds) = idle.state(at: bearings.now) {
        return IdleWarning(seconds: seconds).draw(region, bearings.speech, on: &canvas)
      }
      return draw(page, region, on: &canvas)
    }
  }

  /// Whoever is called sees it on every page, also while they read something else. The ticket's own page says it itself.
  private var banner: (String, Banner.Kind)? {
    let speech = bearings.speech
    if page == .book { return visitor.book?.banner(speech) }
    guard page != .ticket, let ticket = visitor.ticket, ticket.stage == .called, let desk = ticket.desk else {
      return nil
    }
    let label = visitor.number?.description ?? visitor.visit?.description ?? ""
    return (speech(TicketWord.called, label, desk), .warning)
  }

  private var hints: [Frame.Hint] {
    let speech = bearings.speech
    if page == .book, let book = visitor.book { return book.hints(bearings) }
    var hints: [Frame.Hint] = []
    if !visitor.pages.isEmpty { hints.append(.back(speech)) }
    hints.append(.help(speech))
    if page != .language, bearings.profile?.languages.count ?? 2 > 1 { hints.append(.language(speech)) }
    return hints + (bearings.hasVoice ? [.look(speech), .say(speech)] : [.look(speech)])
  }
}

/// Everything a visitor has typed, chosen and been told; gone with them.
struct KioskVisitor: Sendable {
  /// Where they are, the page before below it; empty on the first page.
  var pages: [KioskPage] = []
  /// The button on which Enter acts.
  var focus: Int?
  var held = HeldKey()
  /// Somebody has been here since the last wipe.
  var isTouched = false
  /// The first service in view.
  var firstService = 0
  var service = ""
  var visit: VisitID?
  var number: QueueNumber?
  var ticket: TicketView?
  var ticketFault: Refused?
  var locker: Int?
  var book: GuestBook?
  var hasSigned = false
  var code = CodeEntry()
  var reservation: CodeView?
  /// The code it was found by.
  var codeText = ""
  /// The second leaf of the standing information.
  var isSecondLeaf = false
  var refused: Refused?
}
