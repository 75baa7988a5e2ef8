import Wire

/// Folds small texts bit by bit, each in as much room as it was foretold: a third smaller than zstd, but slow to unfold.
/// For what an office sends as it happens; a backlog goes with zstd.
enum Mixing {
  /// What it learned from a dictionary, made when the first frame needs it and kept: some 4 MiB.
  private final class Primed: Sendable {
    // Written before it is shared, only read after.
    nonisolated(unsafe) let foreteller: Foreteller

    init(_ text: [UInt8]) {
      foreteller = Foreteller(historyMax: text.count)
      foreteller.learn(text)
    }
  }

  private static let primed: [Primed] = [Primed(Zstd.dictionary(1))]

  /// `nil` when it would not become shorter or may not be folded so.
  static func fold(_ text: [UInt8], dictionary: Int) -> [UInt8]? {
    guard (1...WireLimits.mixedTextMax).contains(text.count), primed.indices.contains(dictionary - 1) else {
      return nil
    }
    let foreteller = Foreteller(copying: primed[dictionary - 1].foreteller, room: text.count)
    var coder = BitFolder(reserving: text.count / 4)
    for byte in text {
      for shift in stride(from: 7, through: 0, by: -1) {
        let bit = byte >> UInt8(shift) & 1
        coder.write(bit, chance: foreteller.foretell())
        foreteller.learn(bit: Int32(bit))
      }
    }
    let folded = coder.end()
    return folded.count < text.count && text.count <= lengthMax(folded.count) ? folded : nil
  }

  /// Exactly `length` bytes, or `nil`.
  static func unfold(_ folded: [UInt8], dictionary: Int, length: Int) -> [UInt8]? {
    guard (1...min(WireLimits.mixedTextMax, lengthMax(folded.count))).contains(length),
      primed.indices.contains(dictionary - 1)
    else { return nil }
    let foreteller = Foreteller(copying: primed[dictionary - 1].foreteller, room: length)
    var coder = BitUnfolder(folded)
    var text: [UInt8] = []
    text.reserveCapacity(length)
    for _ in 0..<length {
      var byte: UInt8 = 0
      for _ in 0..<8 {
        let bit = coder.read(chance: foreteller.foretell())
        foreteller.learn(bit: Int32(bit))
        byte = byte << 1 | bit
      }
      text.append(byte)
    }
    return coder.isSpent ? text : nil
  }

  /// Time to unfold grows with the text, not with what came over the line: a few bytes may not ask for much.
  private static func lengthMax(_ folded: Int) -> Int { 4_096 + 32 * min(folded, WireLimits.frameBytesMax) }
}

/// Writes bits in as much room as their chance asks for.
private struct BitFolder {
  private var low: UInt32 = 0
  private var high: UInt32 = .max
  private var bytes: [UInt8] = []

  init(reserving capacity: Int) { bytes.reserveCapacity(capacity) }

  /// `chance` of a one, of 65,536.
  @inline(__always) mutating func write(_ bit: UInt8, chance: UInt32) {
    let middle = low + UInt32((UInt64(high - low) * UInt64(chance)) >> 16)
    if bit == 1 { high = middle } else { low = middle + 1 }
    while (low ^ high) >> 24 == 0 {
      bytes.append(UInt8(high >> 24))
      low <<= 8
      high = high << 8 | 255
    }
  }

  /// One byte more tells the rest: low and high differ in their first.
  mutating func end() -> [UInt8] {
    bytes.append(UInt8(low >> 24) + 1)
    return bytes
  }
}

/// Reads what `BitFolder` wrote; behind the end there are zeros.
private struct BitUnfolder {
  private var low: UInt32 = 0
  private var high: UInt32 = .max
  private var value: UInt32 = 0
  private var next = 0
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    for _ in 0..<4 { shift() }
  }

  @inline(__always) private mutating func shift() {
    value = value << 8 | (next < bytes.count ? UInt32(bytes[next]) : 0)
    next += 1
  }

  @inline(__always) mutating func read(chance: UInt32) -> UInt8 {
    let middle = low + UInt32((UInt64(high - low) * UInt64(chance)) >> 16)
    let bit: UInt8 = value <= middle ? 1 : 0
    if bit == 1 { high = middle } else { low = middle + 1 }
    while (low ^ high) >> 24 == 0 {
      low <<= 8
      high = high << 8 | 255
      shift()
    }
    return bit
  }

  /// Whether exactly the bytes written were used: one beyond those that the bits shifted out.
  var isSpent: Bool { next - 4 == bytes.count - 1 }
}
