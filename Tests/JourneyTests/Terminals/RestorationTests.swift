import Glibc
import Testing

/// Whatever ends a terminal's program, the next person at that terminal finds a usable shell.
@Suite(.waits) struct RestorationTests {
  static let terminals = [
    ["kiosk"], ["guestbook"], ["desk", "1"], ["board"], ["rate", "--desk", "1"], ["rate"], ["admin"], ["frontoffice"],
  ]
  static let signals = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTRAP, SIGILL, SIGSEGV, SIGABRT]

  /// Set by the opening, and what takes it back.
  private static let modes = [
    ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"), ("\u{1B}[?1000h", "\u{1B}[?1000l"),
    ("\u{1B}[?1006h", "\u{1B}[?1006l"), ("\u{1B}[?2004h", "\u{1B}[?2004l"), ("\u{1B}[?7l", "\u{1B}[?7h"),
  ]

  @Test(arguments: terminals)
  func `a signal of any kind leaves the line as it was, the pages turned back and the shell at work`(
    _ words: [String]
  ) throws {
    let office = try TestOffice()
    let terminal = try OwnTerminal(office, [], shell: true)
    terminal.type("ulimit -c 0; echo mu$((1+1))lai\n")
    try terminal.see("mu2lai")
    let before = terminal.modes
    for signal in Self.signals {
      terminal.forget()
      terminal.type("\(Build.loket) --home \(office.home) \(words.joined(separator: " ")); echo sele$((1+1))sai-$?-\n")
      try terminal.see("Halmahera Utara")
      let program = try #require(child(of: terminal.process))
      #expect(terminal.modes != before)
      kill(program, signal)
      try terminal.see("sele2sai-\(128 + signal)-")
      #expect(terminal.modes == before, "signal \(signal)")
      let written = String(decoding: terminal.received, as: UTF8.self)
      for (set, unset) in Self.modes {
        let (last, back) = (written.ranges(of: set).last, written.ranges(of: unset).last)
        #expect(
          last != nil && back != nil && last?.lowerBound ?? written.endIndex < back?.lowerBound ?? written.startIndex,
          "signal \(signal): \(set.dropFirst()) stays")
      }
      terminal.forget()
      terminal.type("echo hi$((40+2))dup\n")
      try terminal.see("hi42dup")
    }
  }

  @Test(arguments: terminals) func `a line that goes dead ends the program`(_ words: [String]) throws {
    let office = try TestOffice()
    let terminal = try OwnTerminal(office, words)
    try terminal.see("Halmahera Utara")
    terminal.hangUp()
    _ = try terminal.end()
  }
}
