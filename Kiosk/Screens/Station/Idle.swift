/// How long nobody has touched a terminal, and what follows: a warning any key ends, then the wipe.
public struct Idle: Sendable, Equatable {
  public enum State: Sendable, Equatable {
    case awake
    /// A full-screen warning with the seconds left.
    case warning(seconds: Int)
    case over
  }

  /// Without a touch for so long, the warning comes.
  public var patience: Duration
  /// The warning stays so long.
  public var warning: Duration
  public private(set) var lastTouch: Duration

  public init(patience: Duration, warning: Duration = .seconds(20), at now: Duration) {
    self.patience = patience
    self.warning = warning
    lastTouch = now
  }

  public mutating func touched(at now: Duration) { lastTouch = now }

  public func state(at now: Duration) -> State {
    let quiet = now - lastTouch
    if quiet < patience { return .awake }
    let left = patience + warning - quiet
    guard left > .zero else { return .over }
    // Rounded up: "1" is shown until the very end.
    let (seconds, rest) = left.components
    return .warning(seconds: Int(seconds) + (rest > 0 ? 1 : 0))
  }

  /// When the state next looks different.
  public func deadline(at now: Duration) -> Duration {
    switch state(at: now) {
    case .awake: lastTouch + patience
    case .warning(let seconds): lastTouch + patience + warning - .seconds(seconds - 1)
    case .over: now
    }
  }
}
