import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// When there is no node to serve a terminal, or no office yet: every terminal says the same, and goes on by itself afterwards.
@Suite struct TroubleTests {
  static let terminals: [@Sendable (Bearings) -> any Station] = [
    { Kiosk($0) }, { GuestBookTerminal($0) }, { FrontOffice($0) }, { DeskTerminal($0, desk: 1) }, { Board($0) },
    { RatingTerminal($0, desk: 1) }, { Admin($0, check: SettingsCheck.faults) },
  ]
  private static let why = Bilingual(
    "Penyimpanan rusak. Tidak ada yang diubah. Ambil salinan: loket store restore BERKAS",
    "The store is damaged. Nothing was changed. Take a copy: loket store restore FILE")

  @Test(arguments: terminals.indices) func `a node that cannot serve is a page of its own until it serves again`(
    _ index: Int
  ) throws {
    let rehearsal = try Rehearsal()
    let seat = try rehearsal.seat(Self.terminals[index])
    let before = seat.text
    rehearsal.nodeGoes()
    seat.give(.trouble(Self.why))
    // Sentences are broken where the lines end.
    let shown = seat.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(shown.contains("Layar ini belum dapat dipakai") && shown.contains(Self.why.indonesian), "\(shown)")
    #expect(shown.contains("panggil kepala seksi") && !shown.contains("Yang tersimpan aman"))
    try rehearsal.nodeComes()
    #expect(seat.text == before)
  }

  @Test func `the page of a node that cannot serve, as a picture`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    rehearsal.nodeGoes()
    kiosk.give(.trouble(Self.why))
    try Snapshot.check("trouble-kiosk", kiosk.station)
  }

  @Test func `what only the office can mend sends the visitor to the front office, with the words for staff`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1")
    kiosk.give(.refused(Errand("kiosk.visit"), Refused(.storeFull)))
    #expect(kiosk.shows("Silakan ke front office: petugas tetap melayani Anda.") && kiosk.shows("Disk penuh"))
    // The rules' own no is said to whoever it concerns.
    kiosk.press("1")
    kiosk.give(.refused(Errand("kiosk.visit"), Refused(.busy)))
    #expect(kiosk.shows("Sedang sibuk") && !kiosk.shows("Silakan ke front office"))
  }

  @Test(arguments: terminals.indices) func `an office that is not set up says at every terminal what is missing`(
    _ index: Int
  ) throws {
    var station = Self.terminals[index](Bearings())
    _ = station.take(.link(.up), at: .zero)
    let refusal = Refusal.officeNotOpened
    _ = station.take(
      .unseen(.profile(Empty()), Refused(code: refusal.code, exitCode: refusal.exitCode, text: refusal.text)), at: .zero
    )
    let shown = Self.text(of: station)
    #expect(shown.contains("loket admin") && shown.contains("loket office init"), "\(shown)")
    #expect(!shown.contains("Nama masuk"))
    if index == 0 { try Snapshot.check("first-office", station) }
  }

  @Test(arguments: [2, 3, 6]) func `where nobody can log in yet there is no login, but the way to the first officer`(
    _ index: Int
  ) throws {
    let office = try ShippedOffice.profile("halmahera-utara")
    var station = Self.terminals[index](Bearings())
    _ = station.take(.link(.up), at: .zero)
    let query = Query.profile(Empty())
    _ = station.take(.view(query, .profile(ProfileView { $0.profile = office })), at: .zero)
    #expect(Self.text(of: station).contains("loket officer add"))
    #expect(!Self.text(of: station).contains("loket office init"))
    if index == 2 { try Snapshot.check("first-officer", station) }
    _ = station.take(.view(query, .profile(ProfileView { ($0.profile, $0.staffed) = (office, true) })), at: .zero)
    #expect(Self.text(of: station).contains("PIN") && !Self.text(of: station).contains("officer add"))
  }

  private static func text(of station: any Station) -> String {
    var canvas = Canvas(width: 80, height: 24)
    _ = station.draw(on: &canvas)
    return (0..<24).map { canvas.text(row: $0) }.joined(separator: "\n")
  }
}
