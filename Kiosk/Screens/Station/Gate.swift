import Canvas
import Desk
import Domain

/// The door of a staff terminal: login and PIN, and the lock that falls after absence. What was begun behind it stays.
public struct Gate: Sendable {
  enum State: Sendable, Equatable {
    case closed
    case open(Session)
    /// Somebody is in, and has gone away or locked it.
    case locked(Session, Reason)
  }

  /// Why it is locked: each is told in its own words.
  enum Reason: Sendable, Equatable {
    case away, byHand, sessionOver

    fileprivate var word: GateWord {
      switch self {
      case .away: .locked
      case .byHand: .lockedByHand
      case .sessionOver: .sessionOver
      }
    }
  }

  private(set) var state = State.closed
  private var form = Gate.blank
  private var login = ""
  /// Why nobody came in, in full: a column beside the field would cut it.
  private var refusal: Bilingual?
  private var lastTouch = Duration.zero

  /// The login's errand, for whoever logs an officer in without the form.
  public static let errand = Errand("gate.login")

  public init() {}

  private static var blank: Form {
    Form([
      .line("login", GateWord.login.both, required: true, hint: GateWord.loginHint.both, limit: 40),
      pinEntry,
    ])
  }

  private static var pinEntry: Entry { .secret("pin", GateWord.pin.both, hint: GateWord.pinHint.both) }

  /// The officer at work; `nil` while nobody is in or the terminal is locked.
  public var officer: Session? { if case .open(let session) = state { session } else { nil } }
  public var isOpen: Bool { officer != nil }

  /// Takes what concerns the door. `nil` means that the page behind it should take the input.
  public mutating func take(_ input: Input, _ bearings: inout Bearings, at now: Duration) -> [Wish]? {
    switch input {
    case .key, .touch, .scan: if isOpen { lastTouch = now }
    default: break
    }
    switch (input, state) {
    case (.entered(Gate.errand, let session), _):
      state = .open(session)
      lastTouch = now
      form = Gate.blank
      refusal = nil
      bearings.clearNotice()
      return []
    case (.refused(Gate.errand, let refused), _):
      form["pin"].answer = .secret(LineEditor(limit: 64))
      refusal = refused.text
      return []
    case (.refused(_, let refused), .open(let session)) where Gate.ends(refused),
      (.unseen(_, let refused), .open(let session)) where Gate.ends(refused):
      lock(session, .sessionOver)
      return nil
    case (.tick, .open(let session)):
      if now >= lastTouch + Gate.patience(bearings) { lock(session, .away) }
      return nil
    case (_, .open): return nil
    case (.key(let key), _):
      refusal = nil
      return takeKey(key, &bearings)
    case (.touch(let touch), _):
      refusal = nil
      return settle(form.take(touch), &bearings)
    default: return nil
    }
  }

  /// A session that the node does not know any more.
  static func ends(_ refused: Refused) -> Bool { ["session-over", "needs-pin"].contains(refused.code) }

  static func patience(_ bearings: Bearings) -> Duration { .seconds(60 * max(1, bearings.profile?.lockMinutes ?? 5)) }

  public func deadline(_ bearings: Bearings) -> Duration? { isOpen ? lastTouch + Gate.patience(bearings) : nil }

  /// Hides the page at once, as when the officer steps away.
  public mutating func lock() { if case .open(let session) = state { lock(session, .byHand) } }

  /// Who is known to be in is asked for the PIN alone: typed blind, a PIN must not land in a field that shows it.
  private mutating func lock(_ session: Session, _ reason: Reason) {
    state = .locked(session, reason)
    form = login.isEmpty ? Gate.blank : Form([Gate.pinEntry])
  }

  private mutating func takeKey(_ key: Key, _ bearings: inout Bearings) -> [Wish] {
    if key.code == .escape {
      // Another officer: whoever was in is out.
      let wasIn = state != .closed
      state = .closed
      form = Gate.blank
      return wasIn ? [.logout] : []
    }
    return settle(form.take(key), &bearings)
  }

  private mutating func settle(_ outcome: Form.Outcome, _ bearings: inout Bearings) -> [Wish] {
    guard outcome == .finished else { return [] }
    guard form.checkRequired(FormWord.missing.both) else {
      form.moveToFault()
      return []
    }
    // Logins are small letters; Caps Lock is nobody's wrong PIN.
    if form.entries.contains(where: { $0.name == "login" }) { login = form["login"].text.lowercased() }
    let pin = form["pin"].text
    return bearings.ask(Gate.errand) { [login] in .login(login, pin: pin, $0) }
  }

  /// The form in the middle; `title` says which terminal this is.
  public func draw(_ region: Region, _ title: String, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>]
  {
    let speech = bearings.speech
    if bearings.missing == .officer, !isOpen {
      FirstStart.draw(.officer, speech, region, on: &canvas)
      return []
    }
    let tall = form.showsKeyboard ? region.height : min(region.height, 16)
    let place = region.centred(width: min(region.width, 78), height: tall)
    let isLocked = if case .locked = state { true } else { false }
    let parts = Layout.rows(place, [.fixed(1), .fixed(isLocked ? 3 : 1), .fixed(refusal == nil ? 1 : 4), .fill(1)])
    canvas.text(title, parts[0], .title, .centred)
    let isWaiting = bearings.underWay.contains(Gate.errand)
    switch state {
    case .locked(let session, let reason):
      canvas.text(
        speech(isWaiting ? GateWord.checking : reason.word, session.name), parts[1],
        Style.plain.bold,
        .centredParagraph)
    default: canvas.text(speech(isWaiting ? GateWord.checking : GateWord.enter), parts[1], .plain, .centred)
    }
    if let refusal {
      canvas.text("! " + speech(refusal), parts[2].inset(x: 2, y: 1), Style.faultText.bold, .centredParagraph)
    }
    return form.draw(parts[3], speech, on: &canvas)
  }

  public var hints: [(Key, String, GateWord)] { [(Key(.enter), "Enter", .open), (Key(.escape), "Esc", .other)] }
}

/// The words at the door.
public enum GateWord: String, Vocabulary {
  case login, loginHint, pin, pinHint, enter, locked, lockedByHand, sessionOver, checking, open, other

  public static let place = "gate"
  public static let indonesian: [Self: String] = [
    .login: "Nama masuk",
    .loginHint: "Nama masuk petugas, seperti didaftarkan kepala seksi.",
    .pin: "PIN",
    .pinHint: "PIN tidak terlihat saat diketik. Lupa PIN? Kepala seksi dapat menggantinya.",
    .enter: "Masuk untuk memulai.",
    .locked: "Terkunci karena ditinggal. {1}, ketik PIN untuk melanjutkan; yang belum selesai tetap ada.",
    .lockedByHand: "Terkunci. {1}, ketik PIN untuk melanjutkan; yang belum selesai tetap ada.",
    .sessionOver: "Sesi Anda sudah berakhir. {1}, ketik PIN untuk masuk lagi; yang belum selesai tetap ada.",
    .checking: "Memeriksa PIN …",
    .open: "Masuk",
    .other: "Petugas lain",
  ]
  public static let english: [Self: String] = [
    .login: "Login",
    .loginHint: "The officer's login, as the head of section set it up.",
    .pin: "PIN",
    .pinHint: "The PIN is not shown while you type. Forgotten? The head of section can change it.",
    .enter: "Log in to begin.",
    .locked: "Locked while you were away. {1}, type your PIN to go on; what you began is still here.",
    .lockedByHand: "Locked. {1}, type your PIN to go on; what you began is still here.",
    .sessionOver: "Your session is over. {1}, type your PIN to log in again; what you began is still here.",
    .checking: "Checking the PIN …",
    .open: "Log in",
    .other: "Another officer",
  ]
}
