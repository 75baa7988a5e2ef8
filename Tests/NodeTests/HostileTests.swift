import Desk
import Domain
import Foundation
import JSON
import Machine
import Store
import TestSupport
import Testing

@testable import Node

/// Terminals that misbehave, and those beside them who must not notice.
@Suite(.serialized)
struct HostileTests {
  private func running() throws -> (RunningOffice, any Desk) {
    let running = try RunningOffice(.socket, ShippedOffice.profile("halmahera-utara"))
    return (running, try running.setUp())
  }

  /// Sends bytes as they are; returns how many were taken before the node hung up.
  @discardableResult
  private func push(_ socket: Descriptor, _ bytes: [UInt8]) -> Int {
    var sent = 0
    while sent < bytes.count {
      guard let count = try? bytes[sent...].withUnsafeBytes({ try socket.write($0) }), count > 0 else { return sent }
      sent += count
    }
    return sent
  }

  /// Everything the node sent before it hung up; it fails where the node does not.
  private func drain(_ socket: Descriptor) throws -> Int {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var taken = 0
    while true {
      let read = Result { try buffer.withUnsafeMutableBytes { try socket.read(into: $0) } }
      // A node that hangs up on what it has not read says so with an error.
      guard case .success(let some) = read else { return taken }
      let count = try #require(some, "the node neither says anything nor hangs up")
      if count == 0 { return taken }
      taken += count
    }
  }

  @Test func `a terminal that stops reading is dropped and others are served meanwhile`() throws {
    let (running, head) = try running()
    for _ in 0..<40 { try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })) }
    let stalled = try Socket.connect(to: running.folder.socket, patience: Patience.seconds)
    let line = Request(id: 1, token: head.token, ask: .read(.log(LogQuery { $0.limit = 1000 }))).line
    for _ in 0..<400 where push(stalled, line) == line.count {
      _ = try head.press(.fileComplaint(FileComplaint { $0.words = "Lama." }))
    }
    #expect(try head.outcome(.issueTicket(IssueTicket { $0.service = "konsultasi" })) == "done")
    guard case .status(let status) = try head.read(.status(Empty())) else { throw Unexpected() }
    #expect(status.terminals <= 2)
    #expect(try drain(stalled) < Client.unsentMax + (1 << 20))
  }

  @Test func `a line without end and a name of a megabyte harm nobody else`() throws {
    let (running, head) = try running()
    let endless = try Socket.connect(to: running.folder.socket, patience: Patience.seconds)
    #expect(push(endless, [UInt8](repeating: UInt8(ascii: "a"), count: 8 << 20)) < 8 << 20, "the node hung up")
    let long = try running.desk()
    let name = String(repeating: "Ñ", count: 500_000)
    #expect(throws: Refused(.tooLong(.name, limit: Limits.name))) {
      try long.press(.registerGuest(RegisterGuest { $0.profile.name = name }))
    }
    #expect(
      try long.press(.registerGuest(RegisterGuest { $0.profile.name = String(repeating: "Ñ", count: 200) })).guest
        != nil)
    #expect(throws: Refused.self) {
      try long.press(
        .registerGuest(RegisterGuest { $0.profile.name = "a" + String(repeating: "\u{301}", count: 150_000) }))
    }
    #expect(try head.outcome(.callNext(CallNext { $0.desk = 1 })) == "queue-empty")
  }

  @Test func `more terminals than the node takes are told so and the others stay`() throws {
    let (running, head) = try running()
    var sockets: [Descriptor] = []
    for _ in 0..<(Server.clientsMax + 20) {
      sockets.append(try Socket.connect(to: running.folder.socket, patience: Patience.seconds))
    }
    #expect(try head.outcome(.callNext(CallNext { $0.desk = 1 })) == "queue-empty")
    #expect(try drain(sockets[sockets.count - 1]) > 0)
    sockets = []
    // The node hears of every hang-up in the turn that answers the next question.
    for _ in 0..<Server.clientsMax {
      guard case .status(let status) = try head.read(.status(Empty())), status.terminals > 1 else { break }
    }
    _ = try running.desk().read(.board(Empty()))
  }

  @Test func `a line in pieces, many lines at once and a hang-up in the middle are what they are`() throws {
    let (running, head) = try running()
    let socket = try Socket.connect(to: running.folder.socket, patience: Patience.seconds)
    let ticket = Command.issueTicket(IssueTicket { $0.service = "konsultasi" })
    for byte in Request(id: 1, token: nil, ask: .perform(ticket, id: "in pieces")).line { push(socket, [byte]) }
    push(socket, (0..<300).flatMap { Request(id: 2 + $0, token: nil, ask: .perform(ticket, id: "at once \($0)")).line })
    var lines = 0
    while lines < 301 {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = try #require(try buffer.withUnsafeMutableBytes { try socket.read(into: $0) })
      lines += buffer[..<count].count { $0 == 0x0A }
    }
    let half = try Socket.connect(to: running.folder.socket, patience: Patience.seconds)
    push(half, Array(Request(id: 1, token: nil, ask: .perform(ticket, id: "half")).line.dropLast(5)))
    guard case .day(let day) = try head.read(.day(DayQuery())) else { throw Unexpected() }
    #expect(day.visits == 301)
  }

  /// 20,000 lines by default, 200,000 with LOKET_FUZZ=1.
  @Test(arguments: [UInt64.random(in: 1...UInt64(UInt32.max)), 20_261_116])
  func `no line, however made, stops the node or the others`(seed: UInt64) throws {
    print("fuzz seed \(seed)")
    let (running, head) = try running()
    var dice = Dice(seed: seed)
    var teller = StoryTeller(running.office.profile, seed: seed)
    let rounds = ProcessInfo.processInfo.environment["LOKET_FUZZ"] == nil ? 10_000 : 100_000
    var socket = try Socket.connect(to: running.folder.socket, patience: Patience.seconds)
    var unread = 0
    for round in 0..<rounds {
      let line = Self.line(&dice, &teller, token: head.token)
      if push(socket, line) < line.count || dice.one(in: 500) {
        socket = try Socket.connect(to: running.folder.socket, patience: Patience.seconds)
        unread = 0
      }
      unread += 1
      if unread > 50 {
        _ = try drainNow(socket)
        unread = 0
      }
      if round % 1000 == 0 {
        #expect(try head.read(.board(Empty())) != .status(StatusView()), "seed \(seed), line \(round)")
      }
    }
    // A mutated line may have changed a PIN or logged the head out; a visitor can always look.
    let kiosk = try running.desk()
    _ = try kiosk.read(.status(Empty()))
    running.stop()
    #expect(try running.folder.openForReading().verifyChain().lines == [], "seed \(seed)")
    #expect(try running.folder.openForReading().verifyProjections().lines == [], "seed \(seed)")
  }

  private func drainNow(_ socket: Descriptor) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while try Waiting.wait(for: [.init(socket.number, reading: true)], milliseconds: 0)[0].canRead {
      guard let count = try? buffer.withUnsafeMutableBytes({ try socket.read(into: $0) }), count > 0 else { return }
    }
  }

  /// A request as a terminal makes it, one with extreme values, one with bytes changed, or noise.
  private static func line(_ dice: inout Dice, _ teller: inout StoryTeller, token: String?) -> [UInt8] {
    let mayAll = dice.one(in: 2)
    var ask = Request.Ask.perform(teller.next(OfficeStart.day), id: "\(dice.next())")
    if dice.one(in: 3) {
      let kinds = QueryKind.allCases
      var reader = JSONReader(.object([]))
      if let query = try? Query(dice.pick(kinds), from: &reader) {
        ask = dice.one(in: 4) ? .watch(query) : .read(query)
      }
    }
    if dice.one(in: 60), let profile = try? ShippedOffice.profile("halmahera-utara") {
      ask = .perform(.changeOffice(ChangeOffice { $0.profile = profile }), id: "\(dice.next())")
    }
    if dice.one(in: 400) { ask = .login("yusuf", pin: "\(dice.below(1_000_000))") }
    var line = Request(id: Int64(dice.below(1000)), token: mayAll ? token : nil, ask: ask).line
    switch dice.below(6) {
    case 0: break
    case 1:
      for _ in 0...dice.below(4) where !line.isEmpty { line[dice.below(line.count)] = UInt8(dice.below(256)) }
    case 2:
      // Numbers and words that are read as something else elsewhere.
      let extremes = [
        "-1", "9223372036854775807", "-9223372036854775808", "1e308", "\"\"", "null", "[]", "{}", "\"\\u0000\"",
        "\"1-9007199254740991\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"24.00\"",
      ]
      let text = String(decoding: line, as: UTF8.self)
      let values = text.split(separator: ":", omittingEmptySubsequences: false)
      if values.count > 2 {
        var parts = values.map(String.init)
        let index = 1 + dice.below(parts.count - 1)
        let tail = parts[index].drop { $0 != "," && $0 != "}" }
        parts[index] = dice.pick(extremes) + tail
        line = Array(parts.joined(separator: ":").utf8)
      }
    case 3: line = Array(line.prefix(dice.below(line.count))) + [0x0A]
    case 4: line = (0..<dice.below(200)).map { _ in UInt8(dice.below(256)) } + [0x0A]
    default:
      let depth = dice.below(80)
      line = Array(String(repeating: "[", count: depth).utf8) + line
    }
    return line
  }
}
