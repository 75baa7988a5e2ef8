import Glibc
import JSON
import Testing

@Suite struct WatchJourneyTests {
  private func waiting(_ line: String) throws -> Int64? {
    try JSONParser.parse(Array(line.utf8))["waiting"]?.elements.first?["waiting"]?.integer
  }

  @Test(arguments: [true, false]) func `a watched board prints each change and ends when nobody reads`(served: Bool)
    throws
  {
    let office = try TestOffice(served: served)
    let board = try office.begin(["board", "--watch", "--json"])
    #expect(try waiting(board.line()) == 0)
    try office.ok("ticket", "issue", "konsultasi")
    #expect(try waiting(board.line()) == 1)
    board.closeOutput()
    #expect(try board.wait().code == 0)
  }

  @Test func `a watched board goes on after the node was gone, and says so meanwhile`() throws {
    let office = try TestOffice()
    let board = try office.begin(["board", "--watch", "--json"])
    _ = try board.line()
    try office.cutPower()
    try board.awaitError(containing: "Menyambung lagi")
    try office.start()
    #expect(try waiting(board.line()) == 0)
    try office.ok("ticket", "issue", "konsultasi")
    #expect(try waiting(board.line()) == 1)
  }

  @Test func `output nobody reads to its end is no error`() throws {
    let office = try TestOffice()
    let outcome = try run(
      "/bin/bash",
      ["--norc", "-c", "set -o pipefail; \"\(Build.loket)\" --home \"\(office.home)\" log show --json | head -c 1"],
      environment: ["PATH": "/usr/bin:/bin", "LOKET_SESSION": "maria"])
    #expect(outcome == Outcome(code: 0, out: "{", err: ""))
  }
}
