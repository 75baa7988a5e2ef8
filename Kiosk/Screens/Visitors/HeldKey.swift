import Canvas

/// Tells a new press from a key that is held: what has just turned the page must not press something on the next, and whoever
/// knows the way must not be made to wait.
///
/// A terminal says that a key is down, never that it was let go. A held key repeats in a burst, some tens of milliseconds apart,
/// after a first pause; a finger cannot. So the same key again is a press as soon as no burst follows it.
///
/// ```
///  turned ──▶ again within `bounce` ──▶ nothing: one hit, felt twice
///         ──▶ again ──▶ waits `burst` ──▶ nothing came: a press
///                             └─ again ──▶ held: nothing, until it rests for `burst`
///         ──▶ after `window` ──▶ a press at once
/// ```
struct HeldKey: Sendable, Equatable {
  /// Longer than the pause before a held key repeats.
  static let window = Duration.milliseconds(700)
  /// The slowest keyboards repeat every 92 ms; nobody presses one key twice as fast.
  static let burst = Duration.milliseconds(120)
  /// Worn switches, trembling hands and screens that send a tap twice hit twice in less; nobody reads a page in it.
  static let bounce = Duration.milliseconds(250)

  enum Verdict: Sendable, Equatable {
    case press
    case nothing
    /// It is a press once `due` says so.
    case wait
  }

  private enum State: Equatable {
    case free
    case turned(Key, at: Duration)
    case waiting(Key, since: Duration)
    case held(Key, last: Duration)
  }

  private var state = State.free

  /// This key has turned the page.
  mutating func turned(_ key: Key, at now: Duration) { state = .turned(key, at: now) }

  mutating func judge(_ key: Key, at now: Duration) -> Verdict {
    switch state {
    case .turned(key, let at) where now - at < Self.bounce: return .nothing
    case .turned(key, let at) where now - at < Self.window:
      state = .waiting(key, since: now)
      return .wait
    case .waiting(key, let since) where now - since < Self.burst, .held(key, let since) where now - since < Self.burst:
      state = .held(key, last: now)
      return .nothing
    default:
      state = .free
      return .press
    }
  }

  /// The press that has been waited for long enough, or at once because something else was pressed.
  mutating func due(at now: Duration, _ other: Key? = nil) -> Key? {
    guard case .waiting(let key, let since) = state else { return nil }
    guard now - since >= Self.burst || other.map({ $0 != key }) ?? false else { return nil }
    state = .free
    return key
  }

  /// When the press that is waited for is due.
  var deadline: Duration? {
    if case .waiting(_, let since) = state { since + Self.burst } else { nil }
  }
}
