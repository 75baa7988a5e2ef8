import Desk
import Domain
import Screens
import TestSupport
import Testing

@Suite struct DeskKeysTests {
  @Test(arguments: Language.allCases) func `a whole visit by keys alone, with what was needed and said`(
    _ language: Language
  ) throws {
    let rehearsal = try Rehearsal { $0.languages = language == .english ? [.english, .indonesian] : $0.languages }
    let visits = try rehearsal.arrive("konsultasi", "konsultasi")
    try rehearsal.welcome(visits[0])
    let desk = try rehearsal.desk(1)
    #expect(desk.shows(language == .english ? "THE DESK IS FREE" : "MEJA KOSONG"))
    desk.press("N")
    #expect(desk.shows(language == .english ? "CALLED" : "DIPANGGIL") && desk.shows("Siti Rahmawati"))
    desk.press("r", "v", "g")
    desk.type("PDRB menurut lapangan usaha")
    desk.press("Tab")
    desk.type("Halmahera Utara")
    desk.press("Tab")
    desk.type("2019")
    desk.press("Enter")
    desk.type("2024")
    desk.press("Enter", "3", "Tab", "4", "Tab", "1", "^s")
    desk.type("Inflasi")
    desk.press("^s", "Esc", "K")
    desk.type("Apa beda")
    desk.press("Enter")
    desk.type("PDRB dan PDB?")
    desk.press("Tab")
    desk.type("Wilayahnya.")
    desk.press("^s", "Esc", "o")
    desk.type("HALOPST-123")
    desk.press("Enter", "Esc", "F", "1")
    #expect(desk.shows(language == .english ? "A001 is finished" : "A001 selesai"))
    #expect(desk.shows(language == .english ? "rating screen" : "layar penilaian"))
    let kinds: [CommandKind] = [
      .callNext, .recall, .serve, .recordNeed, .recordNeed, .takeNote, .linkOnline, .finish,
    ]
    #expect(desk.sent.map(\.command.kind) == kinds)
    let visit = try rehearsal.visit(visits[0])
    #expect(visit.stage == .finished && visit.outcome == .fulfilled && visit.recalls == 1)
    #expect(visit.onlineLinks == ["HALOPST-123"])
    #expect(visit.notes == [ConsultationNote { ($0.question, $0.answer) = ("Apa beda\nPDRB dan PDB?", "Wilayahnya.") }])
    let first = try #require(visit.needs.first)
    #expect(first.region == "Halmahera Utara" && first.fromYear == 2019 && first.toYear == 2024)
    #expect(first.level == .regency && first.period == .yearly && first.obtained == .asNeeded)
    let second = try #require(visit.needs.last)
    #expect(second.detail == "Inflasi" && second.region == "Halmahera Utara" && second.level == .regency)
    #expect(second.fromYear == nil)
  }

  @Test(arguments: Language.allCases) func `a whole visit by taps alone`(_ language: Language) throws {
    let rehearsal = try Rehearsal { $0.languages = language == .english ? [.english, .indonesian] : $0.languages }
    let visits = try rehearsal.arrive("konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    func tap(_ indonesian: String, _ english: String) { desk.tap(language == .english ? english : indonesian) }
    tap("N Berikutnya", "N Next")
    tap("V Layani", "V Serve")
    tap("G Data dicari", "G Data needs")
    tap("Rincian data", "Data in detail")
    desk.tapOut("Padi")
    tap("Simpan", "Save")
    tap("Kembali", "Back")
    tap("K Catatan", "K Notes")
    tap("Pertanyaan", "Question")
    desk.tapOut("Apa")
    tap("Simpan", "Save")
    tap("Kembali", "Back")
    tap("P Tunda", "P Park")
    desk.tap(" A001")
    tap("F Selesai", "F Finish")
    tap("Terpenuhi sebagian", "Partly fulfilled")
    let visit = try rehearsal.visit(visits[0])
    #expect(visit.stage == .finished && visit.outcome == .partly)
    #expect(visit.needs.map(\.detail) == ["Padi"] && visit.notes.map(\.question) == ["Apa"])
    tap("U Urungkan", "U Undo")
    #expect(try rehearsal.visit(visits[0]).stage == .serving)
  }

  @Test func `a key that makes no sense now says why and sends nothing`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(1)
    let reasons = [
      ("n", "Tidak ada yang menunggu"), ("v", "Tidak ada pengunjung di meja ini"), ("s", "Tidak ada pengunjung"),
      ("e", "Tidak ada kunjungan yang ditunda"), ("q", "Tidak ada nomor yang dilewati"), ("u", "10 detik terakhir"),
      ("x", "X bukan tombol di sini"), ("Enter", "Tidak ada pengunjung"),
    ]
    for (key, reason) in reasons {
      desk.press(key)
      #expect(desk.shows(reason), "\(key)")
    }
    try rehearsal.arrive("konsultasi", "konsultasi")
    rehearsal.look()
    desk.press("n")
    for (key, reason) in [("n", "A001 masih di meja ini"), ("p", "baru dipanggil"), ("f", "baru dipanggil")] {
      desk.press(key)
      #expect(desk.shows(reason), "\(key)")
    }
    desk.tap("C Panggil no.")
    #expect(desk.shows("A001 masih di meja ini"), "a tap says it as well")
    for _ in 1...4 {
      desk.press("r")
      rehearsal.pass(.seconds(6))
    }
    desk.press("r")
    #expect(desk.shows("dipanggil ulang sebanyak yang diizinkan"))
    #expect(desk.sent.map(\.command.kind) == [.callNext, .recall, .recall, .recall])
  }

  @Test func `three quick presses of R recall once, and a later one recalls again`() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "r", "r", "r")
    #expect(desk.shows("A001 baru saja dipanggil ulang"), "\(desk.text)")
    #expect(desk.sent.map(\.command.kind) == [.callNext, .recall])
    rehearsal.pass(.seconds(5))
    #expect(desk.shows("2 kali lagi"), "\(desk.text)")
    desk.press("r")
    #expect(desk.sent.map(\.command.kind) == [.callNext, .recall, .recall])
  }

  @Test func `a desk the office does not have is said so, and the desks there are can be chosen`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(9)
    #expect(desk.shows("Meja 9 tidak ada di kantor ini") && desk.shows("Meja 1 ·"), "\(desk.text)")
    desk.press("1")
    #expect(desk.shows("MEJA KOSONG"))
  }

  @Test func `the clock of somebody called does not say that they wait`() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n")
    #expect(desk.shows("DIPANGGIL · sisa") && !desk.shows("MENUNGGU · sisa"), "\(desk.text)")
  }

  @Test func `a double press of N calls one visitor only`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "N", "n")
    desk.tap("N Berikutnya")
    #expect(desk.sent.count == 1)
    #expect(try rehearsal.visit(visits[1]).stage == .waiting)
    // The line goes before the answer comes: pressed again, it is still one press.
    desk.press("v", "f", "1")
    desk.losesNextAnswer = true
    desk.press("n", "n")
    desk.press("n")
    #expect(desk.shows("Tekanan Anda dilanjutkan"))
    rehearsal.nodeGoes()
    try rehearsal.nodeComes()
    #expect(desk.shows("A002") && desk.shows("DIPANGGIL"))
    #expect(try rehearsal.visit(visits[2]).stage == .waiting)
    #expect(Set(desk.sent.suffix(2).map(\.id)).count == 1, "the same press under its own id")
  }

  @Test func `a key hit twice answers no question it has brought, and what it did stays said`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "s", "s")
    #expect(try rehearsal.visit(visits[0]).stage == .called, "\(desk.text)")
    rehearsal.wait(.seconds(1))
    desk.press("s")
    #expect(try rehearsal.visit(visits[0]).stage == .called, "S is not the letter that skips: \(desk.text)")
    desk.press("y")
    #expect(try rehearsal.visit(visits[0]).stage == .missed)
    rehearsal.wait(.seconds(1))
    desk.press("n")
    desk.press("v", "p")
    rehearsal.wait(milliseconds: 60)
    desk.press("p")
    #expect(desk.shows("ditunda") && !desk.shows("Tidak ada pengunjung di meja ini"), "\(desk.text)")
    rehearsal.wait(.seconds(2))
    desk.press("p")
    #expect(desk.shows("Tidak ada pengunjung di meja ini"), "\(desk.text)")
  }

  @Test func `skipping asks, the harmless answer is Enter, and a number skipped can queue again`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "s")
    #expect(desk.shows("Lewati A001?"))
    desk.press("Enter")
    #expect(try rehearsal.visit(visits[0]).stage == .called)
    desk.press("S", "Y")
    #expect(try rehearsal.visit(visits[0]).stage == .missed && desk.shows("DILEWATI"))
    desk.press("q", "Enter")
    #expect(try rehearsal.visit(visits[0]).stage == .waiting)
  }

  @Test func `the last step can be taken back for ten seconds, counted down before the eyes`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n")
    #expect(desk.shows("A001 dipanggil · 10 detik"))
    rehearsal.pass(.seconds(4))
    #expect(desk.shows("A001 dipanggil · 6 detik"))
    desk.press("u")
    #expect(try rehearsal.visit(visits[0]).stage == .waiting && desk.shows("MEJA KOSONG"))
    desk.press("n")
    rehearsal.pass(.seconds(11))
    #expect(!desk.shows("Urungkan:"))
    desk.press("u")
    #expect(desk.shows("Tidak ada langkah") && desk.sent.map(\.command.kind) == [.callNext, .undo, .callNext])
  }

  @Test func `a given number, a parked visit and another service, all found by typing`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi", "konsultasi")
    try rehearsal.welcome(visits[2], "Yohanis Tobelo")
    let desk = try rehearsal.desk(1)
    desk.press("c", "2", "Enter", "v", "p", "C")
    desk.type("yoh")
    desk.press("Enter", "v", "P", "e", "2", "Enter")
    #expect(try rehearsal.visit(visits[1]).stage == .serving)
    #expect(try rehearsal.visit(visits[2]).stage == .parked)
    desk.press("t", "5")
    let moved = try rehearsal.visit(visits[1])
    #expect(moved.stage == .waiting && moved.service == "rekomendasi" && moved.label == "A002")
    desk.press("/")
    desk.type("yohanis")
    desk.press("Enter", "f", "4")
    #expect(try rehearsal.visit(visits[2]).outcome == .referred)
    desk.press("/")
    desk.type("zzz")
    #expect(desk.shows("Tidak ada yang cocok"))
    desk.press("Esc")
    desk.tap(" A002")
    #expect(desk.shows("Panggil A002 di luar giliran?"))
    desk.press("Enter")
    #expect(desk.shows("DIPANGGIL"))
  }

  @Test func `without a number the terminal asks which desk it is`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(nil)
    #expect(desk.shows("Meja mana ini?") && desk.shows("Meja Konsultasi"))
    desk.press("9", "2")
    #expect(desk.shows("Meja 2 · Meja Layanan") && desk.shows("MEJA KOSONG"))
  }

  @Test func `the list says by how much somebody is late, as the clock over the next one does`() throws {
    let rehearsal = try Rehearsal { $0.lockMinutes = 60 }
    try rehearsal.arrive("konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    rehearsal.wait(.seconds(780))
    func check(_ minutes: Int) throws {
      let late = try Regex("(?m) \(minutes) mnt +terlambat")
      #expect(desk.shows("TERLAMBAT · lewat \(minutes) mnt"), "\(desk.text)")
      #expect(desk.text.matches(of: late).count == 2, "\(desk.text)")
    }
    try check(3)
    rehearsal.pass(.seconds(60))
    try check(4)
  }

  @Test func `the service-level clock counts on by itself, in colour and in words`() throws {
    let rehearsal = try Rehearsal { $0.lockMinutes = 60 }
    try rehearsal.arrive("konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n")
    #expect(desk.shows("(i) DIPANGGIL · sisa 10 mnt"))
    rehearsal.wait(.seconds(480))
    #expect(desk.shows("(!) SEGERA · sisa 2 mnt"))
    rehearsal.wait(.seconds(240))
    #expect(desk.shows("(x) TERLAMBAT · lewat 2 mnt"))
  }

  @Test func `F1 and the question mark list every key, and any key goes back`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(1)
    for key in ["?", "F1"] {
      desk.press(key)
      #expect(desk.shows("Panggil pengunjung berikutnya.") && desk.shows("Tombol apa saja"))
      desk.press("n")
      #expect(desk.shows("MEJA KOSONG") && desk.sent.isEmpty)
    }
  }

  @Test func `a code that is scanned presses no key, and a number finds its visitor`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    #expect(desk.station.digitsChoose, "a scanner's letters are kept back where letters are keys")
    desk.give(.scan("A002", typed: 0))
    #expect(desk.shows("A002") && !desk.shows("A001   ") && desk.sent.isEmpty)
    desk.press("Enter")
    #expect(desk.shows("DIPANGGIL"))
    desk.press("v", "f", "1")
    guard case .ticket(let ticket) = try rehearsal.head.read(.ticket(VisitQuery { $0.visit = .id(visits[0]) })) else {
      Issue.record("no ticket")
      return
    }
    desk.give(.scan(ticket.code, typed: 0))
    #expect(desk.shows("Cari di antrean") && desk.shows("A001"))
    desk.press("Enter")
    #expect(desk.sent.last?.command.kind == .callVisit)
  }

  @Test func `of a returning guest the earlier visits are told, and the desk's own day in figures`() throws {
    let rehearsal = try Rehearsal { $0.lockMinutes = 60 }
    let visits = try rehearsal.arrive("konsultasi", "konsultasi")
    try rehearsal.welcome(visits[0])
    let guest = try #require(try rehearsal.visit(visits[0]).guest?.guest)
    try rehearsal.head.press(.linkGuest(LinkGuest { ($0.visit, $0.guest) = (.id(visits[1]), guest) }))
    let desk = try rehearsal.desk(1)
    desk.press("n", "v")
    rehearsal.pass(.seconds(360))
    desk.press("f", "1", "n")
    #expect(desk.shows("Kunjungan ke-2") && desk.shows("16-11-2026 · Konsultasi Statistik · Terpenuhi"))
    #expect(desk.shows("Hari ini 1 selesai · rerata 6 mnt · janji 1/1") && desk.shows("Lama terakhir"))
  }
}
