import Domain
import Machine
import Synchronization

/// A PC's two clocks under the test's hand: time passes, and the wall may be set to anything.
public final class Clockwork: Sendable {
  private let hands: Mutex<(wall: Int64, uptime: Int64, boots: Int)>

  public init(_ wall: Moment, uptime: Int64 = 60_000) { hands = Mutex((wall.milliseconds, uptime, 1)) }

  public var machine: MachineClock {
    MachineClock(
      wall: { self.hands.withLock { $0.wall } }, uptime: { self.hands.withLock { $0.uptime } },
      boot: { "boot-\(self.hands.withLock { $0.boots })" })
  }

  public var wall: Moment { Moment(milliseconds: hands.withLock { $0.wall }) }

  /// Time goes by for both.
  public func pass(_ span: Span) {
    hands.withLock {
      $0.wall += span.milliseconds
      $0.uptime += span.milliseconds
    }
  }

  /// Somebody, or an empty battery, sets the wall clock.
  public func set(_ wall: Moment) { hands.withLock { $0.wall = wall.milliseconds } }

  public func jump(_ span: Span) { hands.withLock { $0.wall += span.milliseconds } }

  /// The PC was off until `wall`.
  public func boot(_ wall: Moment) { hands.withLock { $0 = (wall.milliseconds, 20_000, $0.boots + 1) } }
}
