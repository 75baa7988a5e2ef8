import JSON
import Testing

/// Paper and voice with the real programs; the printer is a file.
@Suite struct DeviceJourneyTests {
  private func office(served: Bool = true) throws -> (office: TestOffice, paper: String) {
    let office = try TestOffice(served: served, open: false)
    let (profile, paper) = (office.folder + "/kantor.toml", office.folder + "/karcis")
    let lines = text(of: Build.office("halmahera-utara")).split(separator: "\n", omittingEmptySubsequences: false)
    let changed = lines.map { $0 == "printer = \"none\"" ? "printer = \"\(paper)\"" : String($0) }
    put(Array(changed.joined(separator: "\n").utf8), at: profile)
    try office.ok("office", "init", profile)
    try office.ok("officer", "add", "maria", "--name", "Maria Tatengkeng", "--roles", "head", pin: TestOffice.pin)
    try office.ok("login", "maria", as: "maria", pin: TestOffice.pin)
    return (office, paper)
  }

  private func wait(_ office: TestOffice, for state: String) throws {
    for _ in 0..<500 {
      if try office.json("ticket", "show", "A001", as: "tamu")["print"] == .string(state) { return }
    }
    throw Failed("the ticket is never \(state)")
  }

  private func copies(_ paper: String) -> Int {
    text(of: paper).split(separator: "\n").count { $0.contains("SALINAN / COPY") }
  }

  @Test func `a ticket comes out of the printer, copies say so and end, and the test page reports`() throws {
    let (office, paper) = try office()
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("A001"))
    try wait(office, for: "printed")
    #expect(text(of: paper).contains("A001") && copies(paper) == 0)
    for copy in 1...3 {
      #expect(try office.ok("ticket", "print", "A001").contains("A001"))
      try wait(office, for: "printed")
      #expect(copies(paper) == copy)
    }
    #expect(try office.refused(1, "ticket", "print", "A001").contains("3 kali"))
    #expect(try office.refused(4, "printer", "test").contains("petugas"))
    #expect(try office.head("printer", "test").contains("Halaman uji tercetak"))
    #expect(text(of: paper).contains("UJI CETAK"))
    let status = try office.ok("status", "--lang", "en")
    #expect(status.contains("Printer        ready") && status.contains("Voice          "))
  }

  @Test func `mute is kept by the office, across a power cut`() throws {
    let (office, _) = try office()
    #expect(try office.refused(4, "voice", "off").contains("petugas"))
    try office.head("voice", "off")
    try office.cutPower()
    try office.start()
    #expect(try office.ok("status", "--lang", "en").contains("muted by staff"))
    try office.head("voice", "on")
    #expect(try !office.ok("status", "--lang", "en").contains("muted by staff"))
  }

  @Test func `a ticket taken without loketd is printed when one starts`() throws {
    let (office, paper) = try office(served: false)
    #expect(try office.ok("ticket", "issue", "konsultasi").contains("menunggu pencetak"))
    #expect(!exists(paper))
    try office.start()
    try wait(office, for: "printed")
    #expect(text(of: paper).contains("A001") && copies(paper) == 0)
  }
}
