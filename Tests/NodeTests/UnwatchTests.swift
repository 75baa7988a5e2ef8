import Desk
import Domain
import Machine
import Node
import TestSupport
import Testing

@testable import DeskSocket

/// One connection that watches several things and stops watching some.
@Suite struct UnwatchTests {
  private let running: RunningOffice
  private let wire: LineSocket

  init() throws {
    running = try RunningOffice(.socket, ShippedOffice.profile("halmahera-utara"))
    _ = try running.setUp()
    wire = try LineSocket(path: running.folder.socket, patience: Patience.seconds)
  }

  private func ask(_ id: Int64, _ ask: Request.Ask) throws { try wire.send(Request(id: id, token: nil, ask: ask).line) }

  private func replies(_ count: Int) throws -> [Int64] { try (0..<count).map { _ in try wire.receive().id } }

  @Test func `a watch that was ended sends nothing more, and the others go on`() throws {
    try ask(7, .watch(.day(DayQuery())))
    try ask(8, .watch(.board(Empty())))
    #expect(try replies(2) == [7, 8])
    try ask(9, .unwatch(7))
    #expect(try wire.receive() == (9, .done))
    try running.desk().press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    let (id, reply) = try wire.receive()
    #expect(id == 8)
    guard case .view(.board, _) = reply else {
      Issue.record("\(reply)")
      return
    }
    // Pictures of one turn go out together: whatever was to come is here before the answer to another question.
    try ask(10, .read(.board(Empty())))
    #expect(try wire.receive().id == 10)
  }

  @Test func `ending what was never watched is done as well, and makes room for no more than twelve`() throws {
    for id in Int64(1)...13 { try ask(id, .watch(.board(Empty()))) }
    _ = try replies(12)
    let (last, refused) = try wire.receive()
    #expect(last == 13 && refused == .refused(Refused(.busy)))
    try ask(20, .unwatch(99))
    try ask(21, .unwatch(3))
    try ask(22, .watch(.board(Empty())))
    #expect(try replies(3) == [20, 21, 22])
  }
}
