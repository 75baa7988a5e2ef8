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
