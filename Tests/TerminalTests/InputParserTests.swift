import Canvas
import Terminal
import TestSupport
import Testing

@Suite struct InputParserTests {
  private static func keys(_ text: String) -> [Key] {
    var parser = InputParser()
    return parser.feed(Array(text.utf8)) + parser.flush()
  }

  static let transcripts: [(String, [Key])] = [
    ("aé漢", [.character("a"), .character("é"), .character("漢")]),
    ("\r\n\t\u{7F}\u{8}", [Key(.enter), Key(.enter), Key(.tab), Key(.backspace), Key(.backspace)]),
    ("\u{15}\u{17}\u{0}", [.control("u"), .control("w"), Key(.character(" "), .control)]),
    ("\u{1B}", [Key(.escape)]), ("\u{1B}\u{1B}", [Key(.escape), Key(.escape)]),
    ("\u{1B}x", [Key(.character("x"), .alt)]), ("\u{1B}\t", [Key(.tab, .shift)]), ("\u{1B}[Z", [Key(.tab, .shift)]),
    ("\u{1B}[A\u{1B}OB\u{1B}[1;5C\u{1B}[1;2D", [Key(.up), Key(.down), Key(.right, .control), Key(.left, .shift)]),
    ("\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[8~", [Key(.home), Key(.end), Key(.home), Key(.end)]),
    ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6;3~", [Key(.insert), Key(.delete), Key(.pageUp), Key(.pageDown, .alt)]),
    ("\u{1B}[[A\u{1B}[[E\u{1B}OP\u{1B}OS", [.function(1), .function(5), .function(1), .function(4)]),
    (
      "\u{1B}[11~\u{1B}[15~\u{1B}[17~\u{1B}[21~\u{1B}[24~",
      [.function(1), .function(5), .function(6), .function(10), .function(12)]
    ),
    (
      "\u{1B}[25~\u{1B}[28~\u{1B}[34~\u{1B}[1;2P",
      [.function(13), .function(15), .function(20), Key(.function(1), .shift)]
    ),
    ("\u{1B}[<0;5;3M\u{1B}[<0;5;3m", [Key(.press(Point(4, 2))), Key(.release(Point(4, 2)))]),
    ("\u{1B}[<64;1;1M\u{1B}[<65;1;1M", [Key(.wheelUp(Point(0, 0))), Key(.wheelDown(Point(0, 0)))]),
    ("\u{1B}[<2;5;3M\u{1B}[<32;5;3M\u{1B}[<0;0;3M\u{1B}[<0;5M", []),
    ("\u{1B}[M !!\u{1B}[M#!!", [Key(.press(Point(0, 0))), Key(.release(Point(0, 0)))]),
    ("\u{1B}[200~a\r\u{1B}[31mb\u{1B}[201~c", [Key(.paste("a\r\u{1B}[31mb")), .character("c")]),
    ("\u{1B}[200~\u{1B}\u{1B}[20\u{1B}[201~", [Key(.paste("\u{1B}\u{1B}[20"))]),
    ("\u{1B}]0;title\u{7}a\u{1B}Pq\u{1B}\\b", [.character("a"), .character("b")]),
    ("\u{1B}[?1;2c\u{1B}[999~\u{1B}[>0;1qa", [.character("a")]), ("\u{1B}[105;5u", [.control("i")]),
    ("\u{1B}[", [Key(.character("["), .alt)]), ("\u{1B}O", [Key(.character("O"), [.alt, .shift])]),
    ("\u{1B}[12\u{18}a", [.character("a")]), ("\u{1B}[1\u{1B}[B", [Key(.down)]),
    ("\u{9B}Aa", [.character("A"), .character("a")]),
  ]

  @Test(arguments: transcripts) func `keys are what the terminals of our desks send`(_ text: String, _ keys: [Key]) {
    #expect(Self.keys(text) == keys)
  }

  @Test(
    arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]])
  func `broken UTF-8 becomes a sign and never stops what follows`(_ bytes: [UInt8]) {
    var parser = InputParser()
    let keys = parser.feed(bytes + [0x1B, 0x5B, 0x41, 0x61]) + parser.flush()
    #expect(keys.suffix(2) == [Key(.up), .character("a")])
    #expect(keys.dropLast(2).allSatisfy { $0 == .character("\u{FFFD}") } && keys.count > 2)
  }

  @Test func `200,000 random inputs give the same keys however they are split`() {
    var dice = Dice(seed: 20_261_120)
    let pieces = Self.transcripts.map { Array($0.0.utf8) }
    for round in 0..<200_000 {
      var bytes: [UInt8] = []
      for _ in 0..<dice.roll(1...3) {
        switch dice.roll(0...4) {
        case 0: bytes += dice.bytes(dice.roll(1...4))
        case 1: bytes += dice.mutated(dice.pick(pieces), with: [0x1B, 0x5B, 0x4F, 0x3B, 0x7E, 0x3C, 0x4D])
        default: bytes += dice.pick(pieces)
        }
      }
      var whole = InputParser()
      let keys = whole.feed(bytes)
      var parts = InputParser()
      var split: [Key] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = dice.roll(1...4)
        split += parts.feed(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      guard split == keys, parts.flush(endingPaste: true) == whole.flush(endingPaste: true) else {
        Issue.record("round \(round): \(bytes)")
        return
      }
      // Nothing a person did not do can hold the keyboard: after the flush the next key is itself.
      guard whole.feed([0x61]) == [.character("a")] else {
        Issue.record("round \(round), stuck after \(bytes)")
        return
      }
    }
  }

  @Test func `a paste is bounded, and one that never ends gives the keyboard back`() {
    var parser = InputParser()
    var keys = parser.feed(Array("\u{1B}[200~".utf8))
    for _ in 0..<100 { keys += parser.feed([UInt8](repeating: 0x61, count: 1_000)) }
    #expect(keys.isEmpty && parser.isPasting && !parser.isWaiting)
    #expect(parser.flush().isEmpty)
    #expect(parser.flush(endingPaste: true) == [Key(.paste(String(repeating: "a", count: InputParser.pasteBytesMax)))])
    #expect(parser.feed([0x62]) == [.character("b")])
  }

  @Test func `a string without end and a sequence without end are given up`() {
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}]".utf8) + [UInt8](repeating: 0x61, count: 1_025)).isEmpty)
    #expect(parser.feed([0x62]) == [.character("b")])
    #expect(parser.feed(Array("\u{1B}[".utf8) + [UInt8](repeating: 0x31, count: 9_999)).isEmpty)
    #expect(parser.flush().isEmpty && parser.feed([0x62]) == [.character("b")])
  }
}
