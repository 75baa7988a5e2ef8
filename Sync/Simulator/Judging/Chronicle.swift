/// Everything that happened, as one number, and in words if somebody wants to read them.
struct Chronicle {
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private(set) var lines: [String] = []
  let keepsStory: Bool

  init(keepsStory: Bool) { self.keepsStory = keepsStory }

  mutating func note(_ now: Int64, _ what: Int, _ a: Int, _ b: Int, _ words: () -> String) {
    for number in [UInt64(bitPattern: now), UInt64(what), UInt64(bitPattern: Int64(a)), UInt64(bitPattern: Int64(b))] {
      hash = (hash ^ number) &* 0x0000_0100_0000_01B3
      hash ^= hash >> 29
    }
    if keepsStory { lines.append("\(Self.time(now))  \(words())") }
  }

  /// Days, hours, minutes and seconds since the world began.
  static func time(_ milliseconds: Int64) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let seconds = milliseconds / 1_000
    let fraction = String(milliseconds % 1_000 + 1_000).dropFirst()
    return
      "day \(seconds / 86_400 + 1) \(two(seconds / 3_600 % 24)).\(two(seconds / 60 % 60)).\(two(seconds % 60)).\(fraction)"
  }
}
