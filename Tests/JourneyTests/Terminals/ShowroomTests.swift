import Domain
import Glibc
import Screens
import Testing

/// What `make run` opens: a whole office in one window, with a real centre and a cable that can be pulled.
@Suite(.waits) struct ShowroomTests {
  private let window = "ruang"

  private func open(_ columns: Int = 80, _ rows: Int = 24) throws -> (Windows, TestOffice) {
    // Its folder is where the showroom makes its own office.
    let office = try TestOffice(served: false, open: false)
    let windows = try Windows(office)
    try windows.openAlone(window, ["env", "TMPDIR=\(office.folder)", Build.loket, "showroom"], columns, rows)
    try windows.see(window, "Selamat datang")
    try windows.see(window, rows == 24 ? Self.plugged(0) : Self.settled)
    return (windows, office)
  }

  private static func plugged(_ unsent: Int) -> String { Speech()(CentreWord.barPlugged, unsent) }
  private static func pulled(_ unsent: Int) -> String { Speech()(CentreWord.barUnplugged, unsent) }

  /// Where there is a row for it: everything sent, and just now.
  private static let settled = Speech()(CentreWord.unsent, 0) + " · " + Speech()(CentreWord.justTalked)

  private func takeTicket(_ windows: Windows, _ number: String) throws {
    try windows.keys(window, "1")
    try windows.see(window, Speech()(KioskWord.chooseService))
    try windows.keys(window, "1")
    try windows.see(window, Speech()(KioskWord.priorityExplained).prefix(20).description)
    try windows.keys(window, "1")
    try windows.see(window, number)
  }

  /// The program that a thread of this one has started.
  private func centre(_ process: pid_t) throws -> pid_t? {
    let threads = try run("/bin/ls", ["/proc/\(process)/task"]).out.split(separator: "\n")
    let children = threads.flatMap { text(of: "/proc/\(process)/task/\($0)/children").split(separator: " ") }
    return children.compactMap { pid_t($0) }.first { text(of: "/proc/\($0)/comm") == "pusat\n" }
  }

  /// Also what nobody has asked after yet.
  private func hasEnded(_ process: pid_t) -> Bool {
    let state = text(of: "/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first
    return state == nil || state == "Z"
  }

  @Test(arguments: [(80, 24), (120, 32)])
  func `a number taken with the cable pulled is not sent, and is at the centre when the cable is back`(
    _ columns: Int, _ rows: Int
  ) throws {
    let (windows, _) = try open(columns, rows)
    try windows.keys(window, "C-p")
    try windows.see(window, rows == 24 ? Self.pulled(0) : Speech()(CentreWord.unplugged))
    try takeTicket(windows, "A003")
    try windows.see(window, rows == 24 ? Self.pulled(1) : Speech()(CentreWord.unsent, 1))
    try windows.tap(window, Speech()(CentreWord.title))
    try windows.see(window, "A002")
    try windows.seeNot(window, "A003")
    try windows.tap(window, Speech()(CentreWord.putBack))
    try windows.see(window, "A003")
    try windows.see(window, rows == 24 ? Self.plugged(0) : Speech()(CentreWord.unsent, 0))
  }

  @Test func `a reservation made at the centre is checked in at the kiosk with its code`() throws {
    let (windows, _) = try open()
    try windows.tap(window, Speech()(CentreWord.title))
    try windows.keys(window, "b")
    try windows.see(window, "09.00")
    let shown = try windows.screen(window)
    let code = try #require(shown.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("R") && $0.contains("-") })
    try windows.tap(window, "Front")
    try windows.keys(window, "F6")
    try windows.see(window, "Inflasi Tobelo")
    try windows.tap(window, "Kiosk")
    try windows.keys(window, "F3")
    try windows.see(window, Speech()(KioskWord.reservation))
    try windows.write(window, String(code.filter { $0 != "." }))
    try windows.keys(window, "Enter")
    try windows.see(window, Speech()(KioskWord.reservationFound))
    try windows.keys(window, "1")
    try windows.see(window, Speech()(TicketWord.yourNumber))
  }

  @Test(arguments: ["C-q", "TERM", "KILL"])
  func `the centre ends with the showroom, however that ends`(_ way: String) throws {
    let (windows, _) = try open()
    let process = try windows.process(window)
    let pusat = try #require(try centre(process))
    switch way {
    case "TERM": kill(process, SIGTERM)
    case "KILL": kill(process, SIGKILL)
    default: try windows.keys(window, way)
    }
    let deadline = ContinuousClock.now + Windows.patience
    while !hasEnded(pusat), ContinuousClock.now < deadline { poll(nil, 0, 20) }
    #expect(hasEnded(pusat))
  }

  @Test func `a window closed twice leaves nothing behind, and what a killed showroom left goes with the next start`()
    throws
  {
    let (windows, office) = try open()
    func samples() throws -> [String] {
      try run("/bin/ls", [office.folder]).out.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("loket-contoh-")
      }
    }
    func comesTrue(_ isTrue: () throws -> Bool) throws -> Bool {
      let deadline = ContinuousClock.now + Windows.patience
      while ContinuousClock.now < deadline {
        if try isTrue() { return true }
        poll(nil, 0, 20)
      }
      return false
    }
    let first = try windows.process(window)
    #expect(try samples() == ["loket-contoh-\(first)"])
    kill(first, SIGKILL)
    #expect(try comesTrue { hasEnded(first) })
    #expect(try samples() == ["loket-contoh-\(first)"])
    try windows.openAlone("lagi", ["env", "TMPDIR=\(office.folder)", Build.loket, "showroom"], 80, 24)
    try windows.see("lagi", "Selamat datang")
    let second = try windows.process("lagi")
    #expect(try samples() == ["loket-contoh-\(second)"])
    try windows.see("lagi", Self.plugged(0))
    kill(second, SIGHUP)
    // While it takes its office away, the shell around it hangs up too.
    for _ in 0..<20 where !hasEnded(second) {
      kill(second, SIGHUP)
      poll(nil, 0, 5)
    }
    #expect(try comesTrue { hasEnded(second) })
    #expect(try samples() == [])
  }

  @Test func `the tour walks over the line too: cable out, a visitor, cable in, a reservation from the centre`() throws
  {
    let office = try TestOffice(served: false, open: false)
    let windows = try Windows(office)
    try windows.openAlone(
      window, ["env", "TMPDIR=\(office.folder)", Build.loket, "tour", "--pace", "1"], 100, 30)
    // Each sentence of it, and what is to be seen meanwhile.
    try windows.see(window, "Buku tamu: satu halaman")
    try windows.see(window, "Papan mengumumkan nomor")
    try windows.see(window, "lima wajah")
    try windows.see(window, Speech()(RatingWord.howWasIt))
    // Finished and rated: what the visitor sees at the rating, and what the officer sees of the day.
    try windows.see(window, "layar lupa siapa yang menilai")
    try windows.see(window, Speech()(RatingWord.stored))
    try windows.see(window, "Angka hari ini bertambah")
    try windows.see(window, Speech()(DeskWord.served, 1))
    try windows.see(window, "Pusat sudah menerima semuanya")
    try windows.see(window, "A001")
    try windows.see(window, Speech()(CentreWord.unplugged))
    try windows.see(window, "Nomornya keluar seperti biasa")
    try windows.see(window, "B001")
    try windows.see(window, "Pusat belum tahu")
    try windows.see(window, Speech()(CentreWord.unsent, 1))
    try windows.see(window, "semuanya menyusul")
    try windows.see(window, "B001")
    try windows.see(window, "ada di front office")
    try windows.see(window, "Inflasi Tobelo")
    try windows.see(window, "silakan mencoba sendiri")
    try windows.seeNot(window, "silakan mencoba sendiri")
    #expect(try !windows.hasEnded(window))
  }
}
