import Canvas
import Desk
import Domain

// The guest book of the visit whose number stands on this screen, filled in right here.
extension Kiosk {
  /// For whoever is still to be served, or has been served, and has not signed yet.
  var offersBook: Bool {
    guard bearings.profile?.flow.contains(.guestBook) ?? false, !visitor.hasSigned else { return false }
    guard let ticket = visitor.ticket, !ticket.signed else { return false }
    return ticket.stage.isOpen || ticket.stage == .finished
  }

  mutating func openBook() {
    guard let visit = visitor.visit, let profile = bearings.profile else { return }
    visitor.book = GuestBook(
      visit: .id(visit), manner: .visitor, at: .kiosk, profile: profile, service: visitor.service)
    // What the kiosk has been shown already is not shown to it again.
    if let ticket = visitor.ticket { tellBook(.view(.ticket(VisitQuery { $0.visit = .id(visit) }), .ticket(ticket))) }
    if let day { tellBook(.view(.day(DayQuery()), .day(day))) }
    visitor.pages.append(.book)
  }

  private mutating func tellBook(_ input: Input) { _ = visitor.book?.take(input, &bearings, at: bearings.now) }

  /// The book's own keys and taps while it is in view, and its answers at any time.
  mutating func takeBook(_ input: Input) -> [Wish] {
    guard let step = visitor.book?.take(input, &bearings, at: bearings.now) else { return [] }
    switch step {
    case .on(let wishes): return wishes
    case .done(let wishes, _):
      visitor.hasSigned = true
      closeBook()
      return wishes
    case .left(let wishes):
      closeBook()
      return wishes
    }
  }

  private mutating func closeBook() {
    visitor.book = nil
    visitor.pages.removeAll { $0 == .book }
    idle.touched(at: bearings.now)
  }
}
