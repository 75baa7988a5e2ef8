import Desk
import DeskSocket
import Domain
import LineStand
import Machine

/// One bad line with the real programs at its ends: `loketd` here; nginx with TLS, and `pusat` behind it, there.
final class Stand {
  private let programs: String
  let line: BadLine
  let gate: Gate
  private let pusat: Pusat
  private let authority: Authority
  private let folder: String
  private var offices = 0

  static let gatePort = 8443

  init(_ programs: String, folder: String) throws {
    self.programs = programs
    self.folder = folder
    try Files.makeFolder(folder, mode: 0o700)
    line = try BadLine(programs: programs)
    authority = try Authority(in: folder)
    // As `docs/centre.md` sets it up; kernels before 6.15 have no such place for the first.
    let settings = "cd /proc/sys/net/ipv4; echo 3000 >tcp_rto_max_ms; echo 3 >tcp_fastopen"
    let (path, words) = line.words(.centre, "/bin/sh", ["-c", settings])
    try Child(path, words, isQuiet: true).wait()
    pusat = try Pusat(programs, folder: folder + "/pusat", on: line)
    try pusat.serve()
    gate = try Gate(authority, port: Self.gatePort, centres: pusat.ports, folder: folder + "/gate", on: line)
  }

  /// An office that is enrolled and in agreement with the centre, has lived through so many visits since, and is paused;
  /// with its `loketd` just started, so that it has no connection yet.
  func office(visits: Int, seed: UInt64) throws -> OfficePC {
    try line.turn(.fine)
    offices += 1
    var profile = Bench.profile()
    profile.code = OfficeCode(UInt16(1_100 + offices))
    let office = try OfficePC(programs, profile, home: folder + "/office-\(offices)", on: line)
    try office.start()
    let url = "https://\(BadLine.End.centre.address):\(Self.gatePort)"
    let findings = try office.enrol(url, try pusat.code(for: profile.code.word), authority: authority.file)
    guard findings.isEmpty else { throw Never("enrolled: \(findings)") }
    try office.settle()
    guard visits > 0 else { return office }
    _ = try office.desk().maintain(.line(.pause), progress: { _ in })
    guard office.stop() == 0 else { throw Never("loketd stopped") }
    try office.live(visits: visits, seed: seed)
    try office.start()
    // A node that has just started spreads its first call over five seconds; here it is the line that is measured.
    Machine.Thread.pause(milliseconds: 5_200)
    return office
  }

  /// Seconds and bytes until the centre has signed for everything.
  struct Upload {
    var seconds: Double
    var up: BadLine.Count
    var down: BadLine.Count
    var bytes: Int { up.bytes + down.bytes }
  }

  func upload(_ weather: BadLine.Weather, visits: Int) throws -> Upload {
    let office = try office(visits: visits, seed: weather.seed)
    defer { office.kill() }
    let desk = try office.desk()
    try line.turn(weather)
    let time = try Bench.time {
      _ = try desk.maintain(.line(.resume), progress: { _ in })
      try comesTrue("everything is signed for") { try OfficePC.line(desk).unsent == 0 }
    }
    let (up, down) = try quiet()
    return Upload(seconds: time / 1e6, up: up, down: down)
  }

  /// The counts once nothing has moved for three seconds.
  func quiet() throws -> (up: BadLine.Count, down: BadLine.Count) {
    var last = try line.count()
    for _ in 0..<20 {
      Machine.Thread.pause(milliseconds: 3_000)
      let now = try line.count()
      if now.up.packets == last.up.packets, now.down.packets == last.down.packets { break }
      last = now
    }
    return last
  }
}
