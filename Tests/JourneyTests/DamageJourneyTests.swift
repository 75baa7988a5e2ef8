import Glibc
import Testing

/// What staff read when the store is damaged.
@Suite struct DamageJourneyTests {
  private func store(_ office: TestOffice) -> String { office.home + "/store.sqlite" }

  private func flip(_ needle: [UInt8], _ office: TestOffice) throws {
    var content = bytes(of: store(office))
    let at = try #require(content.indices.first { content[$0...].starts(with: needle) })
    content[at + needle.count - 1] ^= 1
    put(content, at: store(office))
  }

  @Test func `a check names the table and the way out`() throws {
    for needle in [Array("$argon2id$v=19".utf8), Array(repeating: 0xA5, count: 16)] {
      let office = try TestOffice()
      try office.ok("ticket", "issue", "konsultasi", "--command-id", String(repeating: "a5", count: 16))
      try office.stop()
      try flip(needle, office)
      let check = try office.refused(5, "store", "check")
      #expect(check.contains(needle[0] == 0xA5 ? "command: 1" : "credential: 1"))
      #expect(check.contains("loket store repair") && !check.contains("store check"))
    }
  }

  @Test func `a store with nothing to save is left as it is, with a sentence in both languages`() throws {
    let office = try TestOffice()
    try office.stop()
    let garbage = Array(repeating: UInt8(0x78), count: 9_000)
    put(garbage, at: store(office))
    let node = try run(Build.loketd, office.nodeArguments)
    #expect(node.code == 5)
    #expect(node.err.contains("Tidak ada yang diubah") && node.err.contains("Nothing was changed"))
    #expect(!node.err.contains("SQLFault") && !node.err.contains("NothingToSave"))
    #expect(try office.refused(3, "store", "repair").contains("store restore"))
    let check = try office.refused(5, "store", "check")
    #expect(check.contains("file:") && !check.contains("SQLFault"))
    #expect(bytes(of: store(office)) == garbage)
    let unit = text(of: Build.sources + "/Kiosk/loketd.service")
    #expect(unit.contains("RestartPreventExitStatus=2 5"))
  }

  @Test func `a repair that cannot know what is lost says so and answers 5`() throws {
    for hasMark in [true, false] {
      let office = try TestOffice()
      try office.head("store", "backup")
      try office.ok("ticket", "issue", "konsultasi")
      try office.stop()
      unlink(store(office))
      unlink(store(office) + "-wal")
      if !hasMark { unlink(office.home + "/store.mark") }
      let repair = try office.begin(["store", "repair", "--lang", "en"], as: "maria").wait()
      #expect(repair.code == 5)
      #expect(!repair.out.contains("none lost") && repair.out.contains("new identity"))
      #expect(repair.out.contains("guest erase") && repair.out.contains(hasMark ? "are lost" : "not known"))
      try office.start()
      #expect(try office.ok("status").contains("node 2"))
    }
  }

  @Test func `the owner of the store gives a head who forgot the PIN a new one, and only while loketd is stopped`()
    throws
  {
    let office = try TestOffice()
    try office.refused(3, "officer", "pin", "maria", "--reset", pin: "739164")
    try office.stop()
    try office.ok("officer", "pin", "maria", "--reset", pin: "739164")
    chown(store(office), 1, 1)
    // Only root can give a file away; others see their own store as above.
    if geteuid() == 0 { try office.refused(4, "officer", "pin", "maria", "--reset", pin: "582047") }
    chown(store(office), geteuid(), getegid())
    try office.start()
    try office.refused(4, "login", "maria", pin: TestOffice.pin)
    try office.ok("login", "maria", pin: "739164")
  }
}
