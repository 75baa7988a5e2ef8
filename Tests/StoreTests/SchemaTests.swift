import Desk
import Machine
import SQL
import SQLite
import Seal
import TestSupport
import Testing

@testable import Domain
@testable import Node
@testable import Store

/// Opening a store, and what it refuses to open.
struct SchemaTests {
  private func office(_ engine: Engine = .sqlite) throws -> TemporaryOffice {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    return office
  }

  @Test(arguments: Engine.allCases) func `a store of a newer program is left alone`(engine: Engine) throws {
    let office = try office(engine)
    office.close()
    let raw = try office.strangersConnection()
    try raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    let before = try OfficeTables.dump(raw, ["meta", "event", "visit"])
    #expect(throws: Schema.TooNew(found: 99, known: Schema.migrations.count)) { try office.open() }
    #expect(try OfficeTables.dump(raw, ["meta", "event", "visit"]) == before)
  }

  @Test func `a file that is no database is called damaged and left as it is`() throws {
    let folder = StoreFolder(TemporaryFolder().path)
    try folder.make()
    defer { Files.remove(folder.database) }
    let text = Array(repeating: UInt8(ascii: "x"), count: 9_000)
    try Files.replace(folder.database, with: text, mode: 0o640)
    do {
      _ = try folder.open()
      Issue.record("a text file was opened as a store")
    } catch let fault as SQLFault {
      #expect(fault.kind == .corrupt)
    }
    #expect(try Files.read(folder.database, sizeMax: 100_000) == text)
  }

  @Test(arguments: Engine.allCases) func `opening twice migrates once`(engine: Engine) throws {
    let office = try office(engine)
    let before = try OfficeTables.dump(office.node.store.connection, ["meta"])
    office.drop()
    try office.open()
    #expect(try OfficeTables.dump(office.node.store.connection, ["meta"]) == before)
  }

  @Test func `a store of the first version is brought forward with all that is in it`() throws {
    let office = try office()
    _ = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "before").get()
    office.close()
    let before = try OfficeTables.dump(office.folder, ["event", "visit", "command"])
    do {
      let raw = try SQLiteConnection(path: office.folder.database, access: .writing)
      try raw.execute("DROP TABLE print_job; UPDATE meta SET value = '1', mark = NULL WHERE key = 'schema'")
    }
    // Looked at as it lies, an older store is no damaged one.
    #expect(try office.folder.openForReading().verifyLocal().lines == [])
    try office.open()
    #expect(try OfficeTables.dump(office.folder, ["event", "visit", "command"]) == before)
    #expect(try office.node.store.printJobs().waiting() == [])
    #expect(try office.node.store.meta("schema") == String(Schema.migrations.count))
    #expect(try office.node.store.verifyLocal().lines == [])
  }

  @Test func `faults are told apart by kind and hold no value`() throws {
    let place = TemporaryFolder()
    try Files.makeFolder(place.path, mode: 0o750)
    let connection = try SQLiteConnection(path: place.path + "/a.sqlite", access: .writing)
    try connection.execute("CREATE TABLE guest (name TEXT PRIMARY KEY NOT NULL)")
    let insert = try connection.prepare("INSERT INTO guest VALUES ($1)")
    try insert.run([.text("Siti Rahmawati")])
    func kind(_ work: () throws(SQLFault) -> Void) -> SQLFault.Kind? {
      do {
        try work()
        return nil
      } catch {
        #expect(!"\(error)".contains("Siti"))
        return error.kind
      }
    }
    #expect(kind { () throws(SQLFault) in try insert.run([.text("Siti Rahmawati")]) } == .constraint)
    #expect(kind { () throws(SQLFault) in try insert.run([.null]) } == .constraint)
    #expect(kind { () throws(SQLFault) in _ = try connection.prepare("SELEKT 1") } == .other)
    let reader = try SQLiteConnection(path: place.path + "/a.sqlite", access: .reading)
    let intrusion = try reader.prepare("INSERT INTO guest VALUES ($1)")
    #expect(kind { () throws(SQLFault) in try intrusion.run([.text("Siti")]) } == .readOnly)
    let missing = place.path + "/no/such.sqlite"
    #expect(kind { () throws(SQLFault) in _ = try SQLiteConnection(path: missing, access: .writing) } == .disk)
  }

  @Test func `values of every sort come back as they went in`() throws {
    let place = TemporaryFolder()
    try Files.makeFolder(place.path, mode: 0o750)
    let connection = try SQLiteConnection(path: place.path + "/a.sqlite", access: .writing)
    try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)")
    let texts = ["", "a\u{0}b", "é张🧕🏽", String(repeating: "x", count: 20_000)]
    let blobs: [[UInt8]] = [[], [0], [0, 255, 0], [UInt8](repeating: 7, count: 20_000)]
    let integers: [Int64] = [0, -1, .max, .min]
    let insert = try connection.prepare("INSERT INTO t (a, b, c) VALUES ($1, $2, $3)")
    for ((text, blob), integer) in zip(zip(texts, blobs), integers) {
      try insert.run([.text(text), .blob(blob), .integer(integer)])
    }
    let rows = try connection.prepare("SELECT a, b, c FROM t ORDER BY id").map {
      ($0.text(0), $0.blob(1), $0.integer(2))
    }
    #expect(rows.map(\.0) == texts)
    #expect(rows.map(\.1) == blobs)
    #expect(rows.map(\.2) == integers)
  }

  @Test func `the write-ahead log is really in use, with full synchronisation and nothing left in free pages`() throws {
    let office = try office()
    let connection = office.node.store.connection
    func pragma(_ name: String) throws -> String? { try connection.prepare("PRAGMA \(name)").first { $0.text(0) } }
    #expect(try pragma("journal_mode") == "wal")
    #expect(try pragma("synchronous") == "2")
    #expect(try pragma("secure_delete") == "1")
    #expect(try pragma("wal_autocheckpoint") == "0")
    #expect((Files.size(office.folder.writeAheadLog) ?? 0) > 0)
  }

  @Test func `the write-ahead log stays short over a long day and a clean stop empties it`() throws {
    let office = try office()
    let upkeep = Upkeep(office.node, folder: office.folder)
    var longest = 0
    for index in 0..<1_500 {
      office.pass(.seconds(5))
      _ = office.press(
        .fileComplaint(FileComplaint { $0.words = String(repeating: "Antrean panjang. ", count: 200) }), "long-\(index)"
      )
      upkeep.run(isIdle: index % 200 == 0)
      longest = max(longest, Files.size(office.folder.writeAheadLog) ?? 0)
    }
    #expect(longest < Upkeep.pagesMax * 4096 * 2, "\(longest) bytes")
    #expect(!office.node.alarms.current.contains { $0.source == .log })
    upkeep.close()
    #expect(Files.size(office.folder.writeAheadLog) ?? 0 == 0)
  }

  @Test func `a reader that stays in the way lets the log grow, and that is told`() throws {
    let office = try office()
    let upkeep = Upkeep(office.node, folder: office.folder)
    let reader = try SQLiteConnection(path: office.folder.database, access: .reading)
    try reader.execute("BEGIN; SELECT COUNT(*) FROM event")
    for index in 0..<5_000 where (Files.size(office.folder.writeAheadLog) ?? 0) <= Upkeep.logBytesAlarm {
      let presses = (0..<20).compactMap { press in
        PressID.read("many-\(index)-\(press)").map {
          Node.Press(
            id: $0, command: .fileComplaint(FileComplaint { $0.words = String(repeating: "x", count: 3_900) }),
            actor: .visitor)
        }
      }
      #expect(office.node.carryOut(presses).allSatisfy { if case .success = $0 { true } else { false } })
    }
    office.pass(.seconds(11))
    upkeep.run(isIdle: true)
    #expect(office.node.alarms.current.contains { $0.source == .log })
    try reader.execute("COMMIT")
    office.pass(.seconds(11))
    upkeep.run(isIdle: true)
    _ = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "after").get()
    #expect(try office.node.store.verifyChain().isSound)
    upkeep.close()
    #expect(Files.size(office.folder.writeAheadLog) ?? 0 == 0)
  }
}

/// One press, one effect, as far as the store remembers it.
struct CommandLedgerTests {
  @Test(arguments: Engine.allCases)
  func `a press is remembered with its command and its events, and only when its turn was kept`(engine: Engine) throws {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    let store = office.node.store
    let id = try #require(PressID.read("the ticket"))
    #expect(try store.answered(id) == nil)
    let answer = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "the ticket").get()
    #expect(
      try store.answered(id) == CommandLedger.Entry(kind: "issueTicket", first: answer.first, events: answer.events))
    #expect(office.press(.callNext(CallNext { $0.desk = 1 }), "the ticket") == .failure(.commandIDReused))
    #expect(office.press(.serve(Serve { $0.desk = 2 }), "refused") == .failure(.deskFree))
    #expect(try store.answered(#require(PressID.read("refused"))) == nil)
    try store.beginWriting()
    try store.remember(#require(PressID.read("undone")), .serve, first: answer.first, events: 1)
    store.rollBack()
    #expect(try store.answered(#require(PressID.read("undone"))) == nil)
  }

  @Test(arguments: Engine.allCases) func `ten presses of one id in one turn have one effect and ten equal answers`(
    engine: Engine
  ) throws {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    let id = try #require(PressID.read("double tap"))
    let press = Node.Press(id: id, command: .issueTicket(IssueTicket { $0.service = "konsultasi" }), actor: .visitor)
    let answers = try office.node.carryOut(Array(repeating: press, count: 10)).map { try $0.get() }
    #expect(Set(answers.map(\.visit)).count == 1)
    #expect(answers.allSatisfy { $0 == answers[0] })
    #expect(office.node.hall.todaysVisits.count == 1)
  }

  @Test(arguments: Engine.allCases) func `an opening that is refused leaves nothing behind`(engine: Engine) throws {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    office.clock.set(Moment(milliseconds: 0))
    try office.open()
    let before = try OfficeTables.dump(office.node.store.connection, ["meta", "event", "command"])
    guard
      case .failure(.malformed) = office.press(
        .openOffice(OpenOffice { $0.profile = office.profile }), "open", as: .visitor)
    else {
      Issue.record("an office was opened in 1970")
      return
    }
    #expect(try OfficeTables.dump(office.node.store.connection, ["meta", "event", "command"]) == before)
    #expect(office.node.store.identity == nil)
  }
}
