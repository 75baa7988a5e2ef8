import Canvas
import Desk
import Domain
import TestSupport

@testable import Screens

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

extension Rehearsal {
  /// How a visit stands, asked behind the screens.
  func visit(_ id: VisitID) throws -> VisitView {
    guard case .visit(let view) = try head.read(.visit(VisitQuery { $0.visit = .id(id) })) else {
      throw DeskUnreachable("no visit")
    }
    return view
  }
}

extension VisitView {
  var label: String { number?.description ?? visit.description }
}

/// What a board announces, call by call.
final class BoardLog {
  private(set) var announced: [String] = []
  private(set) var calls: Set<Int> = []
  private(set) var isAnnouncing = false
  private(set) var waiting: Set<Int> = []
  /// What stands on the board, newest first.
  private(set) var shown: [String] = []
  private var last: BoardAnnouncer.Flash?

  fileprivate func note(_ station: any Station) {
    guard let board = station as? Board else { return }
    shown = (board.view?.called ?? []).map { "\($0.label)>\($0.desk)" }
    waiting = Set(board.announcer.waiting.map(\.call))
    let flash = board.announcer.flash(at: board.bearings.now)?.flash
    isAnnouncing = flash != nil
    if let flash, flash != last {
      announced.append("\(flash.label)>\(flash.desk)")
      calls.insert(flash.call)
    }
    last = flash
  }
}

extension Rehearsal {
  /// A board, and what it has announced.
  func board(columns: Int = 80, rows: Int = 24) throws -> (Actor, BoardLog) {
    let (log, board) = (BoardLog(), try seat({ Board($0) }, columns: columns, rows: rows))
    board.witness = { log.note($0) }
    log.note(board.station)
    return (board, log)
  }
}

extension Actor {
  var bells: Int { wishes.count { $0 == .bell } }
}
