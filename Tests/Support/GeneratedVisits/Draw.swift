import Chance

/// Chance as generated visits need it.
struct Draw {
  private var seeded: Seeded

  init(seed: UInt64) { seeded = Seeded(seed &* 0xD6E8_FEB8_6659_FD93) }

  mutating func next() -> UInt64 { seeded.next() }

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
