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
  let folder: StoreFolder
  let clock: MachineClock
  /// What the store is for, when nothing left of it can say.
  private let isPractising: Bool

  public struct Outcome {
    public var report: MaintenanceReport
    public var text: Bilingual
    /// A new store is in place; the old one is beside it.
    public var hasReplaced = false
    /// Events are lost, or nobody can say whether any are.
    public var isLosing = false
  }

  /// How far numbering jumps ahead when a backup is restored and nobody can say which numbers were given since.
  static let numbersSkipped = 100

  public init(_ folder: StoreFolder, clock: MachineClock, practising: Bool = false) {
    self.folder = folder
    self.clock = clock
    isPractising = practising
  }

  private var workFile: String { folder.path + "/store.new.sqlite" }
  /// The new store complete: from here on its taking the old one's place is finished whatever happens.
  private var readyFile: String { folder.path + "/store.ready.sqlite" }

  // MARK: Salvage

  /// Takes every sound event out of the damaged store, completes them from backups, and computes the rest again.
  public func salvage() throws -> Outcome {
    try resume()
    let mark = HighWater.read(folder)
    let findings = findings(mark)
    if findings.lines.isEmpty {
      return Outcome(
        report: MaintenanceReport { $0.events = findings.events },
        text: Bilingual("Penyimpanan utuh; tidak ada yang diubah.", "The store is sound; nothing was changed."))
    }
    let damaged = Files.size(folder.database) ?? 0 > 0 ? try? folder.openForReading() : nil
    defer { removeAids() }
    let loose = findings.isReadable ? nil : loose()
    let sources = kin([damaged, mended(), loose].compactMap { $0 } + copies(), mark)
    guard let identity = identity(sources, mark) else {
      throw NothingToSave(path: folder.path, findings: findings.lines)
    }
    let store = try emptyWork(identity, isForPractice(sources))
    // Tickets and guest codes in visitors' hands stay good.
    for name in [Node.ownKeyName, Node.earlierKeysName] {
      if let key = sources.lazy.compactMap({ (try? $0.meta(name)) ?? nil }).first { try store.setMeta(name, key) }
    }
    // What has not come from the centre yet is still to come, and no hole.
    if sources.contains(where: { $0.identity == identity && ((try? $0.meta(Store.catchingUpKey)) ?? nil) != nil }) {
      try store.setMeta(Store.catchingUpKey, "yes")
    }
    let rescued = try fill(store, identity, sources, mark)
    guard rescued.events > 0 || mark != nil || hasNumbers(sources) else {
      removeWorkFile()
      throw NothingToSave(path: folder.path, findings: findings.lines)
    }
    // Where the old store ended is known from itself while it can be read, or from the mark; otherwise numbers and
    // sequences may have been given that nothing here has heard of.
    let endIsKnown = damaged?.identity == identity && findings.isReadable || mark != nil
    let isWhole = rescued.holes.isEmpty && endIsKnown
    try reserveNumbers(in: store, seenBy: sources, mark, endIsKnown: endIsKnown)
    if !isWhole { try renew(store, above: try highestNode(identity, mark), rescued.holes) }
    try noteErasures(in: store, seenBy: sources)
    let aside = asideName("damaged")
    let pins = try store.officersWithoutPin().map(\.profile.login)
    var text = Repair.text(
      events: rescued.events, rescued.holes, isWhole: isWhole, endIsKnown: endIsKnown, pins: pins, aside: aside)
    try store.setMeta(Upkeep.salvagedKey, text.lines)
    if try store.hall().office == nil { text = Repair.officeLost.after(text) }
    try finish(store, aside: aside)
    return Outcome(
      report: MaintenanceReport {
        $0.events = rescued.events
        $0.findings = rescued.holes.map(Repair.line)
      }, text: text, hasReplaced: true, isLosing: !isWhole || !pins.isEmpty)
  }

  /// Whether anything but the events can still testify to the numbers given.
  private func hasNumbers(_ sources: [Store]) -> Bool {
    sources.contains { source in
      let day = (try? source.lastDay()) ?? nil
      return day.flatMap { try? source.highestNumbers(on: $0) }?.isEmpty == false
    }
  }

  private func isForPractice(_ sources: [Store]) -> Bool {
    let told = sources.compactMap { try? $0.metaRows().sound }.filter {
      $0["office"] != nil && $0[Store.guessedKey] == nil
    }
    return told.contains { $0[Practice.key] != nil } || isPractising && told.isEmpty
  }

  /// What speaks against the store as it is. `isReadable`: its file is sound, so that nothing is hidden.
  private func findings(_ mark: HighWater?) -> (lines: [String], events: Int, isReadable: Bool) {
    guard Files.size(folder.database) ?? 0 > 0 else { return (["file: the store is missing or empty"], 0, false) }
    do {
      let report = try MaintenanceWork.check(folder) { _ in }
      let isReadable = !report.findings.contains { $0.hasPrefix("file:") || $0.hasPrefix("unreadable:") }
      var lines = report.findings
      if let mark, try mark.isAhead(of: folder.openForReading()) { lines.append("log: ends before event \(mark.last)") }
      return (lines, report.events, isReadable)
    } catch { return ([Damage.line(error)], 0, false) }
  }

  /// What a check would find before anybody opens, and so mends, the store. Without any store: nothing.
  public func look() -> [String] {
    let mark = HighWater.read(folder)
    if Files.size(folder.database) ?? 0 == 0, mark == nil, Backups.newestFirst(folder).isEmpty { return [] }
    return findings(mark).lines
  }

  private var mendedFile: String { folder.path + "/store.mended.sqlite" }

  private var looseFile: String { folder.path + "/store.loose.sqlite" }

  private func removeAids() {
    for file in [mendedFile, looseFile] { for suffix in ["", "-wal", "-shm"] { Files.remove(file + suffix) } }
  }

  /// Every row still on some page of the damaged file, where its schema or a tree can no longer be followed.
  private func loose() -> Store? {
    guard let size = Files.size(folder.database), size > 0, size < 1 << 31,
      let bytes = try? Files.read(folder.database, sizeMax: size + 1)
    else { return nil }
    let log = Files.size(folder.writeAheadLog).flatMap { try? Files.read(folder.writeAheadLog, sizeMax: $0 + 1) }
    do {
      let store = try Store(SQLiteConnection(path: looseFile, access: .writing), digester: Seal.digester)
      try store.writing {
        PageReader(bytes, log: log.map { LogMending.mended($0) ?? $0 }).eachRow { store.takeLoose($0) }
      }
      // Opened anew: only now it can know whose it is.
      let told = try Store(SQLiteConnection(path: looseFile, access: .writing), digester: Seal.digester)
      try told.writing { try told.settleByEvents() }
      return told.identity == nil ? nil : told
    } catch { return nil }
  }

  /// A copy of the store whose write-ahead log can be read past its damage; `nil` when the log is sound or no log.
  private func mended() -> Store? {
    removeAids()
    guard let size = Files.size(folder.writeAheadLog),
      let log = try? Files.read(folder.writeAheadLog, sizeMax: size + 1),
      let mended = LogMending.mended(log), let bytes = try? Files.read(folder.database, sizeMax: 1 << 32)
    else { return nil }
    do {
      try Files.replace(mendedFile, with: bytes, mode: 0o640)
      try Files.replace(mendedFile + "-wal", with: mended, mode: 0o640)
      return try Store(reading: SQLiteConnection(path: mendedFile, access: .reading), digester: Seal.digester)
    } catch { return nil }
  }

  func copies() -> [Store] {
    Backups.newestFirst(folder).compactMap {
      try? Store(reading: SQLiteConnection(path: $0, access: .reading), digester: Seal.digester)
    }
  }

  /// Those that belong to one office: a copy of another office's store in the folder is none of ours.
  private func kin(_ sources: [Store], _ mark: HighWater?) -> [Store] {
    let office =
      mark?.office
      ?? sources.first { $0.identity != nil && ((try? $0.nodes()) ?? []).isEmpty == false }?.identity?.office
      ?? sources.first { $0.identity != nil }?.identity?.office
    return sources.filter { $0.identity == nil || $0.identity?.office == office }
  }

  private func identity(_ sources: [Store], _ mark: HighWater?) -> Store.Identity? {
    guard let best = sources.compactMap(\.identity).max(by: { $0.node < $1.node }) else { return nil }
    return Store.Identity(office: best.office, node: max(best.node, mark?.last.node ?? 0))
  }

  private func emptyWork(_ identity: Store.Identity, _ isPractice: Bool) throws -> Store {
    removeWorkFile()
    let store = try Store(SQLiteConnection(path: workFile, access: .writing), digester: Seal.digester)
    try store.writing {
      try store.settle(identity)
      if isPractice { try store.setMeta(Practice.key, "yes") }
      try store.setMeta(Node.scrubKey, "due")
    }
    return store
  }

  private func fill(
    _ store: Store, _ identity: Store.Identity, _ sources: [Store], _ mark: HighWater?
  ) throws -> (holes: [NodeRestored.Hole], events: Int) {
    let sizes = ([folder.database, folder.writeAheadLog] + Backups.newestFirst(folder)).compactMap { Files.size($0) }
    let rescue = EventRescue(
      sources, digester: Seal.digester, sequenceMax: max(UInt64(sizes.reduce(0, +) / 48), mark?.last.sequence ?? 0),
      ends: mark.map { [$0.last: $0.link] } ?? [:])
    var holes: [NodeRestored.Hole] = []
    var events = 0
    try store.writing {
      for node in 1...identity.node {
        holes += try rescue.rescue(node) { event, link in
          try store.append([(event, link)])
          events += 1
        }
      }
      for source in sources { store.takeLocalTables(from: source) }
      try store.dropLostCommands()
    }
    try store.rebuild()
    // Losses found at an earlier repair are history, not news.
    let known = try store.knownHoles()
    return (
      holes.filter { hole in !known.contains { $0.node == hole.node && $0.from <= hole.from && hole.to <= $0.to } },
      events
    )
  }

  // MARK: Restore

  /// Puts a backup in the place of the store.
  public func restore(from path: String) throws -> Outcome {
    try resume()
    guard Files.size(path) ?? 0 > 0 else { throw BackupUnsound(findings: ["file: missing or empty"]) }
    let findings = try fetch(path)
    let mark = HighWater.read(folder)
    let replaced = Files.size(folder.database) ?? 0 > 0 ? try? folder.openForReading() : nil
    let store = try Store(SQLiteConnection(path: workFile, access: .writing), digester: Seal.digester)
    guard let identity = store.identity else { throw BackupUnsound(findings: ["meta: no office"]) }
    let known = replaced?.identity?.office ?? mark?.office
    guard known ?? identity.office == identity.office else {
      removeWorkFile()
      throw BackupUnsound(findings: ["office \(identity.office), not \(known ?? identity.office)"])
    }
    try reserveNumbers(
      in: store, seenBy: [replaced].compactMap { $0 }, mark,
      endIsKnown: mark != nil || ((try? replaced?.lastDay()) ?? nil) != nil && self.findings(nil).lines.isEmpty)
    try renew(
      store,
      above: try highestNode(
        Store.Identity(office: identity.office, node: max(identity.node, replaced?.identity?.node ?? 0)), mark), [])
    for key in [Upkeep.damagedKey, Upkeep.salvagedKey] { try store.clearMeta(key) }
    try noteErasures(in: store, seenBy: [replaced].compactMap { $0 })
    let hadStore = Files.exists(folder.database)
    let aside = asideName("replaced")
    try finish(store, aside: aside)
    return Outcome(
      report: MaintenanceReport { $0.events = findings.events },
      text: Bilingual(
        "Dipulihkan dari salinan: \(findings.events) peristiwa. Nomor antrean melompati yang mungkin sudah dipegang "
          + "pengunjung. Penghapusan data tamu sesudah salinan itu dibuat mungkin batal; periksa dan ulangi: loket guest erase. "
          + "Penyimpanan sebelumnya: \(hadStore ? aside : "–")",
        "Restored from the copy: \(findings.events) events. Numbering skips what visitors may already hold. "
          + "Erasures of guests made after that copy may be undone; look and repeat them: loket guest erase. The store before: \(hadStore ? aside : "–")"
      ), hasReplaced: true)
  }

  /// Brings a copy into the folder and checks it there: it may lie on a stick that cannot be written to, where SQLite reads no
  /// write-ahead log, and what was checked is what takes the store's place.
  private func fetch(_ path: String) throws -> (lines: [String], events: Int) {
    removeWorkFile()
    for suffix in ["", "-wal"] where Files.exists(path + suffix) {
      try Files.copy(path + suffix, to: workFile + suffix)
    }
    let findings = Repair.faults(in: workFile)
    guard findings.lines.isEmpty else {
      removeWorkFile()
      throw BackupUnsound(findings: findings.lines)
    }
    return findings
  }

  /// Everything a check finds in a file other than the store.
  private static func faults(in path: String) -> (lines: [String], events: Int) {
    do {
      let report = try MaintenanceWork.check(SQLiteConnection(path: path, access: .reading)) { _ in }
      return (report.findings, report.events)
    } catch { return ([Damage.line(error)], 0) }
  }

  // MARK: Files

  private func removeWorkFile() {
    for suffix in ["", "-wal", "-shm"] { Files.remove(workFile + suffix) }
  }

  private static let asideKey = "aside"

  /// A name nothing has yet: what was put aside once is never written over.
  private func asideName(_ word: String) -> String {
    let base = folder.path + "/store.\(word)-\(Backups.stamp(clock))"
    var name = base + ".sqlite"
    var count = 2
    while Files.exists(name) || Files.exists(name + "-wal") {
      name = "\(base)-\(count).sqlite"
      count += 1
    }
    return name
  }

  /// Everything into the main file, which is then complete by its name, and takes the place of the store.
  private func finish(_ store: Store, aside: String) throws {
    guard let connection = store.connection as? SQLiteConnection else { return }
    try store.setMeta(Repair.asideKey, aside)
    try store.setMeta(Upkeep.cleanKey, "yes")
    try connection.checkpoint(truncating: true)
    try Files.sync(workFile)
    try Files.restrict(workFile)
    for suffix in ["-wal", "-shm"] { Files.remove(workFile + suffix) }
    try Files.move(workFile, to: readyFile)
    try resume()
  }

  /// Finishes an exchange of stores that a power cut may have stopped half-way: first the old store aside with its
  /// write-ahead log, then the new one in its place. Costs one look at the folder when there is nothing to finish.
  func resume() throws {
    guard Files.exists(readyFile) else { return }
    let aside =
      try Store(reading: SQLiteConnection(path: readyFile, access: .reading), digester: Seal.digester)
      .meta(Repair.asideKey) ?? asideName("damaged")
    for suffix in ["", "-wal"] where Files.exists(folder.database + suffix) && !Files.exists(aside + suffix) {
      try Files.move(folder.database + suffix, to: aside + suffix)
    }
    for path in [folder.database + "-shm", readyFile + "-wal", readyFile + "-shm"] { Files.remove(path) }
    try Files.move(readyFile, to: folder.database)
  }
}
