import Desk
import Journal
import Machine
import Node
import PostgreSQL
import SQL
import SQLPool
import SQLite
import Seal
import Synchronization
import TemporaryPostgres
import TestSupport
import Testing

@testable import Domain
@testable import Store

/// Many offices in one database: what the reception at the centre builds on.
struct CentreTests {
  private let place = TemporaryFolder()

  private func centre(_ engine: Engine) throws -> any SQLConnection {
    let connection: any SQLConnection
    switch engine {
    case .sqlite:
      try Files.makeFolder(place.path, mode: 0o750)
      connection = try SQLiteConnection(path: place.path + "/centre.sqlite", access: .writing)
    case .postgresql: connection = try PostgreSQLConnection(TemporaryPostgres.shared().database())
    }
    try Store.prepareCentre(connection, digester: Seal.digester)
    return connection
  }

  /// An office that has lived a while, at its own PC.
  private func office(_ name: String, seed: UInt64) throws -> TemporaryOffice {
    let office = TemporaryOffice(try ShippedOffice.profile(name))
    try office.open()
    try office.setUp()
    _ = try ProjectionTests.live(office, seed: seed, commands: 150)
    return office
  }

  /// The whole log of an office into the centre's store of it.
  private func bring(_ office: TemporaryOffice, into store: Store) throws -> Int {
    let own = office.node.store
    var added = 0
    for node in try own.nodes() {
      let entries = try own.events(node: node, from: 1, limit: 1_000_000)
      added += try store.writing { try store.take(entries) }
    }
    return added
  }

  private func rows(_ connection: any SQLConnection, of office: OfficeCode) throws -> [String] {
    try OfficeTables.dump(connection).filter { $0.contains(": \(office.number)|") }
  }

  @Test(arguments: Engine.allCases, [true, false])
  func
    `words written after an erasure stay, those written without knowing of it go, also before what lies between has come`(
      engine: Engine, noteKnew: Bool
    ) throws
  {
    let opening = EventID(node: 1, sequence: 1)
    func event(_ node: UInt32, _ sequence: UInt64, _ after: [EventID], _ fact: Fact) -> Event {
      Event(
        id: EventID(node: node, sequence: sequence), at: HybridTime(bits: sequence << 16), office: OfficeCode(8205),
        subject: opening, sort: .visit, after: after, actor: .node, kind: fact.kind.rawValue,
        body: .kept(Event.encode(fact, salt: 7)))
    }
    let opened = event(1, 1, [], .visitOpened(VisitOpened()))
    let erasure = event(2, 1, [opening], .wordsErased(WordsErased { $0.classes = FieldClass.allCases }))
    let called = event(2, 2, [noteKnew ? erasure.id : opening], .visitCalled(VisitCalled()))
    // As a pen writes it: besides what it follows, each erasure its author holds.
    let note = event(
      1, 2, [called.id] + (noteKnew ? [erasure.id] : []), .noteTaken(NoteTaken { $0.note.question = "inflasi" }))
    let store = try Store(
      centre(engine), digester: Seal.digester, of: Store.Identity(office: OfficeCode(8205), node: 900))
    for events in [[opened, note, erasure], [called]] {
      _ = try store.writing { try store.take(events.map { ($0, .zero) }) }
      let kept = try store.events(of: opening).first { $0.id == note.id }
      let isKept = if case .kept = kept?.body { true } else { false }
      #expect(isKept == noteKnew)
    }
  }

  @Test(arguments: Engine.allCases)
  func `two offices in one database stay apart, and each is what it is at home`(engine: Engine) throws {
    let connection = try centre(engine)
    let offices = [try office("halmahera-utara", seed: 21), try office("seruyan", seed: 22)]
    let stores = try offices.map { office in
      try Store(connection, digester: Seal.digester, of: #require(office.node.store.identity))
    }
    for (office, store) in zip(offices, stores) {
      let count = try office.node.store.eventCount()
      #expect(try bring(office, into: store) == count)
      #expect(try bring(office, into: store) == 0, "sent again")
      try store.rebuild()
    }
    // Rebuilding one leaves the other's rows.
    try stores[0].rebuild()
    for (office, store) in zip(offices, stores) {
      let code = try #require(store.identity).office
      #expect(try rows(connection, of: code) == OfficeTables.dump(office.node.store.connection))
      #expect(try store.verifyChain() == office.node.store.verifyChain())
      #expect(try store.verifyProjections().lines == [])
      #expect(try OfficeTables.memory(store.hall()) == OfficeTables.memory(office.node.store.hall()))
    }
    try stores[0].setMeta("note", "one")
    #expect(try stores[1].meta("note") == nil)
    #expect(try stores[0].meta("note") == "one")
  }

  @Test func `several processes that begin at once bring one database up once`() async throws {
    let place = try TemporaryPostgres.shared().database()
    let pool = try Pool(PoolLimits(connections: 6)) { try PostgreSQLConnection(place) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask { try await pool.use { try Store.prepareCentre($0, digester: Seal.digester) } }
      }
      try await group.waitForAll()
    }
    let version = try await pool.use { connection in
      try connection.prepare("SELECT value FROM meta WHERE key = 'schema'").map { $0.text(0) }
    }
    #expect(version == [String(Schema.migrations.count)])
  }

  @Test func `every key of the centre's tables begins with the office, but for the version of the schema`() throws {
    let connection = try centre(.postgresql)
    try connection.execute(FeedCounter.table)
    let keys = try connection.prepare(
      """
      SELECT c.relname::text, i.relname::text, a.attname::text FROM pg_index x
      JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
      """
    ).map { ($0.text(0), $0.text(1), $0.text(2)) }
    #expect(keys.count >= 15)
    #expect(keys.filter { $0.2 != "office" }.map(\.0) == ["meta"])
  }

  @Test(arguments: Engine.allCases) func `positions count up for each office and come back with a transaction undone`(
    engine: Engine
  ) throws {
    let connection = try centre(engine)
    try connection.execute(FeedCounter.table)
    let counter = try FeedCounter(connection)
    let (one, other) = (try #require(OfficeCode(number: 1801)), try #require(OfficeCode(number: 1802)))
    #expect(try counter.last(of: one) == 0)
    #expect(try counter.take(3, of: one) == 1...3)
    #expect(try counter.take(1, of: other) == 1...1)
    try connection.execute(connection.dialect.beginWriting)
    #expect(try counter.take(5, of: one) == 4...8)
    try connection.execute("ROLLBACK")
    #expect(try counter.take(2, of: one) == 4...5)
    #expect(try counter.last(of: one) == 5)
  }
}
