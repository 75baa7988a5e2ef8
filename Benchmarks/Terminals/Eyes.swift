import CVTerm
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
    let new = Array(terminal.received[fed...])
    fed = terminal.received.count
    new.withUnsafeBytes { raw in
      _ = vterm_input_write(emulator, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
    }
    return hasMore
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

  func press(_ keys: String) { terminal.send(keys) }

  /// Looks until nothing changes any more.
  func settle(quiet_ms: Int32 = 80) { while look(wait_ms: quiet_ms) {} }
}
