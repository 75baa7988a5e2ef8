import CampaignDay
import Desk
import Domain
import Journal
import Machine
import SQLite
import Testing

@testable import Node
@testable import Store

/// The whole file gone or not what it was.
@Suite(.serialized) struct WholeFileTests {
  private static let surroundings = OfficeToDamage.surroundings

  private func office(isKilled: Bool = false) throws -> OfficeToDamage {
    try OfficeToDamage(seed: 7, presses: 150, isKilled: isKilled)
  }

  private func take(_ node: Node) throws -> QueueNumber? {
    let press = Node.Press(
      id: PressID.read(PressID.make(.real))!, command: .issueTicket(IssueTicket { $0.service = "konsultasi" }),
      actor: .visitor)
    return try node.carryOut([press])[0].get().number
  }

  private func remove(_ folder: StoreFolder, _ suffixes: [String] = ["", "-wal", "-shm"]) {
    for suffix in suffixes { Files.remove(folder.database + suffix) }
  }

  @Test(arguments: ["cut in half", "zeroed", "header overwritten", "emptied", "deleted", "a text file"])
  func `the desk goes on from a backup, with the next number and a new identity`(harm: String) throws {
    for hasMark in [true, false] {
      let office = try office()
      let folder = try office.copy()
      if !hasMark { Files.remove(folder.highWater) }
      let bytes = try Folder.read(folder.database)
      switch harm {
      case "cut in half": try Folder.write(folder.database, Array(bytes.prefix(bytes.count / 2)))
      case "zeroed": try Folder.write(folder.database, Array(repeating: 0, count: bytes.count))
      case "header overwritten":
        try Folder.write(folder.database, Array(repeating: 0x58, count: 100) + bytes.dropFirst(100))
      case "emptied": try Folder.write(folder.database, [])
      case "deleted": remove(folder)
      default: try Folder.write(folder.database, Array(repeating: 0x78, count: 9_000))
      }
      let opened = try folder.open(Self.surroundings, practising: true)
      let given = office.picture.numbers[Series(letter: "A")!] ?? 0
      let next = try #require(try take(opened.node)).value
      if hasMark { #expect(next == given + 1, "\(harm)") } else { #expect(next > given, "\(harm)") }
      let now = try Picture(opened.node.store)
      // Where nothing is lost the node stays who it is.
      let isWhole = office.picture.links.allSatisfy { now.links[$0.key] == $0.value }
      #expect(now.node > office.picture.node || isWhole, "\(harm)")
      #expect(opened.node.alarms.current.map(\.source).contains(.check), "\(harm)")
      #expect(try MaintenanceWork.check(folder) { _ in }.findings == [], "\(harm)")
      Folder.remove(folder.path)
    }
  }

  @Test func `a store that lost its write-ahead log gives no number again`() throws {
    let office = try office(isKilled: true)
    let folder = try office.copy()
    remove(folder, ["-wal", "-shm"])
    let opened = try folder.open(Self.surroundings, practising: true)
    #expect(try take(opened.node)?.value == (office.picture.numbers[Series(letter: "A")!] ?? 0) + 1)
    let now = try Picture(opened.node.store)
    #expect(now.node == 2)
    let lost = Set(office.picture.links.keys).subtracting(now.links.keys)
    let holes = try opened.node.store.knownHoles()
    #expect(lost.allSatisfy { id in holes.contains { $0.from <= Int(id.sequence) && Int(id.sequence) <= $0.to } })
    #expect(try MaintenanceWork.check(folder) { _ in }.findings == [])
  }

  @Test func `without any copy the refusal says so and touches nothing`() throws {
    let office = try office()
    let folder = try office.copy()
    Folder.remove(folder.backups)
    let garbage = Array(repeating: UInt8(0x78), count: 9_000)
    try Folder.write(folder.database, garbage)
    #expect(throws: Repair.NothingToSave.self) { try folder.open(Self.surroundings, practising: true) }
    #expect(try Folder.read(folder.database) == garbage)
  }

  @Test func `another program's database is refused untouched, and a restore puts it aside`() throws {
    let office = try office()
    let folder = try office.copy()
    remove(folder)
    do {
      let other = try SQLiteConnection(path: folder.database, access: .writing)
      try other.execute("CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('Rayuan Pulau Kelapa')")
      try other.checkpoint(truncating: true)
    }
    remove(folder, ["-wal", "-shm"])
    let before = try Folder.read(folder.database)
    #expect(throws: StoreFolder.NotAStore.self) { try folder.open(Self.surroundings, practising: true) }
    #expect(try Folder.read(folder.database) == before)
    _ = try Repair(folder, clock: OfficeToDamage.clock).restore(from: folder.backups + "/store-1.sqlite")
    let opened = try folder.open(Self.surroundings, practising: true)
    #expect(try take(opened.node)?.value == (office.picture.numbers[Series(letter: "A")!] ?? 0) + 1)
    #expect(Files.list(folder.path).contains { $0.hasPrefix("store.replaced") })
  }

  @Test func `restoring twice never uses one identity twice, and keeps every replaced store`() throws {
    let office = try office()
    let folder = try office.copy()
    var identities: [UInt32] = []
    var last = office.picture.numbers[Series(letter: "A")!] ?? 0
    for _ in 0..<3 {
      _ = try Repair(folder, clock: OfficeToDamage.clock).restore(from: folder.backups + "/store-1.sqlite")
      let opened = try folder.open(Self.surroundings, practising: true)
      identities.append(opened.node.store.identity?.node ?? 0)
      let next = try #require(try take(opened.node)).value
      #expect(next > last)
      last = next
    }
    #expect(identities == [2, 3, 4])
    #expect(Files.list(folder.path).count { $0.hasPrefix("store.replaced") && $0.hasSuffix(".sqlite") } == 3)
  }

  @Test func `a copy is read where it lies, and nothing is written beside it`() throws {
    let office = try office()
    let folder = try office.copy()
    let stick = folder.path + "/stick"
    try Files.makeFolder(stick, mode: 0o700)
    let copy = stick + "/store-1.sqlite"
    try Files.copy(folder.backups + "/store-1.sqlite", to: copy)
    _ = try Repair(folder, clock: OfficeToDamage.clock).restore(from: copy)
    #expect(Files.list(stick) == ["store-1.sqlite"])
    #expect(try take(folder.open(Self.surroundings, practising: true).node) != nil)
  }

  @Test func `an unsound backup is refused and nothing is changed`() throws {
    let office = try office()
    let folder = try office.copy()
    let backup = folder.backups + "/store-1.sqlite"
    var bytes = try Folder.read(backup)
    for at in stride(from: 5_000, to: bytes.count, by: 4_096) { bytes[at] ^= 0x40 }
    try Folder.write(backup, bytes)
    let before = try Folder.read(folder.database)
    #expect(throws: Repair.BackupUnsound.self) { try Repair(folder, clock: OfficeToDamage.clock).restore(from: backup) }
    #expect(try Folder.read(folder.database) == before)
    #expect(!Files.list(folder.path).contains { $0.hasPrefix("store.replaced") })
  }

  @Test func `repairing a sound store changes nothing`() throws {
    let office = try office()
    let folder = try office.copy()
    let before = try Folder.read(folder.database)
    let outcome = try Repair(folder, clock: OfficeToDamage.clock).salvage()
    #expect(!outcome.hasReplaced && outcome.report.findings == [])
    #expect(try Folder.read(folder.database) == before)
  }

  @Test func `a newer store and a store of the other kind are refused untouched`() throws {
    let office = try office()
    let folder = try office.copy()
    #expect(throws: Practice.Mismatch(storeIsForPractice: true)) {
      try folder.open(Self.surroundings, practising: false)
    }
    do {
      let raw = try SQLiteConnection(path: folder.database, access: .writing)
      try raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
      try raw.checkpoint(truncating: true)
    }
    let before = try Folder.read(folder.database)
    #expect(throws: Schema.TooNew.self) { try folder.open(Self.surroundings, practising: true) }
    #expect(try Folder.read(folder.database) == before)
    #expect(!Files.list(folder.path).contains { $0.hasPrefix("store.damaged") })
  }

  @Test func `an exchange of stores cut short is finished at the next start`() throws {
    let office = try office()
    for step in 0..<3 {
      let folder = try office.copy()
      let bytes = try Folder.read(folder.database)
      try Folder.write(folder.path + "/store.ready.sqlite", bytes)
      if step > 0 { try Files.move(folder.database, to: folder.path + "/store.damaged-x.sqlite") }
      if step > 1 { Files.remove(folder.writeAheadLog) }
      let opened = try folder.open(Self.surroundings, practising: true)
      #expect(try Picture(opened.node.store).links == office.picture.links)
      #expect(!Files.exists(folder.path + "/store.ready.sqlite"))
    }
  }

  @Test func `the alarm stays until staff have had the store checked`() throws {
    let office = try office()
    let folder = try office.copy()
    remove(folder)
    for _ in 0..<2 {
      let opened = try folder.open(Self.surroundings, practising: true)
      #expect(opened.node.alarms.current.map(\.source).contains(.check))
      opened.node.noteCheck([])
      #expect(opened.node.alarms.current.map(\.source).contains(.check))
    }
    let opened = try folder.open(Self.surroundings, practising: true)
    opened.node.noteCheckByStaff([])
    #expect(!opened.node.alarms.current.map(\.source).contains(.check))
  }
}
