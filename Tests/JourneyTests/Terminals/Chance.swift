import Glibc

/// Chance that can be had again: the seed is printed with what fails.
struct Chance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// LOKET_SEED, or another one each day.
  static let seed: UInt64 = setting("LOKET_SEED").flatMap { UInt64($0) } ?? UInt64(time(nil) / 86_400)

  /// How often, unless a longer campaign is asked for.
  static func times(_ name: String, usually: Int) -> Int { setting(name).flatMap { Int($0) } ?? usually }

  private static func setting(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func one<T>(of list: [T]) -> T { list[below(list.count)] }
}
