import Domain
import Journal
import Machine
import SQL
import SQLite
import Store
import Transport

/// A node with the lock that makes it the only one on its store.
public struct OpenedNode {
  public let node: Node
  public let lock: FileLock
  /// The last node stopped by itself; after a power cut the whole store is worth a look in the background.
  public let wasClean: Bool
}

extension StoreFolder {
  /// Events looked at before serving: enough to know that the end of the log and the day's numbers are sound.
  static let tailAfterCleanStop = 64
  static let tailAfterPowerCut = 4096

  /// Opens the store for writing and puts a node on it.
  ///
  /// Damage met here is repaired here, once, from what is sound and from backups: a desk that opens in the morning with
  /// an alarm is better than one that does not. The damaged file stays beside the new one. With no `disk` but the
  /// machine's own: one handed in by tests fails on purpose. `salvaging` when a node has just met damage.
  public func open(
    _ surroundings: Surroundings, disk: String? = nil, practising: Bool = false, salvaging: Bool = false,
    patience: Int = 1,
    pause: () -> Void = {}
  ) throws -> OpenedNode {
    try make()
    let lock = try takeLock(patience: patience, pause: pause)
    guard disk == nil else {
      return try open(surroundings, lock, disk: disk, practising: practising, isSalvaged: false)
    }
    let repair = Repair(self, clock: surroundings.clock, practising: practising)
    try repair.resume()
    do {
      if salvaging { throw Damage(findings: ["store: damage was met while it served"]) }
      return try open(surroundings, lock, disk: nil, practising: practising, isSalvaged: false)
    } catch  where Damage.isBehind(error) {
      let outcome = try repair.salvage()
      guard outcome.hasReplaced || error is Damage else { throw error }
      return try open(surroundings, lock, disk: nil, practising: practising, isSalvaged: true)
    }
  }

  private func open(
    _ surroundings: Surroundings, _ lock: FileLock, disk: String?, practising: Bool, isSalvaged: Bool
  ) throws -> OpenedNode {
    let mark = disk == nil ? HighWater.read(self) : nil
    if disk == nil { try lookBeforeOpening(mark) }
    let store = try open(disk: disk)
    try store.verifyMeta()
    try Practice.settle(store, practising: practising)
    let isNew = store.identity == nil
    let wasClean = try store.meta(Upkeep.cleanKey) != nil || isNew
    var surroundings = surroundings
    if practising, !isNew {
      surroundings.clock = Practice.goingOn(surroundings.clock, after: try store.pen().lastTime.moment)
    }
    let node = try Node(store: store, surroundings: surroundings)
    var findings = try store.verifyTail(
      wasClean ? Self.tailAfterCleanStop : Self.tailAfterPowerCut, since: node.hall.day?.id,
      atMost: Self.tailAfterPowerCut
    ).lines
    findings += try store.verifyToday(node.hall).lines
    findings += try store.verifySettled().lines.filter { !findings.contains($0) }
    if let mark, try mark.isAhead(of: store) {
      findings.append("log: ends before event \(mark.last), which was already told")
    }
    if try store.meta(Upkeep.damagedKey) != nil { findings.append("store: damage was found while it served") }
    if !findings.isEmpty, !isSalvaged, disk == nil { throw Damage(findings: findings) }
    if isSalvaged { try store.clearMeta(Upkeep.damagedKey) }
    node.salvaged = try store.meta(Upkeep.salvagedKey).flatMap(Bilingual.init(lines:))
    node.noteCheck(findings)
    if disk == nil {
      if let keys = (try? LineKeys.read(lineKeys)) ?? nil {
        node.adopt(linkKey: keys.link, codes: CodeKeyFile.read(codeKeys, of: keys.office))
        node.sit(keys.seat)
      }
      node.slate = try? Slate(at: highWater)
      node.noteHighWater()
    }
    // Where it cannot be done now, on a full disk, the note stays for the next start.
    try? node.eraseAgain()
    // On a full disk the note stays: reading must go on, and the next start only looks less far back.
    if wasClean && !isNew { try? store.clearMeta(Upkeep.cleanKey) }
    return OpenedNode(node: node, lock: lock, wasClean: wasClean)
  }

  /// An empty or missing file would quietly become a new store, a file of another program would get our tables.
  private func lookBeforeOpening(_ mark: HighWater?) throws {
    let size = Files.size(database) ?? 0
    if size == 0 {
      let hasLived = mark != nil || !Backups.newestFirst(self).isEmpty || Files.size(writeAheadLog) ?? 0 > 0
      if hasLived { throw Damage(findings: ["file: the store is missing or empty"]) }
      return
    }
    let tables = try SQLiteConnection(path: database, access: .reading)
      .prepare("SELECT COUNT(*), SUM(name IN ('meta', 'event')) FROM sqlite_master WHERE type = 'table'")
      .first([]) { (all: $0.integer(0), ours: $0.integer(1)) }
    if let tables, tables.all > 0, tables.ours < 2 { throw NotAStore(path: database) }
  }

  /// A database, but of another program.
  public struct NotAStore: Error, Equatable {
    public var path: String

    public var text: Bilingual {
      Bilingual(
        "\(path) bukan penyimpanan loket dan tidak disentuh. Pindahkan berkas itu, lalu pulihkan dari salinan: loket store "
          + "restore BERKAS",
        "\(path) is not a store of loket and was not touched. Move that file away, then restore from a copy: loket store "
          + "restore FILE")
    }
  }
}

/// Damage found by looking, as opposed to met by reading.
public struct Damage: Error, Equatable {
  public var findings: [String]

  /// Whether an error may mean that the file holds something else than was written to it.
  static func isBehind(_ error: any Error) -> Bool {
    switch error {
    case let fault as SQLFault: [.corrupt, .other, .constraint].contains(fault.kind)
    case is Damage, is RowDamaged: true
    default: Store.isDamage(error)
    }
  }
}

extension Node {
  /// The office's state or past is still being read from the centre: what is not here yet is not lost.
  var isCatchingUp: Bool { ((try? store.meta(Store.catchingUpKey)) ?? nil) != nil }

  /// Why nothing can be done or shown before there is an office here.
  var noOffice: Refusal { store.identity != nil && isCatchingUp ? .officeArriving : .officeNotOpened }

  /// The profile has come over the line: what was said of its absence is over.
  func noteOfficeArrived() { alarms.set(.check, salvaged, at: reading.wall) }

  /// What a check found, on the status page until a later check finds nothing. What a salvage did stays there until
  /// staff have had the whole store checked.
  func noteCheck(_ findings: [String]) {
    if !findings.isEmpty { noteDamage() }
    // To a new PC the profile is still to come.
    let isOfficeLost = hall.office == nil && store.identity != nil && !isCatchingUp
    alarms.set(
      .check,
      isOfficeLost ? Repair.officeLost.after(salvaged) : findings.isEmpty ? salvaged : Node.damageText(findings),
      at: reading.wall)
  }

  /// Setting up asks for nobody's PIN. Where only the office's own event was lost, its officers are still there to ask.
  func permitOpening(_ command: OpenOffice, _ actor: Actor) throws(Refusal) {
    guard let identity = store.identity else { return }
    guard command.profile.code == identity.office else {
      throw .malformed(field: "code", expected: identity.office.word)
    }
    guard hall.isSetUp else { return }
    guard case .officer(let id) = actor, let officer = hall.officers[id] else { throw .needsPin }
    guard officer.may(.head) else { throw .notAllowed([.head]) }
  }

  /// Staff asked for a full check and saw its result.
  func noteCheckByStaff(_ findings: [String]) {
    if findings.isEmpty {
      try? store.clearMeta(Upkeep.salvagedKey)
      try? store.clearMeta(Upkeep.damagedKey)
      salvaged = nil
    }
    noteCheck(findings)
  }

  func noteDamage() { try? store.setMeta(Upkeep.damagedKey, "yes") }

  static func damageText(_ lines: [String]) -> Bilingual {
    let first = lines.first ?? ""
    return Bilingual(
      "Pemeriksaan menemukan kerusakan (\(lines.count)): \(first). Layanan berjalan dengan yang utuh. Mulai ulang loketd di "
        + "luar jam layanan: penyimpanan diperbaiki sebelum melayani lagi.",
      "A check found damage (\(lines.count)): \(first). Service goes on with what is sound. Restart loketd after hours: the "
        + "store is repaired before it serves again.")
  }
}

extension Bilingual {
  /// Two lines, as kept in the store.
  init?(lines: String) {
    let parts = lines.split(separator: "\n", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    self.init(String(parts[0]), String(parts[1]))
  }
  var lines: String { indonesian + "\n" + english }
}
