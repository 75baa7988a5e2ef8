import Desk
import Domain
import Screens
import Testing

@Suite struct BoardTests {
  @Test func `the board shows who was called last, across the whole width`() throws {
    let rehearsal = try Rehearsal()
    let board = try rehearsal.seat { Board($0) }
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "one")
    _ = try rehearsal.head.perform(.callNext(CallNext { $0.desk = 1 }), id: "two")
    rehearsal.pass(.seconds(1))
    #expect(board.shows("08.05"))
    board.press("F2")
    #expect(board.shows("Display"))
  }
}
