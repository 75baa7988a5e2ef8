import Desk
import Domain
import Machine
import Screens
import TestSupport
import Testing

@Suite struct AdminTests {
  static func open(_ rehearsal: Rehearsal, _ login: String = "kepala", columns: Int = 80, rows: Int = 24) throws
    -> Actor
  {
    let admin = try rehearsal.seat({ Admin($0, check: SettingsCheck.faults) }, columns: columns, rows: rows)
    enter(admin, login)
    return admin
  }

  static func enter(_ admin: Actor, _ login: String = "kepala") {
    admin.type(login)
    admin.press("Enter")
    admin.type(RunningOffice.pin)
    admin.press("Enter")
  }

  private func profile(_ rehearsal: Rehearsal) throws -> OfficeProfile {
    guard case .profile(let view) = try rehearsal.head.read(.profile(Empty())) else { throw Unexpected() }
    return view.profile
  }
  private struct Unexpected: Error {}

  @Test func `the office's telephone is changed by keys alone, after a review, in one command`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    #expect(admin.shows("Kantor"))
    admin.press("1", "Down", "Down", "^u")
    admin.type("0921-123456")
    admin.press("F5")
    #expect(admin.shows("082190001533") && admin.shows("0921-123456"))
    #expect(try profile(rehearsal).phone == "082190001533", "nothing before the confirming key")
    admin.press("Enter", "Enter")
    #expect(try profile(rehearsal).phone == "0921-123456")
    #expect(admin.sent.count == 1)
    #expect(admin.shows("F8"))
    admin.press("F8", "Enter")
    #expect(try profile(rehearsal).phone == "082190001533", "put back")
    #expect(!admin.shows("F8"))
  }

  @Test func `putting back is offered until the menu, and only while nobody else has changed anything since`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    func change(_ phone: String) {
      admin.press("1", "Down", "Down", "^u")
      admin.type(phone)
      admin.press("F5", "Enter")
    }
    change("0921-1")
    #expect(admin.shows("F8"))
    admin.press("Esc")
    #expect(!admin.shows("F8"))
    change("0921-2")
    var other = try profile(rehearsal)
    other.website = "baru.bps.go.id"
    _ = try rehearsal.head.perform(.changeOffice(ChangeOffice { $0.profile = other }), id: "other")
    rehearsal.pass(.seconds(10))
    #expect(!admin.shows("F8"))
    admin.press("F8")
    #expect(try profile(rehearsal) == other)
  }

  @Test func `a message for the board is added by taps alone, in English`() throws {
    let rehearsal = try Rehearsal()
    let admin = try rehearsal.seat { Admin($0, check: SettingsCheck.faults) }
    admin.tap("English")
    admin.tap("Login")
    admin.tapOut("kepala")
    admin.tap("Next")
    admin.tapOut(RunningOffice.pin)
    admin.tap("Next")
    admin.tap("Messages of the board")
    admin.tap("Add")
    admin.tap("Indonesian")
    admin.tapOut("Buka")
    admin.tap("Review")
    #expect(admin.shows("Buka"))
    admin.tap("Save")
    #expect(try profile(rehearsal).messages == [OfficeMessage("Buka")])
  }

  @Test func `wrong hours are refused beside the day and nothing that was written is lost`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("8", "2", "Down", "^u")
    admin.type("08.00-12.00, 13.0-15.30")
    admin.press("F5")
    #expect(admin.shows("13.0-15.30\" bukan") && admin.shows("08.00-12.00, 13.0-15.30"))
    admin.press("^u")
    admin.type("07.30-12.00,13.00-15.30")
    admin.press("F5", "Enter")
    let tuesday = try profile(rehearsal).deskHours.week.first { $0.weekday == .tuesday }
    #expect(tuesday?.openings.map(\.word) == ["07.30-12.00", "13.00-15.30"])
  }

  @Test func `what the rules of office files refuse is refused beside the field before it is sent`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    // The day may not turn over inside opening times.
    admin.press("1")
    for _ in 1...6 { admin.press("Down") }
    admin.press("^u")
    admin.type("09.00")
    admin.press("F5")
    #expect(admin.shows("! Pergantian hari harus sebelum jam buka"))
    #expect(admin.sent.isEmpty)
  }

  @Test func `two services cannot have one letter, and one with visits today does not go`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    let admin = try Self.open(rehearsal)
    admin.press("5", "2", "^u")
    admin.type("A")
    admin.press("F5")
    #expect(admin.shows("Sudah dipakai: Konsultasi"))
    admin.press("Esc", "Esc")
    admin.press("Home", "F4")
    #expect(admin.shows("belum dapat dihapus: 1 kunjungan"))
    // Another one goes after a review, and desks forget it.
    admin.press("Down", "F4", "Enter")
    #expect(try profile(rehearsal).service("perpustakaan") == nil)
    #expect(admin.sent.count == 1)
  }

  @Test func `a new desk is reviewed with all that was proposed for it, and goes again`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("6", "F3", "F5")
    #expect(admin.shows("Nomor meja") && admin.shows("3"))
    admin.press("Enter")
    #expect(try profile(rehearsal).desks.map(\.number) == [1, 2, 3])
    admin.press("End", "F4", "Enter")
    #expect(try profile(rehearsal).desks.map(\.number) == [1, 2])
  }

  @Test func `services are put in another order with F6 and F7, and Esc drops an order not saved`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("5", "F7", "Esc")
    #expect(try profile(rehearsal).services.first?.key == "konsultasi")
    admin.press("Home", "F7", "F5", "Enter")
    #expect(try profile(rehearsal).services.map(\.key).prefix(2) == ["perpustakaan", "konsultasi"])
  }

  @Test func `a node that stops in the middle of an edit takes nothing of it, and the press is carried out once`()
    throws
  {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("1", "Down", "Down", "^u")
    admin.type("0921")
    rehearsal.nodeGoes()
    #expect(admin.shows("0921") && admin.shows("tidak menjawab"))
    admin.type("-77")
    admin.press("F5", "Enter")
    #expect(admin.shows("jangan menekan lagi"))
    try rehearsal.nodeComes()
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    #expect(try profile(rehearsal).phone == "0921-77")
    #expect(admin.sent.count == 1)
  }

  @Test func `one Esc too many at the menu asks first, another key takes it back`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("Esc")
    #expect(admin.shows("Tekan Esc sekali lagi") && admin.shows("Petugas"))
    admin.press("Down", "Esc")
    #expect(admin.shows("Petugas"))
    admin.press("Esc")
    #expect(admin.shows("Nama masuk"))
  }

  @Test func `a terminal locked in the middle of an edit shows it again after the PIN`() throws {
    let rehearsal = try Rehearsal { $0.lockMinutes = 1 }
    let admin = try Self.open(rehearsal)
    admin.press("1", "Down", "Down", "^u")
    admin.type("0921")
    rehearsal.pass(.seconds(70))
    #expect(admin.shows("Terkunci") && !admin.shows("0921"))
    admin.type(RunningOffice.pin)
    admin.press("Enter")
    #expect(admin.shows("0921"))
  }

  @Test func `a consultant is told which pages need the head, and sees the others`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal, "dewi")
    #expect(admin.shows("hanya kepala/admin"))
    admin.press("1")
    #expect(admin.shows("Halaman ini untuk kepala"))
    #expect(!admin.shows("Nama kantor"))
    admin.press("8", "1")
    #expect(admin.shows("November 2026"))
  }

  @Test func `an officer is added with a PIN typed twice and can log in`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("7", "F3")
    admin.type("rahma")
    admin.press("Tab")
    admin.type("Rahmawati")
    admin.press("Tab", "2", "F5", "Enter")
    #expect(admin.shows("PIN Rahmawati"))
    admin.type("739104")
    admin.press("Tab")
    admin.type("739105")
    admin.press("F5")
    #expect(admin.shows("Tidak sama dengan yang pertama"))
    admin.press("^u")
    admin.type("739104")
    admin.press("F5", "Enter")
    #expect(admin.shows("PIN Rahmawati terpasang"))
    #expect(!admin.text.contains("739104"))
    _ = try rehearsal.running.desk().login("rahma", pin: "739104")
  }

  @Test func `the last head cannot lose the role, and is told beside the field`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("7")
    admin.tap("kepala")
    if !admin.shows("Peran *") { admin.press("Enter") }
    admin.press("Tab", "3", "2", "F5", "Enter")
    #expect(admin.shows("! "))
    #expect(admin.shows("Peran *"))
  }

  @Test func `an own wording must keep the gaps, holds at once, and goes back to ours when emptied`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("a")
    if !admin.shows("Cari") { admin.press("Esc") }
    admin.type("gate.locked")
    admin.press("Enter")
    admin.type("Kunci")
    admin.press("F5")
    #expect(admin.shows("Harus memuat sela yang sama"))
    admin.press("^u")
    admin.type("Kunci, {1}!")
    admin.press("F5", "Enter")
    #expect(try profile(rehearsal).text("gate.locked")?.indonesian == "Kunci, {1}!")
    #expect(try profile(rehearsal).text("gate.locked")?.english.contains("{1}") == true)
  }

  @Test func `closing the day shows who is still open, and reopening asks for a reason`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    let admin = try Self.open(rehearsal)
    admin.tap("Hari layanan")
    #expect(admin.shows("A001"))
    admin.press("1")
    #expect(admin.shows("A001") && admin.shows("hangus"))
    admin.press("Enter")
    #expect(admin.shows("tertutup"))
    admin.press("2", "F5")
    #expect(admin.shows("Wajib diisi"))
    admin.type("tutup terlalu cepat")
    admin.press("F5", "Enter")
    #expect(admin.shows("terbuka"))
  }

  @Test func `the store is checked from the screen and the result stays with its time`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.tap("Penyimpanan data")
    admin.press("Esc")
    admin.press("e")
    if !admin.shows("Periksa semua") { admin.press("Esc", "d") }
    admin.press("1")
    #expect(admin.shows("(+)") && admin.shows("Utuh"))
    let folder = TemporaryFolder()
    try Files.makeFolder(folder.path, mode: 0o700)
    let copy = folder.path + "/copy.sqlite"
    admin.press("3", "^u")
    admin.type(copy)
    admin.press("Enter")
    #expect(admin.shows("Salinan tersimpan"))
  }

  @Test(arguments: Language.allCases)
  func `a copy goes where it is proposed, the whole path is seen, and a missing folder is said in words`(
    _ language: Language
  ) throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal, columns: 160, rows: 45)
    if language == .english { admin.press("F2") }
    admin.press("d", "3")
    let proposed = rehearsal.running.backups + "/store-2026"
    #expect(admin.shows("[" + proposed), "\(admin.text)")
    admin.press("Enter")
    #expect(admin.shows(language == .english ? "The copy was saved" : "Salinan tersimpan"), "\(admin.text)")
    #expect(Files.list(rehearsal.running.backups).count == 1)
    admin.press("3", "^u")
    admin.type("/media/none/copy.sqlite")
    admin.press("Enter")
    let words = ["Folder /media/none tidak ada", "There is no folder /media/none"]
    #expect(admin.shows(words[language == .english ? 1 : 0]) && !admin.shows(words[language == .english ? 0 : 1]))
    #expect(!admin.shows("cannot create"), "\(admin.text)")
  }

  @Test func `the devices in the menu are named in the reader's words`() throws {
    let rehearsal = try Rehearsal { $0.devices.printer = "none" }
    let admin = try Self.open(rehearsal)
    admin.tap("Perangkat")
    #expect(admin.shows("tanpa pencetak") && !admin.shows("none"), "\(admin.text)")
  }

  @Test func `a settings page refuses to overwrite what was changed elsewhere meanwhile`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.press("1", "Down", "Down", "^u")
    admin.type("0921")
    admin.press("F5")
    var other = try profile(rehearsal)
    other.website = "baru.bps.go.id"
    _ = try rehearsal.head.perform(.changeOffice(ChangeOffice { $0.profile = other }), id: "other")
    rehearsal.pass(.seconds(1))
    admin.press("Enter")
    #expect(admin.shows("diubah di terminal lain") && admin.shows("0921"))
    admin.press("F5", "Enter")
    let now = try profile(rehearsal)
    #expect(now.phone == "0921" && now.website == "baru.bps.go.id")
  }

  @Test func `a scanner's code is shown, and leaves nothing in a form`() throws {
    let rehearsal = try Rehearsal()
    let admin = try Self.open(rehearsal)
    admin.tap("Perangkat")
    admin.press("3")
    admin.give(.scan("8205-A001", typed: 0))
    #expect(admin.shows("8205-A001"))
    admin.give(.scanRefused(typed: 0))
    #expect(admin.shows("bukan kode Loket"))
  }
}
