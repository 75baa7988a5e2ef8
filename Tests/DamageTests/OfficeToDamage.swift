import CampaignDay
import Desk
import Domain
import Glibc
import Journal
import Machine
import SQL
import SQLite
import Seal
import Store

@testable import Node

/// A store after a busy morning, with a backup taken earlier, to be copied and damaged.
final class OfficeToDamage {
  let folder: StoreFolder
  let picture: Picture
  private let path: String

  static let clock = Practice.clock(CampaignOffice.practice)!

  /// `isKilled`: everything since the backup only in the write-ahead log, as a killed node leaves it.
  init(seed: UInt64, presses: Int, isKilled: Bool) throws {
    path = Folder.fresh()
    folder = StoreFolder(path + "/office")
    let opened = try folder.open(Self.surroundings, practising: true)
    let desk = LocalDesk(opened.node, folder: folder)
    let repository = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let token = try CampaignOffice.setUp(desk, CampaignOffice.profile(repository: repository))
    desk.token = token
    var clerks = (1...4).map { Clerk(desk: $0, seed: seed &+ UInt64($0), name: "d") }
    for press in 0..<presses {
      if press == presses * 2 / 3 {
        try Files.makeFolder(folder.backups, mode: 0o750)
        let report = MaintenanceWork.run(.backup(path: folder.backups + "/store-1.sqlite"), folder) { _ in }
        guard report.findings.isEmpty else { throw Damage(findings: report.findings) }
        if isKilled { _ = try (opened.node.store.connection as? SQLiteConnection)?.checkpoint() }
      }
      let (id, command) = clerks[press % clerks.count].press()
      desk.token = command.kind == .rate ? nil : token  // Visitors rate.
      do { clerks[press % clerks.count].heard(command, try desk.perform(command, id: id)) } catch is Refused {
        clerks[press % clerks.count].refused(command)
      }
    }
    if isKilled {
      // A copy while the node still holds it is what a kill leaves.
      try Folder.copy(folder.path, to: path + "/killed")
    }
    desk.close()
    withExtendedLifetime(opened.lock) {}
    if isKilled {
      Folder.remove(folder.path)
      rename(path + "/killed", folder.path)
    }
    let looked = path + "/looked"
    try Folder.copy(folder.path, to: looked)
    picture = try Picture(StoreFolder(looked).openForReading())
  }

  static var surroundings: Surroundings { Surroundings(clock: clock, salt: { Seal.randomNumber() }, holidays: []) }

  /// A copy of the whole office in a folder of its own.
  func copy() throws -> StoreFolder {
    let place = Folder.fresh() + "/office"
    try Folder.copy(folder.path, to: place)
    return StoreFolder(place)
  }

  deinit { Folder.remove(path) }
}

/// Everything a store says, for comparison.
struct Picture: Equatable {
  var links: [EventID: Digest] = [:]
  var events: [EventID: Event] = [:]
  var rows: [String: [[SQLValue]]] = [:]
  var numbers: [Series: Int] = [:]
  var node: UInt32
  var digester: Digester { Seal.digester }

  init(_ store: Store) throws {
    node = store.identity?.node ?? 0
    for node in try store.nodes() {
      for (event, link) in try store.events(node: node, from: 1, limit: 1_000_000) {
        links[event.id] = link
        events[event.id] = event
        if case .fact(.visitOpened(let opened)) = event.happening, let number = opened.number {
          numbers[number.series] = max(numbers[number.series] ?? 0, number.value)
        }
      }
    }
    let tables = try store.connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").map {
      $0.text(0)
    }
    for table in tables where table != "event" {
      let columns =
        try store.connection.prepare("SELECT COUNT(*) FROM pragma_table_info('\(table)')").first { Int($0.integer(0)) }
        ?? 0
      rows[table] = try store.connection.prepare("SELECT * FROM \(table) ORDER BY 1, 2").map { row in
        (0..<columns).map { row.isNull($0) ? .null : .blob(row.blob($0)) }
      }
    }
  }
}

enum Folder {
  nonisolated(unsafe) private static var count = 0

  static func fresh() -> String {
    count += 1
    let path = "/tmp/loket-damage-\(getpid())-\(count)"
    try? Files.makeFolder(path, mode: 0o750)
    return path
  }

  static func copy(_ from: String, to: String) throws {
    try Files.makeFolder(to, mode: 0o750)
    for name in Files.list(from) where !name.hasSuffix(".sock") && !name.hasSuffix("-shm") {
      if opendir(from + "/" + name).map({ closedir($0) }) != nil {
        try copy(from + "/" + name, to: to + "/" + name)
      } else {
        try Files.replace(to + "/" + name, with: Files.read(from + "/" + name, sizeMax: 1 << 30), mode: 0o640)
      }
    }
  }

  static func remove(_ path: String) {
    for name in Files.list(path) {
      if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
    }
    rmdir(path)
  }

  static func read(_ path: String) throws -> [UInt8] { try Files.read(path, sizeMax: 1 << 30) }
  static func write(_ path: String, _ bytes: [UInt8]) throws { try Files.replace(path, with: bytes, mode: 0o640) }
}
