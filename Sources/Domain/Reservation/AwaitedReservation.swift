/// A reservation whose booking has not come down the line yet: the office knows it only by those who came with its code. Made of
/// the same facts, so that whatever was done with it here is settled with the booking once that arrives.
public struct AwaitedReservation: Equatable, Sendable {
  public let id: ReservationID
  /// The check-ins that stand, by the visits they made.
  public private(set) var checkIns: [VisitID: EventID] = [:]
  /// Whoever came with it has been served.
  public private(set) var isFinished = false
  public private(set) var heads: [EventID]
  /// The check-in of an officer, while nothing has followed it.
  public private(set) var undoable: CheckedIn?

  public struct CheckedIn: Equatable, Sendable {
    public var visit: VisitID
    public var at: Moment
  }

  /// `nil` once the booking is among the facts, and where there are none.
  public init?(_ id: ReservationID, _ facts: [SeenFact]) {
    guard !facts.isEmpty, !facts.contains(where: { $0.happening.kind == .reservationBooked }) else { return nil }
    self.id = id
    heads = facts.map(\.occurrence.id).filter { id in !facts.contains { $0.past.contains(id) } }.sorted()
    let undone = Reservation.undone(facts)
    for fact in facts where !undone.contains(fact.occurrence.id) {
      switch fact.happening {
      case .fact(.reservationCheckedIn(let checkedIn)):
        guard let visit = checkedIn.visit else { continue }
        checkIns[visit] = fact.occurrence.id
        guard case .officer = fact.occurrence.actor, heads == [fact.occurrence.id] else { continue }
        undoable = CheckedIn(visit: visit, at: fact.occurrence.at)
      case .fact(.reservationFinished): isFinished = true
      default: break
      }
    }
  }
}

extension Hall {
  /// Who is here by a booking that is still to come. A visit that was cancelled holds none, also where nobody has written that down.
  public func holder(of awaited: AwaitedReservation) -> VisitID? {
    awaited.checkIns.keys.sorted().first { visits[$0]?.stage != .cancelled }
  }
}
