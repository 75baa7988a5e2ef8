import JSON
import Testing

@Suite struct PressJourneyTests {
  @Test(arguments: [true, false]) func `a press repeated by another process has one effect and the first answer`(
    served: Bool
  ) throws {
    let office = try TestOffice(served: served)
    let first = try office.ok("ticket", "issue", "konsultasi", "--command-id", "tekan-1", "--json")
    let second = try office.ok("ticket", "issue", "konsultasi", "--command-id", "tekan-1", "--json")
    #expect(first == second)
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("A002"))
    #expect(
      try office.refused(1, "complain", "panas", "--command-id", "tekan-1").contains(
        "sudah dipakai untuk perintah lain"))
  }

  @Test func `a press survives the plug being pulled, and its repetition gets the same number`() throws {
    let office = try TestOffice()
    let first = try office.ok("ticket", "issue", "konsultasi", "--command-id", "tekan-1", "--json")
    try office.cutPower()
    try office.start()
    #expect(try office.ok("ticket", "issue", "konsultasi", "--command-id", "tekan-1", "--json") == first)
    // Without a node too, over what the crash left: the socket file and the write-ahead log.
    try office.cutPower()
    #expect(exists(office.home + "/loketd.sock"))
    #expect(try office.ok("ticket", "issue", "konsultasi", "--command-id", "tekan-1", "--json") == first)
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("A002"))
    #expect(try office.head("store", "check").contains("utuh"))
  }

  @Test(arguments: [true, false]) func `calls at once wait for each other and all get their own number`(served: Bool)
    throws
  {
    let office = try TestOffice(served: served)
    let calls = try (0..<6).map { _ in try office.begin(["ticket", "issue", "konsultasi", "--json"]) }
    let numbers = try calls.map { call in
      let outcome = try call.wait()
      #expect(outcome.code == 0, "\(outcome.err)")
      return try JSONParser.parse(Array(outcome.out.utf8))["number"]?.string ?? ""
    }
    #expect(numbers.sorted() == ["A001", "A002", "A003", "A004", "A005", "A006"])
  }

  @Test func `two desks that press at once call two visitors`() throws {
    let office = try TestOffice()
    try office.ok("ticket", "issue", "konsultasi")
    try office.ok("ticket", "issue", "konsultasi")
    let calls = try ["1", "2"].map { try office.begin(["call", "next", $0, "--json"], as: "maria") }
    let called = try calls.map { try JSONParser.parse(Array($0.wait().out.utf8))["number"]?.string }
    #expect(Set(called) == ["A001", "A002"])
    #expect(try office.refused(1, "call", "this", "A001", "1", as: "maria") != "")
  }

  @Test func `an officer's session that has ended keeps nobody from a number`() throws {
    let office = try TestOffice()
    try office.ok("logout", as: "lain")
    let stale = ["LOKET_TOKEN": "00112233445566778899aabbccddeeff"]
    #expect(try office.loket("ticket", "issue", "konsultasi", more: stale).out.contains("A001"))
    #expect(try office.loket("board", more: stale).code == 0)
    let refused = try office.loket("queue", more: stale)
    #expect(refused.code == 4 && refused.err.contains("Sesi sudah berakhir"))
  }
}
