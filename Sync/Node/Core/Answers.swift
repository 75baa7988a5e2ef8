import Desk
import Domain
import Journal
import Store

extension Node {
  /// The answer a repeated press was given the first time.
  func answer(_ entry: CommandLedger.Entry) throws -> Answer {
    let events = try store.events(node: entry.first.node, from: entry.first.sequence, limit: entry.events)
    return answer(events.map(\.event))
  }

  /// From the events alone, and a number that never changes.
  func answer(_ events: [Event]) -> Answer {
    var answer = Answer()
    answer.first = events.first?.id ?? .none
    answer.events = events.count
    for event in events {
      switch event.sort {
      case .visit:
        // The visit the command was about comes last; others lapsed on the way.
        answer.visit = VisitID(event.subject)
        answer.number = number(of: VisitID(event.subject), opening: event)
      case .guest: answer.guest = GuestID(event.subject)
      case .officer: answer.officer = OfficerID(event.subject)
      case .reservation: answer.reservation = ReservationID(event.subject)
      case .complaint: answer.complaint = ComplaintID(event.subject)
      case .office, .day, .node: break
      }
      guard case .fact(let fact) = event.happening else { continue }
      tell(fact, &answer)
    }
    let kinds = events.compactMap { FactKind(rawValue: $0.kind) }
    if kinds.contains(.guestRegistered), let guest = answer.guest {
      let code = code(of: guest)
      answer.code = code.isEmpty ? nil : code
    }
    if kinds.contains(.reservationBooked), let reservation = answer.reservation {
      let code = code(of: reservation)
      answer.code = code.isEmpty ? nil : code
    }
    if kinds.contains(.guestRegistered), !kinds.contains(.consentGiven) { answer.notices.append(.consentMissing) }
    return answer
  }

  private func tell(_ fact: Fact, _ answer: inout Answer) {
    switch fact {
    case .visitOpened(let opened): answer.day = opened.day
    case .visitCalled(let called): answer.desk = called.desk
    case .visitRecalled(let recalled): answer.desk = recalled.desk
    case .serviceStarted(let started): answer.desk = started.desk
    case .serviceResumed(let resumed): answer.desk = resumed.desk
    case .lockerGiven(let given): answer.locker = given.locker
    case .dayOpened(let opened): answer.day = opened.day
    case .dayConfirmed: answer.day = hall.day?.day
    case .dayClosed(let closed): answer.lapsed = closed.lapsed
    case .guestRegistered(let registered): answer.notices = registered.profile.notices
    case .guestAmended(let amended): answer.notices = amended.profile.notices
    default: break
    }
  }

  private func number(of visit: VisitID, opening event: Event) -> QueueNumber? {
    if case .fact(.visitOpened(let opened)) = event.happening { return opened.number }
    if let known = hall.visits[visit] { return known.number }
    return (try? store.visit(visit))??.number
  }
}
