import CampaignDay
import Desk
import Domain
import Journal
import Machine
import SQL
import SQLite
import Testing

@testable import Node
@testable import Store

/// Damage that no copy helps against: what lies on the other pages is still there.
@Suite(.serialized) struct LoosePageTests {
  nonisolated(unsafe) private static let office = Result { try OfficeToDamage(seed: 11, presses: 120, isKilled: false) }
  private static let page = PageReader.pageSize

  private func office() throws -> (OfficeToDamage, StoreFolder) {
    let office = try Self.office.get()
    let folder = try office.copy()
    Folder.remove(folder.backups)
    return (office, folder)
  }

  private func zero(_ page: Int, _ folder: StoreFolder) throws {
    var bytes = try Folder.read(folder.database)
    bytes.replaceSubrange((page - 1) * Self.page..<page * Self.page, with: Array(repeating: 0, count: Self.page))
    try Folder.write(folder.database, bytes)
  }

  private func root(_ table: String, _ folder: StoreFolder) throws -> Int {
    try SQLiteConnection(path: folder.database, access: .reading)
      .prepare("SELECT rootpage FROM sqlite_master WHERE name = '\(table)'").first([]) { Int($0.integer(0)) } ?? 0
  }

  private func open(_ folder: StoreFolder) throws -> OpenedNode {
    try folder.open(OfficeToDamage.surroundings, practising: true)
  }

  private func take(_ node: Node) throws -> Int {
    let press = Node.Press(
      id: PressID.read(PressID.make(.real))!, command: .issueTicket(IssueTicket { $0.service = "konsultasi" }),
      actor: .visitor)
    return try node.carryOut([press])[0].get().number?.value ?? 0
  }

  private func faults(_ was: Picture, _ opened: OpenedNode, _ folder: StoreFolder) throws -> [String] {
    let now = try Picture(opened.node.store)
    var faults: [String] = try MaintenanceWork.check(folder) { _ in }.findings
    let holes = try opened.node.store.knownHoles()
    let lost = was.links.keys.filter { now.links[$0] != was.links[$0] }
    if !lost.allSatisfy({ id in holes.contains { $0.from <= Int(id.sequence) && Int(id.sequence) <= $0.to } }) {
      faults.append("lost and not listed")
    }
    if !lost.isEmpty, now.node == was.node { faults.append("lost events, same identity") }
    if was.events.contains(where: { now.events[$0.key].map { [was = $0.value] in $0 != was } ?? false }) {
      faults.append("an event is not what it was")
    }
    return faults
  }

  @Test(arguments: [1, 2, 3]) func `one of the first pages is gone and every event is still there`(page: Int) throws {
    let (office, folder) = try office()
    try zero(page, folder)
    let opened = try open(folder)
    #expect(try Picture(opened.node.store).links == office.picture.links)
    #expect(try MaintenanceWork.check(folder) { _ in }.findings == [])
    #expect(try take(opened.node) == (office.picture.numbers[Series(letter: "A")!] ?? 0) + 1)
  }

  @Test func `a file cut by one page keeps what is on the others`() throws {
    let (office, folder) = try office()
    try Folder.write(folder.database, try Folder.read(folder.database).dropLast(Self.page))
    let opened = try open(folder)
    #expect(try faults(office.picture, opened, folder) == [])
    #expect(try Picture(opened.node.store).links.count > office.picture.links.count / 2)
    #expect(try take(opened.node) > office.picture.numbers[Series(letter: "A")!] ?? 0)
  }

  @Test(arguments: [true, false]) func `the root of the log is gone`(hasMark: Bool) throws {
    let (office, folder) = try office()
    if !hasMark { Files.remove(folder.highWater) }
    try zero(root("event", folder), folder)
    // On the PC's own clock, as `loket store repair` has it: the store is for practice and keeps its own time.
    let outcome = try Repair(folder, clock: .real).salvage()
    #expect(outcome.isLosing && !outcome.text.english.contains("none lost"))
    let opened = try open(folder)
    #expect(try faults(office.picture, opened, folder) == [])
    #expect(try Picture(opened.node.store).links.count > office.picture.links.count * 3 / 4)
    #expect(try take(opened.node) > office.picture.numbers[Series(letter: "A")!] ?? 0)
    let last = try #require(office.picture.events.values.map(\.at).max()).moment
    let restored = try #require(try opened.node.store.events(node: 2, from: 1, limit: 1).first).event.at.moment
    #expect(last.span(until: restored) < .minutes(1))
  }

  @Test(arguments: [true, false]) func `an office that lost its profile is given it again and keeps its visits`(
    isChange: Bool
  ) throws {
    let (office, folder) = try office()
    let profile = try #require(try folder.openForReading().hall().profile)
    do {
      let raw = try SQLiteConnection(path: folder.database, access: .writing)
      try raw.execute("UPDATE event SET body = x'00' || substr(body, 2) WHERE node = 1 AND sequence = 1")
      try raw.checkpoint(truncating: true)
    }
    let opened = try open(folder)
    #expect(opened.node.hall.office == nil)
    let alarm = try #require(opened.node.alarms.current.first { $0.source == .check })
    #expect(alarm.text.english.contains("office init"))
    func give(_ profile: OfficeProfile, _ actor: Actor) -> Result<Answer, Refusal> {
      opened.node.carryOut([
        Node.Press(
          id: PressID.read(PressID.make(.real))!,
          command: isChange
            ? .changeOffice(ChangeOffice { $0.profile = profile }) : .openOffice(OpenOffice { $0.profile = profile }),
          actor: actor)
      ])[0]
    }
    var other = profile
    other.code = OfficeCode(1234)
    let head = try #require(opened.node.hall.officers.values.first { $0.may(.head) })
    #expect(throws: Refusal.needsPin) { try give(profile, .visitor).get() }
    #expect(throws: Refusal.self) { try give(other, .officer(head.id)).get() }
    _ = try give(profile, .officer(head.id)).get()
    #expect(opened.node.hall.profile == profile)
    #expect(opened.node.alarms.current.first { $0.source == .check }?.text.english.contains("office init") == false)
    #expect(try take(opened.node) == (office.picture.numbers[Series(letter: "A")!] ?? 0) + 1)
    #expect(try faults(office.picture, opened, folder) == [])
    #expect(try open(again: folder, after: opened).node.hall.profile == profile)
  }

  private func open(again folder: StoreFolder, after opened: OpenedNode) throws -> OpenedNode {
    let other = StoreFolder(Folder.fresh() + "/office")
    try Folder.copy(folder.path, to: other.path)
    return try open(other)
  }

  @Test func `an erasure that only a projection remembers is carried out again`() throws {
    let office = try Self.office.get()
    let folder = try office.copy()
    let backup = try Store(
      reading: SQLiteConnection(path: folder.backups + "/store-1.sqlite", access: .reading),
      digester: office.picture.digester)
    let ids = try backup.connection.prepare("SELECT id FROM guest WHERE erased = 0").map { $0.integer(0) }
    let now = try folder.openForReading()
    let guest = try #require(
      ids.compactMap { EventID(number: $0).map { GuestID($0) } }.first { try now.guest($0)?.isErased == false })
    do {
      let opened = try open(folder)
      let press = Node.Press(
        id: PressID.read(PressID.make(.real))!, command: .eraseGuest(EraseGuest { $0.guest = guest }), actor: .node)
      _ = try opened.node.carryOut([press])[0].get()
      try opened.node.store.connection.execute("DELETE FROM event WHERE sequence >= \(guest.first.sequence)")
    }
    let opened = try open(folder)
    let found = try #require(try opened.node.store.guest(guest))
    #expect(found.isErased && found.profile == GuestProfile())
    #expect(try MaintenanceWork.check(folder) { _ in }.findings == [])
  }
}
