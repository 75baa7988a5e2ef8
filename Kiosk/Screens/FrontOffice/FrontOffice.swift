import Canvas
import Desk
import Domain

/// The front office's terminal: who is here today, and everything that is done for them before and between the desks.
///
/// ```
/// gate ─▶ queue · reservations · guests · complaints      (F5 to F8, always)
///            └─ Enter ─▶ visit ─▶ guest book, actions        └─ Enter ─▶ guest
/// ```
/// A page is state of its own in a file of its own; questions in between (which desk, which reason) stand over it as `asking`.
public struct FrontOffice: Station {
  enum Page: Sendable, Equatable { case queue, reservations, guests, complaints, visit, guest }

  public var bearings: Bearings
  var gate = Gate()
  var duty = HelpDuty()
  var alarms = StaffAlarms()
  var page = Page.queue
  /// Where details return to.
  var before = Page.queue
  /// The keys of this terminal, over whatever is there: a form under it stays as it was.
  var showsHelp = false
  var day: DayView?
  var queue = QueuePage()
  var visit = VisitPage()
  var reservations = ReservationsPage()
  var guests = GuestsPage()
  var guest = GuestPage()
  var complaints = ComplaintsPage()
  var line = LineRow()
  /// The guest book of the visit on the page, while it is being filled in.
  var book: GuestBook?
  /// A question that has to be answered first.
  var asking: Asking?
  /// The key that brought the question, and when: hit twice, it does not answer it.
  private var asked: (by: Key, at: Duration)?
  /// What is said when an errand has succeeded.
  var promised: [Errand: Bilingual] = [:]
  /// Scans and codes are told apart, so that a late answer opens nothing.
  var codes = 0

  static let leave = Key.control("q")

  public init(_ bearings: Bearings) { self.bearings = bearings }

  public var watching: [Query] {
    var queries: [Query] = [.profile(Empty()), .day(DayQuery()), HelpDuty.query]
    guard gate.isOpen else { return queries }
    queries += [.queue(QueueQuery()), .line(Empty()), ReservationsPage.undecidedQuery]
    if page == .queue, let ended = queue.endedQuery { queries.append(ended) }
    if page == .queue {
      let left = (day?.lockersLeft ?? []).map(\.locker)
      let out = (day?.lockersOut ?? []).filter { !left.contains($0) }
      for query in queue.holderQueries(out) where !queries.contains(query) { queries.append(query) }
    }
    if let id = visit.id { queries.append(.visit(VisitQuery { $0.visit = .id(id) })) }
    if page == .reservations { queries.append(reservations.query) }
    if page == .reservations || page == .guest { queries.append(.officers(Empty())) }
    if page == .complaints { queries.append(.complaints(Empty())) }
    if let id = guest.id { queries.append(.guest(GuestQuery { $0.guest = id })) }
    if let book { queries.append(book.watching[0]) }
    return queries
  }

  public var deadline: Duration? {
    [bearings.deadline, gate.deadline(bearings), visit.deadline(at: bearings.now), book?.deadline].compactMap { $0 }
      .min()
  }

  public var digitsChoose: Bool {
    guard gate.isOpen else { return false }
    if showsHelp { return true }
    if let asking { return asking.digitsChoose }
    if let book { return book.digitsChoose }
    return !(page == .guests || queue.isFinding)
  }

  // MARK: What happens

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    if bearings.take(input, at: now) {
      _ = gate.take(.key(.function(2)), &bearings, at: now)
      return []
    }
    learn(input)
    if let wishes = duty.take(input, &bearings, isIn: gate.isOpen) { return wishes }
    // The door shows this key too.
    if !gate.isOpen, case .key(Self.leave) = input { return [.leave] }
    if let wishes = gate.take(input, &bearings, at: now) { return wishes }
    switch input {
    case .answered(let errand, _), .done(let errand):
      if let wishes = answered(errand, input, at: now) { return wishes }
    case .refused(let errand, let refused):
      if let wishes = self.refused(errand, refused, at: now) { return wishes }
    case .read(let errand, let view):
      if errand == codeErrand, case .code(let code) = view { return opened(code) }
      if errand == guests.errand, case .guests(let found) = view { return guests.take(found, &bearings) }
    default: break
    }
    if helpTook(input) { return [] }
    if book != nil { return bookTook(input, at: now) }
    switch input {
    case .key(let key): return asking == nil ? asking(by: key) : answering(key)
    case .touch(let touch): return asking == nil ? touched(touch) : asked(asking?.take(touch))
    case .scan(let text, let typed): return scanned(text, typed)
    case .scanRefused(let typed): takeBack(typed)
    default: break
    }
    return []
  }

  private mutating func learn(_ input: Input) {
    alarms.take(input)
    if case .view(.queue(let query), .queue(let view)) = input, let stage = query.stage { queue.learn(view, stage) }
    switch input {
    case .view(.day, .day(let view)):
      day = view
      queue.keep(holding: view.lockersOut)
    case .view(let query, .queue(let view)) where query == queue.endedQuery: queue.ended = .view(view.visits)
    case .unseen(let query, let refused) where query == queue.endedQuery: queue.ended = .refused(refused)
    case .view(.queue(let query), .queue(let view)) where query == QueueQuery(): queue.lines = .view(view.visits)
    case .unseen(.queue(let query), let refused) where query == QueueQuery(): queue.lines = .refused(refused)
    case .view(.visit(let query), .visit(let view)) where query.visit == visit.key:
      visit.learn(.view(view), at: bearings.now)
    case .unseen(.visit(let query), let refused) where query.visit == visit.key:
      visit.learn(.refused(refused), at: bearings.now)
    case .view(let query, .reservations(let view)) where query == reservations.query:
      reservations.lines = .view(view.reservations)
    case .unseen(let query, let refused) where query == reservations.query: reservations.lines = .refused(refused)
    case .view(.undecided, .undecided(let view)): reservations.undecided = view.reservations
    case .view(.line, .line(let view)): line.view = view
    case .view(.officers, .officers(let view)): reservations.officers = view
    case .view(.complaints, .complaints(let view)): complaints.lines = .view(view.complaints)
    case .unseen(.complaints, let refused): complaints.lines = .refused(refused)
    case .view(.guest(let query), .guest(let view)) where query.guest == guest.id: guest.view = .view(view)
    case .unseen(.guest(let query), let refused) where query.guest == guest.id: guest.view = .refused(refused)
    default: break
    }
  }

  // MARK: Keys of every page

  private mutating func asking(by key: Key) -> [Wish] {
    let wishes = pressed(key)
    if asking != nil { asked = (key, bearings.now) }
    return wishes
  }

  private mutating func answering(_ key: Key) -> [Wish] {
    if let asked, asked.by == key, bearings.now - asked.at < HeldKey.bounce { return [] }
    asked = nil
    return self.asked(asking?.take(key))
  }

  private mutating func pressed(_ key: Key) -> [Wish] {
    if let wishes = pressedAnywhere(key) { return wishes }
    switch page {
    case .queue: return queueTook(key)
    case .visit: return visitTook(key)
    case .reservations: return reservationsTook(key)
    case .guests: return guestsTook(key)
    case .guest: return guestTook(key)
    case .complaints: return complaintsTook(key)
    }
  }

  private mutating func pressedAnywhere(_ key: Key) -> [Wish]? {
    switch (key.code, key.modifiers) {
    case (.function(5), []): go(.queue)
    case (.function(6), []):
      reservations.showsUndecided = false
      go(.reservations)
    case (.function(7), []): go(.guests)
    case (.function(8), []): go(.complaints)
    case (.character("l"), .control): gate.lock()
    case _ where key == Self.leave: return [.leave]
    default: return nil
    }
    return []
  }

  /// F1 anywhere, and ? where nothing is written. Any key or tap puts help away; nothing else happens then.
  private mutating func helpTook(_ input: Input) -> Bool {
    switch input {
    case .key(let key), .touch(.key(let key)):
      let isAsked = key == .function(1) || key == .character("?") && !isWriting && book == nil && asking == nil
      guard showsHelp || isAsked else { return false }
    case .touch, .scan, .scanRefused: guard showsHelp else { return false }
    default: return false
    }
    showsHelp.toggle()
    return true
  }

  private var isWriting: Bool { page == .guests || queue.isFinding }

  mutating func go(_ page: Page) {
    self.page = page
    asking = nil
    if page != .visit { visit.forget() }
    if page != .guest { guest.forget() }
    guests.linksTo = nil
  }

  private mutating func touched(_ touch: Touch) -> [Wish] {
    if case .key(let key) = touch { return pressed(key) }
    guard case .choose(let index) = touch else { return [] }
    switch page {
    case .queue: return queueTouched(index)
    case .reservations: reservations.select(index)
    case .guests: return guestsTouched(index)
    case .complaints: complaints.select(index)
    case .visit, .guest: break
    }
    return []
  }

  // MARK: Codes

  var codeErrand: Errand { Errand("front.code \(codes)") }

  private mutating func scanned(_ text: String, _ typed: Int) -> [Wish] {
    takeBack(typed)
    guard asking == nil else { return [] }
    codes += 1
    return bearings.ask(codeErrand) { .read(.code(CodeQuery { $0.text = text }), $0) }
  }

  private mutating func takeBack(_ count: Int) {
    if case .form(var form)? = asking?.body {
      form.takeBack(count)
      asking?.body = .form(form)
      return
    }
    if page == .guests { guests.text.takeBack(count) } else if queue.isFinding { queue.find.takeBack(count) }
  }

  private mutating func opened(_ code: CodeView) -> [Wish] {
    switch code.kind {
    case .ticket: if let id = code.visit { open(id) }
    case .guest: if let id = code.guest { open(id) }
    case .reservation:
      go(.reservations)
      reservations.showsUndecided = false
      reservations.selected = code.reservation
      if code.awaited { bearings.say(FrontWord.awaited.both, .warning) }
    }
    if !code.problem.isEmpty { bearings.say(Bilingual(code.problem, code.problemEnglish), .warning) }
    return []
  }

  mutating func open(_ id: VisitID) {
    go(.visit)
    visit = VisitPage(id: id)
  }

  mutating func open(_ id: GuestID) {
    go(.guest)
    guest = GuestPage(id: id)
  }

  // MARK: The guest book inside

  private mutating func bookTook(_ input: Input, at now: Duration) -> [Wish] {
    guard let step = book?.take(input, &bearings, at: now) else { return [] }
    switch step {
    case .on(let wishes): return wishes
    case .done(let wishes, _), .left(let wishes):
      book = nil
      return wishes
    }
  }
}
