import Desk
import Domain
import Machine
import Seal
import Synchronization
import Transport

/// Slow work away from the node's thread: hashing PINs in one lane, checks and backups in another.
///
/// One job a lane at a time: a PIN costs 64 MiB while it is hashed. Results come back to the node's thread, which is
/// woken by the bell.
final class Workshop: Sendable {
  enum Result: Sendable {
    case verified(Door.Attempt, matches: Bool)
    case hashed(String?)
    case progress(String)
    case report(MaintenanceReport, of: Maintenance)
    /// A file for the centre was written, or not.
    case exported(OfficeLine.Written)
    /// What the centre said to a one-time code.
    case enrolled(Enrolling.Outcome, EnrolRequest)
  }

  /// Which request a result belongs to.
  struct Order: Sendable, Hashable {
    var client: Int
    var request: Int64
  }

  typealias Job = @Sendable (_ tell: (Result) -> Void) -> Result

  private struct Lane {
    var waiting: [(Order, Job)] = []
    var isBusy = false
  }

  private struct State {
    var lanes: [Lane] = [Lane(), Lane()]
    var results: [(Order, Result)] = []
  }

  enum LaneName: Int { case pins, store }

  /// Longer queues than this are refused: somebody is guessing PINs, or a script runs wild.
  static let waitingMax = 8

  private let state = Mutex(State())
  private let bell: Bell

  init(_ bell: Bell) { self.bell = bell }

  func order(_ order: Order, _ lane: LaneName, _ job: @escaping Job) throws(Refusal) {
    let (accepted, starts) = state.withLock { state in
      guard state.lanes[lane.rawValue].waiting.count < Workshop.waitingMax else { return (false, false) }
      state.lanes[lane.rawValue].waiting.append((order, job))
      defer { state.lanes[lane.rawValue].isBusy = true }
      return (true, !state.lanes[lane.rawValue].isBusy)
    }
    guard accepted else { throw .busy }
    guard starts else { return }
    do { try Thread.start { self.work(lane) } } catch {
      state.withLock { $0.lanes[lane.rawValue] = Lane() }
      throw .busy
    }
  }

  private func work(_ lane: LaneName) {
    while true {
      let next = state.withLock { state -> (Order, Job)? in
        guard !state.lanes[lane.rawValue].waiting.isEmpty else {
          state.lanes[lane.rawValue].isBusy = false
          return nil
        }
        return state.lanes[lane.rawValue].waiting.removeFirst()
      }
      guard let (order, job) = next else { return }
      let result = job { self.tell(order, $0) }
      tell(order, result)
    }
  }

  private func tell(_ order: Order, _ result: Result) {
    state.withLock { $0.results.append((order, result)) }
    bell.ring()
  }

  func takeResults() -> [(Order, Result)] {
    state.withLock { state in
      defer { state.results = [] }
      return state.results
    }
  }
}
