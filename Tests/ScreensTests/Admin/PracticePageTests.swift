import Canvas
import Desk
import Domain
import Profiles
import TestSupport
import Testing

@testable import Screens

/// Practice is begun and ended where the head looks for it, after having been told what becomes of what is practised.
@Suite struct PracticePageTests {
  private func open(_ way: PracticeWay, practice: Bool = false) throws -> (Rehearsal, Actor) {
    let rehearsal = try Rehearsal()
    let admin = try rehearsal.seat { Admin($0, practice: way, check: { _ in [] }) }
    admin.enter("kepala")
    if practice {
      guard case .profile(var view) = try admin.seen(.profile(Empty())) else { throw Refused(.busy) }
      view.practice = true
      admin.give(.view(.profile(Empty()), .profile(view)))
    }
    admin.press("g")
    return (rehearsal, admin)
  }

  /// Sentences are broken where the lines end.
  private func read(_ admin: Actor) -> String {
    var text = admin.text
    for _ in 0..<12 {
      admin.press("Down")
      text += admin.text
    }
    admin.press("Home")
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func turns(_ admin: Actor) -> [Wish] {
    admin.wishes.filter {
      switch $0 {
      case .practise, .endPractice, .logout: true
      default: false
      }
    }
  }

  @Test func `the menu says which it is, and the page what becomes of practice, before anything is asked`() throws {
    let (rehearsal, admin) = try open(.begin(folder: "/srv/loket/latihan"))
    defer { withExtendedLifetime(rehearsal) {} }
    let text = read(admin)
    for words in [
      "pekerjaan kantor yang sebenarnya", "folder sendiri", "Tidak ada yang dikirim ke pusat", "/srv/loket/latihan",
      "loket --home /srv/loket/latihan desk 1", "1 Mulai latihan di terminal ini",
    ] { #expect(text.contains(words), "\(words)\n\(admin.text)") }
    admin.press("Esc")
    #expect(admin.shows("Latihan") && admin.shows("sekarang: pekerjaan sebenarnya"), "\(admin.text)")
  }

  @Test func `only a clear yes takes this terminal there, logged out, with the office's settings and an opening hour`()
    throws
  {
    let (rehearsal, admin) = try open(.begin(folder: "/srv/loket/latihan"))
    admin.press("1")
    #expect(admin.shows("tidak dikirim ke pusat") && admin.shows("Ya, mulai latihan"), "\(admin.text)")
    for no in ["1", "Esc", "Enter"] {
      admin.press(no)
      #expect(turns(admin).isEmpty && !admin.shows("Ya, mulai latihan"), "\(no): \(admin.text)")
      admin.press("1")
    }
    admin.press("2")
    let profile = rehearsal.running.office.profile
    let start = PracticeStart(profile, [], today: OfficeStart.day)
    #expect(turns(admin) == [.logout, .practise(start)], "\(admin.text)")
    #expect(start.clock == "2026-11-16T08.00WIT" && PracticeTime.moment(start.clock) != nil)
    let weekend = PracticeStart(profile, [], today: OfficeStart.day.advanced(by: -1))
    #expect(weekend.clock == "2026-11-16T08.00WIT", "nobody practises at a closed desk")
  }

  @Test func `in practice the page leads back, and says that the data stays in its folder`() throws {
    let (rehearsal, admin) = try open(.end, practice: true)
    defer { withExtendedLifetime(rehearsal) {} }
    let text = read(admin)
    #expect(text.contains("Ini latihan") && text.contains("Data kantor tidak disentuh"), "\(text)")
    admin.press("1")
    #expect(admin.shows("kembali ke kantor yang sebenarnya"), "\(admin.text)")
    admin.press("2")
    #expect(turns(admin) == [.logout, .endPractice])
  }

  @Test func `where the terminal cannot turn, the page says what to type, and no key does anything`() throws {
    let (office, real) = try open(.byCommand)
    #expect(read(real).contains("loket --home latihan --practice 2026-11-16T08.00WIT admin"), "\(real.text)")
    let (other, practising) = try open(.byCommand, practice: true)
    #expect(read(practising).contains("hentikan loketd latihan"), "\(practising.text)")
    for admin in [real, practising] {
      admin.press("1", "2")
      #expect(turns(admin).isEmpty && !admin.shows("Ya, "), "\(admin.text)")
    }
    withExtendedLifetime((office, other)) {}
  }

  @Test func `it looks the same in both languages and every size`() throws {
    let (rehearsal, admin) = try open(.begin(folder: "/srv/loket/latihan"))
    defer { withExtendedLifetime(rehearsal) {} }
    try Snapshot.check("admin-practice", admin.station)
    let (again, practising) = try open(.end, practice: true)
    defer { withExtendedLifetime(again) {} }
    try Snapshot.check("admin-practising", practising.station)
  }

  @Test(arguments: [(80, 24), (80, 25), (100, 30)]) func `every item of the menu is seen, also in large`(
    columns: Int, rows: Int
  ) throws {
    let rehearsal = try Rehearsal()
    let admin = try rehearsal.seat({ Admin($0, check: { _ in [] }) }, columns: columns, rows: rows)
    admin.enter("kepala")
    for _ in 0..<6 {
      let shown = admin.picture.1.filter { if case .choose = $0.action { true } else { false } }.count
      #expect(shown == 17, "\(admin.text)")
      admin.press("F9")
    }
  }
}
