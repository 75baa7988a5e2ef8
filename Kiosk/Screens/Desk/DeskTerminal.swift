import Canvas
import Desk
import Domain

/// The terminal of one desk: calls, serves, notes and finishes, for an officer who types without looking. Behind a PIN; what was
/// begun survives the lock, a restart of the node, and the next visitor.
public struct DeskTerminal: Station {
  public var bearings: Bearings
  var gate = Gate()
  var duty = HelpDuty()
  var alarms = StaffAlarms()
  /// `nil` until the officer has said which desk this is.
  var number: Int?
  /// The desk it was started for, which the office does not have.
  var unknown: Int?
  var picture = DeskPicture()
  var time = OfficeTime()
  /// The service day is closed: when the office opens again, where that is known.
  private(set) var closed: Bilingual?
  var page = DeskPage.home
  var showsHelp = false
  var papers = DeskPapers()
  /// The step the node is asked for, and whom it is about.
  var step: (action: DeskAction, label: String, locker: Int?)?
  /// The step that was done last, and when: the same letter hit twice is not told why it cannot be done again.
  var done: (action: DeskAction, at: Duration)?
  /// The key that brought the question in view, and when.
  var asking: (key: Key, at: Duration)?
  /// The last recall from here.
  var recalled: (visit: VisitID, at: Duration)?
  /// Whom the node said it called, until the picture shows them.
  var expected: VisitID?

  static let stepping = Errand("desk.step")
  static let reading = Errand("desk.code")

  /// Without a number the terminal asks for it, from the office's list.
  public init(_ bearings: Bearings, desk number: Int? = nil) {
    self.bearings = bearings
    self.number = number
  }

  public var watching: [Query] {
    var queries: [Query] = [.profile(Empty()), .day(DayQuery()), HelpDuty.query]
    if gate.isOpen, let number {
      queries += [.desk(DeskQuery { $0.desk = number }), .queue(QueueQuery())]
    }
    return queries
  }

  public var deadline: Duration? {
    let now = bearings.now
    var times = [bearings.deadline, gate.deadline(bearings), time.deadline(at: now)]
    if gate.isOpen, picture.undoing(at: now) != nil { times.append(now + .seconds(1)) }
    // The key can be pressed again: its button says so.
    if let sounds = recalled.map({ $0.at + Self.recallPause }), sounds > now { times.append(sounds) }
    return times.compactMap { $0 }.min()
  }

  /// A code that is scanned must not press the keys of this desk.
  public var digitsChoose: Bool {
    guard gate.isOpen, !showsHelp else { return false }
    if case .paper(let paper) = page { return papers.form(paper)?.digitsChoose ?? false }
    if case .find = page { return false }
    return true
  }

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    if bearings.take(input, at: now) { return [] }
    if case .view(.profile, .profile(let view)) = input, let number, view.profile.desk(number) == nil {
      (unknown, self.number) = (number, nil)
    }
    alarms.take(input)
    if let wishes = duty.take(input, &bearings, isIn: gate.isOpen) { return wishes }
    if let wishes = gate.take(input, &bearings, at: now) { return wishes }
    switch input {
    case .key(let key): return press(key)
    case .touch(let touch): return tap(touch)
    case .view(let query, let view):
      see(query, view, at: now)
      return []
    case .unseen(.desk, let refused), .unseen(.queue, let refused): picture.refuse(refused)
    case .answered(Self.stepping, let answer): stepDone(answer)
    case .answered(let errand, _): return paperSaved(errand)
    case .refused(let errand, let refused): return hear(refused, errand)
    case .read(Self.reading, .code(let code)): learn(code)
    case .scan(let text, let typed): return takeScan(text, typed)
    case .scanRefused(let typed): takeBack(typed)
    case .link: expected = nil
    default: break
    }
    return []
  }

  private mutating func see(_ query: Query, _ view: View, at now: Duration) {
    if case .day(let day) = view { hear(day, at: now) }
    if case .desk(let asked) = query, asked.desk != number { return }
    picture.take(view, at: now)
    if picture.visit?.visit == expected { expected = nil }
    turnPageIfGone()
  }

  private mutating func hear(_ day: DayView, at now: Duration) {
    time.hear(day.localTime, at: now)
    closed = day.closed ? Bilingual(day.opensNext, day.opensNextEnglish) : nil
  }

  /// What a page is about has left the desk: somebody else moved it, or the day ended. What was written stays.
  private mutating func turnPageIfGone() {
    guard let subject = page.subject, picture.visit?.visit != subject, picture.desk != nil else { return }
    page = .home
    bearings.say(DeskWord.visitorGone.both, .warning)
  }

  private mutating func hear(_ refused: Refused, _ errand: Errand) -> [Wish] {
    if errand == Self.stepping {
      if step?.action == .recall { recalled = nil }
      step = nil
    }
    papers.refused(errand)
    if errand != Gate.errand { bearings.say(refused) }
    return []
  }

  private mutating func takeScan(_ text: String, _ typed: Int) -> [Wish] {
    takeBack(typed)
    guard gate.isOpen, picture.desk != nil, page.subject == nil else { return [] }
    if QueueNumber(text) == nil { return bearings.ask(Self.reading) { .read(.code(CodeQuery { $0.text = text }), $0) } }
    page = .find(DeskFinder(.search, text: text))
    return []
  }

  /// A ticket's code leads to its visitor in the list; any other is told what it is not.
  private mutating func learn(_ code: CodeView) {
    if !code.problem.isEmpty { bearings.say(Bilingual(code.problem, code.problemEnglish), .warning) }
    guard let visit = code.visit, page.subject == nil else { return }
    page = .find(DeskFinder(.search, text: code.number?.description ?? visit.description))
  }

  private mutating func takeBack(_ typed: Int) {
    guard typed > 0 else { return }
    switch page {
    case .find(var finder):
      finder.takeBack(typed)
      page = .find(finder)
    case .paper(let paper): papers.change(paper) { $0.takeBack(typed) }
    default: break
    }
  }

  /// The day as the office's clock and the desk's own name say it.
  var title: String {
    guard let number else { return bearings.speech(DeskWord.title) }
    let name = bearings.profile?.desk(number)?.name ?? ""
    let desk = bearings.speech(DeskWord.desk, number)
    let who = gate.officer.map { " · " + $0.name } ?? ""
    return (name.isEmpty ? desk : "\(desk) · \(name)") + who
  }

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let clock = time.text(at: bearings.now)
    guard gate.isOpen else {
      let speech = bearings.speech
      let hints = gate.hints.map { Frame.Hint($0.0, $0.1, speech($0.2)) } + [.language(speech), .look(speech)]
      return Frame(title, clock: clock, hints: hints, duty: (duty, false)).draw(bearings, on: &canvas) {
        region, canvas in
        gate.draw(region, title, bearings, on: &canvas)
      }
    }
    let fault = picture.desk == nil ? nil : picture.refused.map { (bearings.speech($0.text), Banner.Kind.fault) }
    let banner = fault ?? closed.map { _ in (bearings.speech(DeskWord.dayClosed), Banner.Kind.warning) }
    let frame = Frame(title, clock: clock, hints: hints, banner: banner, duty: (duty, true), alarms: alarms)
    return frame.draw(bearings, on: &canvas) { region, canvas in
      drawPage(region, on: &canvas)
    }
  }

  private func drawPage(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    if showsHelp { return drawHelp(region, on: &canvas) }
    guard number != nil else { return drawDesks(region, on: &canvas) }
    switch page {
    case .home: return drawHome(region, on: &canvas)
    case .find(let finder): return finder.draw(region, picture, bearings, on: &canvas)
    case .transfer: return drawTransfer(region, on: &canvas)
    case .finish: return drawFinish(region, on: &canvas)
    case .paper(let paper): return drawPaper(paper, region, on: &canvas)
    case .ask(let question):
      _ = drawHome(region, on: &canvas)
      return draw(question, region, on: &canvas)
    }
  }
}

/// Where the officer is. Every page but the first is left with Esc.
enum DeskPage: Sendable {
  case home
  case find(DeskFinder)
  case transfer(of: VisitID)
  case finish(of: VisitID)
  case ask(DeskQuestion)
  case paper(DeskPaper)

  var question: DeskQuestion? { if case .ask(let question) = self { question } else { nil } }

  /// The visit the page is about, which must be at the desk.
  var subject: VisitID? {
    switch self {
    case .home, .find: nil
    case .transfer(let visit), .finish(let visit): visit
    case .ask(let question): question.visit
    case .paper(let paper): paper.visit
    }
  }
}
