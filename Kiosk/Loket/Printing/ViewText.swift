import Desk
import Domain
import JSON
import Profiles

/// Views as text for people; `--json` gives scripts the same facts whole.
struct ViewText {
  let language: Language

  init(_ language: Language) { self.language = language }

  static func json<R: Record>(_ record: R) -> String { String(decoding: JSONWriter.write(record), as: UTF8.self) }

  func say(_ indonesian: String, _ english: String) -> String { Bilingual(indonesian, english)[language] }

  func text(_ view: View) -> String {
    switch view {
    case .status(let view): status(view)
    case .day(let view): day(view)
    case .queue(let view): queue(view.visits)
    case .board(let view): board(view)
    case .ticket(let view): ticket(view)
    case .desk(let view): desk(view)
    case .rating(let view): rating(view)
    case .visit(let view): visit(view)
    case .guests(let view): guests(view)
    case .guest(let view): guest(view)
    case .officers(let view): officers(view)
    case .profile(let view): OfficeFile.write(view.profile)
    case .reservations(let view): reservations(view)
    case .undecided(let view): undecided(view)
    case .complaints(let view): complaints(view)
    case .log(let view): log(view)
    case .code(let view): code(view)
    case .help(let view): help(view.asks)
    case .line(let view): line(view, [])
    case .overruled(let view): overruled(view)
    }
  }

  /// Before anything is set up there is nothing to report, only what to do.
  private func status(_ view: StatusView) -> String {
    guard view.node > 0 else {
      return Refusal.officeNotOpened.text[language] + (view.practice ? say("  [LATIHAN]", "  [PRACTICE]") : "")
    }
    // Before the profile has come from the centre there is no name, no day and no time of the office.
    guard !view.name.isEmpty || view.alarms.contains(where: { $0.code == "check" }) else {
      return
        ([
          Refusal.officeArriving.text[language] + (view.practice ? say("  [LATIHAN]", "  [PRACTICE]") : ""),
          say("Pusat          ", "Centre         ") + say(view.line.indonesian, view.line.english),
        ] + view.alarms.map { "! [\($0.code)] \(say($0.indonesian, $0.english))" }).joined(separator: "\n")
    }
    var lines = [
      "\(view.office) \(view.name)" + (view.practice ? say("  [LATIHAN]", "  [PRACTICE]") : ""),
      say("Waktu kantor   ", "Office time    ") + view.localTime
        + (view.clockTrusted ? "" : say("  (jam diragukan)", "  (clock in doubt)")),
      say("Hari layanan   ", "Service day    ") + (view.day?.spoken(language) ?? "–")
        + (view.dayClosed ? say(" (ditutup)", " (closed)") : ""),
      say("Antrean        ", "Queue          ")
        + say(
          "\(view.waiting) menunggu, \(view.atDesks) di meja, \(view.finished) selesai",
          "\(view.waiting) waiting, \(view.atDesks) at desks, \(view.finished) finished"),
      say("Catatan        ", "Log            ")
        + say("\(view.events) peristiwa, node \(view.node)", "\(Amount.events(view.events).english), node \(view.node)"),
    ]
    if view.storeBytes > 0 {
      lines.append(
        say("Penyimpanan    ", "Store          ")
          + say(
            "\(view.storeBytes / 1024) KiB + catatan sementara \(view.walBytes / 1024) KiB, sisa disk \(view.freeBytes >> 20) MiB",
            "\(view.storeBytes / 1024) KiB + write-ahead log \(view.walBytes / 1024) KiB, \(view.freeBytes >> 20) MiB of disk left"
          ))
    }
    lines.append(
      say("Node           ", "Node           ")
        + say(
          "versi \(view.version), menyala \(view.uptimeSeconds / 60) menit, \(view.terminals) terminal, memori \(view.memoryKiB / 1024) MiB",
          "version \(view.version), up \(view.uptimeSeconds / 60) minutes, \(view.terminals) terminals, memory \(view.memoryKiB / 1024) MiB"
        ))
    lines += view.devices.map(device)
    if view.line.state != .none {
      lines.append(say("Pusat          ", "Centre         ") + say(view.line.indonesian, view.line.english))
    }
    if !view.help.isEmpty { lines.append(help(view.help)) }
    if view.alarms.isEmpty {
      lines.append(say("Peringatan     tidak ada", "Alarms         none"))
    } else {
      lines += view.alarms.map { "! [\($0.code)] \(say($0.indonesian, $0.english))" }
    }
    return lines.joined(separator: "\n")
  }

  /// Visitors who wait for somebody to come.
  private func help(_ asks: [HelpLine]) -> String {
    guard !asks.isEmpty else { return say("Tidak ada yang memanggil petugas.", "Nobody asks for staff.") }
    return asks.map { ask in
      let number = ask.number.map { " (\($0))" } ?? ""
      let state = ask.isAttended ? say(", petugas menuju ke sana", ", staff are on the way") : ""
      return say("Petugas diminta  ", "Staff wanted   ")
        + say(
          "di \(ask.place.label.indonesian)\(number) sejak \(ask.since)",
          "at \(ask.place.label.english)\(number) since \(ask.since)") + state
    }.joined(separator: "\n")
  }

  private func device(_ line: DeviceLine) -> String {
    let name =
      line.name == "printer" ? say("Pencetak       ", "Printer        ") : say("Suara          ", "Voice          ")
    let waiting = line.waiting == 0 ? "" : say(" (\(line.waiting) menunggu)", " (\(line.waiting) waiting)")
    return name + say(line.indonesian, line.english) + waiting
  }

  private func day(_ view: DayView) -> String {
    var lines = [view.day?.spoken(language) ?? say("Belum ada hari layanan.", "No service day yet.")]
    let state =
      view.closed
      ? say("Hari layanan sudah ditutup.", "The service day is closed.") : say(view.hours, view.hoursEnglish)
    if !state.isEmpty { lines.append(state) }
    var table = Table([
      say("layanan", "service"), say("menunggu", "waiting"), say("terakhir", "last"), say("perkiraan", "expected"),
    ])
    for service in view.services {
      table.add([
        say(service.name, service.nameEnglish), String(service.waiting), service.last?.description ?? "–",
        say("\(service.expectedMinutes) menit", "\(service.expectedMinutes) min"),
      ])
    }
    lines.append("\n" + table.text + "\n")
    lines.append(
      say(
        "Kunjungan \(view.visits): \(view.waiting) menunggu, \(view.atDesks) di meja, \(view.parked) ditunda, \(view.missed) dilewati, "
          + "\(view.finished) selesai, \(view.cancelled) batal, \(view.lapsed) hangus.",
        "Visits \(view.visits): \(view.waiting) waiting, \(view.atDesks) at desks, \(view.parked) parked, \(view.missed) skipped, "
          + "\(view.finished) finished, \(view.cancelled) cancelled, \(view.lapsed) lapsed."))
    if let wait = view.meanWaitMinutes.map({ Amount.time(minutes: $0) }) {
      // Nobody's service has ended yet: its mean is not nought.
      let served = view.meanServiceMinutes.map { Amount.time(minutes: $0) }
      lines.append(
        say(
          "Rata-rata menunggu \(wait.indonesian)" + (served.map { ", dilayani \($0.indonesian)" } ?? "") + ".",
          "Mean wait \(wait.english)" + (served.map { ", mean service \($0.english)" } ?? "") + "."))
    }
    if let promise = view.promiseMinutes {
      lines.append(
        say(
          "Janji layanan \(promise) menit: ditepati \(view.promiseKept), terlewat \(view.promiseMissed).",
          "Promise of \(promise) minutes: kept \(view.promiseKept), missed \(view.promiseMissed)."))
    }
    if !view.satisfaction.isEmpty { lines.append("IKM \(view.satisfaction)") }
    return lines.joined(separator: "\n")
  }

  /// The sign at a number that several visitors hold.
  static func twice(_ holders: Int?) -> String { holders.map { "×\($0)" } ?? "" }

  func queue(_ visits: [QueueLine]) -> String {
    guard !visits.isEmpty else { return say("Tidak ada yang menunggu.", "Nobody is waiting.") }
    var table = Table([
      say("nomor", "number"), say("layanan", "service"), say("tahap", "stage"), say("sejak", "since"),
      say("tunggu", "wait"), say("meja", "desk"),
      say("prioritas", "priority"), say("tamu", "guest"),
    ])
    for line in visits {
      table.add([
        (line.number?.description ?? line.visit.description) + Self.twice(line.holders), line.service,
        line.stage.label[language], line.since,
        wait(line),
        line.desk.map { String($0) } ?? "–",
        line.priority == .none ? "–" : line.priority.label[language], line.guest ?? "–",
      ])
    }
    return table.text
  }

  /// Minutes as marks; whole days and hours as words, and what nobody knows as a dash.
  private func wait(_ line: QueueLine) -> String {
    func length(_ minutes: Int) -> String {
      minutes < 120 ? "\(minutes)'" : Amount.short(minutes: minutes)[language]
    }
    guard let waited = line.waitMinutes else { return "–" }
    guard line.promise == "late" else { return length(waited) }
    let late = length(line.minutesLate)
    return length(waited) + say(" (lewat \(late))", " (\(late) late)")
  }

  private func board(_ view: BoardView) -> String {
    var lines = [say("Pukul \(view.localTime)", "At \(view.localTime)")]
    if view.called.isEmpty { lines.append(say("Belum ada panggilan.", "Nobody has been called yet.")) }
    for (index, line) in view.called.enumerated() {
      lines.append((index == 0 ? "▶ " : "  ") + "\(line.label)  " + say("meja \(line.desk)", "desk \(line.desk)"))
    }
    let waiting = view.waiting.filter { $0.waiting > 0 }.map { "\(say($0.name, $0.nameEnglish)) \($0.waiting)" }
    lines.append(
      waiting.isEmpty
        ? say("Tidak ada yang menunggu.", "Nobody is waiting.")
        : say("Menunggu: ", "Waiting: ") + waiting.joined(separator: ", "))
    return lines.joined(separator: "\n")
  }

  private func ticket(_ view: TicketView) -> String {
    let label = (view.number?.description ?? view.visit.description) + Self.twice(view.holders)
    var line = "\(label) · \(say(view.service, view.serviceEnglish)) · \(view.stage.label[language])"
    if let desk = view.desk { line += say(" · meja \(desk)", " · desk \(desk)") }
    if view.stage == .waiting {
      line += say(
        " · \(view.ahead) orang di depan, kira-kira \(view.expectedMinutes) menit",
        " · \(view.ahead) ahead, about \(view.expectedMinutes) minutes")
    }
    if view.print != .none { line += "\n" + say(view.printIndonesian, view.printEnglish) }
    return line
  }

  private func desk(_ view: DeskView) -> String {
    var lines = ["\(view.name) (\(view.desk))"]
    lines.append(view.visit.map(visit) ?? say("Tidak ada pengunjung di meja.", "Nobody is at the desk."))
    lines.append(
      say(
        "\(view.waiting) menunggu, \(view.finishedToday) selesai di meja ini hari ini.",
        "\(view.waiting) waiting, \(view.finishedToday) finished at this desk today."))
    if !view.parked.isEmpty { lines.append(say("Ditunda:", "Parked:") + "\n" + queue(view.parked)) }
    if !view.missed.isEmpty { lines.append(say("Dilewati:", "Skipped:") + "\n" + queue(view.missed)) }
    return lines.joined(separator: "\n")
  }

  /// A profile fills pages; `--json` has it whole.
  private func shortened(_ body: String) -> String { body.count <= 100 ? body : body.prefix(100) + "…" }

  private func log(_ view: LogView) -> String {
    guard !view.events.isEmpty else {
      return say("Tidak ada peristiwa di sini. Terakhir: \(view.last)", "No events here. Last: \(view.last)")
    }
    var table = Table([
      say("peristiwa", "event"), say("waktu", "time"), say("perihal", "subject"), say("jenis", "kind"),
      say("pelaku", "actor"), say("isi", "body"),
    ])
    for line in view.events {
      table.add([
        line.event.description, line.at, "\(line.sort.key) \(line.subject)", line.kind, line.actor.word,
        line.erased ? say("(dihapus)", "(erased)") : shortened(line.body),
      ])
    }
    return table.text + "\n" + say("Terakhir: \(view.last)", "Last: \(view.last)")
  }
}
