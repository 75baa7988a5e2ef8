import Desk
import DeskSocket
import Domain
import Glibc
import Machine
import Node

/// What the line costs the desk: tickets while three days' worth of a large office goes up, against tickets beside a line
/// that is paused. Real programs; the centre keeps what it gets in memory and is in no hurry, as one on another machine
/// would not take this one's disk and cores.
enum Uploading {
  static let row = Row(
    name: "sync-cost", what: "ticket p99 while 100,000 events upload, against the line paused", toReach: "≤ 1.5×",
    measure: measure)

  /// The same store, under a number that another computer of the office has: all of it takes another name.
  static let identity = Row(
    name: "identity", what: "100,000 unsent events take another identity (once, when nobody presses)",
    toReach: "report", measure: change)

  private static let visits = 12_500
  private static let port = 8_463
  private static let presses = 4_000

  private struct Unexpected: Error { var what: String }

  private static func measure(_ bench: Bench) throws -> Row.Outcome {
    let real = Surroundings(clock: .real, salt: { 0 }, holidays: [])
    let store = try bench.freshStore("upload", practising: false, real)
    try BigStores.fill(store, visits: visits, eventsPerVisit: 8)
    let home = "/dev/shm/loket-bench-pusat-\(getpid())"
    for file in Files.list(home) { Files.remove(home + "/" + file) }
    let code = try enrolmentCode(bench, home)
    let centre = try Child(
      "/usr/bin/chrt",
      ["--idle", "0", bench.programs + "/pusat", "serve", "--store", home, "--listen", "127.0.0.1:\(port)"],
      isQuiet: true)
    defer {
      centre.stop()
      for file in Files.list(home) { Files.remove(home + "/" + file) }
    }
    try enrol(store, real, code)
    let node = try bench.startNode(store, practising: false)
    defer { node.stop() }
    let desk = try SocketDesk(path: store.socket)
    var (idle, busy, uploaded) = (Samples(), Samples(), 0)
    _ = try press(desk, presses / 2, into: &idle) { false }
    let before = try unsent(desk)
    _ = try desk.maintain(.line(.resume), progress: { _ in })
    _ = try desk.maintain(.line(.now), progress: { _ in })
    let pressed = try press(desk, presses, into: &busy) { try unsent(desk) < 200 }
    uploaded = before - (try unsent(desk))
    _ = try desk.maintain(.line(.pause), progress: { _ in })
    _ = try press(desk, presses / 2, into: &idle) { false }
    let ratio = busy.p99 / idle.p99
    return Row.Outcome(
      measured: "\(decimal(ratio))× (\(decimal(busy.p99, 0)) µs / \(decimal(idle.p99, 0)) µs; p50 "
        + "\(decimal(busy.p50, 0)) / \(decimal(idle.p50, 0)); \(uploaded + pressed) of \(before) events went up)",
      holds: ratio <= 1.5 && uploaded > before / 2)
  }

  private static func change(_ bench: Bench) throws -> Row.Outcome {
    let real = Surroundings(clock: .real, salt: { 0 }, holidays: [])
    let home = "/dev/shm/loket-bench-pusat-\(getpid())"
    for file in Files.list(home) { Files.remove(home + "/" + file) }
    let codes = [try enrolmentCode(bench, home), try anotherCode(bench, home)]
    let centre = try Child(
      bench.programs + "/pusat", ["serve", "--store", home, "--listen", "127.0.0.1:\(port)"], isQuiet: true)
    defer {
      centre.stop()
      for file in Files.list(home) { Files.remove(home + "/" + file) }
    }
    try enrol(try bench.freshStore("first", practising: false, real), real, codes[0])
    let store = try bench.freshStore("second", practising: false, real)
    try BigStores.fill(store, visits: visits, eventsPerVisit: 8)
    let time = try Bench.time { try enrol(store, real, codes[1]) }
    return Row.Outcome(measured: "\(decimal(time / 1e6, 1)) s, with start and enrolment", holds: true)
  }

  private static func anotherCode(_ bench: Bench, _ home: String) throws -> String {
    let words = try output(bench.programs + "/pusat", ["enrol", "8205", "--store", home])
    guard let code = words.split(separator: "\n").first else { throw Unexpected(what: "no code") }
    return String(code)
  }

  /// Tickets with a breath between them, as many as asked for or until it is over; returns how many.
  private static func press(
    _ desk: SocketDesk, _ most: Int, into samples: inout Samples, until isOver: () throws -> Bool
  ) throws -> Int {
    for index in 0..<most {
      let service = "layanan-" + Series(number: Int64(index % 26 + 1))!.word.lowercased()
      let command = Command.issueTicket(IssueTicket { $0.service = service })
      let id = PressID.make(.real)
      samples.add(try Bench.time { _ = try desk.perform(command, id: id) })
      usleep(1_000)
      if index % 50 == 49, try isOver() { return index + 1 }
    }
    return most
  }

  private static func unsent(_ desk: SocketDesk) throws -> Int {
    guard case .status(let status) = try desk.read(.status(Empty())) else { throw Unexpected(what: "no status") }
    return status.line.unsent
  }

  private static func enrolmentCode(_ bench: Bench, _ home: String) throws -> String {
    _ = try output(bench.programs + "/pusat", ["office", "add", "8205", "BPS", "--store", home])
    return try anotherCode(bench, home)
  }

  private static func output(_ program: String, _ arguments: [String]) throws -> String {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemFault("pipe") }
    let child = try Child(program, arguments, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    var (text, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
    while true {
      let count = read(ends[0], &chunk, chunk.count)
      guard count > 0 else { break }
      text += chunk[..<count]
    }
    guard child.wait() == 0 else { throw Unexpected(what: "\(arguments.first ?? "") failed") }
    return String(decoding: text, as: UTF8.self)
  }

  /// Enrolled, and the line paused until it is wanted.
  private static func enrol(_ store: StoreFolder, _ surroundings: Surroundings, _ code: String) throws {
    let opened = try store.open(surroundings, practising: false)
    let desk = LocalDesk(opened.node, folder: store)
    defer { desk.close() }
    var request = EnrolRequest()
    (request.centre, request.code) = ("http://127.0.0.1:\(port)", code)
    for _ in 0..<100 {
      let report = try desk.maintain(.line(.enrol(request)), progress: { _ in })
      if report.findings.isEmpty { break }
      Thread.pause(milliseconds: 50)
    }
    let report = try desk.maintain(.line(.pause), progress: { _ in })
    guard report.findings.isEmpty else { throw Unexpected(what: report.findings[0]) }
    withExtendedLifetime(opened.lock) {}
  }
}
