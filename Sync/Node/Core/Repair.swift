import Desk
import Domain
import Journal
import Machine
import SQLite
import Seal
import Store

/// Backups in the office's folder, by name.
public enum Backups {
  /// Sorts by age.
  public static func name(at clock: MachineClock) -> String { "store-\(stamp(clock)).sqlite" }

  static func stamp(_ clock: MachineClock) -> String {
    let local = Zone.wib.local(Moment(milliseconds: clock.wall()))
    let time = local.time.description.filter { $0 != "." }
    return "\(local.day.description.filter { $0 != "-" })-\(time)\(padded(local.second, 2))"
  }

  static func newestFirst(_ folder: StoreFolder) -> [String] {
    Files.list(folder.backups).filter { $0.hasSuffix(".sqlite") }.reversed().map { folder.backups + "/" + $0 }
  }
}

/// Makes a working store out of a damaged one, or out of a backup. Never deletes anything: what was there is moved
/// aside and stays. Needs the store to itself.
public struct Repair {
  private let folder: StoreFolder
  private let clock: MachineClock

  public struct Outcome {
    public var report: MaintenanceReport
    public var text: Bilingual
  }

  /// How far numbering jumps ahead when a backup is restored and nobody can say which numbers were given since.
  static let numbersSkipped = 100

  public init(_ folder: StoreFolder, clock: MachineClock) {
    self.folder = folder
    self.clock = clock
  }

  private var workFile: String { folder.path + "/store.new.sqlite" }

  // MARK: Salvage

  /// Takes every sound event out of the damaged store, completes them from backups, and computes the rest again.
  public func salvage() throws -> Outcome {
    if Files.exists(folder.database) {
      let report = (try? MaintenanceWork.check(folder) { _ in }) ?? MaintenanceReport { $0.findings = ["unreadable"] }
      if report.findings.isEmpty {
        return Outcome(
          report: report,
          text: Bilingual("Penyimpanan utuh; tidak ada yang diubah.", "The store is sound; nothing was changed."))
      }
    }
    let damaged = try? folder.openForReading()
    let copies = Backups.newestFirst(folder).compactMap {
      try? Store(reading: SQLiteConnection(path: $0, access: .reading), digester: Seal.digester)
    }
    let sources = [damaged].compactMap { $0 } + copies
    guard let identity = sources.compactMap(\.identity).max(by: { $0.node < $1.node }) else { throw NothingToSave() }
    let (holes, events) = try fill(identity, sources)
    let aside = try swap(as: "damaged")
    let lost = holes.reduce(0) { $0 + $1.to - $1.from + 1 }
    var report = MaintenanceReport()
    report.events = events
    report.findings = holes.map { "node \($0.node): \($0.from)–\($0.to)" }
    return Outcome(
      report: report,
      text: lost == 0
        ? Bilingual(
          "Penyimpanan pulih: \(events) peristiwa, tidak ada yang hilang. Berkas lama: \(aside)",
          "The store is whole again: \(events) events, none lost. The old file: \(aside)")
        : Bilingual(
          "Penyimpanan pulih: \(events) peristiwa selamat, \(lost) hilang (nomornya di bawah). Node memakai identitas baru; "
            + "berkas lama: \(aside)",
          "The store works again: \(events) events were saved, \(lost) are lost (listed below). The node has a new identity; "
            + "the old file: \(aside)"))
  }

  /// Neither the store nor any backup could be read.
  public struct NothingToSave: Error {}

  private func fill(_ identity: Store.Identity, _ sources: [Store]) throws -> (holes: [NodeRestored.Hole], events: Int) {
    removeWorkFile()
    let store = try Store(SQLiteConnection(path: workFile, access: .writing), digester: Seal.digester)
    let rescue = EventRescue(sources, digester: Seal.digester)
    var holes: [NodeRestored.Hole] = []
    var events = 0
    try store.writing {
      try store.settle(identity)
      for node in 1...identity.node {
        holes += try rescue.rescue(node) { event, link in
          try store.append([(event, link)])
          events += 1
        }
      }
      for source in sources.reversed() { store.takeLocalTables(from: source) }
      if let source = sources.first, (try? source.meta(Practice.key)) != nil { try store.setMeta(Practice.key, "yes") }
      try store.setMeta(Node.scrubKey, "due")
    }
    try store.rebuild()
    try reserveNumbers(in: store, seenBy: sources)
    if !holes.isEmpty { try renew(store, holes) }
    try finish(store)
    return (holes, events)
  }

  /// Numbers a lost event may have given out: known from whichever source can still say.
  private func reserveNumbers(in store: Store, seenBy sources: [Store]) throws {
    guard let day = sources.compactMap({ (try? $0.lastDay()) ?? nil }).max() else { return }
    let seen = sources.flatMap { (try? $0.highestNumbers(on: day)) ?? [] }
    try store.writing { try store.reserve(highest(seen), on: day) }
  }

  private func highest(_ numbers: [QueueNumber]) -> [QueueNumber] {
    Dictionary(numbers.map { ($0.series, $0) }, uniquingKeysWith: max).values.sorted()
  }

  /// A new identity, so that no sequence is ever used for two different events.
  private func renew(_ store: Store, _ holes: [NodeRestored.Hole]) throws {
    guard let before = store.identity else { return }
    let last = try store.newest(node: before.node)
    try store.writing {
      try store.settle(Store.Identity(office: before.office, node: before.node + 1))
      var pen = try store.pen()
      pen.follow(last?.event.at)
      let restored = NodeRestored {
        $0.before = Int(before.node)
        $0.lastKept = Int(last?.event.id.sequence ?? 0)
        $0.holes = holes
      }
      let entries = pen.write(
        [Draft(opening: .nodeRestored(restored), at: pen.next)], actor: .node,
        now: Moment(milliseconds: clock.wall()), heads: { _, _ in [] }, salt: { 0 })
      try store.append(entries)
    }
  }

  // MARK: Restore

  /// Puts a backup in the place of the store.
  public func restore(from path: String) throws -> Outcome {
    let backup = try Store(reading: SQLiteConnection(path: path, access: .reading), digester: Seal.digester)
    let findings = try backup.verifyChain()
    guard findings.isSound, backup.identity != nil else { throw BackupUnsound(findings: findings.lines) }
    removeWorkFile()
    guard let source = backup.connection as? SQLiteConnection else { throw NothingToSave() }
    try source.backUp(to: workFile) { _, _ in true }
    let replaced = try? folder.openForReading()
    let store = try Store(SQLiteConnection(path: workFile, access: .writing), digester: Seal.digester)
    try reserveAfterRestore(store, replaced)
    try renew(store, [])
    try store.clearMeta(Upkeep.cleanKey)
    try finish(store)
    let aside = Files.exists(folder.database) ? try swap(as: "replaced") : try place()
    return Outcome(
      report: MaintenanceReport { $0.events = findings.events },
      text: Bilingual(
        "Dipulihkan dari salinan: \(findings.events) peristiwa. Nomor antrean melompati yang mungkin sudah dipegang "
          + "pengunjung. Penyimpanan sebelumnya: \(aside)",
        "Restored from the copy: \(findings.events) events. Numbering skips what visitors may already hold. The store "
          + "before: \(aside)"))
  }

  public struct BackupUnsound: Error, Equatable {
    public var findings: [String]
  }

  /// The replaced store knows which numbers were given; without it, numbering jumps well ahead.
  private func reserveAfterRestore(_ store: Store, _ replaced: Store?) throws {
    if let day = (try? replaced?.lastDay()) ?? nil, let known = try? replaced?.highestNumbers(on: day), !known.isEmpty {
      return try store.writing { try store.reserve(known, on: day) }
    }
    guard let day = try store.lastDay() else { return }
    let ahead = try store.highestNumbers(on: day).map {
      QueueNumber($0.series, min(Limits.numberMax, $0.value + Repair.numbersSkipped))
    }
    try store.writing { try store.reserve(ahead, on: day) }
  }

  // MARK: Files

  private func removeWorkFile() {
    for suffix in ["", "-wal", "-shm"] { Files.remove(workFile + suffix) }
  }

  /// Everything into the main file, which is then safe to move.
  private func finish(_ store: Store) throws {
    guard let connection = store.connection as? SQLiteConnection else { return }
    try connection.checkpoint(truncating: true)
    try Files.sync(workFile)
    try Files.restrict(workFile)
  }

  /// The old store aside, the new one in its place. Returns where the old one went.
  private func swap(as word: String) throws -> String {
    let aside = folder.path + "/store.\(word)-\(Backups.stamp(clock)).sqlite"
    if Files.exists(folder.database) { try Files.move(folder.database, to: aside) }
    if Files.exists(folder.writeAheadLog) { try Files.move(folder.writeAheadLog, to: aside + "-wal") }
    Files.remove(folder.database + "-shm")
    _ = try place()
    return aside
  }

  private func place() throws -> String {
    for suffix in ["-wal", "-shm"] { Files.remove(workFile + suffix) }
    try Files.move(workFile, to: folder.database)
    return "–"
  }
}
