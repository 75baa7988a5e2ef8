import Canvas
import Desk
import Domain
import TestSupport
import Testing

@testable import Screens

/// The guided first set-up: from a computer without an office to a head of section at work, by keys and by taps.
@Suite struct FoundingTests {
  private static let names = ["banyuwangi", "halmahera-utara", "seruyan"]

  private static func tools(
    reading: @escaping @Sendable (String) -> Result<FoundingTools.Source, FoundingTools.Unusable> = { _ in
      .failure(FoundingTools.Unusable(Bilingual("baris 3: nama kosong", "line 3: no name")))
    },
    holidays: @escaping @Sendable (FoundingTools.Source) -> Result<Void, FoundingTools.Unusable>? = { _ in .success(())
    }
  ) -> FoundingTools {
    FoundingTools(
      offices: {
        names.compactMap { name in
          (try? ShippedOffice.profile(name)).map { FoundingTools.Source(path: "Offices/\(name).toml", profile: $0) }
        }
      },
      read: reading, printers: { ["/dev/usb/lp0"] }, installHolidays: holidays, check: SettingsCheck.faults)
  }

  private func admin(_ rehearsal: Rehearsal, _ tools: FoundingTools = tools()) throws -> Actor {
    try rehearsal.seat { Founding(Admin($0, check: SettingsCheck.faults), tools) }
  }

  /// As far as a page, the usual way.
  private func walk(_ seat: Actor, to page: Founding.Page, login: String = "maria") {
    let ways: [(Founding.Page, () -> Void)] = [
      (.source, { seat.press("2", "F5") }),
      (.office, { seat.press("F5") }),
      (.clock, { seat.press("1", "F5") }),
      (
        .head,
        {
          seat.type(login)
          seat.press("Enter")
          seat.type("Maria Tatengkeng")
          seat.press("Enter")
          seat.type("482913")
          seat.press("Enter")
          seat.type("482913")
          seat.press("Enter")
        }
      ),
      (.desks, { seat.press("F5") }), (.printer, { seat.press("F5") }),
    ]
    for (place, go) in ways where (seat.station as? Founding)?.page == place && place != page { go() }
  }

  private func page(_ seat: Actor) -> Founding.Page? { (seat.station as? Founding)?.page }

  @Test func `by keys: nothing is sent before the last yes, then office, head and session are there`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    let kiosk = try rehearsal.seat { Kiosk($0) }
    #expect(kiosk.shows("loket admin"))
    walk(seat, to: .office)
    seat.press("^u")
    seat.type("BPS Coba")
    walk(seat, to: .desks)
    seat.press("^u", "5", "Enter", "2", "F5")
    seat.press("2", "F5")
    #expect(page(seat) == .review && seat.shows("BPS Coba") && seat.shows("/dev/usb/lp0, 58 mm"))
    // Enter held down founds nothing.
    for _ in 0..<20 { seat.press("Enter") }
    #expect(seat.sent.isEmpty && page(seat) == .review)
    seat.press("y")
    #expect(seat.sent.map(\.command.kind) == [.openOffice, .addOfficer, .setPin])
    guard case .openOffice(let opened)? = seat.sent.first?.command else { return }
    let shipped = try ShippedOffice.profile("halmahera-utara")
    #expect(opened.day == OfficeStart.day && opened.profile.name == "BPS Coba")
    #expect(opened.profile.desks.count == 5 && Set(opened.profile.desks.map(\.number)).count == 5)
    #expect(
      opened.profile.services.map(\.key) == shipped.services.map(\.key).enumerated().filter { $0.0 != 1 }.map(\.1))
    #expect(page(seat) == .ready && seat.shows("BPS Coba siap") && seat.shows("Hari libur nasional terpasang"))
    rehearsal.pass(.seconds(3))
    #expect(kiosk.shows("BPS Coba") && !kiosk.shows("loket admin"))
    seat.press("Enter")
    #expect(seat.shows("Maria Tatengkeng") && seat.shows(Speech()(AdminWord.menu)))
  }

  @Test func `by taps alone, in English`() throws {
    let rehearsal = try Rehearsal(unfounded: "seruyan")
    let seat = try admin(rehearsal)
    seat.tap("English")
    seat.tap("Seruyan")
    seat.tap("Next page")
    seat.tap("Next page")
    seat.tap("Yes, date and time")
    seat.tap("Next page")
    for (field, text) in [
      ("Login", "maria"), ("Full name", "Maria"), ("New PIN", "482913"), ("Repeat the PIN", "482913"),
    ] {
      seat.tap(field)
      seat.tapOut(text)
    }
    seat.tap("Next page")
    seat.tap("Next page")
    seat.tap("Next page")
    seat.tap("Yes, set up this office")
    #expect(page(seat) == .ready && seat.shows("BPS Kabupaten Seruyan is ready"))
    seat.tap("Begin to work")
    #expect(seat.shows("Maria") && !seat.shows("First set-up"))
  }

  @Test func `every page can be left backwards, and what was written is there again`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    walk(seat, to: .review)
    var seen: [Founding.Page] = []
    while let at = page(seat), at != .source, seen.count < 10 {
      seen.append(at)
      seat.press("Esc")
    }
    #expect(seen == [.review, .printer, .desks, .head, .clock, .office])
    #expect(seat.shows("Halmahera Utara"))
    for _ in 0..<6 { seat.press("F5") }
    #expect(page(seat) == .review && seat.shows("Maria Tatengkeng, masuk sebagai maria, PIN 6 angka"))
    #expect(seat.sent.isEmpty)
  }

  @Test func `two terminals at once: the second is told, and nothing it wrote is used`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let (first, second) = (try admin(rehearsal), try admin(rehearsal))
    walk(second, to: .review, login: "yusuf")
    walk(first, to: .review)
    first.press("y")
    second.press("y")
    #expect(page(first) == .ready && page(second) == .told, "\(second.text)")
    #expect(second.shows("Petugas di terminal lain baru saja menyiapkannya"))
    guard case .officers(let view) = try first.seen(.officers(Empty())) else { return }
    #expect(view.officers.map(\.profile.login) == ["maria"])
    rehearsal.pass(.seconds(3))
    second.press("Enter")
    #expect(second.shows(Speech()(GateWord.enter)))
  }

  @Test func `who only waits at a staff terminal finds its door, and no page in between`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let (first, waiting) = (try admin(rehearsal), try admin(rehearsal))
    walk(first, to: .review)
    first.press("y")
    rehearsal.pass(.seconds(3))
    #expect(waiting.shows(Speech()(GateWord.enter)), "\(waiting.text)")
  }

  @Test func `a clock that knows no date is not confirmed; the date somebody writes is the service day`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara", on: Day(year: 1970, month: 1, day: 1)!)
    let seat = try admin(rehearsal)
    walk(seat, to: .clock)
    #expect(seat.shows("1 Januari 1970"))
    seat.press("1", "F5")
    #expect(page(seat) == .clock && seat.shows("belum tahu tanggal"), "\(seat.text)")
    // The time is wrong too: nothing goes on, and the page says how it is set.
    seat.press("Up", "3", "F5")
    #expect(page(seat) == .clock && seat.shows("timedatectl"))
    seat.press("2", "Tab")
    seat.type("20-11-2026")
    seat.press("F5")
    walk(seat, to: .review)
    #expect(seat.shows("20 November 2026, menurut Anda"))
    seat.press("y")
    guard case .openOffice(let opened)? = seat.sent.first?.command else { return }
    #expect(opened.day == Day(year: 2026, month: 11, day: 20) && page(seat) == .ready)
  }

  @Test func `the computer's clock is followed while it is being set`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    walk(seat, to: .clock)
    #expect(seat.shows(OfficeStart.day.spoken(.indonesian)))
    rehearsal.running.clock.jump(Span(milliseconds: 86_400_000))
    rehearsal.wait(.seconds(6))
    #expect(seat.shows(OfficeStart.day.advanced(by: 1).spoken(.indonesian)), "\(seat.text)")
  }

  @Test func `after a power cut in the middle only the first officer is asked for`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let profile = try ShippedOffice.profile("halmahera-utara")
    let desk = try rehearsal.running.desk()
    _ = try desk.perform(.openOffice(OpenOffice { $0.profile = profile }), id: "begun")
    _ = try desk.perform(
      .addOfficer(AddOfficer { ($0.profile.login, $0.profile.name, $0.profile.roles) = ("maria", "M", [.head]) }),
      id: "named")
    let seat = try admin(rehearsal)
    #expect(page(seat) == .head && seat.shows("Langkah 1 dari 2"))
    walk(seat, to: .review)
    seat.press("y")
    #expect(seat.sent.map(\.command.kind) == [.addOfficer, .changeOfficer, .setPin] && page(seat) == .ready)
    seat.press("Enter")
    #expect(seat.shows("Maria Tatengkeng"))
  }

  @Test func `practice and real work are not mixed, and errors keep what was typed`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    seat.press("4", "Tab")
    seat.type("/media/usb/kantor.toml")
    seat.press("F5")
    #expect(page(seat) == .source && seat.shows("baris 3: nama kosong") && seat.shows("/media/usb/kantor.toml"))
    seat.press("Up", "1", "F5")
    #expect(page(seat) == .office)
    seat.press("Tab", "Tab", "Tab", "2", "F5")
    #expect(page(seat) == .office && seat.shows("--practice"))
    seat.press("1", "F5")
    #expect(page(seat) == .clock)
  }

  @Test func `a new computer of an office the centre knows is enrolled instead`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    seat.press("5", "F5")
    #expect(page(seat) == .join && seat.shows("Kode kantor"))
    seat.type("82")
    seat.press("Enter")
    seat.type("bukan alamat")
    seat.press("Enter")
    seat.type("7KQ2")
    seat.press("Enter")
    #expect(seat.shows("Empat angka") && seat.sent.isEmpty)
    seat.press("^u")
    seat.type("8205")
    seat.press("F5")
    // What the line says of such an address and of such a code stands at each, and that is where one goes on writing.
    func focus() -> String? { (seat.station as? Founding)?.forms[.join]?.focused.name }
    #expect(page(seat) == .join && seat.shows("bukan alamat") && seat.shows("Alamat pusat: https://"))
    #expect(focus() == "centre")
    seat.press("^u")
    seat.type("https://pusat.example.go.id")
    seat.press("F5")
    #expect(focus() == "code" && seat.shows("20 huruf dan angka"), "\(seat.text)")
    seat.press("Esc")
    #expect(page(seat) == .source)
  }

  @Test func `the review leaves a blank between every question and its answer, in both languages`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    walk(seat, to: .review)
    #expect(seat.shows("Kepala seksi atau admin  Maria Tatengkeng"), "\(seat.text)")
    seat.press("F2")
    #expect(seat.shows("Head of section or administrator  Maria Tatengkeng"), "\(seat.text)")
  }

  @Test func `the pages, as pictures`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    try Snapshot.check("founding-source", seat.station)
    walk(seat, to: .office)
    try Snapshot.check("founding-office", seat.station)
    walk(seat, to: .clock)
    try Snapshot.check("founding-clock", seat.station)
    walk(seat, to: .desks)
    try Snapshot.check("founding-desks", seat.station)
    walk(seat, to: .review)
    try Snapshot.check("founding-review", seat.station)
    seat.press("y")
    try Snapshot.check("founding-ready", seat.station)
  }

  @Test func `an office of its own code and zone takes nothing over that only another office can say of itself`() throws
  {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    walk(seat, to: .office)
    #expect(seat.shows("8205") && seat.shows("WIT (UTC+9)"))
    walk(seat, to: .clock)
    #expect(seat.shows("WIT") && !seat.shows("WIB"))
    seat.press("1", "Esc", "Up", "Up", "Up", "^u")
    seat.type("BPS Kabupaten Contoh")
    seat.press("Enter", "^u")
    seat.type("32")
    seat.press("Enter", "1", "F5")
    #expect(page(seat) == .office && seat.shows("Empat angka"), "\(seat.text)")
    seat.press("^u")
    seat.type("3201")
    seat.press("F5")
    // What was confirmed was the time in another zone.
    #expect(page(seat) == .clock && seat.shows("WIB") && !seat.shows("WIT"), "\(seat.text)")
    seat.press("F5")
    #expect(page(seat) == .clock)
    walk(seat, to: .review)
    #expect(seat.shows("3201  BPS Kabupaten Contoh, WIB"), "\(seat.text)")
    seat.press("y")
    guard case .openOffice(let opened)? = seat.sent.first?.command else { return }
    let shipped = try ShippedOffice.profile("halmahera-utara")
    let profile = opened.profile
    #expect(profile.code.word == "3201" && profile.zone == .wib && profile.deskHours == shipped.deskHours)
    #expect([profile.address, profile.phone, profile.website, profile.decree, profile.onlineAddress].joined() == "")
    #expect(profile.complaintChannels == [] && !shipped.complaintChannels.isEmpty && profile.promisedMinutes == nil)
    #expect(page(seat) == .ready && seat.shows("Masih kosong, karena milik kantor lain"), "\(seat.text)")
  }

  @Test func `a PIN that was refused is gone: what is typed next is not added to it`() throws {
    let rehearsal = try Rehearsal(unfounded: "halmahera-utara")
    let seat = try admin(rehearsal)
    walk(seat, to: .head)
    seat.type("maria")
    seat.press("Enter")
    seat.type("Maria Tatengkeng")
    for pin in ["123456", "482913"] {
      seat.press("Enter")
      seat.type(pin)
      seat.press("Enter")
      seat.type(pin)
      seat.press("F5")
      // Back on the first of the two, under the name.
      if pin == "123456" {
        #expect(page(seat) == .head && !seat.shows("•") && seat.shows("bukan angka kembar"), "\(seat.text)")
        seat.press("Up")
      }
    }
    #expect(page(seat) == .desks, "\(seat.text)")
  }
}
