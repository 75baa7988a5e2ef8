import Canvas
import Desk
import Domain
import Screens
import Testing

/// How the kiosk's pages look.
@Suite struct KioskPageTests {
  static func office(_ profile: inout OfficeProfile) {
    profile.priority.mode = .first
    profile.onlineAddress = "https://pst.bps.go.id"
  }

  /// The ticket with a code that is the same in every run: the office's key is drawn by lot.
  static func settle(_ kiosk: Actor, _ qr: String = "") {
    guard let query = kiosk.station.watching.last, case .ticket(let visit) = query,
      case .ticket(var view)? = try? kiosk.seen(.ticket(visit))
    else { return }
    view.code = (view.number?.description ?? "1-9") + "-7KQ2"
    view.qr = qr
    kiosk.give(.view(query, .ticket(view)))
  }

  @Test func `the first pages: language, services, priority`() throws {
    let rehearsal = try Rehearsal { Self.office(&$0) }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    try Snapshot.check("kiosk-language", kiosk.station)
    kiosk.press("1")
    for (number, service) in ["konsultasi", "konsultasi", "perpustakaan"].enumerated() {
      _ = try rehearsal.head.perform(
        .issueTicket(IssueTicket { $0.service = service }),
        id: "press-\(service)-\(number)")
    }
    rehearsal.pass(.seconds(2))
    try Snapshot.check("kiosk-services", kiosk.station)
    kiosk.press("2")
    try Snapshot.check("kiosk-priority", kiosk.station)
    kiosk.press("F1")
    try Snapshot.check("kiosk-help", kiosk.station)
    kiosk.press("Esc")
    rehearsal.pass(.seconds(1))
    kiosk.press("Esc", "F5")
    try Snapshot.check("kiosk-information", kiosk.station)
    kiosk.press("1")
    try Snapshot.check("kiosk-complaints", kiosk.station)
    kiosk.press("Esc")
    rehearsal.pass(.seconds(1))
    kiosk.press("F6")
  }

  @Test func `a ticket, with a code and without`() throws {
    let rehearsal = try Rehearsal { $0.onlineAddress = "https://pst.bps.go.id" }
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1")
    rehearsal.pass(.seconds(1))
    kiosk.press("1")
    Self.settle(kiosk, "HTTPS://PST.BPS.GO.ID/T/8205-1-42-MA5-7KQ2Z4T9W1XC5V8B3N6M0PQRST")
    try Snapshot.check("kiosk-ticket-qr", kiosk.station)
    let plain = try Rehearsal()
    _ = try plain.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    let other = try plain.seat { Kiosk($0) }
    other.press("1")
    plain.pass(.seconds(1))
    other.press("1")
    Self.settle(other)
    try Snapshot.check("kiosk-ticket", other.station)
    _ = try plain.head.perform(
      .callVisit(
        CallVisit {
          $0.visit = VisitKey(word: "A002")!; $0.desk = 2
        }), id: "call")
    plain.pass(.seconds(1))
    Self.settle(other)
    try Snapshot.check("kiosk-called", other.station)
  }

  @Test func `at the least size the code stands whole beside the number; without half blocks its letters stand for it`()
    throws
  {
    let rehearsal = try Rehearsal { $0.onlineAddress = "https://pst.bps.go.id" }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    func codeCells(_ look: Look, _ rows: Int = 23) -> Int {
      let canvas = kiosk.picture(80, rows, look: look).0
      return canvas.cells.count { $0.style == .code || $0.style.background == .black }
    }
    // Version 4 with its quiet zone: 41 columns on 21 rows.
    #expect(codeCells(Look()) == 41 * 21)
    #expect(codeCells(Look(theme: .dark)) == 41 * 21)
    #expect(codeCells(Look(halfBlocks: false)) == 0)
    let plain = kiosk.picture(80, 23, look: Look(halfBlocks: false)).0
    #expect((0..<23).contains { plain.text(row: $0).contains("Kode tiket A001-") })
    rehearsal.nodeGoes()
    #expect(codeCells(Look()) == 0, "the banner needs the row; a cut code is none")
    #expect(kiosk.shows("A001-"))
  }

  @Test func `registration and locker where there are no numbers`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1")
    rehearsal.pass(.seconds(1))
    kiosk.press("1")
    Self.settle(kiosk)
    try Snapshot.check("kiosk-registered", kiosk.station)
    rehearsal.pass(.seconds(1))
    kiosk.press("1")
    Self.settle(kiosk)
    try Snapshot.check("kiosk-locker", kiosk.station)
  }

  @Test func `a code, the warning, and the pages of a day without service`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1", "F4")
    kiosk.type("a9")
    kiosk.press("Enter")
    try Snapshot.check("kiosk-code", kiosk.station)
    rehearsal.pass(.seconds(68))
    try Snapshot.check("kiosk-warning", kiosk.station)
    rehearsal.pass(.seconds(20))
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    _ = try rehearsal.head.perform(.closeDay(CloseDay()), id: "close")
    rehearsal.pass(.seconds(1))
    try Snapshot.check("kiosk-closed", kiosk.station)
  }

  /// Nothing is cut at the least size, whatever the look: "…" stands only where something goes on.
  @Test(arguments: ["halmahera-utara", "seruyan", "banyuwangi", "labuhanbatu-selatan"])
  func `no word is cut on any page of a shipped office, large or not, with half blocks or without`(_ office: String)
    throws
  {
    let rehearsal = try Rehearsal(office) { $0.priority.mode = .everyNth }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    Self.expectWhole(kiosk)
    let ways = [
      ["1"], ["1"], ["1"], ["F1"], ["Esc"], ["Esc", "1", "F5"], ["1"], ["Esc", "F6"], ["Esc", "F3"], ["Esc", "F4"],
    ]
    for keys in ways {
      for key in keys { RatingTests.press(kiosk, rehearsal, key) }
      Self.expectWhole(kiosk)
    }
    try RatingTests.finishAny(rehearsal)
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    Self.expectWhole(terminal)
    for key in ["5", "Enter", "1", "4", "4", "4", "4", "4", "4", "4", "4", "4"] {
      RatingTests.press(terminal, rehearsal, key)
      Self.expectWhole(terminal)
    }
  }

  static func expectWhole(_ actor: Actor, _ location: SourceLocation = #_sourceLocation) {
    for language in Language.allCases {
      for look in [Look(), Look(large: true), Look(halfBlocks: false), Look(large: true, halfBlocks: false)] {
        var station = actor.station
        station.bearings.speech.language = language
        var canvas = Canvas(width: 80, height: 23, look: look)
        let targets = station.draw(on: &canvas)
        let rows = (0..<23).map { canvas.text(row: $0) }
        let isCut = rows.contains { row in
          zip(row, row.dropFirst()).contains { $1 == "…" && $0 != " " }
        }
        #expect(!isCut, "\(look)\n\(rows.joined(separator: "\n"))", sourceLocation: location)
        #expect(targets.allSatisfy { !$0.region.isEmpty }, "\(look)", sourceLocation: location)
      }
    }
  }
}
