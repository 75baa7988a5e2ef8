import Desk
import DeskSocket
import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Node

/// Many at once.
@Suite(.serialized)
struct CrowdTests {
  /// 8 clients × 10,000 numbers take half a minute; a tenth of it always, all of it with LOKET_ALL_NUMBERS=1.
  static let numbersEach = ProcessInfo.processInfo.environment["LOKET_ALL_NUMBERS"] == nil ? 1_000 : 10_000

  @Test func `eight clients draw numbers over several days and none is double or missing, to the last of the series`()
    throws
  {
    let profile = try ShippedOffice.profile("halmahera-utara")
    let running = try RunningOffice(.socket, profile)
    _ = try running.setUp()
    let socket = running.folder.socket
    let services = profile.services.map(\.key)
    let perDay = services.count * Limits.numberMax
    let total = 8 * Self.numbersEach
    let drawn = Mutex<[(Day, QueueNumber)]>([])
    let full = Mutex(0)
    var left = total
    var day = OfficeStart.day
    while left > 0 {
      // Each day a little more than the series hold, as long as enough are wanted.
      let round = min(left, perDay + 64)
      try Together.run(8) { client in
        let kiosk = try SocketDesk(path: socket)
        var mine: [(Day, QueueNumber)] = []
        var refused = 0
        for index in stride(from: client, to: round, by: 8) {
          do {
            let answer = try kiosk.press(.issueTicket(IssueTicket { $0.service = services[index % services.count] }))
            guard let number = answer.number, let day = answer.day ?? .some(.blank) else { continue }
            mine.append((day, number))
          } catch let refusal as Refused {
            guard refusal.code == "series-full" else { throw refusal }
            refused += 1
          }
        }
        drawn.withLock { $0 += mine }
        full.withLock { $0 += refused }
      }
      left -= round
      day = day.advanced(by: day.weekday == .friday ? 3 : 1)
      running.clock.pass(running.clock.wall.span(until: profile.zone.moment(day, OfficeStart.time)))
    }
    let all = drawn.withLock { $0 }
    #expect(all.count + full.withLock { $0 } == total)
    let groups = Dictionary(grouping: all) { "\($0.0) \($0.1.series.word)" }
    for (group, numbers) in groups {
      let values = numbers.map(\.1.value).sorted()
      #expect(values == Array(1...values.count), "\(group): double or missing")
      #expect(values.count <= Limits.numberMax)
    }
    if total > perDay { #expect(full.withLock { $0 } == (total / (perDay + 64)) * 64) }
    let desk = try running.desk()
    _ = try desk.login("kepala", pin: RunningOffice.pin)
    #expect(try desk.maintain(.verify) { _ in }.findings == [])
  }

  @Test func `eight desks calling at once never hold one ticket twice and losers are told`() throws {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.desks = (1...8).map { number in DeskPlan { ($0.number, $0.name) = (number, "Meja \(number)") } }
    let running = try RunningOffice(.socket, profile)
    let head = try running.setUp()
    let token = head.token
    let socket = running.folder.socket
    let tickets = 160
    for _ in 0..<tickets { try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })) }
    let calls = Mutex<[(number: QueueNumber, desk: Int)]>([])
    let others = Mutex<[String: Int]>([:])
    try Together.run(8) { index in
      let desk = try SocketDesk(path: socket)
      desk.token = token
      let number = index + 1
      while true {
        // One named visitor whom all eight want, then whoever is next.
        let wanted = VisitKey.number(QueueNumber(.blank, 1 + (number * 7) % 20))
        let said = try desk.outcome(.callVisit(CallVisit { ($0.desk, $0.visit) = (number, wanted) }))
        others.withLock { $0[said, default: 0] += 1 }
        if said != "done" {
          do { try desk.press(.callNext(CallNext { $0.desk = number })) } catch let refused as Refused {
            guard refused.code == "queue-empty" else { throw refused }
            return
          }
        }
        guard case .desk(let view) = try desk.read(.desk(DeskQuery { $0.desk = number })), let held = view.visit?.number
        else { throw DeskUnreachable("desk \(number) holds nobody") }
        calls.withLock { $0.append((held, number)) }
        try desk.press(.serve(Serve { $0.desk = number }))
        try desk.press(.finish(Finish { $0.desk = number }))
      }
    }
    let held = calls.withLock { $0 }
    #expect(held.count == tickets)
    #expect(Set(held.map(\.number)).count == tickets)
    #expect(others.withLock { Set($0.keys) }.isSubset(of: ["done", "already-called", "wrong-stage"]))
    #expect(throws: Refused.self) {
      try head.press(.callVisit(CallVisit { ($0.desk, $0.visit) = (1, .number(QueueNumber(.blank, 1))) }))
    }
  }

  @Test func `whoever asks for somebody another desk holds is told which desk`() throws {
    let running = try RunningOffice(.local, ShippedOffice.profile("halmahera-utara"))
    let head = try running.setUp()
    try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    try head.press(.callNext(CallNext { $0.desk = 2 }))
    let wanted = VisitKey.number(QueueNumber(.blank, 1))
    do {
      try head.press(.callVisit(CallVisit { ($0.desk, $0.visit) = (1, wanted) }))
      Issue.record("one ticket at two desks")
    } catch let refused as Refused {
      #expect(refused == Refused(.alreadyCalled(label: "A001", desk: 2)))
      #expect(refused.text.english.contains("2") && refused.text.indonesian.contains("2"))
    }
  }

  @Test func `a backup and a check made while the desk is busy are whole`() throws {
    let running = try RunningOffice(.socket, ShippedOffice.profile("halmahera-utara"))
    let head = try running.setUp()
    let token = head.token
    let socket = running.folder.socket
    let path = running.folder.path
    try Together.run(3) { index in
      let desk = try SocketDesk(path: socket)
      desk.token = token
      switch index {
      case 0:
        for round in 0..<5 {
          let report = try desk.maintain(.backup(path: "\(path)/copy-\(round).sqlite")) { _ in }
          if report.findings != [] { throw DeskUnreachable("\(report.findings)") }
        }
      case 1:
        for _ in 0..<5 {
          let report = try desk.maintain(.check) { _ in }
          if report.findings != [] { throw DeskUnreachable("\(report.findings)") }
        }
      default:
        for index in 0..<600 {
          try desk.press(
            .fileComplaint(FileComplaint { $0.words = String(repeating: "Antre. ", count: 1 + index % 400) }))
        }
      }
    }
  }
}
