import Canvas
import Desk
import Domain

/// The head's terminal: settings, officers, calendar, devices, day and store, one page each behind a menu.
///
/// Nothing is changed without a review that says from what to what, and one key that confirms it. What was changed can be put
/// back until one leaves the page.
public struct Admin: Station {
  public var bearings: Bearings
  private var gate = Gate()
  private var trail: [any AdminPage] = [MenuPage(.main)]
  private let check: @Sendable (OfficeProfile) -> [SettingFault]
  private let practiceWay: PracticeWay
  /// Who was in last: somebody else does not find what they began.
  private var lastIn: OfficerID?
  private var undo: Proposal?

  private var profileRefused: Refused?
  private var holidays: [Holiday] = []
  private var officers = Seen<OfficersView>.awaited
  private var status = Seen<StatusView>.awaited
  private var day = Seen<DayView>.awaited
  private var queue = Seen<QueueView>.awaited
  private var results: [Errand: StoreResult] = [:]
  private var progress: [Errand: String] = [:]

  /// `check` finds what is wrong with settings before they are sent; handed in, because reading office files is a library's work.
  public init(
    _ bearings: Bearings, practice: PracticeWay = .byCommand,
    check: @escaping @Sendable (OfficeProfile) -> [SettingFault]
  ) {
    self.bearings = bearings
    self.check = check
    practiceWay = practice
  }

  public var watching: [Query] {
    var queries: [Query] = [.profile(Empty()), .day(DayQuery())]
    guard gate.isOpen else { return queries }
    queries += [.officers(Empty()), .status(Empty())]
    for query in page.watching where !queries.contains(query) { queries.append(query) }
    return queries
  }

  public var deadline: Duration? { [bearings.deadline, gate.deadline(bearings)].compactMap { $0 }.min() }
  public var digitsChoose: Bool { gate.isOpen && page.digitsChoose }

  private var page: any AdminPage { trail[trail.count - 1] }

  private var scene: Scene? {
    guard let profile = bearings.profile, let session = gate.officer else { return nil }
    return Scene(
      profile: profile, holidays: holidays, officers: officers, status: status, day: day, queue: queue,
      session: session, speech: bearings.speech, underWay: bearings.underWay, results: results, progress: progress,
      check: check, encode: bearings.encode, isPractice: bearings.isPractice, practiceWay: practiceWay)
  }

  // MARK: What happens

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    if bearings.take(input, at: now) { return [] }
    learn(input)
    if !gate.isOpen, case .key(let key) = input, key == Admin.leave { return [.leave] }
    if let wishes = gate.take(input, &bearings, at: now) {
      if case .entered(_, let session) = input { enter(session) }
      return wishes
    }
    if case .key(let key) = input, key == Admin.leave, trail.count == 1 { return [.logout, .leave] }
    guard let scene else { return [] }
    if case .key(Key(.function(8))) = input, let proposal = undoOffered {
      return follow([.open(ChangeReview(proposal.reversed))])
    }
    if case .key(Key(.function(1))) = input, !(page is ChangeReview) {
      return follow([page is HelpPage ? .back : .open(HelpPage())])
    }
    switch input {
    case .view(CentrePage.lost, _), .unseen(CentrePage.lost, _):
      return follow(trail[trail.count - 1].hear(input, scene))
    case .view(.profile, _):
      for index in trail.indices { _ = trail[index].hear(input, scene) }
      return []
    case .key(let key): return follow(trail[trail.count - 1].press(key, scene))
    case .touch(.key(let key)): return follow(trail[trail.count - 1].press(key, scene))
    case .touch(let touch): return follow(trail[trail.count - 1].touch(touch, scene))
    case .answered, .refused, .report, .done, .scan, .scanRefused, .read:
      return follow(trail[trail.count - 1].hear(input, scene))
    default: return []
    }
  }

  /// Ends the program: from the door and from the menu only, so that no slip loses work.
  static let leave = Key.control("q")

  private mutating func enter(_ session: Session) {
    if lastIn != session.officer {
      trail = [MenuPage(.main)]
      undo = nil
      results = [:]
    }
    lastIn = session.officer
  }

  private mutating func learn(_ input: Input) {
    switch input {
    case .view(.profile, .profile(let view)):
      holidays = view.holidays
      profileRefused = nil
    case .view(_, .officers(let view)): officers = .shown(view)
    case .view(_, .status(let view)): status = .shown(view)
    case .view(.day, .day(let view)): day = .shown(view)
    case .view(_, .queue(let view)): queue = .shown(view)
    case .unseen(let query, let refused):
      switch query {
      case .profile: profileRefused = refused
      case .officers: officers = .refused(refused)
      case .status: status = .refused(refused)
      case .day: day = .refused(refused)
      case .queue: queue = .refused(refused)
      default: break
      }
    case .progress(let errand, let text): progress[errand] = text
    case .report(let errand, let report):
      progress[errand] = nil
      results[errand] = StoreResult(report: report, refused: nil, time: clock)
    case .refused(let errand, let refused) where progress[errand] != nil || Admin.work.contains(errand):
      progress[errand] = nil
      results[errand] = StoreResult(report: nil, refused: refused, time: clock)
    default: break
    }
  }

  /// Work of the node whose outcome is kept while the officer is in.
  private static let work = StorePage.errands + [TrialsPage.printErrand, TrialsPage.voiceErrand]

  private var clock: String { day.value?.localTime ?? "" }

  /// Offered only while the office stands as it was left: somebody else's later change is not swept away.
  private var undoOffered: Proposal? {
    guard let undo, trail.count > 1, !(page is ChangeReview), bearings.profile == undo.after else { return nil }
    return undo
  }

  private mutating func follow(_ steps: [Step]) -> [Wish] {
    var wishes: [Wish] = []
    for step in steps {
      switch step {
      case .open(let page): trail.append(page)
      case .back: back()
      case .perform(let command, let errand): wishes += bearings.ask(errand) { .perform(command, $0) }
      case .maintain(let task, let errand):
        progress[errand] = ""
        wishes += bearings.ask(errand) { .maintain(task, $0) }
      case .say(let text, let kind): bearings.say(text, kind)
      case .settled(let proposal): settle(proposal)
      case .refused(let refused):
        back()
        if let scene { wishes += follow(trail[trail.count - 1].hear(.refused(Proposal.errand, refused), scene)) }
      case .logout:
        gate = Gate()
        undo = nil
        trail = [MenuPage(.main)]
        wishes.append(.logout)
      case .practise(let start): wishes += [.logout, .practise(start)]
      case .endPractice: wishes += [.logout, .endPractice]
      }
    }
    return wishes
  }

  private mutating func back() {
    if trail.count > 1 { trail.removeLast() }
    guard trail.count == 1, undo != nil else { return }
    undo = nil
    // It spoke of a key that does nothing any more.
    bearings.clearNotice()
  }

  private mutating func settle(_ proposal: Proposal) {
    undo = proposal.isReversal || proposal.after == nil ? nil : proposal
    for _ in 0..<(proposal.closesPage ? 2 : 1) where trail.count > 1 { trail.removeLast() }
    if let scene { _ = trail[trail.count - 1].hear(.done(Proposal.errand), scene) }
    if let next = proposal.next { trail.append(next) }
    let isKept = undo != nil && trail.count > 1
    bearings.say(isKept ? AdminWord.savedUndo.both : proposal.done, .good)
  }

  // MARK: The picture

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    guard gate.isOpen else {
      let hints =
        gate.hints.map { Frame.Hint($0.0, $0.1, speech($0.2)) }
        + [.language(speech), .look(speech), Frame.Hint(Admin.leave, "^Q", speech(AdminWord.leave))]
      return Frame(speech(AdminWord.title), clock: clock, hints: hints).draw(bearings, on: &canvas) {
        gate.draw($0.inset(x: 1, y: 1), speech(AdminWord.title), bearings, on: &$1)
      }
    }
    guard let scene else {
      let banner = profileRefused.map { (speech($0.text), Banner.Kind.warning) }
      return Frame(speech(AdminWord.title), clock: clock, hints: [.language(speech), .look(speech)], banner: banner)
        .draw(bearings, on: &canvas) { _, _ in [] }
    }
    var hints = page.hints(scene)
    if undoOffered != nil {
      hints.insert(Frame.Hint(.function(8), "F8", speech(AdminWord.putBack)), at: min(1, hints.count))
    }
    // A review is read and answered: its answer must not come to a page that lies over it.
    let help: [Frame.Hint] = page is ChangeReview || page is HelpPage ? [] : [.help(speech)]
    hints += help + [.language(speech), .look(speech)]
    return Frame(speech(AdminWord.title), clock: clock, hints: hints).draw(bearings, on: &canvas) { region, canvas in
      let (head, rest) = region.split(top: 2)
      let path = trail.map { $0.title(scene) }.joined(separator: " > ")
      canvas.text(path, head.row(0).inset(x: 1), .title)
      canvas.text(scene.session.name, head.row(0).inset(x: 1).split(left: Width.of(path) + 2).1, .faint, .right)
      return page.draw(rest.inset(x: 1), scene, on: &canvas)
    }
  }
}
