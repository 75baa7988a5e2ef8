import Chance

/// Repeatable randomness: a failure names the seed that brings it back.
public struct Dice: RandomNumberGenerator, Sendable {
  private var seeded: Seeded

  public init(seed: UInt64) { seeded = Seeded(seed) }
  public init(seed: Int) { self.init(seed: UInt64(bitPattern: Int64(seed))) }

  public mutating func next() -> UInt64 { seeded.next() }

  /// Quicker than `Int.random`, and even enough for tests.
  public mutating func roll(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(truncatingIfNeeded: next() % UInt64(range.upperBound - range.lowerBound + 1))
  }
  public mutating func flip() -> Bool { next() & 1 == 1 }
  public mutating func one(in count: Int) -> Bool { roll(1...count) == 1 }
  public mutating func pick<T>(_ items: [T]) -> T { items[roll(0...items.count - 1)] }
  public mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 11) }
  public mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in byte() } }

  /// The bytes with a few of them changed, lost, doubled or joined by others.
  public mutating func mutated(_ sound: [UInt8], with marks: [UInt8] = []) -> [UInt8] {
    var bytes = sound
    for _ in 0..<roll(1...4) {
      guard !bytes.isEmpty else { return [byte()] }
      let at = roll(0...bytes.count - 1)
      switch roll(0...6) {
      case 0: bytes[at] = byte()
      case 1: bytes[at] ^= 1 << UInt8(roll(0...7))
      case 2: bytes.remove(at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + roll(1...16)))
      case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + roll(1...24))], at: roll(0...bytes.count - 1))
      case 5: bytes.removeSubrange(at...)
      default: bytes.insert(marks.isEmpty ? byte() : pick(marks), at: at)
      }
    }
    return bytes
  }
}
