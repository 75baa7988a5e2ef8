import Testing

@Suite struct PrivacyTests {
  @Test func `a PIN is in no argument, output, log or file`() throws {
    let office = try TestOffice()
    let pin = "594031"
    var seen: [Outcome] = []
    seen.append(
      try office.loket("officer", "add", "rahma", "--name", "Rahma", "--roles", "consultant", as: "maria", pin: pin))
    seen.append(try office.loket("login", "rahma", as: "rahma", pin: pin))
    seen.append(try office.loket("login", "rahma", "--pin-stdin", as: "rahma", input: pin + "\n"))
    seen.append(try office.loket("login", "tono", as: "rahma", pin: pin))
    seen.append(try office.loket("officer", "pin", "rahma", "--json", as: "maria", pin: pin))
    seen.append(try office.loket("officer", "list", "--json", as: "maria"))
    seen.append(try office.loket("log", "show", "--json", as: "maria"))
    for refused in [["login", "rahma", pin], ["login", "rahma", "--pin", pin], ["login", "rahma", "--pin=\(pin)"]] {
      let outcome = try office.begin(refused, as: "rahma").wait()
      #expect(outcome.code == 2)
      seen.append(outcome)
    }
    #expect(seen[2].code == 0, "\(seen[2].err)")
    seen.append(try office.stop().outcome)
    for outcome in seen { #expect(!(outcome.out + outcome.err).contains(pin)) }
    let files = try run("/bin/ls", [office.home]).out.split(separator: "\n")
    #expect(files.count > 3)
    for file in files {
      let content = bytes(of: "\(office.home)/\(file)")
      #expect(!content.contains(sequence: Array(pin.utf8)), "\(file)")
    }
  }

  @Test func `a refusal repeats nothing of what was typed`() throws {
    let office = try TestOffice()
    try office.ok("ticket", "issue", "konsultasi")
    let (name, phone) = ("Rahasia", "081299990000")
    let attempts: [[String]] = [
      ["guest", "add", name, "Pribadi"], ["guest", name], [phone], ["guest", "add", name + "\u{7}"],
      ["guest", "add", name, "--birth-year", phone], ["guest", "add", name, "--birth-year", "1"],
      ["guest", "add", String(repeating: name, count: 100)], ["guest", "show", name], ["guest", "erase", phone],
      ["guest", "add", name, "--visit", "A099"], ["guest", "amend", "1-99", "--name", name],
      ["guest", "add", name, "--gender", name], ["ticket", "issue", name], ["ticket", "show", phone],
      ["visit", "note", "A099", "--question", name, "--answer", phone],
      ["visit", "need", "A001", name, "--quality", phone], ["visit", "sign", "A001", "--purpose", name],
      ["complain", name, "--channel", phone], ["complaint", "answer", "1-99", name], ["login", phone],
      ["officer", "add", name, "--name", name, "--roles", "head", "--no-pin"],
      ["reservation", "book", "2026-11-20", "03.00", name], ["rate", "A001", "review", "\(name)=9"],
      ["rate", "A001", "review", "petugas=9", "--comment", name],
    ]
    for session in ["maria", "tamu"] {
      for words in attempts {
        let outcome = try office.begin(words, as: session, pin: "111999").wait()
        #expect(outcome.code != 0, "\(words)")
        let said = outcome.out + outcome.err
        #expect(!said.contains(name) && !said.contains(phone), "\(words): \(said)")
      }
    }
    let node = try office.stop().outcome
    #expect(node.err == "" && node.out == "")
  }

  @Test func `the board, the ticket and the log name nobody`() throws {
    let office = try TestOffice()
    try office.ok("ticket", "issue", "konsultasi")
    try office.head("guest", "add", "Rahasia Nur", "--phone", "081299990000", "--consent", "1", "--visit", "A001")
    try office.head("visit", "note", "A001", "--question", "Rahasia Nur bertanya", "--answer", "Rahasia Nur diberi")
    try office.head("call", "next", "1")
    for words in [
      ["board"], ["ticket", "show", "A001"], ["day", "status"], ["status"], ["log", "show", "--limit", "100"],
    ] {
      for form in [[], ["--json"]] {
        let outcome = try office.begin(words + form, as: "maria").wait()
        #expect(outcome.code == 0)
        #expect(!outcome.out.contains("Rahasia") && !outcome.out.contains("81299990000"), "\(words)")
      }
    }
  }
}

extension Array<UInt8> {
  func contains(sequence: [UInt8]) -> Bool {
    guard let first = sequence.first, count >= sequence.count else { return false }
    return indices.dropLast(sequence.count - 1).contains { self[$0] == first && self[$0...].starts(with: sequence) }
  }
}
