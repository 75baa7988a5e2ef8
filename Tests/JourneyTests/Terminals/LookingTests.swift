import Canvas
import Testing

/// That the eyes of these tests see what is wrong.
@Suite struct LookingTests {
  @Test(arguments: [
    "\u{1B}]0;JUDUL\u{07}", "\u{1B}c", "\u{1B}[6n", "\u{1B}[?1003h", "\u{1B}[5A", "\u{1B}P+q\u{1B}\\", "\u{0E}",
    "\u{9B}31m",
    "\u{7F}", "\u{00}", "\u{1B}[?25;1049h",
  ])
  func `a sequence that the renderer does not send is noticed`(_ sequence: String) {
    let written = Array("\u{1B}[?2026h\u{1B}[3;4HHalo\(sequence)!\u{1B}[?2026l".utf8)
    #expect(!RawOutput(written).foreign.isEmpty)
  }

  @Test func `what the renderer sends is known, and the words between can be read`() {
    let output = RawOutput(
      Array(
        "\u{1B}[?2026h\u{1B}[0m\u{1B}[1;38;2;1;2;3mHalo\u{1B}[5C\u{1B}[2B\u{1B}[D\u{1B}[40X\u{1B}[?25l\u{1B}[?2026l"
          .utf8))
    #expect(output.foreign.isEmpty && output.text == "Halo")
    #expect(!RawOutput([0x48, 0xC3]).foreign.isEmpty)
  }

  @Test(arguments: [BigText.Size.giant(times: 2), .giant, .compact])
  func `large letters are read, and others are not taken for them`(_ size: BigText.Size) {
    var canvas = Canvas(width: 120, height: 24)
    BigText("A007", size).draw(canvas.region, on: &canvas)
    let rows = (0..<canvas.height).map { y in
      (0..<canvas.width).map { x in
        let cell = canvas[x, y]
        let character = canvas.scalar(cell).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? " "
        return cell.style.attributes.contains(.reverse) ? "\u{1B}[7m\(character)\u{1B}[0m" : character
      }.joined()
    }
    let seen = BigLetters(rows.joined(separator: "\n"))
    #expect(seen.show("A007"))
    for other in ["A001", "B007", "A077", "1"] { #expect(!seen.show(other), "\(other)") }
  }
}
