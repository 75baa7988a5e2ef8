import Desk
import Journal
import SQL
import SQLite
import Seal
import TestSupport
import Testing

@testable import Domain
@testable import Node
@testable import Store

/// What the tables say is what the log means, whatever happened at the desk.
struct ProjectionTests {
  /// Days of chance at one office; returns how many commands were carried out.
  static func live(_ office: TemporaryOffice, seed: UInt64, commands: Int) throws -> Int {
    var teller = StoryTeller(office.profile, seed: seed)
    var done = 0
    for index in 0..<commands {
      office.pass(.seconds(1 + teller.dice.below(90)))
      if teller.dice.one(in: 250) { office.nextMorning() }
      let command = teller.next(office.node.hall.day?.day ?? OfficeStart.day)
      if case .success(let answer) = office.press(command, "story-\(seed)-\(index)") {
        done += 1
        teller.hear(answer)
      }
    }
    return done
  }

  /// Both engines, though the server's, asked over a socket for every row, for fewer seeds.
  private static let stories: [(Engine, String, UInt64)] =
    ["halmahera-utara", "seruyan"].flatMap { name in (1...4).map { (.sqlite, name, UInt64($0)) } }
    + [(.postgresql, "halmahera-utara", 1), (.postgresql, "seruyan", 2)]

  @Test(arguments: stories)
  func `after a long story of chance the projections are what a rebuild computes and memory is what the log means`(
    _ story: (engine: Engine, name: String, seed: UInt64)
  ) throws {
    let seed = story.seed
    let office = try TemporaryOffice(ShippedOffice.profile(story.name), engine: story.engine)
    try office.open()
    try office.setUp()
    let done = try Self.live(office, seed: seed, commands: 1_200)
    #expect(done > 400, "seed \(seed): the story says too little")
    let store = office.node.store
    #expect(try store.verifyProjections().lines == [], "seed \(seed)")
    #expect(try store.verifyChain().lines == [], "seed \(seed)")
    let hall = try store.hall()
    #expect(OfficeTables.memory(office.node.hall) == OfficeTables.memory(hall), "seed \(seed)")
    let before = try OfficeTables.dump(store.connection)
    try store.rebuild()
    #expect(try OfficeTables.dump(store.connection) == before, "seed \(seed)")
    #expect(try store.verifyProjections().lines == [], "seed \(seed)")
    // The statements prepared before the rebuild are of no use: the desk goes on with new ones.
    office.nextMorning()
    #expect((try? office.press(.callNext(CallNext { $0.desk = 1 }), "after rebuild").get()) == nil)
    let more = try Self.live(office, seed: seed + 100, commands: 50)
    #expect(more > 10)
    #expect(try store.verifyProjections().lines == [], "seed \(seed)")
    office.close()
    #expect(OfficeTables.memory(try office.open().hall) == OfficeTables.memory(try office.node.store.hall()))
  }

  @Test func `the same story leaves the same rows in both engines`() throws {
    let dumps = try Engine.allCases.map { engine in
      let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
      try office.open()
      try office.setUp()
      _ = try Self.live(office, seed: 11, commands: 400)
      return try OfficeTables.dump(office.node.store.connection, OfficeTables.projections + ["event", "command"])
    }
    #expect(dumps[0].count > 500)
    #expect(dumps[0].sorted() == dumps[1].sorted())
  }

  @Test(arguments: Engine.allCases) func `an event and the row it changes are kept together or not at all`(
    engine: Engine
  ) throws {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    let store = office.node.store
    struct Stop: Error {}
    var drafted = try store.pen()
    let before = try OfficeTables.dump(store.connection, OfficeTables.projections + ["event", "command"])
    #expect(throws: Stop.self) {
      try store.writing {
        let draft = Draft(
          subject: drafted.next, kind: .day, fact: .dayOpened(DayOpened { $0.day = OfficeStart.day }))
        try store.append(
          drafted.write([draft], actor: .node, now: office.clock.wall, heads: { _, _ in [] }, salt: { 0 }))
        try store.project(draft.subject, .day, from: Hall())
        #expect(try OfficeTables.dump(store.connection) != before)
        throw Stop()
      }
    }
    #expect(try OfficeTables.dump(store.connection, OfficeTables.projections + ["event", "command"]) == before)
    _ = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "ticket").get()
    let events = try store.newest(node: 1)?.event.subject
    #expect(try store.connection.prepare("SELECT id FROM visit").map { EventID(number: $0.integer(0)) } == [events])
  }

  @Test(arguments: Engine.allCases) func `a changed row is found by the check and mended by a rebuild`(engine: Engine)
    throws
  {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    _ = try Self.live(office, seed: 9, commands: 60)
    let store = office.node.store
    try store.connection.execute("UPDATE visit SET recalls = recalls + 7 WHERE id = (SELECT MIN(id) FROM visit)")
    #expect(try store.verifyProjections().lines.count == 1)
    try store.connection.execute("DELETE FROM officer WHERE login = 'dewi'")
    #expect(try store.verifyProjections().lines.count == 3, "the visit, the officer, and the number of officers")
    try store.rebuild()
    #expect(try store.verifyProjections().lines == [])
  }
}
