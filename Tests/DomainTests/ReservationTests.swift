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

@Suite struct ReservationDeskTests {
  private func book(_ time: TimeOfDay, daysAhead: Int = 0) -> Command {
    .bookReservation(
      BookReservation {
        $0.slot = Slot(day: DayAtTheDesk.thursday.advanced(by: daysAhead), time: time)
        $0.topic = "PDRB"
        $0.officer = "budi"
      })
  }
  private func approve(_ id: ReservationID, _ officer: String? = nil) -> Command {
    .approveReservation(
      ApproveReservation {
        $0.reservation = id
        $0.officer = officer
      })
  }
  private func checkIn(_ id: ReservationID) -> Command { .checkIn(CheckIn { $0.reservation = id }) }
  private func absent(_ id: ReservationID) -> Command { .markAbsent(MarkAbsent { $0.reservation = id }) }

  @Test func `bookings keep office hours, the break, the weekend and the hour before`() throws {
    let day = DayAtTheDesk()  // Thursday, 09.00
    #expect(day.refusal(book(TimeOfDay(9, 59))) == .slotInPast)
    #expect(day.refusal(book(TimeOfDay(10, 0))) == nil)
    for (time, ahead) in [(TimeOfDay(12, 0), 0), (TimeOfDay(16, 0), 0), (TimeOfDay(11, 30), 1), (TimeOfDay(10, 0), 2)] {
      #expect(day.refusal(book(time, daysAhead: ahead)) == .slotOutsideHours, "\(time) +\(ahead)")
    }
    var unclear = day
    unclear.clockTrusted = false
    #expect(unclear.refusal(book(TimeOfDay(8, 0))) == nil, "a clock that cannot be believed refuses nobody")
  }

  @Test func `an officer is promised once at a time`() throws {
    var day = DayAtTheDesk()
    let first = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    let second = ReservationID(try day.perform(book(TimeOfDay(10, 59)))[0].subject)
    try day.perform(approve(first))
    #expect(day.refusal(approve(second)) == .slotTaken)
    #expect(day.refusal(approve(second, "ana")) == nil)
    #expect(day.refusal(approve(first)) == .reservationStatus(.approved))
    #expect(day.refusal(approve(second, "tono")) == .noSuchOfficer)
    let move = Command.moveReservation(
      MoveReservation {
        $0.reservation = second
        $0.slot = Slot(day: DayAtTheDesk.thursday, time: TimeOfDay(11, 0))
      })
    try day.perform(move)
    #expect(day.refusal(approve(second)) == nil)
  }

  @Test(arguments: [Offices.halmaheraUtara, Offices.seruyan])
  func `a visitor with a reservation joins the line, is served, and both end together`(profile: OfficeProfile) throws {
    var day = DayAtTheDesk(profile)
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    day.wait(.minutes(55))
    let visit = VisitID(try day.perform(checkIn(id)).first { $0.fact.kind == .visitOpened }!.subject)
    #expect(day.hall.reservations[id]?.status == .checkedIn)
    #expect(day.hall.reservations[id]?.visit == visit)
    #expect(day.visit(visit).channel == .reservation)
    #expect(day.refusal(checkIn(id)) == .reservationStatus(.checkedIn))
    try day.perform(.serve(desk: 1, visit))
    try day.perform(.finish(desk: 1))
    #expect(day.hall.reservations[id]?.status == .finished)
  }

  @Test func `nobody is absent before fifteen minutes have passed, and who comes after is not sent away`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    #expect(day.refusal(absent(id)) == .reservationStatus(.submitted))
    try day.perform(approve(id))
    day.wait(.minutes(74))
    #expect(day.refusal(absent(id)) != nil)
    day.wait(.minutes(1))
    try day.perform(absent(id))
    #expect(day.hall.reservations[id]?.status == .absent)
    try day.perform(checkIn(id))
    #expect(day.hall.reservations[id]?.status == .checkedIn)
  }

  private func undo(_ id: ReservationID) -> Command { .undoReservation(UndoReservation { $0.reservation = id }) }

  @Test func `each decision about a reservation can be taken back for a minute, once, by a fact of its own`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    #expect(day.refusal(undo(id)) == .nothingToUndo)
    let later = Slot(day: DayAtTheDesk.thursday, time: TimeOfDay(14, 0))
    let steps: [(Command, ReservationStatus)] = [
      (approve(id), .approved),
      (.moveReservation(MoveReservation { ($0.reservation, $0.slot) = (id, later) }), .approved),
      (.cancelReservation(CancelReservation { $0.reservation = id }), .cancelled),
    ]
    for (step, status) in steps {
      let before = day.hall.reservations[id]
      try day.perform(step)
      #expect(day.hall.reservations[id]?.status == status)
      let facts = day.reservationFacts[id]?.count ?? 0
      try day.perform(undo(id))
      let after = day.hall.reservations[id]
      #expect(after?.status == before?.status && after?.slot == before?.slot && after?.officer == before?.officer)
      #expect(after?.cancelReason == nil && day.reservationFacts[id]?.count == facts + 1, "nothing is deleted")
      #expect(day.refusal(undo(id)) == .nothingToUndo)
      if step != steps[2].0 { try day.perform(step) }
    }
    let gone = ReservationID(try day.perform(book(TimeOfDay(10, 0), daysAhead: 1))[0].subject)
    try day.perform(approve(gone))
    day.wait(.seconds(60))
    #expect(day.refusal(undo(gone)) == nil)
    day.wait(.seconds(1))
    #expect(day.refusal(undo(gone)) == .tooLateToUndoReservation)
  }

  @Test func `what somebody else has gone on from, or been promised since, is not taken back`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    try day.perform(.cancelReservation(CancelReservation { $0.reservation = id }), by: .centre)
    #expect(day.refusal(undo(id)) == .reservationActedOn(.cancelled))
    let first = ReservationID(try day.perform(book(TimeOfDay(11, 0)))[0].subject)
    let second = ReservationID(try day.perform(book(TimeOfDay(11, 0)))[0].subject)
    try day.perform(approve(first))
    try day.perform(.cancelReservation(CancelReservation { $0.reservation = first }))
    try day.perform(approve(second))
    #expect(day.refusal(undo(first)) == .slotTaken)
  }

  private func visit(_ drafts: [Draft]) throws -> VisitID {
    VisitID(try #require(drafts.first { $0.fact.kind == .visitOpened }).subject)
  }

  @Test(arguments: [Offices.halmaheraUtara, Offices.seruyan])
  func `a check-in by mistake is taken back with its visit, and whoever was meant comes by the same reservation`(
    profile: OfficeProfile
  ) throws {
    var day = DayAtTheDesk(profile)
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    let wrong = try visit(try day.perform(checkIn(id)))
    try day.perform(undo(id))
    #expect(day.hall.reservations[id]?.status == .approved && day.hall.reservations[id]?.visit == nil)
    #expect(day.visit(wrong).stage == .cancelled && day.visit(wrong).closeReason == .mistake)
    #expect(day.refusal(undo(id)) == .nothingToUndo)
    let right = try visit(try day.perform(checkIn(id)))
    #expect(day.hall.reservations[id]?.status == .checkedIn && day.hall.reservations[id]?.visit == right)
    try day.perform(.serve(desk: 1, right))
    #expect(day.refusal(undo(id)) == .reservationActedOn(.checkedIn), "a visitor who is being served is here")
  }

  private func cancelled(_ id: VisitID) -> Command { .cancelVisit(CancelVisit { $0.visit = .id(id) }) }

  @Test func `a visit that is cancelled frees its reservation however late, and takes it again when that is undone`()
    throws
  {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    let first = try visit(try day.perform(checkIn(id), by: .visitor))
    #expect(day.refusal(undo(id)) == .reservationActedOn(.checkedIn), "the visitor's own step is none of staff")
    day.wait(.minutes(5))
    try day.perform(cancelled(first))
    #expect(day.hall.reservations[id]?.status == .approved)
    try day.perform(.undo(Undo { $0.visit = .id(first) }))
    #expect(day.hall.reservations[id]?.status == .checkedIn && day.hall.reservations[id]?.visit == first)
    try day.perform(cancelled(first))
    let second = try visit(try day.perform(checkIn(id)))
    #expect(day.refusal(.undo(Undo { $0.visit = .id(first) })) == .reservationStatus(.checkedIn))
    #expect(day.hall.reservations[id]?.visit == second)
  }

  @Test func `a cancelled reservation is not checked in, and an unknown one is served without`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(
      .cancelReservation(
        CancelReservation {
          $0.reservation = id
          $0.reason = .duplicate
        }))
    #expect(day.hall.reservations[id]?.cancelReason == .duplicate)
    #expect(day.refusal(checkIn(id)) == .reservationStatus(.cancelled))
    #expect(day.refusal(checkIn(ReservationID(EventID(node: 3, sequence: 3)))) == .noSuchReservation)
  }
}
