import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// A visit of an earlier day is looked up, completed and corrected: nothing else is offered, by key or by finger.
@Suite struct PastVisitTests {
  /// The letters of the page's own keys.
  private func letters(_ actor: Actor) -> Set<Character> {
    Set(
      actor.picture.1.compactMap { target in
        guard case .key(let key) = target.action, key.modifiers.isEmpty, case .character(let scalar) = key.code else {
          return nil
        }
        return Character(scalar)
      })
  }

  /// Yesterday's visits, each holding a key that is asked for today, so that their pages are found.
  private func yesterday(_ rehearsal: Rehearsal) throws -> [VisitID] {
    var visits: [VisitID] = []
    for _ in 0..<2 {
      let answer = try rehearsal.head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
      let visit = try #require(answer.visit)
      try rehearsal.head.press(.giveLocker(GiveLocker { $0.visit = .id(visit) }))
      visits.append(visit)
    }
    let one = VisitKey.id(visits[0])
    try rehearsal.head.press(.callVisit(CallVisit { ($0.visit, $0.desk) = (one, 1) }))
    try rehearsal.head.press(.serve(Serve { ($0.visit, $0.desk) = (one, 1) }))
    try rehearsal.head.press(.finish(Finish { ($0.visit, $0.desk) = (one, 1) }))
    rehearsal.running.clock.pass(.minutes(24 * 60))
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    return visits
  }

  @Test func `it says of which day it is, and offers to complete it and to take the key back, whatever its stage`() throws {
    let rehearsal = try Rehearsal { $0.lockers = 4 }
    let visits = try yesterday(rehearsal)
    // Somebody of today has the same number.
    try rehearsal.head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    let actor = try FrontOfficeTests.enter(rehearsal)
    for (visit, stage) in zip(visits, [Stage.finished, .lapsed]) {
      actor.press("k")
      #expect(try rehearsal.visit(visit).stage == stage)
      #expect(actor.shows("Hari") && actor.shows("16 November 2026"), "\(actor.text)")
      #expect(letters(actor) == ["b", "g", "i", "k", "a"], "\(stage): \(actor.text)")
      let before = actor.text
      for key in ["r", "m", "t", "x", "p", "u"] {
        actor.press(key)
        #expect(actor.text == before, "\(key) at \(stage): \(actor.text)")
      }
      actor.press("k", "2", "Esc")
      #expect(try rehearsal.visit(visit).locker == nil, "what is offered is done")
    }
    #expect(actor.sent.map(\.command.kind) == [.returnLocker, .returnLocker])
  }

  @Test func `a visit of today that another day overtakes loses its keys with it`() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("Enter")
    #expect(letters(actor).isSuperset(of: ["m", "t", "x", "p"]) && !actor.shows("16 November"), "\(actor.text)")
    guard case .visit(var view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = .number(QueueNumber("A001")!) }))
    else { throw Refused(.busy) }
    // As the node tells it once the day is another one, were it still open.
    (view.current, view.moves) = (false, [])
    actor.give(.view(.visit(VisitQuery { $0.visit = .id(view.visit) }), .visit(view)))
    #expect(letters(actor).isDisjoint(with: ["m", "t", "x", "p", "r", "k"]) && actor.shows("16 November"), "\(actor.text)")
  }
}
