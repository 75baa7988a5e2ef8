import JSON
import Testing

@Suite struct OutputTests {
  @Test func `--json is one line that parses and holds the promised fields`() throws {
    let office = try TestOffice()
    try office.ok("ticket", "issue", "konsultasi")
    try office.head("guest", "add", "Siti Nur", "--phone", "081234567890", "--consent", "1", "--visit", "A001")
    try office.head("reservation", "book", "2026-11-20", "09.30", "Inflasi")
    try office.ok("complain", "panas")
    let promised: [([String], [String])] = [
      (["ticket", "issue", "konsultasi"], ["first", "events", "visit", "number", "notices"]),
      (["call", "next", "1"], ["first", "events", "visit", "number", "desk"]),
      (["guest", "add", "Tono", "--phone", "1"], ["guest", "notices"]),
      (["status"], ["office", "name", "node", "version", "day", "localTime", "events", "waiting", "alarms"]),
      (["day", "status"], ["day", "open", "hours", "hoursEnglish", "services", "visits", "promiseMinutes"]),
      (["queue"], ["visits"]),
      (["board"], ["called", "waiting", "localTime", "sequence"]),
      (["ticket", "show", "A002"], ["visit", "number", "service", "stage", "ahead", "expectedMinutes"]),
      (["desk", "1"], ["desk", "name", "visit", "waiting", "parked", "missed"]),
      (
        ["visit", "show", "A001"],
        ["visit", "number", "day", "service", "stage", "guest", "needs", "notes", "ratings", "pending"]
      ),
      (["guest", "find", "siti"], ["guests", "more"]),
      (["officer", "list"], ["officers"]),
      (["office", "show"], ["profile"]),
      (["reservation", "list", "2026-11-20"], ["reservations"]),
      (["complaint", "list"], ["complaints"]),
      (["log", "show"], ["events", "last"]),
      (["log", "verify"], ["events", "bytes", "findings"]),
      (["store", "check"], ["events", "bytes", "findings"]),
      (["store", "backup", office.folder + "/salinan.sqlite"], ["events", "bytes", "findings"]),
      (["office", "check", Build.office("seruyan")], ["faults"]),
      (["logout"], ["done"]),
    ]
    for (words, fields) in promised {
      let outcome = try office.begin(words + ["--json"], as: "maria").wait()
      #expect(outcome.code == 0, "\(words): \(outcome.err)")
      #expect(outcome.out.filter { $0 == "\n" }.count == 1, "\(words)")
      let json = try JSONParser.parse(Array(outcome.out.utf8))
      for field in fields { #expect(json[field] != nil, "\(words): \(field)") }
    }
  }

  @Test func `a refusal in --json says code, exit code and both languages, on the errors`() throws {
    let office = try TestOffice()
    for (words, code, exit) in [
      (["ticket", "issue", "parkir"], "no-such-service", 1), (["tiket"], "usage", 2), (["queue"], "needs-pin", 4),
      (["store", "rebuild"], "not-while-running", 3),
    ] {
      let outcome = try office.begin(words + ["--json"]).wait()
      #expect(outcome.out == "" && outcome.code == exit)
      let refused = try #require(try JSONParser.parse(Array(outcome.err.utf8))["refused"])
      #expect(refused["code"] == .string(code))
      #expect(refused["exit"] == .integer(Int64(exit)))
      #expect(refused["id"]?.string?.isEmpty == false && refused["en"]?.string?.isEmpty == false)
      #expect(refused["id"] != refused["en"])
    }
  }

  @Test func `refusals and answers are said in the language asked for`() throws {
    let office = try TestOffice()
    let said: [([String], String, String)] = [
      (["ticket", "issue", "parkir"], "Pilih salah satu", "Choose one of"),
      (["ticket", "issue"], "Kurang: SERVICE", "Missing: SERVICE"),
      (["ticket", "show", "tujuh"], "--visit harus: A007 | 1-42", "--visit must be: A007 | 1-42"),
      (["ticket", "show", "A009"], "tidak ditemukan hari ini", "No such number or visit today"),
      (["ticket"], "tulis salah satu: issue, show, print, cancel", "comes one of: issue, show, print, cancel"),
      (["queue"], "untuk petugas", "for staff"),
      (["recall"], "Kurang: --desk N", "Missing: --desk N"),
      (["store", "rebuild"], "Hentikan loketd dahulu", "Stop loketd first"),
      (["board"], "Belum ada panggilan", "Nobody has been called yet"),
      (["board"], "Tidak ada yang menunggu", "Nobody is waiting"),
      (["day", "status"], "Buka sampai", "Open until"),
      (["status"], "Peringatan", "Alarms"),
    ]
    for (words, indonesian, english) in said {
      let first = try office.begin(words).wait()
      let second = try office.begin(words + ["--lang", "en"]).wait()
      #expect((first.out + first.err).contains(indonesian), "\(words): \(first.out)\(first.err)")
      #expect((second.out + second.err).contains(english), "\(words): \(second.out)\(second.err)")
      #expect(first.code == second.code)
    }
    #expect(try office.loket("board", more: ["LOKET_LANG": "en"]).out.contains("Nobody"))
  }

  @Test func `what is empty says so`() throws {
    let fresh = try TestOffice(open: false)
    #expect(try fresh.ok("status").contains("loket office init"))
    #expect(try fresh.refused(1, "board").contains("loket office init"))
    #expect(try fresh.refused(1, "ticket", "issue", "konsultasi").contains("belum disiapkan"))
    let office = try TestOffice()
    #expect(try office.head("queue") == "Tidak ada yang menunggu.\n")
    #expect(try office.head("guest", "find", "siti") == "Tidak ada tamu yang cocok.\n")
    #expect(try office.head("reservation", "list") == "Tidak ada reservasi.\n")
    #expect(try office.head("complaint", "list") == "Tidak ada pengaduan.\n")
    #expect(try office.head("desk", "1").contains("Tidak ada pengunjung di meja."))
    #expect(try office.head("log", "show", "999").contains("Tidak ada peristiwa di sini."))
    #expect(!(try office.ok("day", "status", "2026-01-01")).contains("Buka sampai"))
  }

  @Test func `a wrong word gets the nearest right one`() throws {
    let office = try TestOffice()
    for (words, hint) in [
      (["tiket", "issue", "konsultasi"], "ticket issue?"), (["ticket", "isue"], "ticket issue?"), (["bord"], "board?"),
      (["tiket"], "ticket?"), (["ticket", "issue", "konsultasi", "--prioritas", "x"], "--priority?"),
      (["ticket", "issue", "konsultasi", "--serivce", "x"], "--service?"),
    ] {
      let outcome = try office.begin(words).wait()
      #expect(outcome.code == 2 && outcome.err.contains("Maksud Anda \(hint)"), "\(words): \(outcome.err)")
    }
    #expect(!(try office.refused(2, "xyzzy")).contains("Maksud"))
  }

  @Test func `words after -- are taken as they are`() throws {
    let office = try TestOffice()
    try office.ok("complain", "--", "--json tidak jelas")
    #expect(try office.head("complaint", "list").contains("--json tidak jelas"))
  }
}
