import Desk
import Domain
import Machine
import Node
import Squeeze
import Transport

/// The line to the centre.
enum SyncVerbs {
  static let all: [Verb] = [
    run(
      "sync status", "keadaan jalur ke pusat: yang belum terkirim, sejak kapan, umur data pusat",
      "the line to the centre: what is not sent, since when, how old the centre's data are", [],
      examples: ["loket sync status", "loket sync status --json"], status),
    VerbTable.show(
      "sync overruled", .overruled, "perubahan yang kalah dari perubahan di tempat lain",
      "changes that lost to a change made elsewhere", [], "loket sync overruled"),
    run(
      "sync now", "sambung ke pusat sekarang juga", "call the centre at once", [], examples: ["loket sync now"]
    ) {
      try simple(.now, $0, Bilingual("Jalur sedang dicoba.", "The line is being tried."))
    },
    run(
      "sync retry", "tawarkan lagi ke pusat isi yang dulu ditolak karena terlalu besar",
      "offer the centre again what was once refused as too large", [], examples: ["loket sync retry"]
    ) {
      try simple(.retry, $0, Bilingual("Ditawarkan lagi ke pusat.", "Offered to the centre again."))
    },
    run("sync pause", "jeda jalur ke pusat", "pause the line", [], examples: ["loket sync pause"]) {
      try simple(.pause, $0, Bilingual("Jalur dijeda; layanan berjalan.", "The line is paused; service goes on."))
    },
    run("sync resume", "lanjutkan jalur yang dijeda", "resume a paused line", [], examples: ["loket sync resume"]) {
      try simple(.resume, $0, Bilingual("Jalur dilanjutkan.", "The line goes on."))
    },
    run(
      "sync show", "isi pertukaran terakhir, atau sebuah berkas kiriman, tanpa data pribadi",
      "what the last exchange or a parcel's file holds, without personal data", ["FILE?"],
      examples: ["loket sync show last", "loket sync show /media/usb/loket.lktu"], show),
    run(
      "sync enrol", "daftarkan komputer ini di pusat dengan kode sekali pakai",
      "make this PC known to the centre with a one-time code", ["URL", "CODE"],
      options: [
        Option(name: "authority", form: .value, expected: "FILE"), Option(name: "proxy", form: .value, expected: "URL"),
        Option(name: "office", form: .value, expected: OfficeCode.expected),
      ],
      examples: ["loket sync enrol https://pusat.example.go.id 7KQ2-MM41-00XZ-9TTA-K3PD"], enrol),
    run(
      "sync export", "tulis yang belum terkirim ke berkas untuk dibawa dengan USB",
      "write what is not sent to a file, to be carried on a USB stick", ["FILE"],
      examples: ["loket sync export /media/usb/8205.lktu"], export),
    run(
      "sync import", "masukkan jawaban pusat dari berkas", "take in the centre's answer from a file", ["FILE"],
      examples: ["loket sync import /media/usb/8205-jawaban.lktu"], takeIn),
  ]

  private static func run(
    _ name: String, _ indonesian: String, _ english: String, _ positionals: [String], options: [Option] = [],
    examples: [String], _ body: @escaping @Sendable (Invocation) throws -> Int32
  ) -> Verb {
    Verb(
      name: name, summary: Bilingual(indonesian, english), positionals: positionals, action: .run(body, options),
      examples: examples)
  }

  private static func status(_ invocation: Invocation) throws -> Int32 {
    try Office.with(invocation.global) { desk in
      guard case .status(let status) = try desk.read(.status(Empty())) else { return 3 }
      Console.out(
        invocation.global.json
          ? ViewText.json(status.line) : ViewText(invocation.global.language).line(status.line, status.alarms))
      return 0
    }
  }

  private static func simple(_ task: LineTask, _ invocation: Invocation, _ done: Bilingual) throws -> Int32 {
    try ask(task, invocation) { _ in done }
  }

  /// Whatever keeps the line from it is no damage of the store: 3, as for devices.
  private static func ask(
    _ task: LineTask, _ invocation: Invocation, progress: (String) -> Void = { _ in },
    arrived: () throws -> Void = {}, _ done: (MaintenanceReport) -> Bilingual
  ) throws -> Int32 {
    try Office.with(invocation.global) { desk in
      var report = try desk.maintain(.line(task), progress: progress)
      if report.findings.isEmpty {
        do { try arrived() } catch {
          let fault = Bilingual.refused("Berkas itu gagal ditulis", "That file could not be written", error)
          report.findings = ["\(fault.indonesian) / \(fault.english)"]
        }
      }
      if invocation.global.json {
        Console.out(ViewText.json(report))
      } else if report.findings.isEmpty {
        let text = done(report)[invocation.global.language]
        if !text.isEmpty { Console.out(text) }
        if let remark = report.remark {
          Console.error("! " + MaintenanceReport.half(of: remark, in: invocation.global.language))
        }
      } else {
        for finding in report.findings(in: invocation.global.language) { Console.error(finding) }
      }
      return report.findings.isEmpty ? 0 : 3
    }
  }

  /// The office's own, so that a file tells its times as the desk does; Western Indonesia's where no node can be asked.
  private static func officeZone(_ invocation: Invocation) -> Zone {
    let view = try? Office.with(invocation.global) { try $0.read(.profile(Empty())) }
    if case .profile(let profile)? = view { return profile.profile.zone }
    return .wib
  }

  private static func show(_ invocation: Invocation) throws -> Int32 {
    let name = invocation.arguments.words.first ?? "last"
    guard name != "last" else {
      return try ask(.last, invocation, progress: { if !invocation.global.json { Console.out($0) } }) { _ in
        Bilingual("", "")
      }
    }
    let folder = StoreFolder(invocation.global.home)
    guard let keys = try LineKeys.read(folder.lineKeys) else {
      Console.error(
        Bilingual("Komputer ini belum terdaftar di pusat.", "This PC is not enrolled at the centre.")[
          invocation.global.language])
      return 3
    }
    do {
      let file = try Files.read(name, sizeMax: Carried.bytesMax)
      let zone = officeZone(invocation)
      let lines = try Carried.lines(file, keys: keys, squeezer: Zstd.squeezer) { moment in
        let local = zone.local(moment)
        return "\(local.day) \(local.time) \(zone.word)"
      }
      for line in lines { Console.out(line) }
      return 0
    } catch let fault as Carried.Fault {
      Console.error(fault.text[invocation.global.language])
      return 3
    }
  }

  private static func enrol(_ invocation: Invocation) throws -> Int32 {
    var request = EnrolRequest()
    request.centre = try invocation.word(0, "URL")
    request.code = try invocation.word(1, "CODE")
    request.authority = absolute(invocation.arguments.options["authority"]?.last ?? "")
    request.proxy = invocation.arguments.options["proxy"]?.last ?? ""
    if let word = invocation.arguments.options["office"]?.last {
      guard let office = OfficeCode(word: word) else {
        throw UsageFault.wrong(option: "office", expected: OfficeCode.expected)
      }
      request.office = office
    }
    return try ask(.enrol(request), invocation) { _ in
      Bilingual("Komputer ini terdaftar di pusat.", "This PC is enrolled at the centre.")
    }
  }

  private static func export(_ invocation: Invocation) throws -> Int32 {
    let stick = Carriage(home: absolute(invocation.global.home), path: absolute(try invocation.word(0, "FILE")))
    guard try stick.isFree(invocation) else { return 3 }
    defer { stick.leave() }
    return try ask(.export(path: stick.atNode), invocation, arrived: stick.bringOut) {
      Bilingual(
        "\($0.events) peristiwa, \($0.bytes) byte. Bawa berkas ini ke pusat; jawabannya: loket sync import BERKAS",
        "\(Amount.events($0.events).english), \($0.bytes) bytes. Carry this file to the centre; its answer: loket sync import FILE"
      )
    }
  }

  private static func takeIn(_ invocation: Invocation) throws -> Int32 {
    let stick = Carriage(home: absolute(invocation.global.home), path: absolute(try invocation.word(0, "FILE")))
    defer { stick.leave() }
    do { try stick.bringIn() } catch {
      Console.error(
        Bilingual.refused("Berkas itu tidak terbaca", "That file cannot be read", error)[
          invocation.global.language])
      return 3
    }
    return try ask(.takeIn(path: stick.atNode), invocation) {
      Bilingual(
        "Jawaban pusat diterima: \($0.events) peristiwa.",
        "The centre's answer is in: \(Amount.events($0.events).english).")
    }
  }

  /// The node has a folder of its own.
  private static func absolute(_ path: String) -> String {
    path.isEmpty || path.hasPrefix("/") ? path : (Environment.value("PWD") ?? ".") + "/" + path
  }
}
