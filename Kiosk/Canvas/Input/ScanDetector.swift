/// Tells a scanner, which is a keyboard too, from a person typing.
///
/// With a prefix the scanner announces itself: sure, also over ssh. Without one, only its speed gives it away: at least six characters,
/// the middle one of their gaps under 20 ms, then Enter. The Enter of a scan never reaches a button.
public struct ScanDetector: Sendable {
  /// What is left for the screen to handle.
  public enum Event: Hashable, Sendable {
    case key(Key)
    /// A code that fits the grammar. `typed` characters of it have gone out as keys before it was known: the focused field takes them back.
    case scan(String, typed: Int)
    /// As quick as a scanner, or announced by it, but no code of ours.
    case refused(typed: Int)
  }

  /// Shorter bursts are people who type well.
  public static let charactersMin = 6
  /// More than any code of ours; the rest of a longer one is dropped, and the grammar refuses it.
  public static let charactersMax = 128
  static let gap = Duration.milliseconds(20)
  /// A single key waits only so long for a second one: a press should be felt at once. Scanners that are slower than this need the
  /// prefix where keys choose.
  static let firstHold = Duration.milliseconds(14)
  /// A key that no code of ours begins with waits this long: only paper that is none of ours could begin so, and most scanners are
  /// quicker still.
  static let otherHold = Duration.milliseconds(8)
  /// A burst that pauses so long is over.
  static let pause = Duration.milliseconds(100)
  /// After the prefix even a slow connection is waited for.
  static let announcedPause = Duration.milliseconds(500)

  /// The key a scanner sends first, as it is set up; `nil` to go by speed alone. Never text: where nothing follows, it is lost.
  public let prefix: Key?
  /// Keeps characters back until they are known to be typed, 8 or 14 ms for a single one: for screens where a key is a choice.
  public var holdsBack: Bool
  private let grammar: ScanGrammar

  private var burst: [(scalar: Unicode.Scalar, at: Duration)] = []
  private var held: [Key] = []
  private var isAnnounced = false
  private var announcedAt = Duration.zero

  /// What does not fit the grammar is refused.
  public init(prefix: Key? = nil, holdsBack: Bool = false, _ grammar: ScanGrammar) {
    self.prefix = prefix
    self.holdsBack = holdsBack
    self.grammar = grammar
  }

  /// The same one, that has heard nothing yet.
  public func renewed(prefix: Key?) -> ScanDetector { ScanDetector(prefix: prefix, holdsBack: holdsBack, grammar) }

  /// When `flush` should be called if no key comes; `nil` when nothing is held back.
  public var deadline: Duration? {
    if isAnnounced { return (burst.last?.at ?? announcedAt) + Self.announcedPause }
    guard !held.isEmpty, let last = burst.last else { return nil }
    guard held.count == 1 else { return last.at + Self.gap + .milliseconds(5) }
    return last.at + (grammar.begins(last.scalar) ? Self.firstHold : Self.otherHold)
  }

  /// The events of one key. Keys come in the order they were pressed, held back or not.
  public mutating func feed(_ key: Key, at now: Duration) -> [Event] {
    var events = flush(at: now)
    if !isAnnounced, let last = burst.last?.at, now - last > Self.pause { burst.removeAll() }
    if let prefix, key == prefix {
      events += release()
      isAnnounced = true
      announcedAt = now
      return events
    }
    switch key.code {
    case .character(let scalar) where key.modifiers.subtracting(.shift).isEmpty:
      if burst.count < Self.charactersMax { burst.append((scalar, now)) }
      // Where scanners announce themselves, speed tells nothing and nothing waits for it.
      if isAnnounced || (holdsBack && prefix == nil) { held.append(key) } else { events.append(.key(key)) }
    case .enter: events += end(key, now)
    case .tab where isAnnounced: events += end(key, now)
    default:
      events += release()
      events.append(.key(key))
    }
    return events
  }

  /// Lets go of what was held back, once it is too slow for a scanner.
  public mutating func flush(at now: Duration) -> [Event] {
    guard let deadline, now >= deadline else { return [] }
    return release()
  }

  private mutating func end(_ key: Key, _ now: Duration) -> [Event] {
    let text = String(String.UnicodeScalarView(burst.map(\.scalar)))
    let isScan = isAnnounced || (prefix == nil && isQuick(until: now))
    let typed = isAnnounced ? 0 : burst.count - held.count
    guard isScan else { return release() + [.key(key)] }
    burst.removeAll()
    held.removeAll()
    isAnnounced = false
    return [grammar.isCode(text) ? .scan(text, typed: typed) : .refused(typed: typed)]
  }

  private func isQuick(until end: Duration) -> Bool {
    guard burst.count >= Self.charactersMin else { return false }
    let times = burst.map(\.at) + [end]
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
    return gaps[gaps.count / 2] < Self.gap
  }

  private mutating func release() -> [Event] {
    defer {
      held.removeAll()
      burst.removeAll()
      isAnnounced = false
    }
    return held.map { .key($0) }
  }
}

/// What may be scanned at a terminal.
public struct ScanGrammar: Sendable {
  let begins: @Sendable (Unicode.Scalar) -> Bool
  let isCode: @Sendable (String) -> Bool

  /// `begins` says whether a code can begin with a character: whatever else is pressed hardly waits to be told from a scanner.
  public init(
    begins: @escaping @Sendable (Unicode.Scalar) -> Bool = { _ in true }, isCode: @escaping @Sendable (String) -> Bool
  ) {
    self.begins = begins
    self.isCode = isCode
  }
}
