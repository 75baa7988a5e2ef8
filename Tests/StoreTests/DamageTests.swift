import Desk
import Domain
import Journal
import Machine
import Node
import SQL
import SQLite
import Seal
import TestSupport
import Testing

@testable import Store

/// Damage planted in a closed store is found and named.
struct DamageTests {
  private func findings(after damage: String, _ engine: Engine) throws -> [String] {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    _ = try ProjectionTests.live(office, seed: 5, commands: 80)
    office.close()
    do {
      let raw = try office.strangersConnection()
      try raw.execute(engine == .sqlite ? damage : inPostgreSQL(damage))
    }
    return try office.openForReading().verifyChain().lines
  }

  /// The engines write bytes differently.
  private func inPostgreSQL(_ damage: String) -> String {
    var damage = damage
    for (ours, theirs) in [
      ("zeroblob(32)", "decode(repeat('00', 32), 'hex')"), ("x'00'", "'\\x00'::bytea"), ("x''", "''::bytea"),
    ] {
      guard let place = damage.firstRange(of: ours) else { continue }
      damage.replaceSubrange(place, with: theirs)
    }
    return damage
  }

  @Test(
    arguments: [
      ("", nil), ("DELETE FROM event WHERE sequence = 20", "events 20 to 20 are missing"),
      ("UPDATE event SET body = x'00' || body WHERE sequence = 20", "event 1-20: does not fit the chain"),
      ("UPDATE event SET actor = actor + 1 WHERE sequence = 20", "event 1-20: does not fit the chain"),
      ("UPDATE event SET at = 1 WHERE sequence = 20", "event 1-20"),
      ("UPDATE event SET link = zeroblob(32) WHERE sequence = 20", "event 1-20: does not fit the chain"),
      (
        "UPDATE event SET after = x'' WHERE sequence = (SELECT MAX(sequence) FROM event WHERE length(after) > 0)",
        "does not fit"
      ),
      (
        "UPDATE event SET sequence = -sequence WHERE sequence IN (20, 21); UPDATE event SET sequence = 41 + sequence WHERE sequence < 0",
        "event 1-20"
      ),
    ] as [(String, String?)], Engine.allCases)
  func `what was lost, rewritten, exchanged or moved in time is named`(
    _ planted: (damage: String, expected: String?), engine: Engine
  ) throws {
    let (damage, expected) = planted
    let lines = try findings(after: damage, engine)
    if let expected {
      #expect(lines.contains { $0.contains(expected) }, "\(damage): \(lines)")
    } else {
      #expect(lines == [])
    }
  }

  @Test func `a node on a damaged store says so and serves`() throws {
    let office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"))
    try office.open()
    try office.setUp()
    _ = try ProjectionTests.live(office, seed: 5, commands: 80)
    let last = office.node.lastSequence
    office.drop()
    do {
      let raw = try SQLiteConnection(path: office.folder.database, access: .writing)
      try raw.execute("UPDATE event SET link = zeroblob(32) WHERE sequence = \(last - 3)")
    }
    try office.open()
    #expect(office.node.alarms.current.map(\.source).contains(.check))
    #expect((try? office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "after damage").get()) != nil)
  }

  @Test(arguments: Engine.allCases)
  func `the end of the log is looked at before serving and its faults are told from a sound one`(
    engine: Engine
  ) throws {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    _ = try ProjectionTests.live(office, seed: 6, commands: 120)
    #expect(try office.node.store.verifyTail(10) == Findings(events: 10, lines: []))
    #expect(try office.node.store.verifyTail(100_000).events == Int(office.node.lastSequence))
  }
}
