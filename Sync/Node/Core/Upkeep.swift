import Domain
import Journal
import Machine
import SQLite
import Store

/// What the node does for its store between presses: keeps the write-ahead log short, watches the disk, forgets what
/// retention says to forget.
public final class Upkeep {
  /// The log is copied into the main file when the desk is quiet for a moment …
  static let quietPages = 256
  /// … and at the latest after this many pages (8 MiB). It is then written from its beginning again, and overwriting
  /// costs the disk less than growing; checkpoints stay rarer than one commit in two hundred.
  static let pagesMax = 2_048
  /// An alarm: something keeps the log from being emptied.
  static let logBytesAlarm = 64 << 20
  /// An alarm before the disk is full; the day's own needs are a hundred times smaller.
  static let freeBytesMin = 100 << 20

  private let node: Node
  private let folder: StoreFolder
  private var lastDiskLook: Int64 = 0
  private var forgetting: Forgetting?
  private var hasForgotten = false
  private var holidayFile: [UInt8]?

  public init(_ node: Node, folder: StoreFolder) {
    self.node = node
    self.folder = folder
    holidayFile = HolidayStore.bytes(folder)
  }

  /// Called after every turn, once its answers are out. `isIdle`: nothing was asked for a moment.
  public func run(isIdle: Bool) {
    let pages = (node.store.connection as? SQLiteConnection)?.pagesSinceCheckpoint ?? 0
    if pages >= Upkeep.pagesMax || (isIdle && pages >= Upkeep.quietPages) { checkpoint() }
    guard isIdle else { return }
    node.tick()
    scrub()
    let uptime = node.surroundings.clock.uptime()
    if uptime - lastDiskLook >= 10_000 || lastDiskLook == 0 {
      lastDiskLook = uptime
      lookAtDisk()
      lookForHolidays()
    }
    forget()
  }

  /// Before an erasure is answered: the words do not wait for a quiet moment to leave the log.
  public func beforeAnswering() { scrub() }

  /// A clean stop: everything in the main file, and a note that it was clean.
  public func close() {
    scrub()
    try? node.store.setMeta(Upkeep.cleanKey, "yes")
    guard let connection = node.store.connection as? SQLiteConnection else { return }
    _ = try? connection.checkpoint(truncating: true)
  }

  /// Present only while no node runs on the store and the last one stopped by itself.
  /// A check or a read found damage: the next start salvages before it serves.
  static let damagedKey = "damaged"
  /// What a salvage did, until a full check asked for by staff finds the store sound.
  static let salvagedKey = "salvaged"
  public static let cleanKey = "clean"

  private func checkpoint() {
    guard let connection = node.store.connection as? SQLiteConnection else { return }
    _ = try? connection.checkpoint()
  }

  private func lookAtDisk() {
    let now = node.reading.wall
    let logBytes = Files.size(folder.writeAheadLog) ?? 0
    node.alarms.set(
      .log,
      logBytes < Upkeep.logBytesAlarm
        ? nil
        : Bilingual(
          "Catatan sementara penyimpanan sudah \(logBytes >> 20) MiB dan tidak berkurang. Layanan berjalan; mulai ulang "
            + "loketd di luar jam layanan.",
          "The store's write-ahead log has grown to \(logBytes >> 20) MiB and does not shrink. Service goes on; restart "
            + "loketd after hours."), at: now)
    let free = Files.freeSpace(at: folder.path) ?? Int.max
    node.alarms.set(
      .disk,
      free >= Upkeep.freeBytesMin
        ? nil
        : Bilingual(
          "Ruang disk tinggal \(free >> 20) MiB. Kosongkan ruang sebelum perintah ditolak.",
          "Only \(free >> 20) MiB of disk are left. Free some space before commands are refused."), at: now)
  }

  /// Next year's holidays are installed while the desk is open.
  private func lookForHolidays() {
    let found = HolidayStore.bytes(folder)
    guard found != holidayFile else { return }
    holidayFile = found
    if let holidays = found.flatMap(HolidayStore.read) { node.learn(holidays) }
  }

  /// Once a service day: classes of fields whose period is over are erased.
  private func forget() {
    guard let day = node.hall.day?.day, let profile = node.hall.profile, !node.isAheadOfCentre else { return }
    if forgetting?.day != day {
      forgetting = Forgetting(node, profile, day: day)
      hasForgotten = false
    }
    guard !hasForgotten, let forgetting else { return }
    do {
      hasForgotten = try !forgetting.step()
      node.alarms.set(.retention, nil, at: node.reading.wall)
    } catch {
      hasForgotten = true
      node.alarms.set(
        .retention,
        Bilingual(
          "Penghapusan data lama gagal hari ini dan dicoba lagi besok.",
          "Erasing old data failed today and will be tried again tomorrow."), at: node.reading.wall)
    }
  }

  /// Pages that held erased words leave the write-ahead log as well, at once if no reader is in the way.
  private func scrub() {
    guard node.isScrubbingDue, let connection = node.store.connection as? SQLiteConnection else { return }
    guard (try? connection.checkpoint(truncating: true)) == 0 else { return }
    node.scrubbed()
  }
}
