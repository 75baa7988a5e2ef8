import Domain
import Profiles
import Testing

@Suite struct `The offices that ship` {
  @Test(arguments: Shipped.offices)
  func `every file reads without a fault`(_ name: String) throws {
    switch OfficeFile.read(try Shipped.bytes(name)) {
    case .success: break
    case .failure(let faults): Issue.record("\(faults.list.map { $0.text(.english) })")
    }
  }

  @Test(arguments: Shipped.offices)
  func `every file survives being written and read again`(_ name: String) throws {
    let profile = try Shipped.office(name)
    #expect(try OfficeFile.read(Array(OfficeFile.write(profile).utf8)).get() == profile)
  }

  @Test func `Halmahera Utara gives numbers, asks for a card and is two hours ahead of Jakarta`() throws {
    let office = try Shipped.office("halmahera-utara")
    #expect(office.code == OfficeCode(8205))
    #expect(office.zone == .wit)
    #expect(office.flow == [.number, .guestBook, .desk, .rating])
    #expect(office.serviceLevel == ServiceLevel(.previousFinished, minutes: 10))
    #expect(office.asksIdentity)
    #expect(office.idleClose == IdleClose { $0.portalDays = 7 })
    #expect(office.decree == "003.1/8205/KEPKA/2024")
    #expect(office.address == "Jl. Kawasan Perkantoran Pemda Halut, MKCM, Tobelo, Halmahera Utara")
    #expect(
      office.complaintChannels == [
        ComplaintChannel(.box, "Kotak saran dan pengaduan di Ruang Pelayanan Statistik Terpadu"),
        ComplaintChannel(.phone, "0821-9000-1533"),
        ComplaintChannel(.email, "bps8205@bps.go.id"),
        ComplaintChannel(.website, "https://halutkab.bps.go.id/menu/35/layanan-pengaduan.html"),
        ComplaintChannel(.facebook, "BPS Kabupaten Halmahera Utara"),
        ComplaintChannel(.instagram, "@bps.halut"),
        ComplaintChannel(.lapor, "LAPOR!"),
      ])
  }

  @Test func `Seruyan registers, has lockers and gives no numbers`() throws {
    let office = try Shipped.office("seruyan")
    #expect(office.code == OfficeCode(6208))
    #expect(office.zone == .wib)
    #expect(office.flow == [.registration, .wait, .locker, .guestBook, .desk, .rating])
    #expect(!office.givesNumbers)
    #expect(office.lockers == 10)
    #expect(office.serviceLevel == ServiceLevel(.registration, minutes: 10))
    #expect(!office.asksIdentity)
    #expect(
      office.idleClose
        == IdleClose {
          $0.portalWorkingDays = 3
          $0.whatsappAtClosing = true
        })
    #expect(
      office.complaintChannels == [
        ComplaintChannel(.box, "Kotak saran dan pengaduan di ruangan PST"),
        ComplaintChannel(.website, "webapps.bps.go.id/pengaduan"),
        ComplaintChannel(.email, "bps6208@bps.go.id"),
        ComplaintChannel(.whatsapp, "085162996208"),
      ])
    let whatsapp = [Opening(TimeOfDay(8, 0), TimeOfDay(15, 30))]
    #expect(office.whatsappHours.week.map(\.openings) == Array(repeating: whatsapp, count: 5))
  }

  @Test func `Labuhanbatu Selatan works as Halmahera Utara does, in another zone and without channels`() throws {
    let office = try Shipped.office("labuhanbatu-selatan")
    #expect(office.code == OfficeCode(1222))
    #expect(office.zone == .wib)
    #expect(office.flow == [.number, .guestBook, .desk, .rating])
    #expect(office.serviceLevel == ServiceLevel(.previousFinished, minutes: 10))
    #expect(office.asksIdentity)
    #expect(office.idleClose == IdleClose { $0.portalDays = 7 })
    #expect(office.decree.isEmpty)
    #expect(office.complaintChannels.isEmpty)
  }

  @Test func `Banyuwangi promises no minutes and cancels after fifteen`() throws {
    let office = try Shipped.office("banyuwangi")
    #expect(office.code == OfficeCode(3510))
    #expect(office.zone == .wib)
    #expect(office.serviceLevel.start == .unstated)
    #expect(!office.asksIdentity)
    #expect(office.idleClose == IdleClose())
    #expect(office.reservations.noShowMinutes == 15)
    #expect(office.reservations.leadMinutes == 60)
    #expect(office.complaintChannels.isEmpty)
  }

  @Test(arguments: Shipped.offices)
  func `every office offers the six services of the guest book under the letters A to F`(_ name: String) throws {
    let services = try Shipped.office(name).services
    #expect(
      services.map(\.key) == ["konsultasi", "perpustakaan", "publikasi", "data-mikro", "website", "rekomendasi"])
    #expect(services.map(\.kind.key) == services.map(\.key))
    #expect(services.map(\.series.word) == ["A", "B", "C", "D", "E", "F"])
  }

  @Test(arguments: Shipped.offices)
  func `every office breaks for ninety minutes on Friday and keeps Ramadan's hours`(_ name: String) throws {
    let office = try Shipped.office(name)
    let friday = try #require(Day(word: "2026-11-20"))
    let openings = office.deskHours.openings(on: friday)
    #expect(openings.map(\.word) == ["08.00-11.30", "13.00-15.30"])
    #expect(office.deskHours.openings(on: friday.advanced(by: 1)).isEmpty)
    let ramadan = try #require(Day(word: "2026-02-23"))
    #expect(office.deskHours.openings(on: ramadan).map(\.word) == ["08.00-12.00", "12.30-15.00"])
    #expect(office.reservationHours.openings(on: friday).map(\.word) == ["08.00-12.00", "13.00-16.00"])
  }
}
