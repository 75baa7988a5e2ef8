import Testing

@testable import Domain

/// Commands that move a visit at desk 1, each naming the visit.
private enum Step: String, CaseIterable {
  case call, recall, skip, serve, park, resume, transfer, finish, requeue, cancel

  func command(_ visit: VisitID) -> Command {
    switch self {
    case .call: .call(visit, desk: 1)
    case .recall: .recall(desk: 1, visit)
    case .skip: .skip(desk: 1, visit)
    case .serve: .serve(desk: 1, visit)
    case .park: .park(desk: 1, visit)
    case .resume: .resume(visit, desk: 1)
    case .transfer: .transfer(visit, to: "publikasi")
    case .finish: .finish(desk: 1, visit)
    case .requeue: .requeue(visit)
    case .cancel: .cancel(visit)
    }
  }
}

/// Where each allowed step leads. Whatever is not here must be refused.
private let allowed: [Stage: [Step: Stage]] = [
  .waiting: [.call: .called, .serve: .serving, .transfer: .waiting, .cancel: .cancelled],
  .called: [.recall: .called, .skip: .missed, .serve: .serving, .transfer: .waiting, .cancel: .cancelled],
  .serving: [.park: .parked, .transfer: .waiting, .finish: .finished],
  .parked: [.resume: .serving, .transfer: .waiting, .finish: .finished],
  .missed: [.call: .called, .requeue: .waiting, .cancel: .cancelled],
  .finished: [:], .cancelled: [:], .lapsed: [.requeue: .waiting],
]

extension VisitMove {
  fileprivate func command(_ visit: VisitID) -> Command {
    switch self {
    case .call: .call(visit, desk: 1)
    case .transfer: .transfer(visit, to: "publikasi")
    case .requeue: .requeue(visit)
    case .cancel: .cancel(visit)
    }
  }
}

extension DayAtTheDesk {
  /// Brings a fresh visitor to a stage by the ordinary way.
  fileprivate mutating func visitor(at stage: Stage) throws -> VisitID {
    let visit = try arrive()
    let way: [Step] =
      switch stage {
      case .waiting, .lapsed: []
      case .called: [.call]
      case .serving: [.call, .serve]
      case .parked: [.call, .serve, .park]
      case .finished: [.call, .serve, .finish]
      case .missed: [.call, .skip]
      case .cancelled: [.cancel]
      }
    for step in way { try perform(step.command(visit)) }
    if stage == .lapsed {
      try perform(.closeDay)
      try perform(.reopenDay, by: .officer(head))
    }
    return visit
  }
}

@Suite struct StageTests {
  @Test(arguments: Stage.allCases)
  func `a visit takes every step its stage allows and is refused every other`(stage: Stage) throws {
    for step in Step.allCases {
      var day = DayAtTheDesk()
      let visit = try day.visitor(at: stage)
      #expect(day.visit(visit).stage == stage)
      let before = day.visit(visit)
      if let goal = allowed[stage]?[step] {
        try day.perform(step.command(visit))
        #expect(day.visit(visit).stage == goal, "\(step) from \(stage)")
        #expect(day.visit(visit).number == before.number)
      } else {
        let desk = stage.holdsDesk || stage == .parked || stage == .finished ? 1 : nil
        #expect(
          day.refusal(step.command(visit)) == .wrongStage(label: before.label, stage, desk: desk),
          "\(step) from \(stage)")
        #expect(day.visit(visit) == before)
      }
    }
  }

  @Test(arguments: Stage.allCases)
  func `a key is offered for exactly what would be done, today, once the day is closed, and for a visit of another day`(
    stage: Stage
  ) throws {
    func check(_ day: DayAtTheDesk, _ visit: VisitID, _ when: String) {
      let offered = day.hall.moves(of: day.visit(visit))
      for move in VisitMove.allCases {
        let refusal = day.refusal(move.command(visit))
        #expect(offered.contains(move) == (refusal == nil), "\(move) from \(stage) \(when): \(refusal as Any)")
      }
    }
    var day = DayAtTheDesk()
    let visit = try day.visitor(at: stage)
    check(day, visit, "today")
    let stood = day.visit(visit)
    var closed = day
    try closed.perform(.closeDay)
    check(closed, visit, "after closing")
    day.turnOver()
    try day.arrive()
    // As the node brings it in, and however another computer has left it.
    day.hall.place(stood)
    check(day, visit, "the next day")
    #expect(day.hall.moves(of: stood).isEmpty)
  }

  @Test(arguments: Stage.allCases)
  func `a fact that comes too late changes nothing and stays in sight`(stage: Stage) throws {
    let moves: [(Fact, [Stage])] = [
      (.visitCalled(VisitCalled(desk: 2, outOfTurn: false)), [.waiting, .missed]),
      (.visitRecalled(VisitRecalled(desk: 1)), [.called]),
      (.visitMissed(VisitMissed()), [.called]),
      (.visitRequeued(VisitRequeued()), [.missed, .lapsed]),
      (.visitTransferred(VisitTransferred(service: "publikasi")), [.waiting, .called, .serving, .parked]),
      (.serviceStarted(ServiceStarted(desk: 2)), [.waiting, .called]),
      (.visitParked(VisitParked()), [.serving]),
      (.serviceResumed(ServiceResumed(desk: 2)), [.parked]),
      (.visitFinished(VisitFinished(outcome: .fulfilled)), [.serving, .parked]),
      (.visitCancelled(VisitCancelled(reason: .visitorLeft)), [.waiting, .called, .missed]),
      (.visitLapsed(VisitLapsed(reason: .dayClosed)), [.waiting, .called, .serving, .parked, .missed]),
      (.stepUndone(StepUndone(undone: EventID(node: 9, sequence: 9))), []),
    ]
    var day = DayAtTheDesk()
    let visit = try day.visitor(at: stage)
    let before = day.visit(visit)
    for (fact, stages) in moves {
      let late = Occurrence(id: EventID(node: 2, sequence: 77), at: day.now, actor: .node)
      var after = before
      after.apply(.fact(fact), late)
      if stages.contains(stage) {
        #expect(after.overruled == [], "\(fact.kind) at \(stage)")
      } else {
        var expected = before
        expected.overruled = [late.id]
        expected.heads = [late.id]
        #expect(after == expected, "\(fact.kind) at \(stage)")
      }
    }
  }

  @Test func `a visitor is called, served and finished, and every step has its time`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    let opened = day.now
    day.wait(.minutes(4))
    try day.perform(.callNext(desk: 2))
    let called = day.now
    day.wait(.seconds(30))
    try day.perform(.recall(desk: 2))
    day.wait(.seconds(30))
    try day.perform(.serve(desk: 2))
    let started = day.now
    day.wait(.minutes(12))
    try day.perform(.finish(desk: 2))
    let done = day.visit(visit)
    #expect(done.label == "A001")
    #expect(done.stage == .finished)
    #expect(done.openedAt == opened)
    #expect(done.firstCalledAt == called)
    #expect(done.calledAt == called.advanced(by: .seconds(30)))
    #expect(done.startedAt == started)
    #expect(done.finishedAt == day.now)
    #expect(done.officer == day.consultant)
    #expect(day.hall.visit(atDesk: 2) == nil)
  }

  @Test func `a missed visitor who comes back keeps the number and goes to the end of the line`() throws {
    var day = DayAtTheDesk()
    let first = try day.arrive()
    day.wait(.minutes(1))
    let second = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.skip(desk: 1))
    day.wait(.minutes(1))
    try day.perform(.requeue(first))
    #expect(day.label(first) == "A001")
    try day.perform(.callNext(desk: 1))
    #expect(day.hall.visit(atDesk: 1)?.id == second)
    try day.perform(.callNext(desk: 2))
    #expect(day.hall.visit(atDesk: 2)?.id == first)
  }

  @Test func `a transferred visitor keeps the number and waits behind those of the new service`() throws {
    var day = DayAtTheDesk()
    let moved = try day.arrive("konsultasi")
    try day.perform(.callNext(desk: 1))
    try day.perform(.serve(desk: 1))
    day.wait(.minutes(5))
    let reader = try day.arrive("perpustakaan")
    day.wait(.minutes(1))
    try day.perform(.transfer(moved, to: "perpustakaan"))
    #expect(day.label(moved) == "A001")
    #expect(day.visit(moved).service == "perpustakaan")
    #expect(day.hall.visit(atDesk: 1) == nil)
    try day.perform(.callNext(desk: 4))
    #expect(day.hall.visit(atDesk: 4)?.id == reader)
    #expect(day.refusal(.transfer(moved, to: "perpustakaan")) == .sameService)
    #expect(
      day.refusal(.transfer(moved, to: "apotek"))
        == .noSuchService(known: ["konsultasi", "perpustakaan", "publikasi"]))
  }

  @Test func `a desk recalls as often as the office allows, and a new call starts over`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.callNext(desk: 1))
    for _ in 1...3 {
      try day.perform(.recall(desk: 1))
      day.wait(.seconds(5))
    }
    #expect(day.refusal(.recall(desk: 1)) == .recallLimit(3))
    try day.perform(.skip(desk: 1))
    try day.perform(.call(visit, desk: 1))
    #expect(day.refusal(.recall(desk: 1)) == nil)
  }

  @Test func `a recall on top of another is refused to whoever asks, and uses none up`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.recall(desk: 1))
    day.wait(.seconds(4))
    #expect(day.refusal(.recall(desk: 1)) == .recalledJustNow(wait: .seconds(1)))
    #expect(day.visit(visit).recalls == 1)
    day.wait(.seconds(1))
    #expect(day.refusal(.recall(desk: 1)) == nil)
  }

  @Test func `the times of a visit count from its first call and its first service`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.callNext(desk: 1))
    let firstCall = day.now
    try day.perform(.skip(desk: 1))
    day.wait(.minutes(9))
    try day.perform(.call(visit, desk: 1))
    #expect(day.visit(visit).firstCalledAt == firstCall)
    #expect(day.visit(visit).calledAt == day.now)
    try day.perform(.serve(desk: 1))
    let firstService = day.now
    try day.perform(.transfer(visit, to: "publikasi"))
    day.wait(.minutes(9))
    try day.perform(.call(visit, desk: 2))
    try day.perform(.serve(desk: 2))
    #expect(day.visit(visit).startedAt == firstService)
  }

  @Test func `a parked visitor frees the desk and can be taken up at another`() throws {
    var day = DayAtTheDesk()
    let parked = try day.arrive()
    try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.serve(desk: 1))
    let started = day.visit(parked).startedAt
    try day.perform(.park(desk: 1))
    try day.perform(.callNext(desk: 1))
    #expect(day.refusal(.resume(parked, desk: 1)) == .deskBusy(label: "A002", .called))
    day.wait(.minutes(3))
    try day.perform(.resume(parked, desk: 2))
    #expect(day.hall.visit(atDesk: 2)?.id == parked)
    #expect(day.visit(parked).startedAt == started)
  }

  @Test func `without numbers a waiting visitor is shown to a desk by name of the visit`() throws {
    var day = DayAtTheDesk(Offices.seruyan)
    let drafts = try day.perform(.register(), by: .visitor)
    let visit = VisitID(drafts.last!.subject)
    #expect(day.visit(visit).number == nil)
    #expect(day.refusal(.serve(desk: 1)) == .deskFree)
    try day.perform(.serve(desk: 1, visit))
    #expect(day.visit(visit).stage == .serving)
    #expect(day.refusal(.ticket("konsultasi")) == .officeGivesNoNumbers)
    #expect(DayAtTheDesk().refusal(.register()) == .officeGivesNumbers)
  }

  @Test func `nothing is called where nobody waits, nor at a desk that is not there`() throws {
    var day = DayAtTheDesk()
    #expect(day.refusal(.callNext(desk: 1)) == .queueEmpty)
    #expect(day.refusal(.callNext(desk: 9)) == .noSuchDesk(known: [1, 2, 3, 4]))
    #expect(day.refusal(.recall(desk: 1)) == .deskFree)
    #expect(day.refusal(.cancel(VisitID(EventID(node: 1, sequence: 999)))) == .noSuchVisit)
    try day.arrive("konsultasi")
    #expect(day.refusal(.callNext(desk: 4)) == .queueEmpty)
    #expect(day.refusal(.callNext(desk: 4, "konsultasi")) == .deskDoesNotServe(service: "konsultasi"))
  }

  @Test func `visits gather wherever they stand, without moving`() throws {
    for stage in Stage.allCases {
      var day = DayAtTheDesk()
      let visit = try day.visitor(at: stage)
      try day.perform(
        .takeNote(
          TakeNote {
            $0.visit = .id(visit)
            $0.note.question = "PDRB"
          }))
      #expect(day.visit(visit).stage == stage)
      #expect(day.visit(visit).notes.count == 1)
    }
  }
}
