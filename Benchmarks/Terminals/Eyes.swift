import CVTerm
import Canvas
import Desk

/// A terminal program and what a person would see of it: its output goes through libvterm.
final class Eyes {
  let terminal: PseudoTerminal
  private let emulator: OpaquePointer
  private let screen: OpaquePointer
  private let columns: Int
  private let rows: Int
  private var fed = 0

  init(_ path: String, _ arguments: [String], columns: Int = 80, rows: Int = 24) throws {
    terminal = try PseudoTerminal(path, arguments, columns: UInt16(columns), rows: UInt16(rows))
    (self.columns, self.rows) = (columns, rows)
    emulator = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(emulator, 1)
    screen = vterm_obtain_screen(emulator)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(emulator) }

  /// Takes in what has come, waiting at most so long for the first of it; false when nothing did.
  @discardableResult
  func look(wait_ms: Int32 = 0) -> Bool {
    let hasMore = terminal.read(wait_ms: wait_ms)
    feed(upTo: terminal.received.count)
    return hasMore
  }

  private func feed(upTo count: Int) {
    let new = Array(terminal.received[fed..<count])
    fed = count
    new.withUnsafeBytes { raw in
      _ = vterm_input_write(emulator, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
    }
  }

  /// When the frame had come that shows what is waited for; ten seconds at most. While bytes come they are only
  /// taken in: what they show is found out afterwards, so that the emulator's own time is in no measurement.
  func moment(_ what: String, _ isShown: (Eyes) -> Bool) throws -> Double {
    while true {
      guard terminal.read(wait_ms: 10_000) else { throw DeskUnreachable("\(what) is not on the screen:\n\(text)") }
      while terminal.read(wait_ms: 60) {}
      for arrival in terminal.arrivals where arrival.count > fed {
        feed(upTo: arrival.count)
        if isShown(self) {
          let end = terminal.endOfFrame(after: arrival.count)
          feed(upTo: terminal.received.count)
          return terminal.arrivals.first { $0.count >= end }?.microseconds ?? arrival.microseconds
        }
      }
    }
  }

  /// Forgets how many bytes have come, not what they showed.
  func forget() {
    while look() {}
    terminal.forget()
    fed = 0
  }

  /// The screen as text, row after row.
  var text: String {
    var text = ""
    for y in 0..<rows {
      for x in 0..<columns {
        let cell = shown_cell(screen, Int32(y), Int32(x))
        let scalar = withUnsafeBytes(of: cell.scalars) { $0.bindMemory(to: UInt32.self)[0] }
        text.unicodeScalars.append(Unicode.Scalar(scalar).flatMap { $0.value == 0 ? " " : $0 } ?? " ")
      }
      text += "\n"
    }
    return text
  }

  /// Looks until the screen shows the words; ten seconds at most.
  func see(_ words: String) throws {
    while look() {}
    while !text.contains(words) {
      guard look(wait_ms: 10_000) else { throw DeskUnreachable("\"\(words)\" is not on the screen:\n\(text)") }
    }
  }

  /// Which cells are coloured as ink is: what giant letters are made of.
  private func ink(_ x: Int, _ y: Int) -> Bool {
    let (cell, page) = (shown_cell(screen, Int32(y), Int32(x)), shown_cell(screen, Int32(y), 0))
    return cell.reverse || cell.background != page.background
  }

  /// Whether the screen shows the text in giant letters, at any place and of any size a board uses.
  func showsGiant(_ text: String) -> Bool {
    for size in [BigText.Size.giant(times: 1), .giant(times: 2)] {
      let big = BigText(text, size)
      let extent = big.extent(Look())
      guard extent.columns <= columns, extent.rows <= rows else { continue }
      var wanted = Canvas(width: extent.columns, height: extent.rows)
      big.draw(wanted.region, on: &wanted)
      for top in 0...(rows - extent.rows) {
        for left in 0...(columns - extent.columns) where matches(wanted, left, top) { return true }
      }
    }
    return false
  }

  private func matches(_ wanted: Canvas, _ left: Int, _ top: Int) -> Bool {
    for y in 0..<wanted.height {
      for x in 0..<wanted.width {
        let isInk = wanted[x, y].style.attributes.contains(.reverse)
        if isInk != ink(left + x, top + y) { return false }
      }
    }
    return true
  }

  /// Where the words stand, from their first letter.
  func place(of words: String) throws -> (x: Int, y: Int) {
    for (y, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let row = Array(row)
      let wanted = Array(words)
      guard row.count >= wanted.count else { continue }
      for x in 0...(row.count - wanted.count) where row[x..<x + wanted.count].elementsEqual(wanted) { return (x, y) }
    }
    throw DeskUnreachable("\"\(words)\" is not on the screen")
  }

  func press(_ keys: String) { terminal.send(keys) }

  /// Looks until nothing changes any more.
  func settle(quiet_ms: Int32 = 80) { while look(wait_ms: quiet_ms) {} }
}
