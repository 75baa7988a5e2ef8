import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

@Suite struct BoardTests {
  @Test func `the board shows who was called last, the office's time and both languages`() throws {
    let rehearsal = try Rehearsal()
    let (board, _) = try rehearsal.board()
    try rehearsal.arrive("konsultasi")
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    rehearsal.pass(.seconds(1))
    #expect(board.shows("08.05"))
    board.press("F2")
    #expect(board.shows("Display"))
  }

  @Test func `a closed office's board says once when it opens again, with the hour`() throws {
    let rehearsal = try Rehearsal { $0.closures = [Holiday(OfficeStart.day, "Hari jadi kabupaten")] }
    let (board, _) = try rehearsal.board()
    #expect(board.shows("Hari jadi kabupaten") && board.shows("08.00"), "\(board.text)")
    #expect(board.text.split(separator: "Buka lagi", omittingEmptySubsequences: false).count == 2, "\(board.text)")
    let closing = try Rehearsal()
    let (other, _) = try closing.board()
    try closing.arrive("konsultasi")
    try closing.head.press(.closeDay(CloseDay()))
    closing.pass(.seconds(1))
    #expect(other.shows("Layanan hari ini sudah ditutup") && !other.shows("Buka sampai"), "\(other.text)")
  }

  @Test func `calls within a second are all announced, in order, each for its full time`() throws {
    let rehearsal = try Rehearsal { profile in
      profile.desks.append(DeskPlan { ($0.number, $0.name) = (3, "Meja 3") })
    }
    let (board, log) = try rehearsal.board()
    try rehearsal.arrive("konsultasi", "perpustakaan", "publikasi")
    let desks = [
      try rehearsal.desk(1), try rehearsal.desk(2, login: "kepala"), try rehearsal.desk(3, login: "kepala"),
    ]
    for desk in desks { desk.press("n") }
    #expect(log.announced == ["A001>1"] && board.bells == 1)
    rehearsal.wait(.seconds(4))
    #expect(log.announced == ["A001>1"])
    rehearsal.wait(.seconds(1))
    #expect(log.announced == ["A001>1", "B001>2"] && board.bells == 2)
    rehearsal.wait(.seconds(5))
    #expect(log.announced == ["A001>1", "B001>2", "C001>3"] && board.bells == 3)
    rehearsal.wait(.seconds(4))
    #expect(log.isAnnouncing)
    rehearsal.wait(.seconds(1))
    #expect(!log.isAnnouncing && log.announced.count == 3)
    desks[0].press("r")
    #expect(log.announced.last == "A001>1" && board.bells == 4, "a recall is announced as well")
  }

  @Test func `nothing flashes faster than twice a second, and the number stands still`() throws {
    let rehearsal = try Rehearsal()
    let (board, _) = try rehearsal.board()
    try rehearsal.arrive("konsultasi")
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    rehearsal.look()
    var station = board.station
    var changes: [Duration] = []
    var last = picture(station)
    var now = rehearsal.now
    while now < rehearsal.now + .seconds(4) {
      now += .milliseconds(10)
      _ = station.take(.tick, at: now)
      let next = picture(station)
      if next != last { changes.append(now) }
      last = next
    }
    #expect(changes.count >= 6, "it does flash")
    for (one, two) in zip(changes, changes.dropFirst()) { #expect(two - one >= .milliseconds(250)) }
  }

  private func picture(_ station: any Station) -> Canvas {
    var canvas = Canvas(width: 80, height: 24)
    _ = station.draw(on: &canvas)
    return canvas
  }

  @Test func `what was there before is not announced: at the start, after a restart, after an undone step`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi", "konsultasi")
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    let (board, log) = try rehearsal.board()
    #expect(log.announced.isEmpty && board.bells == 0)
    rehearsal.nodeGoes()
    #expect(board.shows("Tidak terkini sejak 08.05"))
    try rehearsal.nodeComes()
    #expect(log.announced.isEmpty && !board.shows("Tidak terkini"))
    // Skipped, and the skipping taken back: the line comes back, the call is an old one.
    try rehearsal.head.press(.skip(Skip { $0.desk = 1 }))
    rehearsal.look()
    try rehearsal.head.press(.undo(Undo { $0.visit = .id(visits[0]) }))
    rehearsal.look()
    #expect(log.announced.isEmpty)
    try rehearsal.head.press(.skip(Skip { $0.desk = 1 }))
    try rehearsal.head.press(.callVisit(CallVisit { ($0.visit, $0.desk) = (.id(visits[0]), 1) }))
    rehearsal.look()
    #expect(log.announced == ["A001>1"], "called anew")
  }

  @Test func `a call that was taken back before its turn is not announced`() throws {
    let rehearsal = try Rehearsal()
    let (_, log) = try rehearsal.board()
    try rehearsal.arrive("konsultasi", "perpustakaan")
    let (one, two) = (try rehearsal.desk(1), try rehearsal.desk(2, login: "kepala"))
    one.press("n")
    two.press("n", "u")
    rehearsal.wait(.seconds(12))
    #expect(log.announced == ["A001>1"])
  }

  @Test func `the last picture stays while the node is gone, with since when; nothing is ever shown as an empty board`()
    throws
  {
    let rehearsal = try Rehearsal()
    let (board, _) = try rehearsal.board()
    try rehearsal.arrive("konsultasi", "perpustakaan")
    for desk in [1, 2] { try rehearsal.head.press(.callNext(CallNext { $0.desk = desk })) }
    rehearsal.look()
    rehearsal.wait(.seconds(20))
    let before = board.picture.0
    rehearsal.nodeGoes()
    rehearsal.wait(.seconds(60))
    #expect(board.shows("SEBELUMNYA") && board.shows("sejak 08.05") || board.shows("since 08.05"))
    #expect(board.picture.0.text(row: 8) != "" && before.height == 24)
    board.give(.unseen(.board(Empty()), Refused(Refusal.storeFailing)))
    #expect(!board.shows("Belum ada nomor"))
    var fresh = Board(Bearings())
    fresh.bearings.settle(try ShippedOffice.profile("halmahera-utara"))
    _ = fresh.take(.unseen(.board(Empty()), Refused(Refusal.storeFailing)), at: .zero)
    var canvas = Canvas(width: 80, height: 24)
    _ = fresh.draw(on: &canvas)
    #expect((0..<24).contains { canvas.text(row: $0).contains("bukan antrean kosong") })
  }

  @Test func `an empty day is friendly and says the hours; a new day begins empty`() throws {
    let rehearsal = try Rehearsal()
    let (board, _) = try rehearsal.board()
    #expect(board.shows("Belum ada nomor yang dipanggil") && board.shows("Buka sampai pukul 12.00"))
    try rehearsal.arrive("konsultasi")
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    rehearsal.look()
    #expect(!board.shows("Belum ada nomor"))
    rehearsal.running.clock.pass(.minutes(24 * 60))
    try rehearsal.arrive("konsultasi")
    rehearsal.wait(.seconds(8))
    rehearsal.look()
    #expect(board.shows("Belum ada nomor") || board.shows("No number has been called"))
  }

  @Test func `messages of the office take turns, in both languages`() throws {
    let rehearsal = try Rehearsal {
      $0.messages = [OfficeMessage("Tutup pukul 12.", "Closing at 12."), OfficeMessage("Gratis.", "Free.")]
    }
    let (board, _) = try rehearsal.board()
    var seen: Set<String> = []
    for _ in 0..<8 {
      for text in ["Tutup pukul 12.", "Closing at 12.", "Gratis.", "Free."] where board.shows(text) {
        seen.insert(text)
      }
      rehearsal.wait(.seconds(5))
    }
    #expect(seen.count == 4)
  }

  @Test func `no key leaves the board, and no name is ever on it`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi")
    try rehearsal.welcome(visits[0])
    let (board, _) = try rehearsal.board()
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    rehearsal.look()
    for key in ["Esc", "Enter", "q", "^c", "^d", "F1", "F12", "x", "0"] { board.press(key) }
    #expect(!board.wishes.contains(.leave) && board.sent.isEmpty)
    for (columns, rows) in [(80, 24), (160, 45)] {
      let canvas = board.picture(columns, rows).0
      #expect(!(0..<rows).contains { canvas.text(row: $0).contains("Siti") })
    }
  }

  @Test func `no size of the window makes it trap`() throws {
    let rehearsal = try Rehearsal()
    let (board, _) = try rehearsal.board()
    func resize() {
      for columns in [1, 40, 80, 81, 119, 120, 133, 160, 300] {
        for rows in [1, 5, 23, 24, 30, 35, 45, 80] {
          for look in [Look(), Look(large: true), Look(halfBlocks: false)] {
            _ = board.picture(columns, rows, look: look)
          }
        }
      }
    }
    resize()
    try rehearsal.arrive("konsultasi", "konsultasi")
    for desk in [1, 2] {
      try rehearsal.head.press(.callNext(CallNext { $0.desk = desk }))
      rehearsal.look()
      resize()
      rehearsal.wait(.seconds(11))
      resize()
    }
  }
}
