import Domain

/// Fills any record with random values that its fields may legally hold: blank and largest numbers, emoji, right-to-left
/// and empty texts, absent optionals, lists of none to three.
public struct RandomFiller: FieldVisitor {
  public var dice: Dice

  public init(seed: Int) { dice = Dice(seed: seed) }

  public mutating func key(_ name: StaticString) {}

  public mutating func integer(_ value: inout Int64) {
    value =
      switch dice.roll(0...5) {
      case 0: dice.pick([0, 1, -1, 63, 64, -64, -65, 127, 128, Int64.max, Int64.min])
      case 1: Int64(truncatingIfNeeded: dice.next())
      default: Int64(dice.roll(0...3000))
      }
  }

  public mutating func truth(_ value: inout Bool) { value = dice.flip() }

  static let pieces = [
    "a", "Siti", " ", "é", "e\u{301}", "👩‍👩‍👧‍👦", "🇮🇩", "漢字", "مرحبا", "\u{202E}עברית\u{202C}", "ꦗꦮ", "\"", "\\", "/", "\n",
    "\r\n", "\t",
    "\u{0}", "\u{1}", "\u{1F}", "\u{7F}", "\u{2028}", "\u{FEFF}", "\u{FFFF}", "\u{10FFFF}", "0-0", "null", "{\"a\":1}",
  ]

  public mutating func text(_ value: inout String) {
    switch dice.roll(0...9) {
    case 0...2: value = ""
    case 3: value = String(repeating: dice.pick(Self.pieces), count: dice.pick([1, 127, 128, 300]))
    default: value = (0..<dice.roll(1...6)).map { _ in dice.pick(Self.pieces) }.joined()
    }
  }

  public mutating func bytes(_ value: inout [UInt8]) { value = dice.bytes(dice.roll(0...40)) }

  /// Where the numbers of the scalars lie; which of them mean something the scalar itself knows.
  static let ranges: [ClosedRange<Int64>] = [
    1...3, 1...9, 0...1440, 1001...26_999, 0...2_932_896, 0...4_194_303, -26_999...(-1001), 16...340,
    1_025...1_100_000, 0...Int64.max,
  ]

  public mutating func scalar<S: Scalar>(_ value: inout S) {
    for _ in 0..<200 {
      let range = dice.pick(Self.ranges)
      let number =
        range.lowerBound + Int64(dice.next() % (UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1))
      // Legal is what both forms can say: the journal's number and the word people read.
      if let legal = S(number: number), S(word: legal.word) == legal {
        value = legal
        return
      }
    }
    preconditionFailure("no legal value found for \(S.self)")
  }

  public mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    guard dice.flip() else {
      value = nil
      return
    }
    var present = T.blank
    try present.visit(&self)
    value = present
  }

  public mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    value = []
    for _ in 0..<dice.pick([0, 0, 1, 1, 2, 3]) {
      var element = T.blank
      try element.visit(&self)
      value.append(element)
    }
  }

  public mutating func record<R: Record>(_ value: inout R) throws { try value.fields(&self) }
}
