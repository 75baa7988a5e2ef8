import Canvas
import Desk
import Domain

/// The guided first set-up, in front of a staff terminal as long as its office is not there or nobody can log in.
///
/// ```
/// office ─▶ name ─▶ clock ─▶ head ─▶ desks ─▶ printer ─▶ review ─ Y ─▶ working ─▶ ready ─▶ the terminal
///   └─▶ join: the centre knows the office                                            └─▶ centre
/// ```
/// Esc goes back and keeps what was written; nothing is sent before the review's yes. The commands are those of `loket office init` and
/// `loket officer add`, so that an office set up here is the same as one set up by a script. What happens at the node meanwhile – somebody
/// else founds it, the line goes – reaches the terminal behind as well.
public struct Founding: Station {
  enum Page: Hashable, Sendable {
    case source, office, clock, head, desks, printer, review, working, ready, centre, join, told
  }

  static let open = Errand("founding.office")
  static let officer = Errand("founding.officer")
  static let pin = Errand("founding.pin")
  static let clock = Errand("founding.clock")
  static let trial = Errand("founding.print")
  static let enrolment = Errand("founding.enrol")
  /// How often the computer's clock is looked at while somebody may be setting it.
  static let clockPace = Duration.seconds(5)

  var inner: any Station
  let tools: FoundingTools
  var page = Page.source
  /// What was written on each page, and stays through every way back.
  var forms: [Page: Form] = [:]
  /// The profiles to choose from, and printers, as found when the page was opened.
  var offices: [FoundingTools.Source] = []
  var printers: [String] = []
  /// The profile it begins with; what was written is put upon it.
  var source: FoundingTools.Source?
  /// The zone in which the time is asked about.
  var clockZone: Zone?
  /// The PC's clock, and the uptime when it was told.
  var told: (seconds: Int, at: Duration)?
  var status: StatusView?
  /// It has gone as far as it goes: the terminal behind is in front.
  private var isOver = false
  /// The office is there, by this terminal or another.
  var isOpened = false
  /// What is said of the holidays, the trial print and the enrolment.
  var holidays: Result<Void, FoundingTools.Unusable>?
  var printed: Bilingual?
  var isEnrolled = false
  private var lastAsked = Duration.zero

  public init(_ inner: any Station, _ tools: FoundingTools) {
    self.inner = inner
    self.tools = tools
  }

  public var bearings: Bearings {
    get { inner.bearings }
    set { inner.bearings = newValue }
  }

  var isInFront: Bool {
    guard !isOver else { return false }
    return bearings.missing == .office || bearings.missing == .officer
      || [.working, .ready, .centre, .told].contains(page)
  }

  public var watching: [Query] {
    let status = Query.status(Empty())
    return isInFront && !inner.watching.contains(status) ? inner.watching + [status] : inner.watching
  }

  public var deadline: Duration? {
    let own = isInFront && page == .clock ? lastAsked + Founding.clockPace : nil
    return [inner.deadline, own].compactMap { $0 }.min()
  }

  public var digitsChoose: Bool { isInFront ? forms[page]?.digitsChoose ?? true : inner.digitsChoose }
  public var leaf: Leaf { isInFront ? Leaf { $0.combine(page) } : inner.leaf }

  // MARK: What happens

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    let was = isInFront
    let wishes = taken(input, at: now)
    if isInFront, !was { begin() }
    return wishes
  }

  private mutating func taken(_ input: Input, at now: Duration) -> [Wish] {
    guard isInFront else { return inner.take(input, at: now) }
    switch input {
    case .key, .touch, .scan, .scanRefused: return bearings.take(input, at: now) ? [] : pressed(input)
    case .answered(let errand, _), .refused(let errand, _), .read(let errand, _), .report(let errand, _):
      guard errand.name.hasPrefix("founding.") else { break }
      _ = bearings.take(input, at: now)
      return heard(input, at: now)
    default: break
    }
    var wishes = inner.take(input, at: now)
    switch input {
    case .view(.status, .status(let view)): learn(view, at: now)
    case .view(.profile, .profile): somebodyFounded()
    case .entered(Gate.errand, _): page = .ready
    // The PIN was just set: whatever keeps its owner out is said at the terminal's own door.
    case .refused(Gate.errand, _): isOver = true
    case .tick where page == .clock && now >= lastAsked + Founding.clockPace:
      lastAsked = now
      wishes += bearings.ask(Founding.clock) { .read(.status(Empty()), $0) }
    default: break
    }
    return wishes
  }

  private mutating func begin() {
    isOpened = bearings.missing == .officer
    show(isOpened ? .head : .source)
  }

  private mutating func learn(_ view: StatusView, at now: Duration) {
    status = view
    told = (view.wallSeconds, now)
  }

  /// Another terminal was quicker. Who was writing is told, and what is still missing can be given here; who only waited sees the office.
  private mutating func somebodyFounded() {
    guard ![.working, .ready, .centre, .told, .join].contains(page) else { return }
    let isNew = !isOpened
    isOpened = true
    if hasWritten, isNew || bearings.missing == nil {
      page = .told
      forms[.source] = nil
    } else if isNew, bearings.missing == .officer {
      show(.head)
    }
  }

  private var hasWritten: Bool {
    forms[.source]?["source"].chosen != nil || forms[.head]?.entries.contains { !$0.isEmpty } ?? false
  }

  private mutating func heard(_ input: Input, at now: Duration) -> [Wish] {
    switch input {
    case .read(Founding.clock, .status(let view)): learn(view, at: now)
    case .answered(Founding.open, _):
      isOpened = true
      holidays = source.flatMap(tools.installHolidays)
      return addHead()
    case .answered(Founding.officer, _): return setPin()
    case .answered(Founding.pin, _): return logIn()
    case .report(let errand, let report): took(report, of: errand)
    case .refused(let errand, let refused): return took(refused, of: errand)
    default: break
    }
    return []
  }

  private mutating func took(_ report: MaintenanceReport, of errand: Errand) {
    let fault = Enrolment.fault(report)
    switch errand {
    case Founding.trial: printed = fault ?? FoundingWord.printerTried.both
    case Founding.enrolment:
      if let fault {
        // Somebody may have gone back meanwhile.
        if forms[page]?.mark(report.field, fault) != true { bearings.say(fault, .warning) }
      } else if page == .join {
        bearings.say(FoundingWord.joined.both, .good)
      } else {
        isEnrolled = true
        forms[.centre] = nil
        show(.ready)
      }
    default: break
    }
  }

  private mutating func took(_ refused: Refused, of errand: Errand) -> [Wish] {
    switch (errand, refused.code) {
    case (Founding.open, Refusal.officeAlreadyOpened.code), (_, Refusal.needsPin.code):
      isOpened = true
      page = .told
    // Named at another terminal and still without a PIN, or by this one before the power failed.
    case (Founding.officer, Refusal.loginTaken.code):
      let head = headProfile
      let change = ChangeOfficer { ($0.login, $0.name, $0.roles) = (head.login, head.name, head.roles) }
      return bearings.ask(Founding.officer) { .perform(.changeOfficer(change), $0) }
    case (Founding.officer, _), (Founding.pin, _):
      show(.head)
      bearings.say(refused)
    case (Founding.open, _):
      show(.review)
      bearings.say(refused)
    case (Founding.trial, _): printed = refused.text
    default: bearings.say(refused)
    }
    return []
  }

  // MARK: What is sent

  /// The review's yes.
  mutating func found() -> [Wish] {
    page = .working
    guard !isOpened else { return addHead() }
    let command = OpenOffice {
      $0.profile = profile
      // The day somebody has looked at, whatever the clock shows a moment later.
      $0.day = confirmedDay
    }
    return bearings.ask(Founding.open) { .perform(.openOffice(command), $0) }
  }

  private mutating func addHead() -> [Wish] {
    let head = headProfile
    return bearings.ask(Founding.officer) { .perform(.addOfficer(AddOfficer { $0.profile = head }), $0) }
  }

  private mutating func setPin() -> [Wish] {
    let (login, pin) = (headProfile.login, forms[.head]?["pin"].text ?? "")
    return bearings.ask(Founding.pin) {
      .perform(
        .setPin(
          SetPin {
            $0.login = login
            $0.pin = pin
          }), $0)
    }
  }

  private mutating func logIn() -> [Wish] {
    let (login, pin) = (headProfile.login, forms[.head]?["pin"].text ?? "")
    forms[.head]?["pin"].answer = .secret(LineEditor(limit: 12))
    forms[.head]?["again"].answer = .secret(LineEditor(limit: 12))
    return bearings.ask(Gate.errand) { .login(login, pin: pin, $0) }
  }

  /// The terminal behind goes on.
  mutating func finish() {
    isOver = true
    forms = [:]
  }
}
