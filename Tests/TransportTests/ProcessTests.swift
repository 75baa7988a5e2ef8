import Desk
import DeskSocket
import Domain
import LineStand
import Machine
import Node
import TestSupport
import Testing

/// The real programs: `pusat`, `loketd` and `loket`.
@Suite(.serialized) struct `A centre and an office as processes` {
  private final class Both {
    let folder = TemporaryFolder()
    let centre: Program
    var office: Program
    let url: String
    private var runs = 0

    init() throws {
      Signals.ignoreBrokenPipes()
      try Files.makeFolder(folder.path, mode: 0o750)
      centre = try Program(
        Environment.beside("pusat"), ["serve", "--store", folder.path + "/pusat", "--listen", "127.0.0.1:0"],
        log: folder.path + "/pusat.log")
      let centre = centre
      try comesTrue("pusat listens") { centre.said.contains("127.0.0.1:") }
      let port = centre.said.split(separator: ":").last.map { $0.prefix { $0.isNumber } } ?? ""
      url = "http://127.0.0.1:\(port)"
      office = try Self.startOffice(in: folder.path)
    }

    private static func startOffice(in folder: String) throws -> Program {
      let office = try Program(
        Environment.beside("loketd"), ["--home", folder + "/office"], log: folder + "/loketd.log")
      try comesTrue("loketd answers: \(office.said)") { SocketDesk.answers(at: folder + "/office/loketd.sock") }
      return office
    }

    func killOffice() throws {
      office.kill()
      office = try Self.startOffice(in: folder.path)
    }

    var codeKeys: String { folder.path + "/office/code.keys" }

    func desk() throws -> SocketDesk { try SocketDesk(path: folder.path + "/office/loketd.sock") }

    func pusat(_ words: String...) throws -> String { try pusat(words) }

    func pusat(_ words: [String]) throws -> String {
      runs += 1
      let run = try Program.run(
        Environment.beside("pusat"), words + ["--store", folder.path + "/pusat", "--lang", "en"],
        log: folder.path + "/out\(runs)")
      #expect(run.code == 0, "\(words): \(run.said)")
      return run.said
    }

    func loket(_ words: String...) throws -> (code: Int32, said: String) {
      runs += 1
      return try Program.run(
        Environment.beside("loket"), ["--home", folder.path + "/office", "--lang", "en"] + words,
        log: folder.path + "/out\(runs)")
    }
  }

  private static func line(_ desk: any Desk) throws -> LineView {
    guard case .status(let status) = try desk.read(.status(Empty())) else { return LineView() }
    return status.line
  }

  @Test func `enrol, book at the centre and see it at the office, a number at the office and see it at the centre`()
    throws
  {
    let both = try Both()
    let desk = try both.desk()
    let profile = try ShippedOffice.profile("halmahera-utara")
    for (index, command) in OfficeStart.commands(profile).enumerated() {
      _ = try desk.perform(command, id: "setup-\(index)")
    }
    _ = try desk.perform(.setPin(SetPin { ($0.login, $0.pin) = ("kepala", "402917") }), id: "pin")
    _ = try desk.login("kepala", pin: "402917")
    #expect(try Self.line(desk).state == .none)

    _ = try both.pusat("office", "add", profile.code.word, "Halmahera Utara")
    let code = try both.pusat("enrol", profile.code.word).split(separator: "\n").first.map(String.init) ?? ""
    let request = EnrolRequest { ($0.centre, $0.code) = (both.url, code) }
    #expect(try desk.maintain(.line(.enrol(request)), progress: { _ in }).findings == [])
    #expect(mode(both.folder.path + "/office/line.keys") == 0o600)
    try comesTrue("everything is sent") { try Self.line(desk).state == .good && Self.line(desk).unsent == 0 }

    // Two working days ahead, in the office's reservation hours.
    var day = profile.zone.local(Moment(milliseconds: MachineClock.real.wall())).day.advanced(by: 7)
    while day.weekday != .tuesday { day = day.advanced(by: 1) }
    let booked = try both.pusat("book", profile.code.word, day.word, "10.00", "--topic", "Inflasi", "--name", "Siti")
    let parts = booked.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    let printed = try #require(parts.first { $0.hasPrefix("R") })
    #expect(booked.contains("\(day)") && booked.contains("10.00") && booked.contains("Inflasi"), "\(booked)")
    #expect(booked.contains("pusat approve \(profile.code) \(printed)"), "\(booked)")
    #expect(EventID(word: parts[0]) != nil, "\(booked)")
    try comesTrue("the booking is at the office") {
      guard case .reservations(let list) = try desk.read(.reservations(DayQuery { $0.day = day })) else { return false }
      return list.reservations.count == 1
    }

    let before = try both.pusat("status")
    _ = try desk.perform(
      .fileComplaint(FileComplaint { $0.words = "Ruang tunggu panas." }), id: "complaint")
    try comesTrue("the complaint is sent") { try Self.line(desk).unsent == 0 }
    #expect(try both.pusat("status") != before)

    // The node writes where its group may read, and the person's own process carries it on.
    let carried = both.folder.path + "/office/carried"
    #expect(mode(carried) == 0o770)
    #expect(try desk.maintain(.line(.export(path: carried + "/1.lktu")), progress: { _ in }).findings == [])
    #expect(mode(carried + "/1.lktu") == 0o644)

    // Killed without a word, the office goes on from what is durable.
    try both.killOffice()
    let again = try both.desk()
    try comesTrue("the line stands again") { try Self.line(again).state == .good && Self.line(again).unsent == 0 }
    let shown = try both.loket("sync", "status")
    #expect(shown.code == 0 && shown.said.contains("connected") && shown.said.contains(both.url), "\(shown.said)")
    #expect(try both.loket("sync", "now").code == 4, "officers only")

    // Where its own files keep it from the centre, that is said, and not only that there is none.
    try Files.replace(both.folder.path + "/office/line.keys", with: [0x21], mode: 0o600)
    try both.killOffice()
    let damaged = try both.loket("sync", "status")
    #expect(damaged.said.contains("no line to a centre"), "\(damaged.said)")
    #expect(damaged.said.contains("line.keys is damaged"), "\(damaged.said)")
  }

  @Test func `a code printed at the centre is read at both PCs of an office, over a new key and without the centre`()
    throws
  {
    let both = try Both()
    let desk = try both.desk()
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.onlineAddress = "https://pst.bps.go.id"
    for (index, command) in OfficeStart.commands(profile).enumerated() {
      _ = try desk.perform(command, id: "setup-\(index)")
    }
    _ = try desk.perform(.setPin(SetPin { ($0.login, $0.pin) = ("kepala", "402917") }), id: "pin")
    _ = try desk.login("kepala", pin: "402917")
    _ = try both.pusat("office", "add", profile.code.word, "Halmahera Utara")
    let home = both.folder.path + "/second"
    let second = try Program(Environment.beside("loketd"), ["--home", home], log: both.folder.path + "/second.log")
    defer { second.kill() }
    try comesTrue("the second loketd answers") { SocketDesk.answers(at: home + "/loketd.sock") }
    let other = try SocketDesk(path: home + "/loketd.sock")
    for desk in [desk, other] {
      let code = try both.pusat("enrol", profile.code.word).split(separator: "\n").first.map(String.init) ?? ""
      let request = EnrolRequest { ($0.centre, $0.code, $0.office) = (both.url, code, profile.code) }
      #expect(try desk.maintain(.line(.enrol(request)), progress: { _ in }).findings == [])
      try comesTrue("everything is sent") { try Self.line(desk).state == .good && Self.line(desk).unsent == 0 }
    }
    #expect(mode(home + "/code.keys") == 0o600)
    #expect(try Files.read(home + "/code.keys", sizeMax: 4_096) == Files.read(both.codeKeys, sizeMax: 4_096))

    var day = profile.zone.local(Moment(milliseconds: MachineClock.real.wall())).day.advanced(by: 7)
    while day.weekday != .tuesday { day = day.advanced(by: 1) }
    let slot = [day.word, "10.00", "--topic", "Inflasi", "--name", "Siti"]
    let booked = try both.pusat(["book", profile.code.word] + slot).prefix { !$0.isWhitespace }
    func printed() throws -> String {
      let list = try both.pusat("reservations", profile.code.word, day.word)
      let line = list.split(separator: "\n").first { $0.hasPrefix("\(booked) ") } ?? ""
      return line.split(separator: " ").map(String.init).first { $0.hasPrefix("R") && $0.contains("-") } ?? ""
    }
    func isRead(_ code: String, _ desk: any Desk) throws -> Bool {
      guard case .code(let view) = try desk.read(.code(CodeQuery { $0.text = code })) else { return false }
      return view.kind == .reservation
    }
    let before = try printed()
    for desk in [desk, other] { try comesTrue("\(before) is read") { try isRead(before, desk) } }

    // A new key: both have it with their next exchange, and from then on it makes the codes.
    _ = try both.pusat("codes", "renew", profile.code.word)
    for (number, desk) in [desk, other].enumerated() {
      _ = try? desk.perform(
        .fileComplaint(FileComplaint { $0.words = "Ruang tunggu panas." }), id: "complaint-\(number)")
    }
    func keys(_ path: String) -> Int {
      String(decoding: (try? Files.read(path, sizeMax: 4_096)) ?? [], as: UTF8.self).split(separator: "\n").count - 4
    }
    try comesTrue("both have the new key") { keys(both.codeKeys) == 2 && keys(home + "/code.keys") == 2 }
    // Said by the call after that.
    try comesTrue("the new key makes the codes") { try printed() != before }
    let after = try printed()

    // A ticket's page, printed at either, is known at the centre.
    let ticket = try desk.perform(
      .issueTicket(IssueTicket { ($0.service, $0.afterHours) = ("konsultasi", true) }), id: "t")
    let visit = try #require(ticket.visit)
    guard case .ticket(let view) = try desk.read(.ticket(VisitQuery { $0.visit = .id(visit) })) else {
      throw Unexpected()
    }
    #expect(try both.pusat("ticket", view.qr).contains("visit \(visit)"), "\(view.qr)")

    both.centre.kill()
    try both.killOffice()
    let again = try both.desk()
    for desk in [again, other] {
      #expect(try isRead(before, desk), "before the new key, without the centre")
      #expect(try isRead(after, desk), "under the new key, without the centre")
    }
  }
}
