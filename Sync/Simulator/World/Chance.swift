/// Chance from a seed: the same seed, the same world (SplitMix64). Each kind of happening draws from a stream of its own,
/// so that taking one kind away changes as little as possible of the rest.
struct Chance: Sendable {
  private var state: UInt64

  init(_ seed: UInt64, stream: UInt64) {
    state = seed &* 0xD6E8_FEB8_6659_FD93 &+ stream &* 0x9E6C_63D0_876A_68E5
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ least: Int, _ most: Int) -> Int {
    most <= least ? least : least + Int(truncatingIfNeeded: next() % UInt64(most - least + 1))
  }
  mutating func one(in count: Int) -> Bool { roll(1, count) == 1 }
  mutating func percent(_ share: Int) -> Bool { roll(1, 100) <= share }
  mutating func pick<T>(_ items: [T]) -> T { items[roll(0, items.count - 1)] }
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 11) } }
}
