import Testing

@testable import Domain

@Suite struct DeskRaceTests {
  @Test func `two desks that want the same visitor: one holds them, the other is told which desk`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.call(visit, desk: 1))
    #expect(day.refusal(.call(visit, desk: 2)) == .alreadyCalled(label: "A001", desk: 1))
    #expect(day.refusal(.call(visit, desk: 1)) == .wrongStage(label: "A001", .called, desk: 1))
    try day.perform(.serve(desk: 1))
    #expect(day.refusal(.call(visit, desk: 2)) == .alreadyCalled(label: "A001", desk: 1))
    for command: Command in [
      .recall(desk: 2, visit), .skip(desk: 2, visit), .serve(desk: 2, visit), .park(desk: 2, visit),
      .finish(desk: 2, visit),
    ] {
      #expect(day.refusal(command) == .wrongStage(label: "A001", .serving, desk: 1), "\(command.kind)")
    }
  }

  @Test func `a desk that holds somebody takes nobody else`() throws {
    var day = DayAtTheDesk()
    try day.arrive()
    let other = try day.arrive()
    try day.perform(.callNext(desk: 1))
    for command: Command in [.callNext(desk: 1), .call(other, desk: 1), .serve(desk: 1, other)] {
      #expect(day.refusal(command) == .deskBusy(label: "A001", .called), "\(command.kind)")
    }
    try day.perform(.serve(desk: 1))
    #expect(day.refusal(.callNext(desk: 1)) == .deskBusy(label: "A001", .serving))
  }

  @Test func `a busy desk hears that it is busy, also when nobody waits`() throws {
    var day = DayAtTheDesk()
    try day.arrive()
    try day.perform(.callNext(desk: 1))
    #expect(day.refusal(.callNext(desk: 1)) == .deskBusy(label: "A001", .called))
  }

  @Test func `eight desks calling in turn hold eight different visitors`() throws {
    var profile = Offices.halmaheraUtara
    profile.desks = (1...8).map { Offices.desk($0) }
    var day = DayAtTheDesk(profile)
    for _ in 1...8 { try day.arrive() }
    for desk in 1...8 { try day.perform(.callNext(desk: desk)) }
    #expect((1...8).compactMap { day.hall.visit(atDesk: $0)?.label } == (1...8).map { "A00\($0)" })
    #expect(day.hall.waitingVisits.isEmpty)
  }

  @Test func `a visit of another day is not moved by today's desks`() throws {
    var day = DayAtTheDesk()
    let old = try day.arrive()
    let stranded = day.visit(old)
    day.turnOver()
    try day.arrive()
    // As brought in by the node from a restored store, never lapsed.
    day.hall.place(stranded)
    for command: Command in [
      .call(old, desk: 1), .serve(desk: 1, old), .transfer(old, to: "publikasi"), .cancel(old),
    ] {
      #expect(day.refusal(command) == .noSuchVisit, "\(command.kind)")
    }
  }

  @Test func `a locker is given to one visitor at a time and comes back`() throws {
    var day = DayAtTheDesk(Offices.seruyan)
    let a = VisitID(try day.perform(.register()).last!.subject)
    let b = VisitID(try day.perform(.register()).last!.subject)
    func give(_ visit: VisitID, _ locker: Int) -> Command {
      .giveLocker(
        GiveLocker {
          $0.visit = .id(visit)
          $0.locker = locker
        })
    }
    let back = Command.returnLocker(ReturnLocker { $0.visit = .id(a) })
    #expect(day.refusal(back) == .noLocker)
    try day.perform(give(a, 7))
    #expect(day.refusal(give(b, 7)) == .lockerInUse)
    #expect(day.refusal(give(b, 501)) == .outOfRange(.locker, "1–500"))
    try day.perform(back)
    try day.perform(give(b, 7))
    #expect(day.visit(a).usedLocker)
    #expect(day.visit(b).locker == 7)
    #expect(day.visit(a).pending(Offices.seruyan.flow) == [.guestBook, .desk, .rating])
  }
}
