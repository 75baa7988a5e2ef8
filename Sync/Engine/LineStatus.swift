import Domain
import Journal

/// The line as the terminals show it.
public struct LineStatus: Equatable, Sendable {
  public enum Condition: Equatable, Sendable {
    case never, good, failing, paused, revoked, notEnrolled, unsupported
  }

  public var condition = Condition.never
  /// An exchange is under way.
  public var isTalking = false
  /// Events the centre has not signed for.
  public var unsent = 0
  /// When the oldest of these was written, as far as this run knows.
  public var unsentSince: Moment?
  /// The wall clock at the last whole exchange: how old the centre's data is.
  public var lastWhole: Moment?
  public var failures = 0
  public var parkedCount = 0
  /// The office still lacks the state or the past.
  public var isCatchingUp = false

  public init() {}
}
