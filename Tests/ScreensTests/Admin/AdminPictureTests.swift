import Desk
import Domain
import Screens
import TestSupport
import Testing

@Suite struct AdminPictureTests {
  /// An office with a visit open, as the pages are photographed.
  private func open() throws -> (Rehearsal, Actor) {
    let rehearsal = try Rehearsal {
      $0.messages = [OfficeMessage("Layanan PST tidak dipungut biaya.", "Services are free of charge.")]
      $0.closures = [Holiday(Day(year: 2026, month: 11, day: 30)!, "Pindah gedung")]
    }
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    let admin = try AdminTests.open(rehearsal)
    rehearsal.pass(.seconds(1))
    return (rehearsal, admin)
  }

  @Test(arguments: [
    ("menu", []), ("office", ["1"]), ("flow", ["2"]), ("rules", ["3"]), ("services", ["5"]), ("service", ["5", "1"]),
    ("officers", ["7"]), ("officer", ["7", "F3"]), ("month", ["8", "1"]), ("hours", ["8", "2"]),
    ("screen", ["0", "4"]), ("trials", ["0", "2"]), ("texts", ["a", "g", "a", "t", "e", "."]), ("day", ["c"]),
    ("closing", ["c", "1"]),
    ("store", ["d"]),
  ]) func `a page looks like its picture`(_ page: (name: String, keys: [String])) throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    for key in page.keys { admin.press(key) }
    try Snapshot.check("admin-\(page.name)", admin.station)
  }

  @Test func `the review and the saved page look like their pictures`() throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    admin.press("1", "Down", "Down", "^u")
    admin.type("0921-123456")
    admin.press("F5")
    try Snapshot.check("admin-review", admin.station)
    admin.press("Enter")
    try Snapshot.check("admin-saved", admin.station)
  }

  @Test func `a fault beside its field looks like its picture`() throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    admin.press("8", "2", "^u")
    admin.type("08.00-7")
    admin.press("F5")
    try Snapshot.check("admin-fault", admin.station)
  }
}
