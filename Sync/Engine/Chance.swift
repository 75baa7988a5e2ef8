import Domain

/// Chance from a seed: the same seed, the same schedule (SplitMix64).
struct Chance: Equatable, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Anything from nothing to `most`: full jitter.
  mutating func span(upTo most: Span) -> Span {
    guard most.milliseconds > 0 else { return Span(milliseconds: 0) }
    return Span(milliseconds: Int64(next() % UInt64(most.milliseconds + 1)))
  }
}

extension Span {
  static func + (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds + b.milliseconds) }
  static func - (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds - b.milliseconds) }
}
