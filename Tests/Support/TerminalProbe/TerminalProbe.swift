import Canvas
import Terminal

/// A small program in a terminal, for the tests: draws one screen, then does what it is told by a key, or dies as it is told.
@main
struct TerminalProbe {
  enum Choice: Hashable, Sendable { case leave }

  static func main() throws {
    if CommandLine.arguments.dropFirst().first == "measure" { return Measure.run() }
    let screen = try Screen(Capability(.full))
    var pressed = "-"
    var taps = Taps<Choice>()
    while true {
      let (columns, rows) = screen.size
      var canvas = Canvas(width: columns, height: rows)
      canvas.text("\(columns)x\(rows) \(pressed)", canvas.region, .plain)
      let targets = Button("Keluar", key: "Q", Choice.leave).draw(Region(2, 2, 20, 3), on: &canvas)
      screen.show(canvas)
      for event in try screen.wait(for: .seconds(20)) {
        switch event {
        case .key(let key):
          if key == .character("q") || taps.feed(key, targets, now: .seconds(1)) != nil { return screen.close() }
          if key == .character("x") { return }
          if key == .character("!") { fatalError("a trap, as asked for") }
          if key == .character("o") { print(overflow(Int(columns))) }
          if case .character(let scalar) = key.code { pressed = String(Character(scalar)) }
          if key.code == .escape { pressed = "ESC" }
        case .stop, .ended: return screen.close()
        case .resized, .ready: break
        }
      }
    }
  }

  /// More stack than there is.
  @inline(never)
  private static func overflow(_ depth: Int) -> Int { depth == .max ? 0 : overflow(depth + 1) + depth % 3 }
}
