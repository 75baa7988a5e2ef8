import Desk
import DeskSocket
import Domain
import GeneratedVisits
import Machine
import Node
import SQL
import Seal
import Store

/// An office's PC with a real `loketd`, its head's session, and a line to a centre.
public final class OfficePC {
  public let home: StoreFolder
  public let code: OfficeCode
  private let programs: String
  private let line: BadLine?
  private var process: Program?

  public static let login = "kepala"
  public static let pin = "402917"

  /// Set up by a head, on the evening before the generated visits' first day.
  public init(_ programs: String, _ profile: OfficeProfile, home: String, on line: BadLine? = nil) throws {
    self.home = StoreFolder(home)
    self.programs = programs
    self.line = line
    code = profile.code
    // Whoever presses meets a loketd that was killed.
    Signals.ignoreBrokenPipes()
    let evening = Zone.wit.moment(Day(year: 2026, month: 1, day: 4)!, TimeOfDay(17, 0))
    let surroundings = Surroundings(
      clock: .practice(startingAt: evening.milliseconds), salt: { Seal.randomNumber() }, holidays: [])
    let opened = try self.home.open(surroundings)
    let desk = LocalDesk(opened.node, folder: self.home)
    _ = try desk.perform(.openOffice(OpenOffice { $0.profile = profile }), id: "stand-1")
    let head = AddOfficer { ($0.profile.login, $0.profile.name, $0.profile.roles) = (Self.login, "Kepala", [.head]) }
    _ = try desk.perform(.addOfficer(head), id: "stand-2")
    _ = try desk.perform(.setPin(SetPin { ($0.login, $0.pin) = (Self.login, Self.pin) }), id: "stand-3")
    desk.close()
    withExtendedLifetime(opened.lock) {}
  }

  /// Starts `loketd` and waits until it answers.
  public func start() throws {
    let program = try Program(
      programs + "/loketd", ["--home", home.path], log: home.path + "/loketd.log", on: line, at: .office)
    process = program
    try comesTrue("loketd answers: \(program.said)") { SocketDesk.answers(at: home.socket) }
  }

  public func kill() {
    process?.kill()
    process = nil
  }

  @discardableResult
  public func stop() -> Int32? {
    defer { process = nil }
    return process?.stop()
  }

  /// A connection with the head's session.
  public func desk() throws -> SocketDesk {
    let desk = try SocketDesk(path: home.socket)
    _ = try desk.login(Self.login, pin: Self.pin)
    return desk
  }

  public static func line(_ desk: any Desk) throws -> LineView {
    guard case .status(let status) = try desk.read(.status(Empty())) else { return LineView() }
    return status.line
  }

  /// Makes this PC known to a centre; what was found wrong.
  public func enrol(_ url: String, _ code: String, authority: String = "", proxy: String = "") throws -> [String] {
    let request = EnrolRequest {
      ($0.centre, $0.code, $0.authority, $0.proxy) = (url, code, authority, proxy)
    }
    let report = try desk().maintain(.line(.enrol(request)), progress: { _ in })
    return report.findings.map { "\($0)" }
  }

  /// Everything is signed for and nothing is under way.
  public func settle() throws {
    let desk = try SocketDesk(path: home.socket)
    var seen = LineView()
    try comesTrue("settled: \(seen.english)") {
      seen = try Self.line(desk)
      return seen.state == .good && seen.unsent == 0 && !seen.catchingUp
    }
  }

  /// Writes so many visits behind what is in the log, as if they had happened since. Only while `loketd` is stopped.
  public func live(visits: Int, seed: UInt64) throws {
    let store = try home.open()
    let visits = GeneratedOffice(visits: visits, seed: seed, continuing: try store.pen())
    try store.writing { try store.append(visits.entries) }
    try store.rebuild()
    try store.setMeta("clean", "yes")
  }
}
