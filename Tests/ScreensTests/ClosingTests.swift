import Desk
import Domain
import Screens
import TestSupport
import Testing

/// An officer closes the day while people are still in the house: every terminal says so, and when the office opens again.
@Suite struct ClosingTests {
  private let next = "Buka lagi Selasa, 17 November 2026 pukul 08.00."

  private func close(_ rehearsal: Rehearsal) throws {
    try rehearsal.head.press(.closeDay(CloseDay()))
    rehearsal.look()
  }

  @Test(arguments: [(80, 24), (160, 45)])
  func `the board calls nobody after closing, says when it opens, and calls no lapsed visit after reopening`(
    _ columns: Int, _ rows: Int
  ) throws {
    let rehearsal = try Rehearsal()
    let (board, _) = try rehearsal.board(columns: columns, rows: rows)
    try rehearsal.arrive("konsultasi", "perpustakaan")
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    rehearsal.look()
    #expect(board.shows("SEKARANG DIPANGGIL"))
    try close(rehearsal)
    rehearsal.pass(.seconds(9))
    let texts = (0..<2).map { _ in
      let text = board.text
      rehearsal.pass(.seconds(10))
      return text
    }
    for text in texts {
      #expect(!text.contains("DIPANGGIL") && !text.contains("NOW CALLED") && !text.contains("MENUNGGU"), "\(text)")
    }
    #expect(texts.contains { $0.contains("sudah ditutup") && $0.contains(next) }, "\(texts)")
    let bells = board.bells
    rehearsal.pass(.seconds(10))
    #expect(board.bells == bells)
    try rehearsal.head.press(.reopenDay(ReopenDay { $0.reason = "keliru" }))
    rehearsal.look()
    #expect(!board.shows("DIPANGGIL A001") && !board.shows("SEKARANG DIPANGGIL"), "\(board.text)")
  }

  @Test func `desk and front office say that the day is closed instead of waiting for visitors`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(1)
    let front = try rehearsal.seat { FrontOffice($0) }
    front.enter("kepala")
    try rehearsal.arrive("konsultasi")
    rehearsal.look()
    try close(rehearsal)
    #expect(desk.shows("Hari layanan sudah ditutup") && desk.shows("08.00."), "\(desk.text)")
    #expect(!desk.shows("muncul di sini sendiri"), "\(desk.text)")
    #expect(front.shows("Hari layanan sudah ditutup") && front.shows("tidak ada pengunjung lagi"), "\(front.text)")
    try rehearsal.head.press(.reopenDay(ReopenDay { $0.reason = "keliru" }))
    rehearsal.look()
    #expect(desk.shows("muncul di sini sendiri") && !desk.shows("sudah ditutup"), "\(desk.text)")
  }

  @Test func `the kiosk that an officer has closed says when it opens again, as after hours`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    try rehearsal.arrive("konsultasi")
    try close(rehearsal)
    #expect(kiosk.shows("sudah ditutup petugas") && kiosk.shows(next), "\(kiosk.text)")
  }

  @Test func `whoever is in the guest book when the day closes is not told to wait, but what is kept and when to come`()
    throws
  {
    let book = GuestBookTests()
    let (rehearsal, actor, _) = try book.opened()
    book.fill(actor)
    actor.press("Enter")
    #expect(actor.shows("Silakan menunggu panggilan"), "\(actor.text)")
    try close(rehearsal)
    #expect(!actor.shows("menunggu panggilan"), "\(actor.text)")
    #expect(actor.shows("tutup untuk hari ini") && actor.shows("tersimpan") && actor.shows("08.00."), "\(actor.text)")
  }

  @Test func `a ticket that lapsed at closing asks nobody to take a new number at a closed office`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    try close(rehearsal)
    #expect(!kiosk.shows("ambil nomor baru"), "\(kiosk.text)")
    #expect(kiosk.shows("tutup untuk hari ini") && kiosk.shows("17 November"), "\(kiosk.text)")
  }

  @Test func `whoever is still writing when the day closes sees it above the page`() throws {
    let (rehearsal, actor, _) = try GuestBookTests().opened()
    actor.press("1")
    try close(rehearsal)
    #expect(actor.shows("tutup untuk hari ini") && actor.shows("17 November"), "\(actor.text)")
  }

  @Test func `a visitor who took the number in English finds the faces in English, and the next one in Indonesian`()
    throws
  {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let english = try rehearsal.head.press(
      .issueTicket(IssueTicket { ($0.service, $0.language) = ("konsultasi", .english) }))
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    try rehearsal.head.press(.serve(Serve { $0.desk = 1 }))
    try rehearsal.head.press(.finish(Finish { $0.desk = 1 }))
    rehearsal.look()
    #expect(english.visit != nil && terminal.shows("How was"), "\(terminal.text)")
    terminal.press("F2")
    #expect(!terminal.shows("How was"), "whoever stands there chooses")
    rehearsal.pass(.seconds(90))
    try RatingTests.finish(rehearsal, desk: 1, "next")
    rehearsal.look()
    #expect(!terminal.shows("How was"), "\(terminal.text)")
  }

  @Test func `without its node the board says so in the language whose turn it is`() throws {
    let rehearsal = try Rehearsal()
    let (board, _) = try rehearsal.board()
    try rehearsal.arrive("konsultasi")
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    rehearsal.look()
    rehearsal.nodeGoes()
    for _ in 0..<4 {
      let isEnglish = board.shows("NOW CALLED")
      #expect(board.shows("does not answer") == isEnglish, "\(board.text)")
      #expect(board.shows("tidak menjawab") == !isEnglish, "\(board.text)")
      rehearsal.wait(.seconds(10))
    }
    let (wide, _) = try Rehearsal().board(columns: 160, rows: 45)
    #expect(wide.shows("orang  ·  people"), "\(wide.text)")
  }
}
