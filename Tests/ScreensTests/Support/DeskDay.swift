import Canvas
import Desk
import Domain
import Screens
import TestSupport

/// Visitors, guests and officers for the tests of the desk and the board.
extension Rehearsal {
  /// Numbers, in order.
  @discardableResult
  func arrive(_ services: String..., priority: Priority = .none) throws -> [VisitID] {
    try services.map { service in
      let answer = try head.press(.issueTicket(IssueTicket { ($0.service, $0.priority) = (service, priority) }))
      return answer.visit ?? .blank
    }
  }

  /// Somebody known, who came once before and has signed the book.
  func welcome(_ visit: VisitID, _ name: String = "Siti Rahmawati") throws {
    let guest =
      try head.press(
        .registerGuest(
          RegisterGuest {
            $0.profile.name = name
            $0.profile.institution = "Universitas Halmahera"
          })
      ).guest ?? .blank
    try head.press(.linkGuest(LinkGuest { ($0.visit, $0.guest) = (.id(visit), guest) }))
    try head.press(
      .signGuestBook(SignGuestBook { ($0.visit, $0.purpose) = (.id(visit), .research) }))
  }

  /// A desk with its officer logged in.
  func desk(_ number: Int?, login: String = "yusuf", columns: Int = 80, rows: Int = 24) throws -> Actor {
    let actor = try seat({ DeskTerminal($0, desk: number) }, columns: columns, rows: rows)
    actor.enter(login)
    return actor
  }

  /// Every terminal sees what was done behind the screens.
  func look() { pass(.seconds(1)) }
}

extension Actor {
  /// At the door of a staff terminal.
  func enter(_ login: String) {
    type(login)
    press("Enter")
    type(RunningOffice.pin)
    press("Enter")
  }
}
