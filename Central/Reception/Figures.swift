import Synchronization

/// What this process has done since it started: counts only, for `/metrics`.
public final class Figures: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  /// `name` with its labels, as Prometheus writes them.
  public func add(_ name: String, _ count: Int = 1) {
    guard count != 0 else { return }
    counts.withLock { $0[name, default: 0] += count }
  }

  public var all: [(name: String, count: Int)] {
    counts.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// What the database says of the centre, for people and for `/metrics`.
public struct CentreStatus: Sendable {
  public struct Office: Sendable {
    public var office = ""
    public var name = ""
    public var seats = 0
    public var events = 0
    public var feedEnd = 0
    public var parked = 0
    /// Numbers of the last week that two computers of the office gave while neither knew of the other.
    public var doubleNumbers = 0
    /// Milliseconds; `nil` for an office that never called.
    public var silentFor: Int64?
    public var isRecovering = false
  }

  public var offices: [Office] = []
  public var held = 0
}
