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

  @Test func `it says of which day it is, and offers to complete it and to take the key back, whatever its stage`()
    throws
  {
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
    guard
      case .visit(var view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = .number(QueueNumber("A001")!) }))
    else { throw Refused(.busy) }
    // As the node tells it once the day is another one, were it still open.
    (view.current, view.moves) = (false, [])
    actor.give(.view(.visit(VisitQuery { $0.visit = .id(view.visit) }), .visit(view)))
    #expect(
      letters(actor).isDisjoint(with: ["m", "t", "x", "p", "r", "k"]) && actor.shows("16 November"), "\(actor.text)")
  }

  @Test func `a wait of more than a day is said in days, one that nobody knows is a dash, and neither is nought`()
    throws
  {
    let rehearsal = try Rehearsal()
    try rehearsal.arrive("konsultasi")
    let front = try FrontOfficeTests.enter(rehearsal)
    let desk = try rehearsal.desk(1)
    func show(_ change: (inout QueueLine) -> Void) throws {
      guard case .queue(var queue) = try rehearsal.head.read(.queue(QueueQuery())),
        case .desk(var view) = try desk.seen(.desk(DeskQuery { $0.desk = 1 }))
      else { throw Refused(.busy) }
      change(&queue.visits[0])
      change(&view.queue[0])
      front.give(.view(.queue(QueueQuery()), .queue(queue)))
      desk.give(.view(.desk(DeskQuery { $0.desk = 1 }), .desk(view)))
    }
    try show { ($0.waitMinutes, $0.promise) = (1_560, "") }
    for actor in [front, desk] { #expect(actor.shows("1 hari") && !actor.shows(" 0 m"), "\(actor.text)") }
    try show { ($0.waitMinutes, $0.promise, $0.minutesLeft) = (3 * 1_440, "late", -(2 * 1_440 + 5)) }
    #expect(front.shows("lewat 2 hari") && desk.shows("2 hari"), "\(front.text)")
    try show { ($0.waitMinutes, $0.promise, $0.minutesLeft) = (nil, "", nil) }
    #expect(desk.shows("menunggu –"), "\(desk.text)")
    for actor in [front, desk] { #expect(!actor.shows(" 0 m"), "\(actor.text)") }
  }

  @Test func `lengths in lists are minutes for two hours, then hours, then days`() {
    let said = [0, 59, 119, 120, 1_439, 1_440, 2_879, 2_880].map { Amount.short(minutes: $0) }
    #expect(said.map(\.indonesian) == ["0 mnt", "59 mnt", "119 mnt", "2 jam", "23 jam", "1 hari", "1 hari", "2 hari"])
    #expect(said.map(\.english) == ["0 min", "59 min", "119 min", "2 h", "23 h", "1 day", "1 day", "2 days"])
  }
}
