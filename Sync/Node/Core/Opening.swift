import Domain
import Journal
import Machine
import SQL
import Store

/// A node with the lock that makes it the only one on its store.
public struct OpenedNode {
  public let node: Node
  public let lock: FileLock
  /// The last node stopped by itself; after a power cut the whole store is worth a look in the background.
  public let wasClean: Bool
}

extension StoreFolder {
  /// Events looked at before serving: enough to know that the end of the log is sound.
  static let tailAfterCleanStop = 64
  static let tailAfterPowerCut = 4096

  /// Opens the store for writing and puts a node on it.
  public func open(
    _ surroundings: Surroundings, disk: String? = nil, practising: Bool = false, patience: Int = 1, pause: () -> Void = {}
  ) throws -> OpenedNode {
    try make()
    let lock = try takeLock(patience: patience, pause: pause)
    let store = try open(disk: disk)
    try Practice.settle(store, practising: practising)
    let wasClean = try store.meta(Upkeep.cleanKey) != nil || store.identity == nil
    let tail = try store.verifyTail(wasClean ? Self.tailAfterCleanStop : Self.tailAfterPowerCut)
    let node = try Node(store: store, surroundings: surroundings)
    node.noteCheck(tail.lines)
    // On a full disk the note stays: reading must go on, and the next start only looks less far back.
    if wasClean && store.identity != nil { try? store.clearMeta(Upkeep.cleanKey) }
    return OpenedNode(node: node, lock: lock, wasClean: wasClean)
  }
}

extension Node {
  /// What a check found, on the status page until a later check finds nothing.
  func noteCheck(_ findings: [String]) {
    alarms.set(.check, findings.isEmpty ? nil : Node.damageText(findings), at: reading.wall)
  }

  static func damageText(_ lines: [String]) -> Bilingual {
    let first = lines.first ?? ""
    return Bilingual(
      "Pemeriksaan menemukan kerusakan (\(lines.count)): \(first). Layanan berjalan dengan yang utuh. Jalankan di luar jam "
        + "layanan: loket store check, lalu loket store repair",
      "A check found damage (\(lines.count)): \(first). Service goes on with what is sound. After hours, run: loket store "
        + "check, then loket store repair")
  }
}
