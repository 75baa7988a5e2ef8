import Desk
import Domain

/// Paper and voice: neither is needed for a number or a call.
enum DeviceVerbs {
  static func printTicket(_ invocation: Invocation) throws -> Int32 {
    let text = try invocation.word(0, "VISIT")
    guard let visit = VisitKey(word: text) else {
      throw UsageFault.wrong(option: "visit", expected: VisitKey.expected)
    }
    return try Office.with(invocation.global) { desk in
      let query = VisitQuery { $0.visit = visit }
      try desk.print(query)
      let view = try desk.read(.ticket(query))
      if invocation.global.json, case .ticket(let ticket) = view {
        Console.out(ViewText.json(ticket))
      } else {
        Console.out(ViewText(invocation.global.language).text(view))
      }
      return 0
    }
  }

  static func tryPrinter(_ invocation: Invocation) throws -> Int32 {
    try maintain(
      .printTest, invocation,
      Bilingual(
        "Halaman uji tercetak. Periksa: garis angka tidak terpotong, kode dapat dibaca ponsel.",
        "The test page was printed. Look: the row of digits is whole, a phone reads the code."))
  }

  static func tryVoice(_ invocation: Invocation) throws -> Int32 {
    try maintain(
      .voiceTest, invocation, Bilingual("Kalimat uji sudah diucapkan.", "The test sentence was spoken."))
  }

  /// A device that does not work is no damage of the store, and nothing at the desk waits for it.
  private static func maintain(_ task: Maintenance, _ invocation: Invocation, _ sound: Bilingual) throws -> Int32 {
    try Office.with(invocation.global) { desk in
      let report = try desk.maintain(task) { _ in }
      if invocation.global.json {
        Console.out(ViewText.json(report))
      } else if report.findings.isEmpty {
        Console.out(sound[invocation.global.language])
      } else {
        for finding in report.findings(in: invocation.global.language) { Console.error(finding) }
      }
      return report.findings.isEmpty ? 0 : 3
    }
  }

  static func voiceOff(_ invocation: Invocation) throws -> Int32 {
    try mute(
      true, invocation,
      Bilingual("Panggilan dibisukan; papan tetap berjalan.", "Calls are muted; the board goes on."))
  }

  static func voiceOn(_ invocation: Invocation) throws -> Int32 {
    try mute(false, invocation, Bilingual("Panggilan diucapkan lagi.", "Calls are spoken again."))
  }

  private static func mute(_ isMuted: Bool, _ invocation: Invocation, _ text: Bilingual) throws -> Int32 {
    try Office.with(invocation.global) { desk in
      try desk.mute(isMuted)
      Console.out(invocation.global.json ? "{\"muted\":\(isMuted)}" : text[invocation.global.language])
      return 0
    }
  }
}
