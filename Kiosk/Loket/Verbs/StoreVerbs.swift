import Desk
import DeskSocket
import Domain
import Machine
import Node
import Store

/// Looking after the store.
enum StoreVerbs {
  static let damageExit: Int32 = 5

  private static func maintain(
    _ task: Maintenance, _ invocation: Invocation, sound: (MaintenanceReport) -> Bilingual
  ) throws -> Int32 {
    try Office.with(invocation.global) { desk in
      let report = try desk.maintain(task) { progress in
        if Console.isTerminal && !invocation.global.json { Console.error("… \(progress)") }
      }
      let code = say(report, invocation, sound)
      // A copy that could not be made, for want of room or of permission, is no damage of the store.
      if case .backup = task, code == damageExit, report.events == 0 { return 3 }
      return code
    }
  }

  private static func say(
    _ report: MaintenanceReport, _ invocation: Invocation, _ sound: (MaintenanceReport) -> Bilingual
  ) -> Int32 {
    if invocation.global.json {
      Console.out(ViewText.json(report))
    } else if report.findings.isEmpty {
      Console.out(sound(report)[invocation.global.language])
    } else {
      for finding in report.findings(in: invocation.global.language) { Console.error(finding) }
    }
    return report.findings.isEmpty ? 0 : damageExit
  }

  static func verify(_ invocation: Invocation) throws -> Int32 {
    try maintain(.verify, invocation) {
      Bilingual("Rantai utuh: \($0.events) peristiwa.", "The chain is sound: \($0.events) events.")
    }
  }

  /// Without loketd this command opens the store itself, and opening mends: first a look at it as it lies there. Findings
  /// name pages and tables, nobody's words, so no PIN is asked for them; whom would a damaged store ask?
  static func check(_ invocation: Invocation) throws -> Int32 {
    let folder = StoreFolder(invocation.global.home)
    if !SocketDesk.answers(at: folder.socket), let lock = try? folder.takeLock() {
      let found = Repair(folder, clock: .real).look()
      withExtendedLifetime(lock) {}
      if !found.isEmpty {
        let code = say(MaintenanceReport { $0.findings = found }, invocation) { _ in Bilingual("", "") }
        Console.error(
          Bilingual("Perbaiki: loket store repair", "To mend it: loket store repair")[invocation.global.language])
        return code
      }
    }
    return try maintain(.check, invocation) {
      Bilingual(
        "Berkas, rantai (\($0.events) peristiwa), dan proyeksi utuh.",
        "File, chain (\($0.events) events) and projections are sound.")
    }
  }

  static func backup(_ invocation: Invocation) throws -> Int32 {
    let folder = StoreFolder(invocation.global.home)
    let path = invocation.arguments.words.first ?? folder.backups + "/" + Backups.name(at: MachineClock.real)
    return try maintain(.backup(path: absolute(path)), invocation) {
      Bilingual(
        "Salinan tersimpan dan diperiksa: \(path) (\($0.events) peristiwa, \($0.bytes / 1024) KiB).",
        "The copy was saved and checked: \(path) (\($0.events) events, \($0.bytes / 1024) KiB).")
    }
  }

  /// The node has a folder of its own.
  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : (Environment.value("PWD") ?? ".") + "/" + path
  }

  static func restore(_ invocation: Invocation) throws -> Int32 {
    let path = try invocation.word(0, "FILE")
    return try Office.alone(invocation.global) { folder in
      let outcome = try Repair(folder, clock: .real, practising: invocation.global.practice != nil).restore(from: path)
      return told(outcome, invocation)
    }
  }

  static func repair(_ invocation: Invocation) throws -> Int32 {
    try Office.alone(invocation.global) { folder in
      let outcome = try Repair(folder, clock: .real, practising: invocation.global.practice != nil).salvage()
      return told(outcome, invocation)
    }
  }

  private static func told(_ outcome: Repair.Outcome, _ invocation: Invocation) -> Int32 {
    if invocation.global.json {
      Console.out(ViewText.json(outcome.report))
    } else {
      Console.out(outcome.text[invocation.global.language])
      for finding in outcome.report.findings(in: invocation.global.language) { Console.error(finding) }
    }
    return outcome.isLosing ? damageExit : 0
  }

  static func rebuild(_ invocation: Invocation) throws -> Int32 {
    try Office.alone(invocation.global) { folder in
      let store = try folder.open()
      let events = try store.rebuild { if Console.isTerminal { Console.error("… \($0)") } }
      Console.out(
        invocation.global.json
          ? ViewText.json(MaintenanceReport { $0.events = events })
          : Bilingual(
            "Proyeksi dihitung ulang dari \(events) peristiwa.",
            "Projections were computed again from \(events) events.")[
              invocation.global.language])
      return 0
    }
  }
}
