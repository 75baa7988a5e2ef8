import Domain
import Machine
import Seal

/// The centre's key pair, and the key under which the link keys of seats lie in the database.
///
/// In a file of its own that only the centre's user may read. All `pusat` processes of one database have the same; the
/// database remembers the public half and refuses any other.
public struct CentreKeys: Sendable {
  public let pair: KeyPair
  private let chest: [UInt8]
  /// What the offices' code keys are made from.
  private let codes: [UInt8]

  /// From its seed of 32 bytes.
  public init(seed: [UInt8]) {
    pair = KeyPair(seed: seed)
    chest = Seal.keyed(seed, Array("loket chest 1".utf8), 32)
    codes = Seal.keyed(seed, Array("loket codes 1".utf8), 32)
  }

  /// The file is there and is no key.
  public struct Unreadable: Error {
    public let path: String
  }

  /// Another key than the one this database was begun with.
  public struct Foreign: Error {}

  public static func exist(in folder: String) -> Bool { Files.exists(path(in: folder)) }

  private static func path(in folder: String) -> String { folder + "/centre.key" }

  /// Reads the pair in `folder`, or makes it at the first start.
  public static func open(in folder: String) throws -> CentreKeys {
    try Files.makeFolder(folder, mode: 0o700)
    let path = path(in: folder)
    var lock: FileLock?
    for _ in 0..<100 where lock == nil {
      lock = try FileLock(at: path + ".lock")
      if lock == nil { Thread.pause(milliseconds: 20) }
    }
    defer { withExtendedLifetime(lock) {} }
    if !Files.exists(path) {
      try Files.replace(path, with: KeyPair.make().seed, mode: 0o600)
    }
    let seed = try Files.read(path, sizeMax: 64)
    guard seed.count == KeyPair.seedLength else { throw Unreadable(path: path) }
    return CentreKeys(seed: seed)
  }

  /// For the database. `about` ties the secret to its row.
  func hide(_ secret: [UInt8], about: String) -> [UInt8] { Seal.lock(secret, key: chest, beside: Array(about.utf8)) }

  /// An office's code key, made from its name: nothing of it lies in the database, and a database that came back from a
  /// backup has lost none.
  func codeKey(of office: OfficeCode, named name: Int) -> [UInt8] {
    Seal.keyed(codes, Array("\(office)/\(name)".utf8), 32)
  }

  func reveal(_ hidden: [UInt8], about: String) -> [UInt8]? {
    Seal.unlock(hidden, key: chest, beside: Array(about.utf8))
  }
}
