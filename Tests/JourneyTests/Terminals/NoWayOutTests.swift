import Glibc
import Testing

/// Somebody who presses everything: nothing ends, nothing stops, and nothing that was typed reaches the screen as anything but text.
@Suite(.waits) struct NoWayOutTests {
  static let visitors = [["kiosk"], ["guestbook"], ["rate", "--desk", "1"], ["rate"], ["board"]]

  /// Keys by which programs are left, and all the others a keyboard has.
  private static let keys: [String] = {
    let controls = (1...31).map { String(Unicode.Scalar(UInt8($0))) }
    let functions = [
      "OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~", "[25~", "[26~", "[28~",
      "[29~", "[31~", "[32~", "[33~", "[34~", "[[A", "[[E", "[A", "[B", "[C", "[D", "[H", "[F", "[2~", "[3~", "[5~",
      "[6~",
      "[Z", "[1;5A", "[1;3D", "OM", "[1;2P", "[57358u",
    ]
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789:!?/.".map { "\u{1B}" + String($0) }
    return controls + functions.map { "\u{1B}" + $0 } + letters + ["\u{7F}", "\u{1B}", "\u{1B}\u{1B}", "?", "/", ":q!"]
  }()

  /// What a terminal would obey.
  private static let commands = [
    "\u{1B}]0;JUDUL\u{07}", "\u{1B}[31m\u{1B}[5m", "\u{1B}c", "\u{1B}[2J\u{1B}[H", "\u{1B}[?1049l",
    "\u{1B}]52;c;U0FMSU4=\u{07}",
    "\u{1B}P+q544e\u{1B}\\", "\u{9B}31m", "\u{9D}0;X\u{9C}", "\u{1B}[6n", "\u{1B}[c", "\u{1B}#8", "\u{0E}lqk\u{0F}",
    "\u{85}",
    "\u{1B}_X\u{1B}\\", "\u{1B}[21t", "\u{202E}mundur", "a\u{0000}b",
  ]

  private static func pasted(_ text: String) -> String { "\u{1B}[200~" + text + "\u{1B}[201~" }

  private func press(_ terminal: OwnTerminal, _ everything: [[UInt8]]) throws {
    for bytes in everything { terminal.type(bytes) }
    try terminal.settle(terminal.process)
  }

  private func expectAtWork(_ terminal: OwnTerminal, _ what: String, _ location: SourceLocation = #_sourceLocation) {
    var status: Int32 = 0
    #expect(
      waitpid(terminal.process, &status, WNOHANG | WUNTRACED) == 0, "\(what): \(status)", sourceLocation: location)
    #expect(state(of: terminal.process) == "S", "\(what)", sourceLocation: location)
    let output = RawOutput(terminal.received)
    #expect(output.foreign.isEmpty, "\(what): \(Set(output.foreign))", sourceLocation: location)
    // Nothing was started but a voice.
    let started = child(of: terminal.process).map { JourneyTests.text(of: "/proc/\($0)/comm") }
    #expect(started == nil || started == "" || started == "espeak-ng\n", "\(what)", sourceLocation: location)
  }

  @Test func `a terminal that knows no full screen is told so in words, and gets no codes`() throws {
    let office = try TestOffice()
    let terminal = try OwnTerminal(office, ["kiosk"], term: "dumb")
    #expect(try terminal.end() == 2 << 8)
    while terminal.read(waiting: 0) {}
    #expect(terminal.contains("TERM=dumb") && !terminal.received.contains(0x1B))
  }

  @Test(arguments: visitors) func `no key and no heap of keys ends a visitors' terminal or leads to a shell`(
    _ words: [String]
  ) throws {
    let office = try TestOffice()
    let terminal = try OwnTerminal(office, words)
    try terminal.see("Halmahera Utara")
    for key in Self.keys { try press(terminal, [Array(key.utf8)]) }
    expectAtWork(terminal, "\(words)")
    var chance = Chance(Chance.seed)
    let count = Chance.times("LOKET_KEYS", usually: 2_000)
    for _ in 0..<count / 50 { try press(terminal, (0..<50).map { _ in Self.anything(&chance) }) }
    expectAtWork(terminal, "\(words) LOKET_SEED=\(Chance.seed)")
    // And it is still the terminal it was.
    terminal.forget()
    terminal.resize(100, 30)
    try terminal.see("Halmahera Utara")
  }

  @Test(arguments: visitors) func `commands to the terminal that are typed, pasted or scanned never reach it`(
    _ words: [String]
  ) throws {
    let office = try TestOffice()
    let terminal = try OwnTerminal(office, words)
    try terminal.see("Halmahera Utara")
    // On the first page, and where something is written: codes, a comment.
    for way in [[], ["1"], ["\u{1B}OS"], ["1", "\u{1B}OS"]] {
      for key in way { try press(terminal, [Array(key.utf8)]) }
      for command in Self.commands {
        try press(terminal, [Array(command.utf8)])
        try press(terminal, [Array(Self.pasted("A" + command + "B").utf8)])
        try press(terminal, [Array(("A001" + command + "7KQ2\r").utf8)])
      }
      try press(terminal, [[0x1B]])
    }
    expectAtWork(terminal, "\(words)")
  }

  private static func anything(_ chance: inout Chance) -> [UInt8] {
    switch chance.below(10) {
    case 0: return Array(chance.one(of: commands).utf8)
    case 1: return Array(pasted(chance.one(of: commands) + chance.one(of: keys)).utf8)
    case 2, 3:
      let (x, y) = (chance.below(80) + 1, chance.below(24) + 1)
      return Array("\u{1B}[<0;\(x);\(y)M\u{1B}[<0;\(x);\(y)m".utf8)
    case 4: return (0..<chance.below(12) + 1).map { _ in UInt8(chance.below(256)) }
    case 5: return Array("A00\(chance.below(10))-7KQ2\r".utf8)
    case 6: return [UInt8(0x30 + chance.below(10))]
    default: return Array(chance.one(of: keys).utf8)
    }
  }

  // MARK: What is not shown

  private static let person = ["Zubaidah", "Qonita", "812999", "zubaidah@", "Universitas Penanda"]

  private func furnish(_ office: TestOffice) throws {
    try office.ok("ticket", "issue", "konsultasi")
    try office.ok("ticket", "issue", "konsultasi")
    for number in ["A001", "A002"] {
      try office.head(
        "guest", "add", "Zubaidah Qonita", "--phone", "081299977", "--email", "zubaidah@contoh.id", "--institution",
        "Universitas Penanda", "--consent", "1", "--visit", number)
    }
  }

  @Test(arguments: [["desk", "1"], ["desk", "2"], ["admin"], ["frontoffice"]])
  func `before the PIN a staff terminal shows nothing of any guest`(_ words: [String]) throws {
    let office = try TestOffice()
    try furnish(office)
    try office.head("call", "next", "1")
    let terminal = try OwnTerminal(office, words)
    try terminal.see("PIN")
    var chance = Chance(Chance.seed)
    for key in Self.keys + ["n", "v", "/", "zubaidah\r", "A001\r", "maria\r", "000000\r"] {
      // Leaving by a key of staff is no secret.
      if key == "\u{11}" { continue }
      try press(terminal, [Array(key.utf8)])
    }
    for _ in 0..<4 { try press(terminal, (0..<50).map { _ in Self.anything(&chance).filter { $0 != 0x11 } }) }
    for secret in Self.person { #expect(!terminal.contains(secret), "\(words): \(secret) LOKET_SEED=\(Chance.seed)") }
  }

  @Test func `the board never writes a name, whatever is called, served, transferred or missed`() throws {
    let office = try TestOffice()
    try furnish(office)
    let terminal = try OwnTerminal(office, ["board"], columns: 160, rows: 45)
    try terminal.see("Halmahera Utara")
    try office.head("call", "next", "1")
    try office.head("serve", "--desk", "1")
    try office.head("finish", "--desk", "1")
    try office.head("call", "next", "1")
    try office.head("serve", "--desk", "1")
    try office.head("transfer", "A002", "perpustakaan")
    try office.head("call", "this", "A002", "2")
    try office.head("skip", "--desk", "2")
    try terminal.settle(terminal.process)
    for key in Self.keys { try press(terminal, [Array(key.utf8)]) }
    for secret in Self.person { #expect(!terminal.contains(secret), "\(secret)") }
    expectAtWork(terminal, "board")
  }
}
