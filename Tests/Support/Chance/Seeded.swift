/// Chance that is the same on every machine (SplitMix64): the same seed makes the same choices, so a failure that names its
/// seed can be lived through again.
public struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(_ seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
  public mutating func chance(_ oneIn: Int) -> Bool { below(oneIn) == 0 }
}
