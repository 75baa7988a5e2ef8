import Testing

@Suite struct ExitCodeTests {
  @Test func `0 is done, and the answer goes to the output alone`() throws {
    let office = try TestOffice()
    for words in [["status"], ["ticket", "issue", "konsultasi"], ["--help"], ["ticket", "issue", "--help"]] {
      let outcome = try office.begin(words).wait()
      #expect(outcome.code == 0 && outcome.out != "" && outcome.err == "")
    }
  }

  @Test func `1 is a rule of the desk`() throws {
    let office = try TestOffice()
    try office.refused(1, "ticket", "issue", "parkir")
    try office.refused(1, "call", "next", "1", as: "maria")
    try office.refused(1, "call", "next", "9", as: "maria")
    try office.refused(1, "serve", "--desk", "1", as: "maria")
    try office.refused(1, "rate", "A001", "review", "petugas=9")
    let nobody = try office.refused(1, "rate", "--desk", "2", "review", "petugas=9")
    #expect(nobody.contains("tidak ada kunjungan yang baru selesai") && !nobody.contains("VISIT"), "\(nobody)")
    try office.refused(1, "rate", "--desk", "2")
    try office.refused(1, "rate", "--desk", "9")
    try office.refused(1, "guest", "show", "1-99", as: "maria")
    try office.refused(1, "office", "init", Build.office("seruyan"))
    try office.refused(1, "day", "close", as: "maria")
  }

  @Test func `2 is a command line that says nothing`() throws {
    let office = try TestOffice()
    try office.refused(2, "antre")
    try office.refused(2, "ticket")
    try office.refused(2, "ticket", "issue")
    try office.refused(2, "ticket", "issue", "konsultasi", "--warna", "merah")
    try office.refused(2, "ticket", "issue", "konsultasi", "perpustakaan")
    try office.refused(2, "ticket", "show", "tujuh")
    try office.refused(2, "recall")
    try office.refused(2, "call", "next")
    try office.refused(2, "--lang", "fr", "status")
    try office.refused(2, "--practice", "besok", "status")
    try office.refused(2, "completion", "csh")
    try office.refused(2, "login", "maria")
  }

  @Test func `what is typed is kept as it is or refused, never mended`() throws {
    let office = try TestOffice()
    let script = "\(Build.loket) --home \(office.home) complain $'tanda \\xff\\xfe'"
    let outcome = try run("/bin/bash", ["--norc", "-c", script])
    #expect(outcome.code == 2)
    #expect(outcome.err.contains("UTF-8"))
    try office.ok("ticket", "issue", "konsultasi")
    #expect(try office.head("complaint", "list").contains("Tidak ada pengaduan"))
  }

  @Test func `3 is a node or store that cannot serve`() throws {
    let office = try TestOffice()
    try office.refused(3, "store", "rebuild", as: "maria")
    try office.refused(3, "store", "repair", as: "maria")
    try office.stop()
    let real = try run(Build.loket, ["--home", office.home, "board"])
    #expect(real.code == 3 && real.err.contains("latihan"))
    put(Array("bukan folder".utf8), at: office.folder + "/berkas")
    let unusable = try run(Build.loket, ["--home", office.folder + "/berkas", "board"])
    #expect(unusable.code == 3 && unusable.err != "")
    let missing = try run(Build.loket, ["office", "check", office.folder + "/tidak-ada.toml"])
    #expect(missing.code == 3 && missing.err != "")
  }

  @Test func `4 is somebody who may not`() throws {
    let office = try TestOffice()
    try office.refused(4, "queue")
    try office.refused(4, "guest", "find", "siti")
    try office.refused(4, "call", "next", "1")
    try office.refused(4, "log", "verify")
    try office.refused(4, "login", "maria", pin: "777123")
    try office.refused(4, "login", "tidak-ada", pin: "777123")
    try office.head("officer", "add", "rahma", "--name", "Rahma", "--roles", "consultant", "--no-pin")
    #expect(try office.loket("officer", "pin", "rahma", as: "maria", pin: "594031").code == 0)
    try office.ok("login", "rahma", as: "rahma", pin: "594031")
    #expect(try office.refused(4, "day", "reopen", as: "rahma").contains("Perlu peran"))
  }

  @Test func `5 is damage, found in words and never served as sound`() throws {
    let office = try TestOffice()
    try office.ok("ticket", "issue", "konsultasi")
    try office.head("visit", "need", "A001", "kependudukan-menurut-umur")
    let needle = Array("kependudukan-menurut-umur".utf8)
    var hits = 0
    for file in ["/store.sqlite", "/store.sqlite-wal"].map({ office.home + $0 }) {
      let content = bytes(of: file)
      for start in content.indices.dropLast(needle.count) where content[start...].starts(with: needle) {
        overwrite(UInt8(ascii: "K"), at: start, of: file)
        hits += 1
      }
    }
    #expect(hits > 0)
    for words in [["log", "verify"], ["store", "check"]] {
      let outcome = try office.begin(words, as: "maria").wait()
      #expect(outcome.code == 5, "\(words): \(outcome.out)\(outcome.err)")
      #expect(outcome.err != "")
      #expect(!outcome.err.contains("ependudukan"))
    }
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("A002"))
  }
}
