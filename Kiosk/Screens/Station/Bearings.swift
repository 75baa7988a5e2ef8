import Canvas
import Desk
import Domain

/// What every terminal knows, whatever its work, and the keys that mean the same everywhere.
public struct Bearings: Sendable {
  /// Who reads; F2 changes it at any time, messages included.
  public var speech: Speech
  /// Theme and size; F9 goes through them.
  public var look: Look
  public private(set) var link = Link.connecting
  /// Uptime at the last input.
  public private(set) var now = Duration.zero
  /// `nil` until the node has told; screens then say that they are connecting.
  public private(set) var profile: OfficeProfile?
  /// What is done here is practice: every page says so.
  public private(set) var isPractice = false
  /// What an office lacks before anybody can be served.
  public enum Missing: Sendable, Equatable {
    /// All of it: the office is not set up on this PC.
    case office
    /// All of it as yet: it is being read from the centre.
    case arriving
    /// Somebody who can log in.
    case officer
  }
  /// `nil` for an office at work, and until the node has told.
  public private(set) var missing: Missing?
  /// There is no office here, set up or arrived.
  var hasNoOffice: Bool { missing == .office || missing == .arriving }
  /// What the station waits for. A second press of the same errand is no second errand.
  public private(set) var underWay: Set<Errand> = []
  public private(set) var notice: Notice?
  /// The person a visitor has asked for here.
  var bell = StaffBell()
  /// Why no node serves this terminal.
  public private(set) var trouble: Bilingual?
  /// What a terminal begins with and a kiosk returns to after each visitor.
  private let firstLook: Look
  /// Asked for when the terminal was started: stronger than the office's first language.
  private let asked: Language?
  /// Somebody has chosen the language here before the office was known: it does not change under their eyes.
  private var hasTurned = false
  /// Whether this terminal can read a page aloud: F10 is offered only then.
  public let hasVoice: Bool
  /// Turns the text of a code into its modules; handed in, because encoding is a library's work.
  public let encode: @Sendable (String) -> BitMatrix?

  /// A sentence above the page for a while, at most until the next key, tap or scan: by then it has been read, and what is done
  /// next may make it untrue.
  public struct Notice: Sendable, Equatable {
    public var text: Bilingual
    public var kind: Banner.Kind
    public var until: Duration
  }

  public static let noticeTime = Duration.seconds(8)

  public init(
    language: Language? = nil, look: Look = Look(), hasVoice: Bool = false,
    encode: @escaping @Sendable (String) -> BitMatrix? = { _ in nil }
  ) {
    speech = Speech(language ?? .indonesian)
    asked = language
    self.look = look
    firstLook = look
    self.hasVoice = hasVoice
    self.encode = encode
  }

  public var language: Language { speech.language }

  /// Takes what concerns every terminal. True for a key that needs no one else.
  public mutating func take(_ input: Input, at now: Duration) -> Bool {
    self.now = now
    if let notice, notice.until <= now { self.notice = nil }
    switch input {
    case .key(let key):
      switch key.code {
      case .function(2): turnLanguage()
      case .function(9): turnLook()
      // Help and reading aloud are about what is on the screen, what was said included.
      case .function(1), .function(10): return false
      default:
        notice = nil
        return false
      }
      return true
    case .touch, .scan: notice = nil
    case .view(.profile, .profile(let view)):
      isPractice = view.practice
      learn(view.profile)
      missing = view.staffed ? nil : .officer
    case .unseen(.profile, let refused):
      switch refused.code {
      case Refusal.officeNotOpened.code: missing = .office
      case Refusal.officeArriving.code: missing = .arriving
      default: missing = nil
      }
    case .link(let link):
      self.link = link
      if link == .up { trouble = nil }
    case .trouble(let trouble): self.trouble = trouble
    case .answered(let errand, _), .read(let errand, _), .refused(let errand, _), .entered(let errand, _),
      .done(let errand), .report(let errand, _):
      underWay.remove(errand)
    default: break
    }
    return false
  }

  private mutating func learn(_ profile: OfficeProfile) {
    let isFirst = self.profile == nil
    self.profile = profile
    speech.own = Dictionary(
      profile.texts.map { ($0.key, Bilingual($0.indonesian, $0.english)) }, uniquingKeysWith: { $1 })
    if isFirst, asked == nil, !hasTurned, let first = profile.languages.first { speech.language = first }
  }

  private mutating func turnLanguage() {
    speech.language = language == .indonesian ? .english : .indonesian
    hasTurned = true
  }

  /// Light, dark, high contrast; then the same in large.
  private mutating func turnLook() {
    let next = (Theme.allCases.firstIndex(of: look.theme) ?? 0) + 1
    if next == Theme.allCases.count { look.large.toggle() }
    look.theme = Theme.allCases[next % Theme.allCases.count]
  }

  /// Speaks as whoever is expected here has chosen before; to anybody else as at the start.
  mutating func expect(_ language: Language?) {
    let spoken = language.flatMap { profile?.languages.contains($0) ?? false ? $0 : nil }
    if let first = spoken ?? asked ?? profile?.languages.first { speech.language = first }
  }

  /// As before the first visitor: language, theme and size are not the last one's any more.
  public mutating func forgetReader() {
    look = firstLook
    if let first = asked ?? profile?.languages.first { speech.language = first }
    notice = nil
    // Staff still come; whoever stands here next did not call them.
    bell = StaffBell()
  }

  /// The wish, unless the same errand is under way already.
  public mutating func ask(_ errand: Errand, _ wish: (Errand) -> Wish) -> [Wish] {
    guard underWay.insert(errand).inserted else { return [] }
    return [wish(errand)]
  }

  /// No answer to this errand matters any more.
  public mutating func forget(_ errand: Errand) -> [Wish] {
    underWay.remove(errand) == nil ? [] : [.forget(errand)]
  }

  public mutating func say(_ text: Bilingual, _ kind: Banner.Kind = .information) {
    notice = Notice(text: text, kind: kind, until: now + Bearings.noticeTime)
  }

  /// Why something was not done, in both languages: the reader may switch.
  /// A command to type is no advice to who sees a screen.
  public mutating func say(_ refused: Refused) {
    // The door says it, with the PIN to go on.
    if Gate.ends(refused) { return }
    let isDayOver = refused.code == Refusal.dayIsClosed.code
    say(isDayOver ? FrameWord.dayClosed.both : refused.text, .warning)
  }

  /// The key or paste found no room in a line that has no place for a word beside it.
  mutating func sayIfFull(_ line: LineEditor) {
    if line.isFull { say(FormWord.full.both.filled(String(line.limit)), .warning) }
  }

  public mutating func clearNotice() { notice = nil }

  /// When the notice goes, or what is said of a person who was called.
  public var deadline: Duration? { [notice?.until, bell.deadline].compactMap { $0 }.min() }
}

extension Bearings {
  /// For tests and for stations that are handed over.
  public mutating func settle(_ profile: OfficeProfile, link: Link = .up) {
    learn(profile)
    self.link = link
  }
}
