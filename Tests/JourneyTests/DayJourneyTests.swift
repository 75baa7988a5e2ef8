import JSON
import Testing

@Suite struct DayJourneyTests {
  /// A day at an office with numbers. Returns what the log and the day's figures say of it.
  private func numbersDay(served: Bool) throws -> [String] {
    let office = try TestOffice(.numbers, served: served)
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("Nomor antrean: A001"))
    #expect(try office.ok("ticket", "issue", "konsultasi", "--priority", "elderly").contains("A002"))
    #expect(try office.ok("ticket", "issue", "perpustakaan").contains("B001"))
    #expect(try office.ok("ticket", "show", "A002").contains("1 orang di depan"))
    #expect(try office.head("call", "next", "1") == "Memanggil A001 ke meja 1.\n")
    #expect(try office.head("recall", "--desk", "1") == "Memanggil ulang A001 ke meja 1.\n")
    #expect(try office.head("skip", "--desk", "1").contains("tetap berlaku"))
    #expect(try office.head("call", "next", "--desk", "1").contains("A002"))
    #expect(try office.head("requeue", "A001").contains("kembali ke antrean"))
    let guest = try #require(
      try office.json("guest", "add", "Siti Nur", "--phone", "081234567890", "--consent", "1", "--visit", "A002")[
        "guest"]?.string)
    try office.head("visit", "sign", "A002", "--purpose", "penelitian", "--services", "konsultasi", "--means", "pst")
    try office.head("visit", "identity", "A002", "ktp")
    try office.head("serve", "--desk", "1")
    try office.head("visit", "need", "A002", "PDRB", "--from-year", "2019", "--to-year", "2024")
    try office.head("visit", "note", "A002", "--question", "Garis kemiskinan", "--answer", "Publikasi 2025")
    try office.head("visit", "link", "A002", "HALOPST-123")
    try office.head("park", "--desk", "1")
    try office.head("resume", "A002", "--desk", "1")
    #expect(try office.head("transfer", "A002", "perpustakaan").contains("nomor tetap"))
    try office.head("call", "this", "A002", "--desk", "2")
    try office.head("serve", "--desk", "2")
    #expect(try office.head("finish", "--desk", "2") == "A002 selesai.\n")
    try office.ok("rate", "A002", "review", "petugas=9", "--comment", "Ramah")
    try office.ok(
      "rate", "A002", "skm", "persyaratan=4", "prosedur=4", "waktu=4", "biaya=4", "produk=4", "kompetensi=4",
      "perilaku=4", "sarana=4",
      "pengaduan=4")

    // The same guest comes again.
    try office.ok("ticket", "issue", "konsultasi")
    #expect(try office.head("guest", "find", "siti").contains(guest))
    try office.head("visit", "guest", "A003", guest)
    #expect(try office.head("visit", "show", "A003").contains("kunjungan ke-2"))
    try office.head("ticket", "cancel", "A003", "--reason", "left")

    let complaint = try #require(
      try office.json("complain", "Ruang tunggu panas", "--channel", "box", as: "tamu")["complaint"]?.string)
    try office.head("complaint", "answer", complaint, "AC diperbaiki")
    try office.head("complaint", "close", complaint)
    let booking = try #require(
      try office.json("reservation", "book", "2026-11-20", "09.30", "Inflasi")["reservation"]?.string)
    try office.head("reservation", "approve", booking, "--officer", "maria")
    try office.head("reservation", "move", booking, "2026-11-20", "10.00")
    // By the code that stands on its confirmation, as a visitor shows it; its letters must be right.
    var listed: [JSONValue] = []
    if case .array(let lines)? = try office.json("reservation", "list", "2026-11-20")["reservations"] { listed = lines }
    let code = try #require(listed.first?["code"]?.string)
    try office.refused(
      1, "reservation", "check-in", "R\(booking)-\(code.hasSuffix("7777") ? "KKKK" : "7777")", as: "maria")
    #expect(try office.head("reservation", "check-in", code, "konsultasi").contains("A004"))

    try office.head("guest", "erase", guest)
    #expect(try office.head("guest", "show", guest).contains("sudah dihapus"))
    #expect(!(try office.head("visit", "show", "A002")).contains("Siti"))
    let status = try office.json("day", "status")
    #expect(status["satisfaction"]?.string == "100,00 (A)")
    #expect(try office.head("day", "close").contains("hangus: 3"))
    #expect(try office.refused(1, "ticket", "issue", "konsultasi").contains("sudah ditutup"))
    #expect(try office.head("log", "verify").hasPrefix("Rantai utuh"))
    #expect(try office.head("store", "check").contains("utuh"))
    let copy = office.folder + "/salinan.sqlite"
    #expect(try office.head("store", "backup", copy).contains("diperiksa"))
    #expect(exists(copy) && !exists(copy + ".partial-wal"))

    let log = try office.json("log", "show", "--limit", "200")
    let kinds = try #require(log["events"]).elements.map { event in
      "\(event["event"]?.string ?? "") \(event["kind"]?.string ?? "") \(event["subject"]?.string ?? "") \(event["actor"]?.string ?? "")"
    }
    return kinds + status.names.map { "\($0) \(String(describing: status[$0]))" }
  }

  @Test func `a day with numbers goes from the door to the closing, the same with and without loketd`() throws {
    let served = try numbersDay(served: true)
    let alone = try numbersDay(served: false)
    #expect(served == alone)
    #expect(served.count > 60)
  }

  private func registrationDay(served: Bool) throws -> [String] {
    let office = try TestOffice(.registration, served: served)
    #expect(try office.refused(1, "ticket", "issue", "konsultasi").contains("loket visit register"))
    let visit = try #require(try office.json("visit", "register", "konsultasi", as: "tamu")["visit"]?.string)
    let second = try #require(try office.json("visit", "register", "konsultasi", as: "tamu")["visit"]?.string)
    #expect(try office.head("visit", "locker", visit, "7") == "Loker 7 untuk \(visit).\n")
    #expect(try office.refused(1, "visit", "locker", second, "7", as: "maria").contains("sedang dipakai"))
    try office.head("guest", "add", "Marselinus", "--institution", "SMAN 1", "--consent", "1", "--visit", visit)
    try office.head("visit", "sign", visit, "--purpose", "tugas", "--services", "konsultasi")
    #expect(try office.head("call", "next", "--desk", "1").contains(visit))
    try office.head("serve", "--desk", "1")
    #expect(try office.head("desk", "1").contains("loker 7"))
    try office.head("finish", "--desk", "1", "--outcome", "terpenuhi")
    try office.head("visit", "unlocker", visit)
    try office.ok("rate", visit, "review", "petugas=10")
    #expect(!(try office.ok("board")).contains("Marselinus"))
    #expect(try office.head("day", "close").contains("hangus: 1"))
    #expect(try office.head("visit", "show", second).contains("alasan: hari layanan ditutup"))
    #expect(try office.head("day", "reopen", "--reason", "terlalu cepat").contains("dibuka lagi"))
    #expect(try office.head("store", "check").contains("utuh"))
    return try office.json("log", "show", "--limit", "200")["events"]?.elements.map { $0["kind"]?.string ?? "" } ?? []
  }

  @Test func `a day with registration and lockers is the same with and without loketd`() throws {
    let served = try registrationDay(served: true)
    #expect(served == (try registrationDay(served: false)))
    #expect(served.count > 15)
  }

  @Test func `the narrated day runs through and leaves nothing behind`() throws {
    let office = try TestOffice(served: false, open: false)
    let outcome = try run(
      "/bin/bash", ["--norc", Build.sources + "/Kiosk/day", Build.folder],
      environment: ["PATH": "/usr/bin:/bin", "HOME": office.folder, "TMPDIR": office.folder])
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out.contains("$ loket ticket issue konsultasi\nNomor antrean: A001"))
    #expect(!outcome.out.contains("\u{1B}"), "colours belong on a terminal")
    #expect(!outcome.out.contains(Build.sources), "no machine's paths")
    #expect(try run("/bin/ls", [office.folder]).out == "")
  }
}
