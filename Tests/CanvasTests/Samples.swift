import Canvas
import TestSupport

/// Texts that are hard on a screen, and canvases full of them.
enum Samples {
  static let pieces = [
    "a", "Siti", " ", "nomor antrean", "é", "e\u{301}", "ñ", "o\u{302}\u{323}", "👩‍👩‍👧‍👦", "🇮🇩", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "😀", "👍🏽", "❤️", "1️⃣", "漢字",
    "日本",
    "한국", "\u{1112}\u{1161}\u{11AB}", "مرحبا", "שלום", "ꦗꦮ", "क्षि", "ก็", "\u{202E}abc\u{202C}", "\u{200B}", "\u{FEFF}",
    "\u{200D}", "\u{301}",
    "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{9B}2J", "\u{0}", "\u{7F}", "\t", "\n", "\r\n", "\u{2028}", "\u{AD}", "×", "─",
    "█", "\u{FFFF}",
    "\u{E0041}", "\u{3164}", "Å", "ﷺ", "１２", "。",
  ]

  static func text(_ dice: inout Dice, pieces count: Int) -> String {
    (0..<dice.roll(0...count)).map { _ in dice.pick(pieces) }.joined()
  }

  static func style(_ dice: inout Dice) -> Style {
    var style = dice.pick(Style.all)
    if dice.one(in: 3) { style = style.bold }
    if dice.one(in: 5) { style = style.underlined }
    if dice.one(in: 8) { style = style.reversed }
    return style
  }

  static func region(_ dice: inout Dice, _ canvas: Canvas) -> Region {
    Region(
      dice.roll(-3...canvas.width), dice.roll(-2...canvas.height), dice.roll(0...canvas.width),
      dice.roll(0...canvas.height))
  }

  /// Some random drawing upon what is there.
  static func scribble(_ dice: inout Dice, on canvas: inout Canvas, strokes: Int) {
    for _ in 0..<strokes {
      let clip = dice.one(in: 4) ? region(&dice, canvas) : canvas.region
      let area = region(&dice, canvas)
      let style = style(&dice)
      let text = text(&dice, pieces: 12)
      let setting = Setting(dice.pick([.left, .centre, .right]), wraps: dice.flip())
      let choice = dice.roll(0...5)
      canvas.clipped(to: clip) { canvas in
        switch choice {
        case 0: canvas.fill(area, style)
        case 1: canvas.restyle(area, style)
        default: canvas.text(text, area, style, setting)
        }
      }
    }
    canvas.cursor = dice.flip() ? nil : Point(dice.roll(0...canvas.width), dice.roll(0...canvas.height))
  }

  static func canvas(_ dice: inout Dice, columns: Int, rows: Int, strokes: Int = 8) -> Canvas {
    var canvas = Canvas(width: columns, height: rows)
    scribble(&dice, on: &canvas, strokes: strokes)
    return canvas
  }
}
