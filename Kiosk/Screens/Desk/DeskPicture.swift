import Desk
import Domain

/// What the node has told this desk, and what it refused to tell. Nothing loaded, refused and truly empty are three different things.
struct DeskPicture: Sendable {
  private(set) var desk: DeskView?
  private(set) var queue: QueueView?
  /// Why the last picture may not be seen; the picture before stays.
  private(set) var refused: Refused?
  /// Uptime when the desk was last told of: clocks in the picture count on from there.
  private(set) var toldAt = Duration.zero

  /// Whoever is at the desk or on the way to it.
  var visit: VisitView? { desk?.visit }
  /// Those this desk may call, in the order in which they will be.
  var waiting: [QueueLine] { desk?.queue ?? [] }
  /// How many wait for services that other desks give: an empty line here is no empty house.
  var waitingElsewhere: Int {
    let own = Set(waiting.map(\.visit))
    return present.count { $0.stage == .waiting && !own.contains($0.visit) }
  }
  /// Everybody who is in the house today, for the search.
  var present: [QueueLine] { queue?.visits ?? [] }

  /// The last step while it can be taken back, and the seconds left for it.
  func undoing(at now: Duration) -> (line: UndoLine, seconds: Int)? {
    guard let line = desk?.undo else { return nil }
    let (seconds, rest) = (toldAt + .seconds(line.seconds) - now).components
    let left = Int(seconds) + (rest > 0 ? 1 : 0)
    return left > 0 ? (line, left) : nil
  }

  mutating func take(_ view: View, at now: Duration) {
    switch view {
    case .desk(let view):
      desk = view
      refused = nil
      toldAt = now
    case .queue(let view): queue = view
    default: break
    }
  }

  mutating func refuse(_ refused: Refused) { self.refused = refused }
}

extension VisitView {
  /// The number people see, or the id where the office gives none.
  var label: String { number?.description ?? visit.description }
}

/// The service-level clock: how a visit stands against the office's promise, counting on between two pictures.
struct ServiceClock: Equatable {
  enum State: Equatable {
    case none
    case waiting(minutesLeft: Int)
    case late(minutes: Int)
    case kept
    case missed(minutes: Int)
  }

  let state: State

  init(_ promise: PromiseClock?, toldAt: Duration, now: Duration) {
    let passed = max(0, Int((now - toldAt).components.seconds / 60))
    let left = promise?.minutesLeft ?? 0
    switch promise?.state {
    case "running": state = left >= passed ? .waiting(minutesLeft: left - passed) : .late(minutes: passed - left)
    case "late": state = .late(minutes: abs(left) + passed)
    case "kept": state = .kept
    case "missed": state = .missed(minutes: abs(left))
    default: state = .none
    }
  }
}
