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

  @Test func `the first pages: language, services, priority`() throws {
    let rehearsal = try Rehearsal { Self.office(&$0) }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    try Snapshot.check("kiosk-language", kiosk.station)
    kiosk.press("1")
    for service in ["konsultasi", "konsultasi", "perpustakaan"] {
      _ = try rehearsal.head.perform(
        .issueTicket(IssueTicket { $0.service = service }),
        id: "\(service)\(rehearsal.now)\(Int.random(in: 0..<1_000_000))")
    }
    rehearsal.pass(.seconds(2))
    try Snapshot.check("kiosk-services", kiosk.station)
    kiosk.press("2")
    try Snapshot.check("kiosk-priority", kiosk.station)
    kiosk.press("F1")
    try Snapshot.check("kiosk-help", kiosk.station)
    kiosk.press("Esc", "Esc", "F5")
    try Snapshot.check("kiosk-information", kiosk.station)
    kiosk.press("1")
    try Snapshot.check("kiosk-complaints", kiosk.station)
    kiosk.press("Esc", "F6")
    try Snapshot.check("kiosk-staff", kiosk.station)
  }

  @Test func `a ticket, with a code and without`() throws {
    let rehearsal = try Rehearsal { $0.onlineAddress = "https://pst.bps.go.id" }
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1")
    rehearsal.pass(.seconds(1))
    kiosk.press("1")
    try Snapshot.check("kiosk-ticket-qr", kiosk.station)
    let plain = try Rehearsal()
    _ = try plain.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    let other = try plain.seat { Kiosk($0) }
    other.press("1")
    plain.pass(.seconds(1))
    other.press("1")
    try Snapshot.check("kiosk-ticket", other.station)
    _ = try plain.head.perform(
      .callVisit(
        CallVisit {
          $0.visit = VisitKey(word: "A002")!; $0.desk = 2
        }), id: "call")
    plain.pass(.seconds(1))
    try Snapshot.check("kiosk-called", other.station)
  }

  @Test func `registration and locker where there are no numbers`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1")
    rehearsal.pass(.seconds(1))
    kiosk.press("1")
    try Snapshot.check("kiosk-registered", kiosk.station)
    rehearsal.pass(.seconds(1))
    kiosk.press("1")
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
    _ = try rehearsal.head.perform(.closeDay(CloseDay()), id: "close")
    rehearsal.pass(.seconds(1))
    try Snapshot.check("kiosk-closed", kiosk.station)
  }
}
