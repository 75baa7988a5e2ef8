/// How many events a call may carry, as the line has taught it: half of what was refused, at once, and more again while that
/// goes well.
///
/// A proxy that refuses what is too large goes on doing so. Trying twice as much after every success would have every second
/// call refused, so each attempt in vain is followed by four times as many calls before the next one.
struct CallSize: Equatable, Sendable {
  private static let patienceMax = 64
  /// A size that never stood in the way is none.
  private static let boundedMax = 4_096

  private(set) var most = Int.max
  /// So many whole, full calls before twice as many events are tried; how many there have been.
  private var patience = 1
  private var wholes = 0
  /// The size is larger than what has come through since something was refused.
  private var isTrying = false

  /// A call with so many events was too large, or could not be read.
  mutating func refuse(_ events: Int) {
    if isTrying { patience = min(patience * 4, Self.patienceMax) }
    most = max(1, events / 2)
    (wholes, isTrying) = (0, false)
  }

  /// A call that carried events came through. One that was not full says nothing of the size.
  mutating func pass(isFull: Bool) {
    guard isFull, most < Int.max else { return }
    if isTrying { patience = 1 }
    wholes += 1
    isTrying = wholes >= patience
    guard isTrying else { return }
    most = most > Self.boundedMax ? Int.max : most * 2
    wholes = 0
  }
}
