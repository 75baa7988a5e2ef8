import Desk
import Domain
import Screens
import Testing

@Suite struct AnswerWaitTests {
  @Test func `a press is drawn with its answer, or after four milliseconds without one`() {
    var wait = AnswerWait()
    let now = Duration.seconds(10)
    func holds(_ isAwaiting: Bool, _ later: Duration) -> Bool { wait.holds(isAwaiting: isAwaiting, at: now + later) }
    #expect(!holds(false, .zero) && wait.deadline == nil)
    #expect(holds(true, .zero))
    #expect(wait.deadline == now + AnswerWait.patience)
    #expect(holds(true, .milliseconds(3)))
    #expect(!holds(false, .milliseconds(3)), "answered")
    #expect(holds(true, .seconds(1)))
    #expect(!holds(true, .seconds(1) + AnswerWait.patience), "said that it is awaited")
    #expect(wait.deadline == nil, "a deadline that has passed would spin")
    #expect(!holds(true, .seconds(9)), "every key is drawn at once from here on")
  }

  @Test func `only a command that has gone to the node is awaited`() {
    var letters = Correspondence()
    _ = letters.lineIsUp()
    _ = letters.carry(.read(.day(DayQuery()), Errand("day"))) { "" }
    #expect(!letters.isAwaitingAnswer)
    let (requests, _) = letters.carry(.perform(.issueTicket(IssueTicket()), Errand("ticket"))) { "press" }
    #expect(requests.count == 1 && letters.isAwaitingAnswer)
    _ = letters.receive(requests[0].id, .answer(Answer()), at: .zero)
    #expect(!letters.isAwaitingAnswer)
    _ = letters.carry(.perform(.issueTicket(IssueTicket()), Errand("ticket"))) { "press" }
    _ = letters.lineIsLost(at: .zero)
    #expect(!letters.isAwaitingAnswer, "nobody is there to answer")
  }
}
