import Testing

@testable import Domain

@Suite struct UndoTests {
  @Test func `a slip is taken back within ten seconds and not a moment later`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    let before = day.visit(visit)
    try day.perform(.callNext(desk: 1))
    day.wait(.seconds(10))
    var late = day
    late.wait(.seconds(1))
    #expect(late.refusal(.undo(visit)) == .tooLateToUndo)
    try day.perform(.undo(visit))
    #expect(day.visit(visit).stage == .waiting)
    #expect(day.visit(visit).desk == nil)
    #expect(day.visit(visit).firstCalledAt == nil)
    #expect(day.visit(visit).queued == before.queued)
    #expect(day.hall.visit(atDesk: 1) == nil)
    #expect(day.refusal(.undo(visit)) == .nothingToUndo)
  }

  @Test func `opening a visit is no step to undo`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    #expect(day.refusal(.undo(visit)) == .nothingToUndo)
  }

  @Test func `every step of the way can be taken back to exactly where it was`() throws {
    let ways: [[(VisitID) -> Command]] = [
      [{ .call($0, desk: 1) }],
      [{ .call($0, desk: 1) }, { _ in .skip(desk: 1) }],
      [{ .call($0, desk: 1) }, { _ in .skip(desk: 1) }, { .requeue($0) }],
      [{ .call($0, desk: 1) }, { _ in .serve(desk: 1) }],
      [{ .call($0, desk: 1) }, { _ in .serve(desk: 1) }, { _ in .park(desk: 1) }],
      [{ .call($0, desk: 1) }, { _ in .serve(desk: 1) }, { _ in .park(desk: 1) }, { .resume($0, desk: 2) }],
      [{ .call($0, desk: 1) }, { _ in .serve(desk: 1) }, { _ in .finish(desk: 1) }],
      [{ .call($0, desk: 1) }, { _ in .serve(desk: 1) }, { .transfer($0, to: "publikasi") }],
      [{ .cancel($0) }],
    ]
    for way in ways {
      var day = DayAtTheDesk()
      let visit = try day.arrive()
      for step in way.dropLast() {
        try day.perform(step(visit))
        day.wait(.minutes(1))
      }
      let before = day.visit(visit)
      let held = day.hall.visit(atDesk: 1)?.id
      try day.perform(way.last!(visit))
      #expect(day.visit(visit) != before)
      try day.perform(.undo(visit))
      var after = day.visit(visit)
      after.undoable = before.undoable
      after.heads = before.heads
      #expect(after == before)
      #expect(day.hall.visit(atDesk: 1)?.id == held)
    }
  }

  @Test func `what was gathered since stays`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(
      .showIdentity(
        ShowIdentity {
          $0.visit = .id(visit)
          $0.kind = .passport
        }))
    try day.perform(.undo(visit))
    #expect(day.visit(visit).identity == .passport)
  }

  @Test func `no undo back to a desk that somebody else has taken`() throws {
    var day = DayAtTheDesk()
    let skipped = try day.arrive()
    try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.skip(desk: 1))
    try day.perform(.callNext(desk: 1))
    #expect(day.refusal(.undo(skipped)) == .deskBusy(label: "A002", .called))
    #expect(day.visit(skipped).stage == .missed)
  }

  @Test func `undo does not open a visit on a closed day`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.closeDay)
    #expect(day.refusal(.undo(visit)) == .dayIsClosed)
    try day.perform(.reopenDay, by: .officer(day.head))
    try day.perform(.undo(visit))
    #expect(day.visit(visit).stage == .waiting)
  }

  @Test func `a fact that undoes another step than the last is kept as overruled`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.callNext(desk: 1))
    let call = day.visit(visit).undoable!.event
    try day.perform(.serve(desk: 1))
    day.write(
      [Draft(subject: visit.first, kind: .visit, fact: .stepUndone(StepUndone(undone: call)))], by: .node)
    #expect(day.visit(visit).stage == .serving)
    #expect(day.visit(visit).overruled.count == 1)
  }
}
