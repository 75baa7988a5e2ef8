import Desk
import Domain
import Screens
import TestSupport
import Testing

/// What is said above a page is true as long as it stands there, and is advice for who sees a screen.
@Suite struct NoticeTests {
  @Test func `what was said ends with the next key, and a result that comes with its page is seen`() throws {
    let rehearsal = try Rehearsal()
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("n", "1", "Enter", "2", "Enter", "Enter")
    #expect(actor.shows("Nomor A001 diberikan"), "\(actor.text)")
    actor.press("b")
    #expect(!actor.shows("Nomor A001 diberikan"), "\(actor.text)")
  }

  @Test func `on a closed day a screen says which screen opens it again`() throws {
    let rehearsal = try Rehearsal()
    let actor = try FrontOfficeTests.enter(rehearsal)
    _ = try rehearsal.head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    try rehearsal.head.press(.closeDay(CloseDay()))
    rehearsal.pass(.seconds(1))
    actor.press("n", "1", "^s")
    #expect(actor.shows("di layar admin") && !actor.shows("loket day"), "\(actor.text)")
    actor.press("Esc", "F8")
    #expect(!actor.shows("Hari layanan sudah ditutup"), "\(actor.text)")
  }

  @Test func `what a key is asked to do once more is not asked any longer on another page, nor at the door`() throws {
    let rehearsal = try Rehearsal()
    let admin = try AdminTests.open(rehearsal)
    admin.press("Esc", "d")
    #expect(!admin.shows("Tekan Esc sekali lagi"), "\(admin.text)")
    admin.press("Esc", "Esc", "Esc")
    #expect(admin.shows("Nama masuk") && !admin.shows("Tekan Esc sekali lagi"), "\(admin.text)")
    AdminTests.enter(admin)
    admin.press("1", "x", "Esc")
    #expect(admin.shows("belum disimpan"), "\(admin.text)")
    admin.press("Esc")
    #expect(!admin.shows("belum disimpan"), "\(admin.text)")
    // Help and the reader's language leave it to be read.
    admin.press("Esc", "F2")
    #expect(admin.shows("Esc once more") || admin.shows("Esc again"), "\(admin.text)")
  }
}
