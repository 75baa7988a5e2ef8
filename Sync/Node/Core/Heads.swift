import Domain
import Journal

extension Hall {
  /// What was last seen of a subject; the next fact names it.
  func heads(of subject: EventID, _ kind: SubjectKind) -> [EventID] {
    switch kind {
    case .visit: visits[VisitID(subject)]?.heads ?? []
    case .guest: guests[GuestID(subject)]?.heads ?? []
    case .officer: officers[OfficerID(subject)]?.heads ?? []
    case .complaint: complaints[ComplaintID(subject)]?.heads ?? []
    case .reservation:
      reservations[ReservationID(subject)]?.heads ?? awaited[ReservationID(subject)]?.heads ?? []
    case .office: office?.heads ?? []
    case .day: day?.heads ?? []
    case .node: []
    }
  }
}
