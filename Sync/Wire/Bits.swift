/// Numbers of any width, packed without gaps, most significant bit first.
///
/// What cannot be squeezed (salts, milliseconds, hashes) stands here, apart from the text: among letters, a random
/// byte costs a compressor more than its eight bits.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var free = 0

  mutating func write(_ value: UInt64, _ width: Int) {
    var left = width
    while left > 0 {
      if free == 0 {
        bytes.append(0)
        free = 8
      }
      let take = min(left, free)
      let part = value >> UInt64(left - take) & (1 << UInt64(take) - 1)
      bytes[bytes.count - 1] |= UInt8(part) << UInt8(free - take)
      free -= take
      left -= take
    }
  }
}

/// Reads what `BitWriter` wrote.
struct BitReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read(_ width: Int) throws(WireFault) -> UInt64 {
    guard position + width <= bytes.count * 8 else { throw WireFault(.truncated, at: position / 8) }
    var value: UInt64 = 0
    var left = width
    while left > 0 {
      let free = 8 - position % 8
      let take = min(left, free)
      let part = bytes[position / 8] >> UInt8(free - take) & UInt8(truncatingIfNeeded: 1 << take - 1)
      value = value << UInt64(take) | UInt64(part)
      position += take
      left -= take
    }
    return value
  }

  /// Only the unused bits of the last byte may be left, and they are zero.
  var isSpent: Bool {
    guard position > bytes.count * 8 - 8, let last = bytes.last else { return bytes.isEmpty }
    let spare = bytes.count * 8 - position
    return last & UInt8(truncatingIfNeeded: 1 << spare - 1) == 0
  }
}
