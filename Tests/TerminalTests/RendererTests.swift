import Canvas
import Terminal
import TestSupport
import Testing

@Suite struct RendererTests {
  /// Characters whose width libvterm knows, alone and in clusters; and what must never reach it.
  static let pieces = [
    "a", "Siti", " ", "nomor", "é", "e\u{301}", "o\u{302}\u{323}", "漢字", "日本語", "한국", "😀", "مرحبا", "×", "─", "█", "▀",
    "👩‍👩‍👧‍👦", "🇮🇩", "👍🏽",
    "❤️", "1️⃣", "क्षि", "ꦗ", "\u{1B}[2J", "\u{1B}[1;1H", "\u{9B}31m", "\u{7}", "\u{202E}", "\u{1B}]0;x\u{7}", "\n", "１２",
  ]

  private static func scribble(_ dice: inout Dice, on canvas: inout Canvas) {
    for _ in 0..<dice.roll(1...6) {
      let area = Region(
        dice.roll(0...canvas.width - 1), dice.roll(0...canvas.height - 1), dice.roll(1...canvas.width),
        dice.roll(1...canvas.height))
      var style = dice.pick(Style.all)
      if dice.one(in: 3) { style = style.bold }
      if dice.one(in: 4) { style = style.underlined }
      if dice.one(in: 6) { style = style.reversed }
      let text = (0..<dice.roll(0...15)).map { _ in dice.pick(pieces) }.joined()
      switch dice.roll(0...4) {
      case 0: canvas.fill(area, style)
      default: canvas.text(text, area, style, Setting(dice.pick([.left, .centre, .right]), wraps: dice.flip()))
      }
    }
    canvas.cursor = dice.one(in: 4) ? nil : Point(dice.roll(0...canvas.width - 1), dice.roll(0...canvas.height - 1))
  }

  @Test func `5,000 random frames leave not one wrong cell on a real terminal`() {
    for seed in 0..<100 {
      var dice = Dice(seed: seed)
      let (columns, rows) = seed % 8 == 0 ? (80, 24) : (dice.roll(2...40), dice.roll(1...10))
      let colours = dice.pick(Capability.Colours.allCases)
      let shown = Shown(columns: columns, rows: rows)
      var renderer = Renderer(Capability(colours, erasesInColour: dice.flip()))
      shown.feed(Renderer.opening)
      // Rubbish of somebody else: the first frame must not rely on a clean screen.
      shown.feed(Array("\u{1B}[41mrubbish\r\n\u{1B}[7mmore 漢字".utf8))
      var look = Look()
      var canvas = Canvas(width: columns, height: rows, look: look)
      for step in 0..<50 {
        if dice.one(in: 12) { look.theme = dice.pick(Theme.allCases) }
        if dice.one(in: 6) || canvas.look != look { canvas = Canvas(width: columns, height: rows, look: look) }
        if dice.one(in: 25) { renderer.forget() }
        Self.scribble(&dice, on: &canvas)
        shown.feed(renderer.frame(canvas))
        let wrong = shown.firstWrong(canvas, colours)
        #expect(wrong == nil, "seed \(seed), step \(step)")
        if let cursor = canvas.cursor { #expect(shown.cursor == cursor, "seed \(seed), step \(step)") }
        if wrong != nil { break }
      }
    }
  }

  @Test func `a frame holds no escape code but ours, whatever the data`() {
    for seed in 0..<500 {
      var dice = Dice(seed: seed)
      var renderer = Renderer(Capability(.full))
      var canvas = Canvas(width: 30, height: 4)
      Self.scribble(&dice, on: &canvas)
      let bytes = renderer.frame(canvas)
      var index = 0
      while index < bytes.count {
        if bytes[index] == 0x1B {
          let end = bytes[index...].firstIndex { $0 >= 0x40 && $0 != 0x5B } ?? bytes.count - 1
          let code = String(decoding: bytes[index...end], as: UTF8.self)
          #expect(Self.isOurs(code), "seed \(seed): \(code.debugDescription)")
          index = end
        } else {
          #expect(bytes[index] >= 0x20 && bytes[index] != 0x7F, "seed \(seed)")
        }
        index += 1
      }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.unicodeScalars.contains { $0 != "\u{1B}" && Width.isHidden($0) }, "seed \(seed)")
    }
  }

  private static func isOurs(_ code: String) -> Bool {
    let modes = ["\u{1B}[?2026h", "\u{1B}[?2026l", "\u{1B}[?25h", "\u{1B}[?25l", "\u{1B}[2J", "\u{1B}[H"]
    return modes.contains(code)
      || ["m", "H", "B", "C", "D", "X"].contains { code.hasSuffix($0) && code.hasPrefix("\u{1B}[") }
  }

  @Test func `a typed letter costs a few bytes, the same canvas none`() {
    var renderer = Renderer(Capability(.full))
    var canvas = Canvas(width: 80, height: 24)
    var editor = LineEditor("Sit", limit: 40)
    func draw() {
      _ = Field("Nama", editor, isFocused: true, required: "wajib", 1).draw(Region(2, 4, 76, 2), on: &canvas)
    }
    draw()
    #expect(renderer.frame(canvas).count > 100)
    #expect(renderer.frame(canvas).isEmpty)
    editor.insert("i")
    draw()
    let bytes = renderer.frame(canvas)
    #expect(bytes.count <= 100, "\(bytes.count)")
  }

  @Test func `a row of blanks costs a few bytes where the terminal erases in colour, and its blanks where it does not`()
  {
    var canvas = Canvas(width: 80, height: 24)
    for (erases, bytesMax) in [(true, 60), (false, 180)] {
      var renderer = Renderer(Capability(.full, erasesInColour: erases))
      canvas.fill(canvas.region, .plain)
      _ = renderer.frame(canvas)
      canvas.fill(Region(0, 5, 80, 1), .focus)
      let bytes = renderer.frame(canvas)
      #expect(bytes.count <= bytesMax, "\(bytes.count)")
      #expect(bytes.contains(0x58) == erases)
    }
  }

  @Test func `a wiped screen clears the scrollback once and paints all`() {
    var renderer = Renderer(Capability(.full))
    let canvas = Canvas(width: 10, height: 2)
    _ = renderer.frame(canvas)
    renderer.wipe()
    let first = String(decoding: renderer.frame(canvas), as: UTF8.self)
    #expect(first.contains("\u{1B}[3J") && first.contains("\u{1B}[2J"))
    #expect(renderer.frame(canvas).isEmpty)
  }

  @Test(arguments: [
    ("linux", "", "", Capability(.basic, halfBlocks: false)), ("linux", "", "blocks", Capability(.basic)),
    ("xterm-256color", "", "", Capability(.indexed)), ("xterm-256color", "truecolor", "", Capability(.full)),
    ("foot", "", "", Capability(.full)), ("vt100", "", "", Capability(.none)), ("", "", "", Capability(.none)),
    ("never-heard-of", "", "", Capability(.basic, erasesInColour: false)),
    ("screen-256color", "", "", Capability(.indexed, erasesInColour: false)),
  ])
  func `a terminal is judged by its name, and none is refused`(
    _ term: String, _ colourTerm: String, _ font: String, _ capability: Capability
  ) {
    #expect(Capability(term: term, colourTerm: colourTerm, font: font) == capability)
  }
}
