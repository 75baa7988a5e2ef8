import Desk
import Domain
import Screens
import TestSupport
import Testing

/// The guest book, filled in on the kiosk right after the number.
@Suite struct KioskBookTests {
  private func opened(_ office: String = "halmahera-utara") throws -> (Rehearsal, Actor, VisitID) {
    let rehearsal = try Rehearsal(office)
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    rehearsal.pass(.seconds(1))
    kiosk.tap("Isi buku tamu")
    kiosk.isDeliberate = true
    let query = try #require(kiosk.station.watching.last)
    guard case .ticket(let ticket) = query, case .id(let visit) = ticket.visit else {
      throw DeskUnreachable("no ticket")
    }
    return (rehearsal, kiosk, visit)
  }

  private func fill(_ kiosk: Actor, _ rehearsal: Rehearsal) {
    RatingTests.press(kiosk, rehearsal, "1")
    kiosk.type("Siti Nurbaya")
    kiosk.press("Enter")
    kiosk.type("0812 3456 7890")
    kiosk.press("Enter")
    kiosk.type("siti@contoh.id")
    kiosk.press("Enter", "2")
    kiosk.type("1998")
    kiosk.press("Enter", "3", "7")
    kiosk.type("petani")
    kiosk.press("Enter", "6")
    kiosk.type("Universitas Halmahera")
    kiosk.press("Enter", "4", "4", "Enter", "3", "Enter", "Enter")
  }

  @Test(arguments: ["halmahera-utara", "seruyan"])
  func `number or registration, guest book, and back to the ticket, which asks for the book no more`(_ office: String)
    throws
  {
    let (rehearsal, kiosk, visit) = try opened(office)
    fill(kiosk, rehearsal)
    #expect(kiosk.shows("Siti Nurbaya"))
    kiosk.press("Enter")
    RatingTests.press(kiosk, rehearsal, "Enter")
    #expect(kiosk.shows(office == "seruyan" ? "Anda terdaftar" : "Nomor antrean Anda"))
    #expect(!kiosk.shows("Isi buku tamu"))
    guard case .visit(let view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = .id(visit) })) else {
      throw Unexpected()
    }
    #expect(view.guest?.profile.name == "Siti Nurbaya" && view.entry != nil)
  }

  @Test func `lesson 12: who walks away from the guest book leaves no byte of it`() throws {
    let (rehearsal, kiosk, _) = try opened()
    let screens = try Rehearsal()
    let fresh = KioskTests.visitor(try screens.seat { Kiosk($0) }.station)
    RatingTests.press(kiosk, rehearsal, "1")
    kiosk.type("SITI NURBAYA")
    #expect(KioskTests.state(kiosk.station).contains("SITI NURBAYA"))
    rehearsal.pass(.seconds(81))
    #expect(kiosk.wishes.last == .wipe)
    #expect(!KioskTests.state(kiosk.station).contains("NURBAYA"))
    #expect(KioskTests.visitor(kiosk.station) == fresh)
    #expect(kiosk.shows("Selamat datang"))
  }

  @Test func `called in the middle of a page, the visitor reads it above, and nothing that was written is lost`() throws
  {
    let (rehearsal, kiosk, _) = try opened()
    RatingTests.press(kiosk, rehearsal, "1")
    kiosk.type("Siti")
    _ = try rehearsal.head.perform(.callNext(CallNext { $0.desk = 1 }), id: "call")
    rehearsal.pass(.seconds(1))
    #expect(kiosk.shows("A001") && kiosk.shows("Siti"))
  }

  @Test func `a guest book that waits for the node is forgotten with its guest`() throws {
    let (rehearsal, kiosk, visit) = try opened()
    fill(kiosk, rehearsal)
    rehearsal.nodeGoes()
    kiosk.press("Enter")
    rehearsal.pass(.seconds(82))
    #expect(kiosk.wishes.contains { if case .forget = $0 { true } else { false } })
    try rehearsal.nodeComes()
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    guard case .visit(let view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = .id(visit) })) else {
      throw Unexpected()
    }
    #expect(view.guest == nil && view.entry == nil)
  }
}
