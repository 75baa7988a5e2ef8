import Domain
import Glibc
import Screens
import Testing

/// A store that cannot be used does not end a terminal: it says what happened and what to do, and goes on when it can.
@Suite(.waits) struct TroubleJourneyTests {
  private let kiosk = "kiosk"
  private let title = Speech()(FrameWord.trouble)

  private func store(_ office: TestOffice) -> String { office.home + "/store.sqlite" }

  private func expectAtWork(_ windows: Windows, _ location: SourceLocation = #_sourceLocation) throws {
    #expect(try !windows.hasEnded(kiosk), sourceLocation: location)
    try windows.see(kiosk, "Halmahera Utara", location)
  }

  @Test func `a kiosk on a store that holds nothing says so, stays, and serves when a copy is put back`() throws {
    let office = try TestOffice()
    try office.stop()
    let sound = bytes(of: store(office))
    put(Array(repeating: UInt8(0x78), count: 9_000), at: store(office))
    let windows = try Windows(office)
    try windows.open(kiosk, "kiosk")
    try windows.see(kiosk, title)
    try windows.see(kiosk, "loket store restore")
    try windows.see(kiosk, "Tidak ada yang diubah")
    try windows.keys(kiosk, "1", "F2", "C-c", "C-q")
    try windows.see(kiosk, FrameWord.trouble.both.english)
    put(sound, at: store(office))
    try windows.seeNot(kiosk, FrameWord.trouble.both.english)
    try expectAtWork(windows)
  }

  @Test func `practice on real data is said on the screen, and nothing is mixed`() throws {
    let office = try TestOffice(served: false, open: false)
    try #require(
      try run(Build.loket, ["--home", office.home, "office", "init", Build.office("halmahera-utara")]).code == 0)
    let before = bytes(of: store(office))
    let windows = try Windows(office)
    try windows.open(kiosk, "kiosk")
    try windows.see(kiosk, title)
    try windows.see(kiosk, "--home")
    #expect(bytes(of: store(office)) == before)
    #expect(try !windows.hasEnded(kiosk))
  }

  @Test func `a kiosk beside a loketd that refuses to start shows its reason, and serves when loketd does`() throws {
    let office = try TestOffice()
    let windows = try Windows(office)
    try windows.open(kiosk, "kiosk")
    try expectAtWork(windows)
    try office.stop()
    let sound = bytes(of: store(office))
    put(Array(repeating: UInt8(0x78), count: 9_000), at: store(office))
    #expect(try run(Build.loketd, office.nodeArguments).code == 5)
    try windows.see(kiosk, title)
    try windows.see(kiosk, "loket store restore")
    put(sound, at: store(office))
    try office.start()
    try windows.seeNot(kiosk, title)
    try expectAtWork(windows)
  }

  @Test func `when the terminal that carried the node is closed, another takes it over and visitors go on`() throws {
    let office = try TestOffice()
    try office.stop()
    let windows = try Windows(office)
    try windows.open("papan", "board")
    try windows.see("papan", "Halmahera Utara")
    try windows.open(kiosk, "kiosk")
    try windows.open("buku", "guestbook")
    for window in [kiosk, "buku"] { try windows.see(window, "Halmahera Utara") }
    kill(try windows.process("papan"), SIGTERM)
    try windows.until("papan", "does not close") { _ in try windows.hasEnded("papan") }
    try windows.keys(kiosk, "1", "2")
    try windows.see(kiosk, Speech()(TicketWord.yourNumber))
    try windows.seeNot("buku", Windows.first(of: FrameWord.lost.both.indonesian))
    try office.ok("day", "status")
    #expect(try !windows.hasEnded("buku"))
  }

  @Test func `no terminal takes over what loketd carried: it is stopped for work on the store, or is coming back`()
    throws
  {
    let office = try TestOffice()
    let windows = try Windows(office)
    try windows.open(kiosk, "kiosk")
    try expectAtWork(windows)
    try office.stop()
    try windows.see(kiosk, Windows.first(of: FrameWord.lost.both.indonesian))
    // Commands meanwhile open the store themselves, and loketd comes back to it.
    for _ in 1...3 { try office.ok("day", "status") }
    #expect(access(office.home + "/loketd.sock", F_OK) != 0)
    try office.start()
    try windows.seeNot(kiosk, Windows.first(of: FrameWord.lost.both.indonesian))
  }

  @Test func `every terminal of an office that is not set up waits for it and then begins`() throws {
    let office = try TestOffice(open: false)
    let windows = try Windows(office)
    try windows.open(kiosk, "kiosk")
    try windows.open("meja", "desk", "1")
    try windows.see(kiosk, "loket office init")
    try windows.see("meja", Speech()(FoundingWord.title))
    try office.ok("office", "init", Build.office("halmahera-utara"))
    try expectAtWork(windows)
    try windows.see("meja", "Langkah 1 dari 2")
    try office.ok("officer", "add", "maria", "--name", "Maria", "--roles", "head", pin: TestOffice.pin)
    try windows.see("meja", Speech()(GateWord.enter))
  }

  @Test func `an office is set up from a staff terminal without a command, and every terminal begins`() throws {
    let office = try TestOffice(open: false)
    let windows = try Windows(office)
    try windows.open(kiosk, "kiosk")
    try windows.open("admin", "admin")
    try windows.open("meja", "desk", "1")
    try windows.see(kiosk, "loket admin")
    try windows.see("admin", "Langkah 1 dari 7")
    // Halmahera Utara; its name; the day and hour of the practice.
    try windows.keys("admin", "2", "F5")
    try windows.see("admin", "Langkah 2 dari 7")
    try windows.keys("admin", "F5")
    try windows.see("admin", "20 November 2026")
    try windows.keys("admin", "1", "F5")
    try windows.see("admin", "Langkah 4 dari 7")
    for text in ["maria", "Maria Tatengkeng", TestOffice.pin, TestOffice.pin] {
      try windows.write("admin", text)
      try windows.keys("admin", "Enter")
    }
    try windows.see("admin", "Langkah 5 dari 7")
    try windows.keys("admin", "F5")
    try windows.see("admin", "Langkah 6 dari 7")
    try windows.keys("admin", "F5")
    try windows.see("admin", "Belum ada yang disimpan")
    try windows.see("meja", "Langkah 1 dari 7")
    try windows.keys("admin", "y")
    try windows.see("admin", "Hari layanan pertama: Jumat, 20 November 2026")
    try expectAtWork(windows)
    try windows.see("meja", Speech()(GateWord.enter))
    try windows.tap("admin", Speech()(FoundingWord.begin))
    try windows.see("admin", Speech()(AdminWord.menu))
    #expect(try office.ok("status", "--json").contains("Halmahera Utara"))
  }
}
