import Desk
import Domain
import Journal
import Machine
import SQL
import SQLite
import Seal
import Store

/// The folder an office lives in, and the names of what is in it.
public struct StoreFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Where the office lives when nobody says: the same place for the node and for every terminal.
  public static var usualPath: String { Environment.value("LOKET_HOME") ?? ownPath }

  /// Among the user's own files, wherever the office lives.
  public static var ownPath: String { (Environment.value("HOME") ?? "/var/lib") + "/.local/share/loket" }

  public var database: String { path + "/store.sqlite" }
  public var writeAheadLog: String { database + "-wal" }
  public var socket: String { path + "/loketd.sock" }
  public var lock: String { path + "/store.lock" }
  public var session: String { path + "/session" }
  public var backups: String { path + "/backups" }
  /// The last thing the store has told anybody: `HighWater`.
  public var highWater: String { path + "/store.mark" }
  /// What enrolment made: keys, for the owner alone.
  public var lineKeys: String { path + "/line.keys" }
  /// The office's keys for codes on paper, from the centre; for the owner alone.
  public var codeKeys: String { path + "/code.keys" }
  /// How the centre is reached.
  public var lineSettings: String { path + "/line.toml" }
  /// Files on their way to and from a stick: loketd sees none of the sticks, and their owner none of loketd's files.
  public var carried: String { path + "/carried" }
  public var holidays: String { path + "/holidays.toml" }

  /// Owner and group only: the store holds names and telephone numbers.
  public func make() throws {
    try Files.makeFolder(path, mode: 0o750)
  }

  /// The group may write here and only here; what was left behind by somebody who pulled the plug goes.
  func makeCarried() throws {
    try Files.makeFolder(carried, mode: 0o770)
    try Files.share(carried)
    for name in Files.list(carried) { Files.remove(carried + "/" + name) }
  }

  /// Takes the store for this process, or says which process has it.
  public func takeLock(patience attempts: Int = 1, pause: () -> Void = {}) throws -> FileLock {
    for attempt in 1...max(1, attempts) {
      if let lock = try FileLock(at: lock) { return lock }
      if attempt < attempts { pause() }
    }
    // Our own lock, just let go: a program this process is starting holds it until the moment it becomes that program.
    for _ in 0..<20 where FileLock.holder(of: lock) == Files.processNumber {
      Thread.pause(milliseconds: 10)
      if let lock = try FileLock(at: lock) { return lock }
    }
    throw StoreTaken(path: path, holder: FileLock.holder(of: lock))
  }

  public struct StoreTaken: Error, Equatable {
    public var path: String
    public var holder: Int?

    public var text: Bilingual {
      let who = holder.map { String($0) } ?? "?"
      return Bilingual(
        "Penyimpanan ini sedang dipakai proses \(who). Satu penyimpanan, satu loketd: hentikan yang itu dahulu, atau pakai "
          + "folder lain dengan --home. Tidak ada yang diubah.",
        "Another process (\(who)) is using this store. One store, one loketd: stop that one first, or use another folder "
          + "with --home. Nothing was changed.")
    }
  }

  /// The one writing connection.
  public func open(disk: String? = nil) throws -> Store {
    try Store(SQLiteConnection(path: database, access: .writing, disk: disk), digester: Seal.digester)
  }

  /// A connection that only looks, for work that must not hold up the desk.
  public func openForReading(disk: String? = nil) throws -> Store {
    try Store(reading: SQLiteConnection(path: database, access: .reading, disk: disk), digester: Seal.digester)
  }
}
