import Glibc
import Testing

@Suite struct NodeJourneyTests {
  @Test func `a second loketd on the same store is refused, says why, and disturbs nothing`() throws {
    let office = try TestOffice()
    let second = try run(Build.loketd, office.nodeArguments, environment: ["HOME": office.folder])
    #expect(second.code == 3)
    #expect(second.err.contains("Satu penyimpanan, satu loketd"))
    #expect(second.err.contains("One store, one loketd"))
    #expect(second.err.contains("\(office.node?.pid ?? 0)"))
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("A001"))
  }

  @Test func `loketd reports its start and its end, and a clean stop leaves an empty log and no socket`() throws {
    let office = try TestOffice()
    try office.ok("ticket", "issue", "konsultasi")
    #expect(exists(office.home + "/loketd.sock"))
    let (outcome, notice) = try office.stop()
    #expect(outcome == Outcome(code: 0, out: "", err: ""))
    #expect(notice == "STOPPING=1")
    #expect(!exists(office.home + "/loketd.sock"))
    #expect(size(of: office.home + "/store.sqlite-wal") == 0)
    #expect(try office.ok("ticket", "show", "A001").contains("A001"))
  }

  @Test func `the store and the session are closed to other users of the PC`() throws {
    for served in [true, false] {
      let office = try TestOffice(served: served)
      try office.ok("ticket", "issue", "konsultasi")
      for file in ["store.sqlite", "store.sqlite-wal", "store.lock", "session-maria", "holidays.toml"] {
        var status = stat()
        #expect(stat(office.home + "/" + file, &status) == 0, "\(file)")
        #expect(status.st_mode & 0o007 == 0, "\(file)")
      }
    }
  }

  @Test func `loketd waits for a command that holds the store for a moment`() throws {
    let office = try TestOffice(served: false)
    let calls = try (0..<4).map { _ in try office.begin(["ticket", "issue", "konsultasi"]) }
    try office.start()
    for call in calls { #expect(try call.wait().code == 0) }
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("A005"))
  }

  @Test func `loketd names the option it does not understand`() throws {
    for (arguments, hint) in [
      (["--practice", "besok"], "--practice: 2026-11-20T08.00WIT"), (["--rumah", "x"], "--home"),
      (["--home"], "--home: DIR"),
    ] {
      let outcome = try run(Build.loketd, arguments)
      #expect(outcome.code == 2)
      #expect(outcome.err.contains(hint))
    }
    #expect(try run(Build.loketd, ["--help"]).out.contains("SIGTERM"))
  }

  @Test func `practice and real work never share a store`() throws {
    let office = try TestOffice()
    try office.stop()
    let real = try run(Build.loketd, ["--home", office.home])
    #expect(real.code == 3 && real.err.contains("latihan") && real.err.contains("practice"))
    let command = try run(Build.loket, ["--home", office.home, "status"])
    #expect(command.code == 3 && command.err.contains("--practice"))
  }
}
