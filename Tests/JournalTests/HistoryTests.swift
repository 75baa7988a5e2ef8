import Domain
import TestSupport
import Testing

@testable import Journal

@Suite struct `The history of a subject` {
  /// The state by the way that always holds, sorting everything.
  private func general<S: Subject>(_: S.Type, _ events: [Event]) -> S? {
    let facts = History.settled(events)
    guard let first = facts.first, var subject = S(opening: first.happening, first.occurrence) else { return nil }
    for fact in facts.dropFirst() { subject.apply(fact.happening, fact.occurrence) }
    subject.heads = History.heads(events)
    return subject
  }

  private func expectOneState<S: Subject & Equatable>(_: S.Type, _ events: [Event], _ note: String) {
    var dice = Dice(seed: 1)
    let state = History.fold(S.self, events.sorted { $0.id < $1.id })
    #expect(state != nil, "\(note)")
    for _ in 0..<8 { #expect(History.fold(S.self, events.shuffled(using: &dice)) == state, "\(note)") }
  }

  @Test(arguments: 0..<120)
  func `the same events mean the same state in whatever order they arrived`(_ seed: Int) throws {
    var visit = Story(.visit, openedBy: UInt32(seed % 3 + 1), try Fact.random(.visitOpened, seed))
    try visit.goOn(FactKind.ofVisit, steps: 14, seed: seed)
    expectOneState(Visit.self, visit.events, "visit, seed \(seed)")
    var guest = Story(.guest, openedBy: UInt32(seed % 3 + 1), try Fact.random(.guestRegistered, seed))
    try guest.goOn(FactKind.ofGuest, steps: 8, seed: seed)
    expectOneState(Guest.self, guest.events, "guest, seed \(seed)")
    var complaint = Story(.complaint, try Fact.random(.complaintFiled, seed))
    try complaint.goOn(FactKind.ofComplaint, steps: 6, seed: seed)
    expectOneState(Complaint.self, complaint.events, "complaint, seed \(seed)")
    var booked = Story(.reservation, openedBy: UInt32(seed % 3 + 1), try Fact.random(.reservationBooked, seed))
    try booked.goOn(FactKind.ofReservation, steps: 8, seed: seed)
    let state = History.reservation(booked.inOrder)
    #expect(state != nil, "reservation, seed \(seed)")
    var dice = Dice(seed: seed)
    for _ in 0..<8 {
      #expect(History.reservation(booked.events.shuffled(using: &dice)) == state, "reservation, seed \(seed)")
    }
  }

  @Test func `every order of every pair and triple of concurrent facts means the same`() throws {
    for (seed, first) in FactKind.ofVisit.enumerated() {
      for second in FactKind.ofVisit {
        let third = FactKind.ofVisit[seed * 7 % FactKind.ofVisit.count]
        var story = Story(.visit, try Fact.random(.visitOpened, seed))
        story.write(.visitCalled(VisitCalled { $0.desk = 1 }), at: 1)
        story.exchange()
        for (node, kind) in zip([UInt32(1), 2, 3], [first, second, third]) {
          story.write(try Fact.random(kind, seed), at: node)
        }
        let state = History.fold(Visit.self, story.inOrder)
        for order in orders(of: 5) {
          #expect(History.fold(Visit.self, order.map { story.events[$0] }) == state, "\(first) ∥ \(second) ∥ \(third)")
        }
      }
    }
  }

  @Test func `a single writer's history needs no sorting and means the same`() throws {
    for seed in 0..<150 {
      var visit = Story(.visit, try Fact.random(.visitOpened, seed))
      var guest = Story(.guest, try Fact.random(.guestRegistered, seed))
      var complaint = Story(.complaint, try Fact.random(.complaintFiled, seed))
      var dice = Dice(seed: seed)
      for step in 0..<12 {
        visit.write(try Fact.random(dice.pick(FactKind.ofVisit), seed + step), at: 1)
        guest.write(try Fact.random(dice.pick(FactKind.ofGuest), seed + step), at: 1)
        complaint.write(try Fact.random(dice.pick(FactKind.ofComplaint), seed + step), at: 1)
      }
      for story in [visit, guest, complaint] { #expect(History.isLinear(story.inOrder)) }
      #expect(History.fold(Visit.self, visit.inOrder) == general(Visit.self, visit.events), "seed \(seed)")
      #expect(History.fold(Guest.self, guest.inOrder) == general(Guest.self, guest.events), "seed \(seed)")
      #expect(
        History.fold(Complaint.self, complaint.inOrder) == general(Complaint.self, complaint.events), "seed \(seed)")
      // Also with bodies emptied, as a copy holds them after an erasure it received.
      let emptied = visit.inOrder.map { FactKind(rawValue: $0.kind)?.isPersonal == true ? $0.erased : $0 }
      #expect(History.fold(Visit.self, emptied) == general(Visit.self, emptied), "seed \(seed)")
    }
  }

  @Test func `two writers are not one`() throws {
    var story = Story(.visit, try Fact.random(.visitOpened, 1))
    #expect(History.isLinear(story.inOrder))
    story.write(.visitMissed(VisitMissed()), at: 1)
    #expect(History.isLinear(story.inOrder))
    story.write(.visitMissed(VisitMissed()), at: 2)
    #expect(!History.isLinear(story.inOrder))
    #expect(!History.isLinear(Array(story.inOrder.dropFirst())))
    #expect(History.isLinear([]))
  }

  @Test func `an effect counts after its cause, whatever the ids and clocks`() throws {
    // Node 2 opened and called; node 1, whose ids are smaller, served after seeing that.
    var story = Story(.visit, openedBy: 2, try Fact.random(.visitOpened, 3))
    story.write(.visitCalled(VisitCalled { $0.desk = 4 }), at: 2)
    story.exchange()
    story.write(.serviceStarted(ServiceStarted { $0.desk = 4 }), at: 1)
    story.exchange()
    story.write(.visitFinished(VisitFinished()), at: 2)
    let visit = try #require(History.fold(Visit.self, story.inOrder))
    #expect(visit.stage == .finished)
    #expect(visit.overruled.isEmpty)
    #expect(visit.heads == [EventID(node: 2, sequence: 3)])
  }

  @Test func `of two concurrent calls one holds and the other stays in sight`() throws {
    var story = Story(.visit, try Fact.random(.visitOpened, 4))
    let one = story.write(.visitCalled(VisitCalled { $0.desk = 1 }), at: 1)
    let other = story.write(.visitCalled(VisitCalled { $0.desk = 2 }), at: 2)
    let visit = try #require(History.fold(Visit.self, story.inOrder))
    #expect(visit.desk == 1)
    #expect(visit.overruled == [other])
    #expect(visit.heads == [one, other])
  }

  @Test func `a fact that arrives before its cause waits for it without harm`() throws {
    var story = Story(.visit, try Fact.random(.visitOpened, 5))
    story.write(.visitCalled(VisitCalled { $0.desk = 1 }), at: 2)
    story.exchange()
    story.write(.serviceStarted(ServiceStarted { $0.desk = 1 }), at: 3)
    let whole = History.fold(Visit.self, story.inOrder)
    #expect(History.fold(Visit.self, [story.events[0], story.events[2]])?.stage == .serving)
    #expect(History.fold(Visit.self, [story.events[2]]) == nil)
    #expect(History.fold(Visit.self, [story.events[2], story.events[1], story.events[0]]) == whole)
  }

  @Test func `a fact that names nothing it saw does not displace the opening`() throws {
    var story = Story(.visit, openedBy: 2, try Fact.random(.visitOpened, 6))
    let stray = story.write(.visitCalled(VisitCalled { $0.desk = 3 }), at: 1, after: [])
    #expect(stray < story.subject)
    let visit = try #require(History.fold(Visit.self, story.inOrder))
    #expect(visit.id == VisitID(story.subject))
    #expect(visit.desk == 3)
  }

  @Test func `facts that claim to have seen each other end in one state, soon`() throws {
    var story = Story(.visit, try Fact.random(.visitOpened, 7))
    let ring = (1...60).map { EventID(node: 2, sequence: UInt64($0)) }
    for id in ring {
      story.write(
        .visitRecalled(VisitRecalled { $0.desk = 1 }), at: 2, after: ring.filter { $0 != id || id == ring[5] })
    }
    expectOneState(Visit.self, story.events, "ring")
  }

  @Test func `unknown facts take part in what was seen and change nothing else`() throws {
    var story = Story(.visit, try Fact.random(.visitOpened, 8))
    let before = History.fold(Visit.self, story.inOrder)
    story.write(.visitMissed(VisitMissed()), at: 1)
    var events = story.inOrder
    events[1].kind = 250
    var after = try #require(History.fold(Visit.self, events))
    #expect(after.heads == [events[1].id])
    after.heads = before?.heads ?? []
    #expect(after == before)
  }

  private func orders(of count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return orders(of: count - 1).flatMap { order in
      (0...order.count).map { place in Array(order[..<place] + [count - 1] + order[place...]) }
    }
  }
}
