/// Chance that is the same on every machine (SplitMix64).
struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0xD6E8_FEB8_6659_FD93 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
  mutating func pick<T>(_ items: [T]) -> T { items[roll(0...items.count - 1)] }
  /// True in so many of a hundred cases.
  mutating func percent(_ share: Int) -> Bool { roll(1...100) <= share }
  /// A time within so many seconds, to the millisecond: people do not press on the second.
  mutating func milliseconds(_ seconds: ClosedRange<Int>) -> Int64 {
    Int64(roll(seconds.lowerBound * 1_000...seconds.upperBound * 1_000))
  }
}
