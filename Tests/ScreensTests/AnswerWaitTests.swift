import Desk
import Domain
import Screens
import Testing

@Suite struct AnswerWaitTests {
  @Test func `a press is drawn with its answer, or after four milliseconds without one`() {
    var wait = AnswerWait()
    let now = Duration.seconds(10)
    #expect(!wait.holds(isAwaiting: false, at: now) && wait.deadline == nil)
    #expect(wait.holds(isAwaiting: true, at: now))
    #expect(wait.deadline == now + AnswerWait.patience)
    #expect(wait.holds(isAwaiting: true, at: now + .milliseconds(3)))
    #expect(!wait.holds(isAwaiting: false, at: now + .milliseconds(3)), "answered")
    #expect(wait.holds(isAwaiting: true, at: now + .seconds(1)))
    #expect(!wait.holds(isAwaiting: true, at: now + .seconds(1) + AnswerWait.patience), "said that it is awaited")
    #expect(wait.deadline == nil, "a deadline that has passed would spin")
    #expect(!wait.holds(isAwaiting: true, at: now + .seconds(9)), "every key is drawn at once from here on")
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
