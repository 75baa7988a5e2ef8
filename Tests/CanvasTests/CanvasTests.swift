import Canvas
import TestSupport
import Testing

@Suite struct CanvasTests {
  @Test func `random drawing keeps every wide grapheme whole and everything else where it was`() {
    for seed in 0..<3_000 {
      var dice = Dice(seed: seed)
      let before = Samples.canvas(&dice, columns: dice.roll(1...40), rows: dice.roll(1...8))
      var canvas = before
      let clip = Samples.region(&dice, canvas)
      canvas.clipped(to: clip) { canvas in Samples.scribble(&dice, on: &canvas, strokes: 3) }
      canvas.cursor = before.cursor
      for y in 0..<canvas.height {
        for x in 0..<canvas.width {
          let cell = canvas[x, y]
          if cell.width == 2 {
            #expect(x + 1 < canvas.width && canvas[x + 1, y].isContinuation, "seed \(seed), \(x), \(y)")
          }
          if cell.isContinuation {
            #expect(x > 0 && canvas[x - 1, y].width == 2, "seed \(seed), \(x), \(y)")
          }
          // A wide grapheme cut by the clip may lose its half outside.
          let isNear = clip.contains(Point(x - 1, y)) || clip.contains(Point(x, y)) || clip.contains(Point(x + 1, y))
          if !isNear { #expect(cell.bits == before[x, y].bits, "seed \(seed), \(x), \(y)") }
        }
      }
    }
  }

  @Test func `no scalar that commands a terminal or turns the reading direction reaches a cell`() {
    for seed in 0..<2_000 {
      var dice = Dice(seed: seed)
      let canvas = Samples.canvas(&dice, columns: 60, rows: 6)
      for cell in canvas.cells {
        for value in canvas.scalars(cell) { #expect(!Self.isForbidden(value), "seed \(seed): \(value)") }
      }
    }
  }

  @Test func `every scalar of Unicode is shown as itself or as a visible replacement`() {
    var canvas = Canvas(width: 4, height: 1)
    for value: UInt32 in 0...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let columns = canvas.put(Character(scalar), 0, 0, .plain)
      let shown = canvas.scalars(canvas[0, 0])
      guard columns == canvas[0, 0].width, !shown.contains(where: Self.isForbidden),
        Width.of(Character(scalar)) == columns
      else {
        Issue.record("U+\(String(value, radix: 16))")
        return
      }
      if Width.isHidden(scalar) { #expect(shown == [0xFFFD] || shown == [0x20]) }
    }
  }

  private static func isForbidden(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFEFF: true
    default: false
    }
  }

  @Test(arguments: [
    ("\u{1B}[2J", "�[2J"), ("a\tb", "a b"), ("a\u{202E}b", "a�b"), ("\u{9B}1m", "�1m"), ("\u{301}", "◌\u{301}"),
    ("a\u{7}b", "a�b"), ("a\r\nb", "a b"),
  ])
  func `what could command or deceive is shown as a sign`(_ text: String, _ shown: String) {
    var canvas = Canvas(width: 8, height: 1)
    canvas.text(text, canvas.region, .plain)
    #expect(canvas.text(row: 0) == shown + String(repeating: " ", count: 8 - shown.count))
  }

  @Test(arguments: [
    ("a", 1), ("漢", 2), ("e\u{301}", 1), ("👩‍👩‍👧‍👦", 2), ("🇮🇩", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("😀", 2), ("👍🏽", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2),
    ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("م", 1), ("ﷺ", 1), ("１", 2), ("ก็", 1), ("क्षि", 2), ("×", 1), ("\u{1B}", 1),
    ("\u{200B}", 1),
  ])
  func `a grapheme takes as many columns as people expect`(_ grapheme: String, _ columns: Int) {
    #expect(grapheme.count == 1 && Width.of(grapheme) == columns)
  }

  @Test(arguments: [
    (Setting.line, ["Badan Pusa…", "           "]), (.centred, ["Badan Pusa…", "           "]),
    (.paragraph, ["Badan Pusat", "Statistik… "]), (.centredParagraph, ["Badan Pusat", "Statistik… "]),
  ])
  func `text is broken at spaces, and what is missing is marked`(_ setting: Setting, _ rows: [String]) {
    var canvas = Canvas(width: 11, height: 2)
    canvas.text("Badan Pusat Statistik Kabupaten", canvas.region, .plain, setting)
    #expect((0..<2).map { canvas.text(row: $0) } == rows)
  }

  @Test func `alignment counts columns, not characters`() {
    var canvas = Canvas(width: 9, height: 1)
    canvas.text("漢字!", canvas.region, .plain, .right)
    #expect(canvas.text(row: 0) == "    漢字!")
    canvas.fill(canvas.region, .plain)
    canvas.text("漢字!", canvas.region, .plain, .centred)
    #expect(canvas.text(row: 0) == "  漢字!  ")
  }

  @Test func `wrapped lines fit, and put together are the text without the spaces at the breaks`() {
    for seed in 0..<2_000 {
      var dice = Dice(seed: seed)
      let text = Samples.text(&dice, pieces: 20)
      let columns = dice.roll(2...30)
      let lines = TextLines.wrap(text, columns: columns)
      for line in lines { #expect(Width.of(line) <= columns, "seed \(seed): \(line)") }
      // By scalars: put together, a mark may find another letter.
      func bare(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !" \r\n".unicodeScalars.contains($0) }
      }
      #expect(bare(lines.joined()) == bare(text), "seed \(seed)")
    }
  }
}
