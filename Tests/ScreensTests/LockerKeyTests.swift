import Desk
import Domain
import Screens
import TestSupport
import Testing

/// Keys that have not come back are told wherever somebody may still ask for them.
@Suite struct LockerKeyTests {
  @Test func `a guest who has left with a key stays in the list until it is back, and the desk asks for it`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let profile = rehearsal.running.office.profile
    let answer = try rehearsal.head.press(.registerVisit(RegisterVisit { $0.service = profile.services[0].key }))
    let visit = try #require(answer.visit)
    try rehearsal.head.press(.giveLocker(GiveLocker { $0.visit = .id(visit) }))
    let actor = try FrontOfficeTests.enter(rehearsal)
    let desk = try rehearsal.desk(profile.desks[0].number)
    desk.press("n", "v", "f", "1")
    #expect(desk.shows("Loker 1") && desk.shows("belum dikembalikan"), "\(desk.text)")
    #expect(actor.shows("Loker keluar 1") && actor.shows("\(visit)") && actor.shows("Selesai"), "\(actor.text)")
    actor.press("Enter", "k", "2", "Esc")
    #expect(!actor.shows("Loker keluar") && !actor.shows("\(visit)"), "\(actor.text)")
  }

  @Test func `a key taken home is told the next day, also after a restart, until it is back or written off`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let service = rehearsal.running.office.profile.services[0].key
    var visits: [VisitID] = []
    for locker in [7, 9] {
      let answer = try rehearsal.head.press(.registerVisit(RegisterVisit { $0.service = service }))
      let visit = try #require(answer.visit)
      visits.append(visit)
      try rehearsal.head.press(.giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(visit), locker) }))
    }
    rehearsal.running.clock.pass(.minutes(24 * 60))
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    let answer = try rehearsal.head.press(.registerVisit(RegisterVisit { $0.service = service }))
    let next = try #require(answer.visit)
    #expect(throws: Refused.self, "somebody has its key") {
      try rehearsal.head.press(.giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(next), 7) }))
    }
    rehearsal.nodeGoes()
    try rehearsal.nodeComes()
    let actor = try FrontOfficeTests.enter(rehearsal)
    #expect(
      actor.shows("Loker 7 belum dikembalikan, sejak kemarin") && actor.shows("1 loker lain juga"), "\(actor.text)")
    actor.tap("Loker 7 belum dikembalikan")
    #expect(actor.shows("\(visits[0])"), "\(actor.text)")
    actor.press("k", "2", "Esc")
    #expect(actor.shows("Loker 9 belum dikembalikan, sejak kemarin") && !actor.shows("Loker 7"), "\(actor.text)")
    actor.press("k", "k", "3")
    #expect(actor.shows("dihapus dari daftar"), "\(actor.text)")
    actor.press("Esc")
    #expect(!actor.shows("belum dikembalikan"), "\(actor.text)")
    #expect(try rehearsal.visit(visits[1]).notes.first?.question.contains("loker 9") == true)
    try rehearsal.head.press(.giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(next), 7) }))
  }

  @Test func `a key that is written off leaves the list, the head line and the visit, whatever other keys are out`()
    throws
  {
    let rehearsal = try Rehearsal("seruyan")
    let profile = rehearsal.running.office.profile
    var visits: [VisitID] = []
    for _ in 0..<2 {
      let answer = try rehearsal.head.press(.registerVisit(RegisterVisit { $0.service = profile.services[0].key }))
      let visit = try #require(answer.visit)
      visits.append(visit)
      try rehearsal.head.press(.giveLocker(GiveLocker { $0.visit = .id(visit) }))
    }
    let actor = try FrontOfficeTests.enter(rehearsal)
    let desk = try rehearsal.desk(profile.desks[0].number)
    desk.press("n", "v", "f", "1")
    #expect(actor.shows("Loker keluar 2") && actor.shows("\(visits[0])"), "\(actor.text)")
    actor.press("Down", "Enter")
    #expect(actor.shows("\(visits[0])"), "\(actor.text)")
    actor.press("k", "3")
    #expect(actor.shows("dihapus dari daftar") && !actor.text.contains(/Loker +belum/), "\(actor.text)")
    actor.press("Esc")
    #expect(actor.shows("Loker keluar 1") && !actor.shows("\(visits[0])"), "\(actor.text)")
  }

  @Test func `the ticket page keeps its numbers when a locker was chosen`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1")
    rehearsal.pass(.seconds(1))
    if kiosk.shows("Konsultasi Statistik") { kiosk.press("1") }
    rehearsal.pass(.seconds(1))
    func buttons() -> [String] {
      kiosk.text.split(separator: "\n").flatMap { row in row.matches(of: /([1-9])  [A-Z]/).map { String($0.1) } }
    }
    let before = buttons()
    #expect(kiosk.shows("Minta loker") && !before.isEmpty, "\(kiosk.text)")
    kiosk.tap("Minta loker")
    rehearsal.pass(.seconds(1))
    #expect(kiosk.shows("Loker Anda 1") && buttons() == before, "\(kiosk.text)")
  }

  @Test func `closing the day names the locker keys that are still out`() throws {
    let rehearsal = try Rehearsal { $0.lockers = 4 }
    let visit = try #require(
      try rehearsal.head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    try rehearsal.head.press(.giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(visit), 3) }))
    let admin = try AdminTests.open(rehearsal)
    admin.tap("Hari layanan")
    admin.press("1")
    #expect(admin.shows("Kunci loker belum kembali: 3."), "\(admin.text)")
    admin.press("Enter")
    #expect(admin.shows("tertutup"), "a warning, not a refusal")
  }
}
