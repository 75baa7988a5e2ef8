import Domain
import Wire

/// The search for the last event that two copies of one author's history share.
struct Search: Equatable, Sendable {
  let author: UInt32
  /// Both copies agree here; at 0 they always do.
  var low: UInt64 = 0
  /// They do not from here on, or this copy ends before it.
  var high: UInt64
  /// Where the centre's copy ends; agreeing there means that there is no fork at all.
  let centreEnd: UInt64

  var isOver: Bool { low + 1 >= high }

  /// Places between, the last of them just below `high`.
  var places: [UInt64] {
    let between = high - low - 1
    let count = min(UInt64(WireLimits.probesMax), between)
    return (0..<count).map { low + ($0 + 1) * between / count }
  }

  /// The centre agrees at `sequence` and at no higher place it was asked about.
  mutating func hear(agreed sequence: UInt64) {
    let asked = places
    guard sequence == 0 || asked.contains(sequence) else { return }
    high = asked.first { $0 > sequence } ?? high
    low = max(low, sequence)
  }
}
