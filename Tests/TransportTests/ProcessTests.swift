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

    func desk() throws -> SocketDesk { try SocketDesk(path: folder.path + "/office/loketd.sock") }

    func pusat(_ words: String...) throws -> String {
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
    _ = try both.pusat("book", profile.code.word, day.word, "10.00", "--topic", "Inflasi", "--name", "Siti")
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
  }
}
