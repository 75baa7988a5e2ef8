/// One fact of a reservation with everything its author had seen.
public struct SeenFact: Equatable, Sendable {
  public var happening: Happening
  public var occurrence: Occurrence
  /// Ids of all facts of the subject that are causally before this one.
  public var past: Set<EventID>

  public init(_ happening: Happening, _ occurrence: Occurrence, past: Set<EventID>) {
    self.happening = happening
    self.occurrence = occurrence
    self.past = past
  }
}

extension Reservation {
  /// The state that a set of facts means, given in any order that has causes before effects: which such order does
  /// not matter, because rules look at concurrency only and ties fall to the smaller id.
  public init?(_ facts: [SeenFact]) {
    let undone = Reservation.undone(facts)
    guard
      let state = Reservation(standing: undone.isEmpty ? facts : facts.filter { !undone.contains($0.occurrence.id) })
    else { return nil }
    self = state
    // What was taken back has still been seen: the next fact names it.
    heads = facts.map(\.occurrence.id).filter { id in !facts.contains { $0.past.contains(id) } }.sorted()
    noteUndoable(facts, besides: undone)
  }

  /// Steps that were taken back, and the facts that took them back. One of these means its own step and nothing else, so that it
  /// contradicts nobody: what others have decided without seeing it stands.
  static func undone(_ facts: [SeenFact]) -> Set<EventID> {
    var undone: Set<EventID> = []
    for fact in facts {
      guard case .fact(.stepUndone(let step)) = fact.happening else { continue }
      undone.insert(fact.occurrence.id)
      let isStep = facts.contains { other in
        other.occurrence.id == step.undone && other.happening.kind.map(UndoableStep.kinds.contains) == true
      }
      if isStep, fact.past.contains(step.undone) { undone.insert(step.undone) }
    }
    return undone
  }

  private mutating func noteUndoable(_ facts: [SeenFact], besides undone: Set<EventID>) {
    let steps = facts.filter { fact in
      guard case .officer = fact.occurrence.actor, !undone.contains(fact.occurrence.id) else { return false }
      return fact.happening.kind.map(UndoableStep.kinds.contains) == true
    }
    guard let last = steps.max(by: Reservation.causesFirst), let kind = last.happening.kind else { return }
    let isLast = heads == [last.occurrence.id]
    isActedOn = facts.contains { other in
      other.occurrence.id != last.occurrence.id && !undone.contains(other.occurrence.id)
        && !last.past.contains(other.occurrence.id)
    }
    let others = undone.union([last.occurrence.id])
    guard isLast, let before = Reservation(standing: facts.filter { !others.contains($0.occurrence.id) }) else {
      return
    }
    undoable = UndoableStep(
      event: last.occurrence.id, at: last.occurrence.at, kind: kind, status: before.status, slot: before.slot,
      officer: before.officer)
  }

  /// What the facts mean of which none was taken back.
  private init?(standing facts: [SeenFact]) {
    guard let opening = facts.first(where: { $0.happening.kind == .reservationBooked }),
      case .fact(.reservationBooked(let booked)) = opening.happening
    else { return nil }
    id = ReservationID(opening.occurrence.id)
    slot = booked.slot
    guest = booked.guest
    officer = booked.officer
    online = booked.online
    bookedAt = opening.occurrence.at
    heads = []

    let later = facts.filter { $0.occurrence.id != opening.occurrence.id }
    let standing = settle(later)
    for fact in standing.sorted(by: Reservation.causesFirst) { take(fact.happening, fact.occurrence) }
    heads = facts.map(\.occurrence.id).filter { id in !facts.contains { $0.past.contains(id) } }.sorted()
  }

  /// The facts that take effect. The others are listed as overruled or undecided.
  private mutating func settle(_ facts: [SeenFact]) -> [SeenFact] {
    var standing: [SeenFact] = []
    let strongestFirst = facts.sorted { a, b in
      let (x, y) = (a.rank, b.rank)
      return x != y ? x > y : a.occurrence.id < b.occurrence.id
    }
    for fact in strongestFirst {
      let winner = standing.first { rival in
        rival.isConcurrent(with: fact) && rival.settles(against: fact) == .firstStands
      }
      if let winner, let kind = fact.happening.kind, let winning = winner.happening.kind {
        guard !ConcurrentPairs.isFulfilled(kind, by: winning) else { continue }
        overruled.append(Overruled(event: fact.occurrence.id, kind: kind, by: winner.occurrence.id))
      } else {
        standing.append(fact)
      }
    }
    let open = standing.filter { fact in
      standing.contains { rival in
        rival.isConcurrent(with: fact) && rival.settles(against: fact) == .needsOfficer
          && !standing.contains { $0.past.contains(fact.occurrence.id) && $0.past.contains(rival.occurrence.id) }
      }
    }
    sides = open.map { Side(event: $0.occurrence.id, happening: $0.happening) }.sorted { $0.event < $1.event }
    let undecided = Set(undecided)
    return standing.filter { fact in !undecided.contains(fact.occurrence.id) }
  }

  private mutating func take(_ happening: Happening, _ occurrence: Occurrence) {
    guard case .fact(let fact) = happening else { return }
    switch fact {
    case .reservationApproved(let approved):
      status = .approved
      (slot, officer, link) = (approved.slot, approved.officer ?? officer, approved.link)
    case .reservationMoved(let moved): (slot, officer) = (moved.slot, moved.officer ?? officer)
    case .reservationCancelled(let cancelled):
      status = .cancelled
      cancelReason = cancelled.reason
    case .reservationCheckedIn(let checkedIn):
      status = .checkedIn
      visit = checkedIn.visit
      if let visit { checkIns[visit] = occurrence.id }
      cancelReason = nil
    case .reservationMarkedAbsent: status = .absent
    case .reservationFinished: status = .finished
    case .reservationTopicGiven(let given): topic = given.topic
    case .wordsErased: topic = ""
    default: break
    }
  }

  /// A total order with causes before effects, since an effect has seen more; ties fall to the smaller id.
  private static func causesFirst(_ a: SeenFact, _ b: SeenFact) -> Bool {
    (a.past.count, a.occurrence.id) < (b.past.count, b.occurrence.id)
  }
}

extension SeenFact {
  fileprivate var rank: Int { happening.kind.map(ConcurrentPairs.rank) ?? -1 }

  public func isConcurrent(with other: SeenFact) -> Bool {
    occurrence.id != other.occurrence.id && !past.contains(other.occurrence.id)
      && !other.past.contains(occurrence.id)
  }

  fileprivate func settles(against other: SeenFact) -> PairOutcome {
    guard let kind = happening.kind, let rival = other.happening.kind else { return .bothStand }
    return ConcurrentPairs.settle(kind, rival)
  }
}

/// Two approvals of one officer for one slot: the centre's order decides, the later one goes back to an officer.
public enum SlotClash {
  public struct Approval: Equatable, Sendable {
    public var reservation: ReservationID
    public var officer: OfficerID
    public var slot: Slot
    /// Position in the centre's feed.
    public var position: UInt64

    public init(reservation: ReservationID, officer: OfficerID, slot: Slot, position: UInt64) {
      self.reservation = reservation
      self.officer = officer
      self.slot = slot
      self.position = position
    }
  }

  /// The reservations whose approval does not stand, because an earlier one holds the officer at that time.
  public static func returned(_ approvals: [Approval], slotMinutes: Int) -> [ReservationID] {
    var held: [Approval] = []
    var returned: [ReservationID] = []
    for approval in approvals.sorted(by: { $0.position < $1.position }) {
      let clashes = held.contains {
        $0.reservation != approval.reservation && $0.officer == approval.officer && $0.slot.day == approval.slot.day
          && abs($0.slot.time.minute - approval.slot.time.minute) < slotMinutes
      }
      if clashes { returned.append(approval.reservation) } else { held.append(approval) }
    }
    return returned
  }
}
