import Desk
import DeskSocket
import Domain
import Machine
import Node
import Profiles

/// Finds the office: the running node, or the same node started inside this process.
enum Office {
  /// One-shot calls next to each other wait for one another this long.
  private static let attempts = 100

  static func with<T>(_ global: GlobalOptions, _ body: (any Desk) throws -> T) throws -> T {
    let folder = StoreFolder(global.home)
    var opened: OpenedNode?
    for attempt in 1...attempts where opened == nil {
      if let desk = try socketDesk(folder) {
        desk.token = SessionFile(folder).token
        return try body(desk)
      }
      do { opened = try open(folder, global) } catch let taken as StoreFolder.StoreTaken {
        // Another command has it for a moment, or loketd is starting and will answer soon.
        guard attempt < attempts else { throw taken }
        Thread.pause(milliseconds: 50)
      }
    }
    guard let opened else { throw DeskUnreachable("the store stays taken") }
    let desk = LocalDesk(opened.node, folder: folder)
    desk.token = SessionFile(folder).token
    defer { desk.close() }
    let result = try body(desk)
    _ = opened.lock  // Held until the store is closed.
    return result
  }

  private static func socketDesk(_ folder: StoreFolder) throws -> SocketDesk? {
    guard Files.exists(folder.socket) else { return nil }
    return try? SocketDesk(path: folder.socket)
  }

  /// A node of our own.
  static func open(_ folder: StoreFolder, _ global: GlobalOptions) throws -> OpenedNode {
    let surroundings = try surroundings(folder, practice: global.practice)
    return try folder.open(surroundings, practising: global.practice != nil)
  }

  static func surroundings(_ folder: StoreFolder, practice: String?) throws -> Surroundings {
    var surroundings = Surroundings.real(holidays: HolidayStore.holidays(folder))
    if let practice {
      guard let clock = Practice.clock(practice) else {
        throw UsageFault.wrong(option: "practice", expected: Practice.expected)
      }
      surroundings.clock = clock
    }
    return surroundings
  }

  /// Work that needs the store to itself.
  static func alone<T>(_ global: GlobalOptions, _ body: (StoreFolder) throws -> T) throws -> T {
    let folder = StoreFolder(global.home)
    let lock: FileLock
    do { lock = try folder.takeLock() } catch is StoreFolder.StoreTaken { throw Refusal.notWhileRunning }
    defer { withExtendedLifetime(lock) {} }
    return try body(folder)
  }
}

/// The officer's session between one-shot calls: a token in a file only the user may read.
struct SessionFile {
  private let path: String

  /// `LOKET_SESSION` names another session on the same PC, `LOKET_TOKEN` hands in a token directly.
  ///
  /// It lies in the office's folder where the user may write there, otherwise among the user's own files: under systemd
  /// the folder belongs to loketd, and several people may use one PC.
  init(_ folder: StoreFolder) {
    let name = Environment.value("LOKET_SESSION").map { "-" + SessionFile.escaped($0) } ?? ""
    if !Files.exists(folder.path) || Files.isWritable(folder.path) {
      path = folder.session + name
    } else {
      let office = folder.path.map { $0 == "/" ? "-" : String($0) }.joined()
      path = Environment.state + "/session" + office + name
    }
  }

  /// One file for each name: what a file's name cannot hold is spelled out, never dropped.
  private static func escaped(_ name: String) -> String {
    name.utf8.prefix(64).map { byte in
      let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      return isPlain ? String(Character(Unicode.Scalar(byte))) : "_" + String(byte, radix: 16)
    }.joined()
  }

  var token: String? {
    if let token = Environment.value("LOKET_TOKEN") { return token }
    guard let bytes = try? Files.read(path, sizeMax: 256) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    return text.isEmpty ? nil : text
  }

  func save(_ token: String) throws {
    try Files.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), mode: 0o700)
    try Files.replace(path, with: Array((token + "\n").utf8), mode: 0o600)
  }
  func remove() { Files.remove(path) }
}
