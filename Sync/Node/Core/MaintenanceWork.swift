import Desk
import Domain
import Machine
import SQLite
import Seal
import Store

/// Long work on the store, over a connection that only reads, on whatever thread the host has for it.
public enum MaintenanceWork {
  public static func run(_ task: Maintenance, _ folder: StoreFolder, progress: (String) -> Void) -> MaintenanceReport {
    do {
      switch task {
      case .verify: return report(try folder.openForReading().verifyChain { progress(String($0)) })
      case .check: return try check(folder, progress)
      case .backup(let path): return try backUp(folder, to: path, progress)
      case .printTest, .voiceTest, .line: preconditionFailure("done by whoever has the devices and the line")
      }
    } catch {
      return MaintenanceReport { $0.findings = ["\(task.name): \(Damage.line(error))"] }
    }
  }

  private static func report(_ findings: Findings) -> MaintenanceReport {
    MaintenanceReport {
      $0.events = findings.events
      $0.findings = findings.lines
    }
  }

  /// The file, the chain and the projections, each named in what it finds. Damage in one does not hide the others.
  static func check(_ folder: StoreFolder, _ progress: (String) -> Void) throws -> MaintenanceReport {
    try check(SQLiteConnection(path: folder.database, access: .reading), progress)
  }

  /// All of one moment, so that what the desk does meanwhile does not look like damage.
  static func check(_ connection: SQLiteConnection, _ progress: (String) -> Void) throws -> MaintenanceReport {
    var report = MaintenanceReport()
    try connection.execute("BEGIN")
    progress("berkas / file")
    report.findings += connection.damage().map { "file: \($0)" }
    do {
      let store = try Store(reading: connection, digester: Seal.digester)
      progress("rantai / chain")
      let chain = try store.verifyChain { progress(String($0)) }
      report.events = chain.events
      report.findings += chain.lines.map { "log: \($0)" }
      progress("proyeksi / projections")
      report.findings += try store.verifyProjections().lines
      report.findings += try store.verifyLocal().lines
    } catch {
      report.findings.append(Damage.line(error))
    }
    return report
  }

  /// A copy that is whole or absent: written beside, checked, synced, renamed.
  static func backUp(_ folder: StoreFolder, to path: String, _ progress: (String) -> Void) throws -> MaintenanceReport {
    guard !Files.exists(path) else {
      return MaintenanceReport {
        $0.findings = ["berkas itu sudah ada dan tidak disentuh / that file exists already and was left alone"]
      }
    }
    // The office's own folder for copies; any other must be there, or a copy meant for a stick would stay on the disk.
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    if parent.hasSuffix("/backups") { try Files.makeFolder(parent, mode: 0o750) }
    guard parent.isEmpty || Files.exists(parent) else {
      return MaintenanceReport {
        $0.findings = [
          "Folder \(parent) tidak ada, jadi tidak ada yang disalin. Pasang stik USB-nya, atau tulis folder lain. / "
            + "There is no folder \(parent), so nothing was copied. Plug the stick in, or name another folder."
        ]
      }
    }
    let partial = path + ".partial"
    // Looking at the copy leaves SQLite's side files next to it.
    func tidy() { for suffix in ["", "-wal", "-shm"] { Files.remove(partial + suffix) } }
    tidy()
    defer { tidy() }
    let source = try SQLiteConnection(path: folder.database, access: .reading)
    // The copy is of this moment; without it every press at the desk would make it begin again.
    try source.execute("BEGIN; SELECT COUNT(*) FROM meta")
    do {
      try source.backUp(to: partial) { done, total in
        progress("\(done)/\(total)")
        return true
      }
    } catch {
      // It failed before anything was written: of the folder, not of the store.
      guard !Files.exists(partial) else { throw error }
      return MaintenanceReport {
        $0.findings = [
          "Berkas tidak dapat dibuat di folder \(parent); tidak ada yang disalin. Periksa izinnya, atau tulis folder lain. / "
            + "No file can be made in the folder \(parent); nothing was copied. See its permissions, or name another folder."
        ]
      }
    }
    try Files.restrict(partial)
    let copy = try Store(reading: SQLiteConnection(path: partial, access: .reading), digester: Seal.digester)
    let findings = try copy.verifyChain()
    guard findings.isSound else {
      return MaintenanceReport {
        $0.events = findings.events
        $0.findings = findings.lines.map { "backup: \($0)" }
      }
    }
    try Files.sync(partial)
    try Files.move(partial, to: path)
    return MaintenanceReport {
      $0.events = findings.events
      $0.bytes = Files.size(path) ?? 0
    }
  }
}
