import Chance
import Testing

@testable import Domain

/// Facts two writers may state about one reservation.
private let kinds: [FactKind] = [
  .reservationApproved, .reservationMoved, .reservationCancelled, .reservationCheckedIn, .reservationMarkedAbsent,
  .reservationFinished, .reservationTopicGiven, .wordsErased,
]

private let slot = Slot(day: DayAtTheDesk.thursday, time: TimeOfDay(10, 0))
private let noon = Moment(milliseconds: 1_800_000_000_000)
private let booking = EventID(node: 9, sequence: 1)

private let booked = SeenFact(
  .fact(.reservationBooked(ReservationBooked(slot: slot, online: "b7"))),
  Occurrence(id: booking, at: noon, actor: .centre), past: [])

/// A fact of `kind` by a node, with contents that tell the nodes apart.
private func fact(_ kind: FactKind, node: UInt32, sequence: UInt64 = 1, past: Set<EventID> = [booking]) -> SeenFact {
  let other = Slot(day: slot.day.advanced(by: Int(node)), time: slot.time)
  let body: Fact =
    switch kind {
    case .reservationApproved: .reservationApproved(ReservationApproved(slot: other, link: "zoom \(node)"))
    case .reservationMoved: .reservationMoved(ReservationMoved(slot: other))
    case .reservationCancelled:
      .reservationCancelled(ReservationCancelled(reason: CancelReason(rawValue: UInt8(node % 4 + 1))!))
    case .reservationCheckedIn:
      .reservationCheckedIn(ReservationCheckedIn(visit: VisitID(EventID(node: node, sequence: 50))))
    case .reservationMarkedAbsent: .reservationMarkedAbsent(ReservationMarkedAbsent(automatic: true))
    case .reservationFinished: .reservationFinished(ReservationFinished())
    case .reservationTopicGiven: .reservationTopicGiven(ReservationTopicGiven(topic: "topik \(node)"))
    default: .wordsErased(WordsErased(classes: [.words], reason: .asked))
    }
  let id = EventID(node: node, sequence: sequence)
  return SeenFact(.fact(body), Occurrence(id: id, at: noon, actor: .centre), past: past)
}

private func orders<T>(of values: [T]) -> [[T]] {
  guard values.count > 1 else { return [values] }
  return values.indices.flatMap { index in
    var rest = values
    let first = rest.remove(at: index)
    return orders(of: rest).map { [first] + $0 }
  }
}

@Suite struct ConcurrentReservationTests {
  @Test(arguments: [
    (FactKind.reservationCheckedIn, FactKind.reservationCancelled, ReservationStatus.checkedIn),
    (.reservationCheckedIn, .reservationMoved, .checkedIn),
    (.reservationCheckedIn, .reservationMarkedAbsent, .checkedIn),
    (.reservationCancelled, .reservationMarkedAbsent, .cancelled),
    (.reservationCancelled, .reservationApproved, .cancelled),
    (.reservationFinished, .reservationMoved, .finished),
    (.reservationFinished, .reservationCancelled, .finished),
    (.reservationFinished, .reservationCheckedIn, .finished),
    (.reservationFinished, .reservationMarkedAbsent, .finished),
  ])
  func `the written rule settles the pair, whoever wrote what, and the loser stays in sight`(
    winner: FactKind, loser: FactKind, status: ReservationStatus
  ) throws {
    for (first, second) in [(1, 2), (2, 1)] as [(UInt32, UInt32)] {
      let (won, lost) = (fact(winner, node: first), fact(loser, node: second))
      let state = try #require(Reservation([booked, lost, won]))
      #expect(state.status == status)
      #expect(state.overruled == [.init(event: lost.occurrence.id, kind: loser, by: won.occurrence.id)])
      #expect(state.undecided == [])
      #expect(state.slot == slot, "a move that does not stand moves nothing")
      #expect(state.heads == [won.occurrence.id, lost.occurrence.id].sorted())
    }
    #expect(ConcurrentPairs.settle(winner, loser) == .firstStands)
    #expect(ConcurrentPairs.settle(loser, winner) == .secondStands)
  }

  @Test(arguments: [
    (FactKind.reservationCheckedIn, ReservationStatus.checkedIn), (.reservationFinished, .finished),
  ])
  func `who is approved and has come meanwhile has come, and nothing lost`(
    kind: FactKind, status: ReservationStatus
  ) throws {
    let (came, approved) = (fact(kind, node: 1), fact(.reservationApproved, node: 2))
    for order in orders(of: [booked, came, approved]) {
      let state = try #require(Reservation(order))
      #expect(state.status == status && state.overruled == [] && state.undecided == [])
    }
  }

  @Test func `pairs no rule settles wait for an officer, and neither takes effect`() throws {
    let settled: Set<[FactKind]> = Set(
      [
        [FactKind.reservationCheckedIn, .reservationCancelled], [.reservationCheckedIn, .reservationMoved],
        [.reservationCheckedIn, .reservationMarkedAbsent], [.reservationCancelled, .reservationMarkedAbsent],
        [.reservationCancelled, .reservationApproved], [.reservationCheckedIn, .reservationApproved],
      ].flatMap { [$0, $0.reversed()] })
    let harmless: Set<FactKind> = [.reservationTopicGiven, .wordsErased]
    let repeatable: Set<FactKind> = [
      .reservationCancelled, .reservationCheckedIn, .reservationMarkedAbsent, .reservationFinished,
    ]
    for a in kinds {
      for b in kinds {
        let (x, y) = (fact(a, node: 1), fact(b, node: 2))
        let state = try #require(Reservation([booked, x, y]))
        let open =
          !harmless.contains(a) && !harmless.contains(b) && a != .reservationFinished && b != .reservationFinished
          && !settled.contains([a, b]) && !(a == b && repeatable.contains(a))
        #expect(state.undecided == (open ? [x.occurrence.id, y.occurrence.id] : []), "\(a) ∥ \(b)")
        if harmless.contains(a) || harmless.contains(b) { #expect(state.overruled == [], "\(a) ∥ \(b)") }
        if open {
          #expect(state.status == .submitted, "\(a) ∥ \(b)")
          #expect(state.slot == slot)
        }
      }
    }
  }

  @Test func `the rules are symmetric`() {
    for a in FactKind.allCases {
      for b in FactKind.allCases {
        let swapped: PairOutcome =
          switch ConcurrentPairs.settle(a, b) {
          case .firstStands: .secondStands
          case .secondStands: .firstStands
          case .bothStand: .bothStand
          case .needsOfficer: .needsOfficer
          }
        #expect(ConcurrentPairs.settle(b, a) == swapped, "\(a) ∥ \(b)")
      }
    }
  }

  @Test func `all pairs and triples mean the same state in every order of arrival`() throws {
    var wrong: [String] = []
    for a in kinds {
      for b in kinds {
        for c in kinds {
          // All three unseen by each other; then the third written after seeing the first.
          let first = fact(a, node: 1)
          let second = fact(b, node: 2)
          for past: Set<EventID> in [[booking], [booking, first.occurrence.id]] {
            let third = fact(c, node: 3, past: past)
            let states = orders(of: [booked, first, second, third]).map(Reservation.init)
            if states.contains(where: { $0 != states[0] || $0 == nil }) { wrong.append("\(a) \(b) \(c)") }
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `longer stories with partial sight agree too, and no clock decides anything`(seed: UInt64) throws {
    var random = Seeded(seed)
    var facts = [booked]
    for index in 0..<6 {
      // A writer saw a random earlier fact and all that one had seen.
      var past: Set<EventID> = [booking]
      for known in facts where random.chance(3) { past.formUnion(known.past.union([known.occurrence.id])) }
      facts.append(
        fact(kinds.randomElement(using: &random)!, node: UInt32(index % 3 + 1), sequence: UInt64(index + 2), past: past)
      )
    }
    let state = try #require(Reservation(facts))
    for _ in 0..<20 { #expect(Reservation(facts.shuffled(using: &random)) == state, "seed \(seed)") }

    let decade: Int64 = 10 * 365 * 86_400_000
    let skewed = facts.map { fact in
      var fact = fact
      fact.occurrence.at.milliseconds += Int64.random(in: -decade...decade, using: &random)
      return fact
    }
    var other = try #require(Reservation(skewed))
    other.bookedAt = state.bookedAt
    #expect(other == state, "seed \(seed)")
    #expect(
      Set(state.overruled.map(\.event)).isDisjoint(with: state.undecided), "nothing is both lost and open, seed \(seed)"
    )
  }

  @Test func `whichever of the sides an officer chooses holds, and the others give way in every order of facts`() throws
  {
    let pairs: [(FactKind, FactKind)] = [
      (.reservationApproved, .reservationMoved), (.reservationApproved, .reservationMarkedAbsent),
      (.reservationMoved, .reservationCancelled), (.reservationMoved, .reservationMarkedAbsent),
      (.reservationMoved, .reservationMoved), (.reservationApproved, .reservationApproved),
    ]
    for (one, other) in pairs {
      let facts = [booked, fact(one, node: 1), fact(other, node: 2)]
      let open = try #require(Reservation(facts))
      #expect(open.sides.map(\.happening) == facts.dropFirst().map(\.happening), "\(one) ∥ \(other)")
      for (place, side) in open.sides.enumerated() {
        var day = DayAtTheDesk()
        day.hall.reservations[open.id] = open
        func decide(_ side: EventID) -> Command {
          .decideReservation(DecideReservation { ($0.reservation, $0.side) = (open.id, side) })
        }
        #expect(day.refusal(decide(booking)) == .noSuchSide)
        let drafts = try Domain.decide(decide(side.event), day.setting(), day.hall)
        let loser = open.sides[1 - place].event
        #expect(drafts.map(\.fact.kind) == [side.happening.kind, .stepUndone])
        #expect(drafts.last?.fact == .stepUndone(StepUndone(undone: loser)))
        let decided = Self.written(drafts, by: 3, after: facts)
        let alone = try #require(Reservation([booked, facts[place + 1]]))
        for order in orders(of: facts + decided) {
          let state = try #require(Reservation(order))
          #expect(state.sides == [] && state.overruled == [] && state.undoable == nil, "\(one) ∥ \(other)")
          #expect((state.status, state.slot, state.link) == (alone.status, alone.slot, alone.link))
        }
        // Somebody else has chosen the other one meanwhile.
        let contrary = Self.written(
          try Domain.decide(decide(loser), day.setting(), day.hall), by: 4, after: facts)
        let again = try #require(Reservation(facts + contrary + decided))
        #expect(again.undecided == [decided[0].occurrence.id, contrary[0].occurrence.id], "\(one) ∥ \(other)")
        day.hall.reservations[open.id] = Reservation(facts + decided)
        #expect(day.refusal(decide(side.event)) == .noSuchSide, "decided already")
      }
    }
  }

  /// What a node writes of a decision that was made after seeing these facts.
  private static func written(_ drafts: [Draft], by node: UInt32, after facts: [SeenFact]) -> [SeenFact] {
    drafts.enumerated().map { place, draft in
      let own = (0..<place).map { EventID(node: node, sequence: UInt64($0) + 1) }
      return SeenFact(
        .fact(draft.fact),
        Occurrence(id: EventID(node: node, sequence: UInt64(place) + 1), at: noon, actor: .centre),
        past: Set(facts.map(\.occurrence.id) + own))
    }
  }

  @Test func `a fact written after seeing both settles what was open`() throws {
    let (approved, moved) = (fact(.reservationApproved, node: 1), fact(.reservationMoved, node: 2))
    let open = try #require(Reservation([booked, approved, moved]))
    #expect(open.undecided.count == 2)
    let both: Set<EventID> = [booking, approved.occurrence.id, moved.occurrence.id]
    let decided = try #require(Reservation([booked, approved, moved, fact(.reservationApproved, node: 3, past: both)]))
    #expect(decided.undecided == [])
    #expect(decided.status == .approved)
    #expect(decided.link == "zoom 3")
    #expect(decided.heads == [EventID(node: 3, sequence: 1)])
  }

  @Test func `what follows in sight of each other is no conflict`() throws {
    let cancelled = fact(.reservationMarkedAbsent, node: 1)
    let came = fact(.reservationCheckedIn, node: 2, past: [booking, cancelled.occurrence.id])
    let state = try #require(Reservation([booked, came, cancelled]))
    #expect(state.status == .checkedIn)
    #expect(state.overruled == [])
    #expect(Reservation([came]) == nil, "without its booking there is no reservation")
  }

  @Test func `a step taken back means that step and nothing else, in every order of arrival`() throws {
    for taken in Reservation.UndoableStep.kinds.sorted(by: { $0.rawValue < $1.rawValue }) { try takenBack(taken) }
  }

  private func takenBack(_ taken: FactKind) throws {
    let approved = fact(taken, node: 1)
    let undone = SeenFact(
      .fact(.stepUndone(StepUndone(undone: approved.occurrence.id))),
      Occurrence(id: EventID(node: 1, sequence: 2), at: noon, actor: .centre), past: [booking, approved.occurrence.id])
    for kind in kinds {
      // By somebody who has seen the approval, or not even that; never the taking back.
      for past: Set<EventID> in [[booking], [booking, approved.occurrence.id]] {
        let other = fact(kind, node: 2, past: past)
        let states = orders(of: [booked, approved, undone, other]).map(Reservation.init)
        #expect(states.allSatisfy { $0 == states[0] }, "\(taken), \(kind)")
        let alone = try #require(Reservation([booked, fact(kind, node: 2)]))
        #expect(states[0]?.status == alone.status && states[0]?.link == alone.link, "\(taken), \(kind)")
        #expect(states[0]?.undecided == [] && states[0]?.overruled == [], "\(taken), \(kind)")
      }
    }
    // Who has not seen a step cannot take it back.
    let blind = SeenFact(undone.happening, undone.occurrence, past: [booking])
    let alone = Reservation([booked, approved])
    let still = Reservation([booked, approved, blind])
    #expect(still?.status == alone?.status && still?.slot == alone?.slot, "\(taken)")
  }

  @Test func `a beaten fact beats nothing itself`() throws {
    let finished = fact(.reservationFinished, node: 1)
    // The cancellation loses to the end it did not see; the approval was written after that end.
    let cancelled = fact(.reservationCancelled, node: 2)
    let approved = fact(.reservationApproved, node: 3, past: [booking, finished.occurrence.id])
    let state = try #require(Reservation([booked, finished, cancelled, approved]))
    #expect(state.overruled.map(\.event) == [cancelled.occurrence.id])
  }
}

@Suite struct SlotClashTests {
  private func approval(_ reservation: UInt64, _ officer: UInt64, _ minute: Int, position: UInt64, day: Int = 0)
    -> SlotClash.Approval
  {
    SlotClash.Approval(
      reservation: ReservationID(EventID(node: 9, sequence: reservation)),
      officer: OfficerID(EventID(node: 1, sequence: officer)),
      slot: Slot(day: slot.day.advanced(by: day), time: TimeOfDay(minute: minute)), position: position)
  }

  @Test func `of two approvals of one officer at one time the centre's order keeps one`() {
    let approvals = [
      approval(1, 1, 600, position: 8), approval(2, 1, 600, position: 3), approval(3, 2, 600, position: 9),
      approval(4, 1, 659, position: 10), approval(5, 1, 660, position: 11), approval(6, 1, 600, position: 12, day: 1),
      approval(2, 1, 600, position: 13),
    ]
    for order in orders(of: approvals) {
      #expect(
        SlotClash.returned(order, slotMinutes: 60).map(\.first.sequence) == [1, 4])
    }
  }

  @Test func `an approval that was returned holds no time`() {
    let approvals = [
      approval(1, 1, 600, position: 1), approval(2, 1, 640, position: 2), approval(3, 1, 690, position: 3),
    ]
    #expect(SlotClash.returned(approvals, slotMinutes: 60).map(\.first.sequence) == [2])
  }
}
