import CMicroHTTPD
import CentralReception
import Synchronization
import Wire

/// A connection of the library's, to be woken from another thread.
///
/// `@unchecked`: the library's own functions for suspending and resuming may be called from any thread.
struct Passage: @unchecked Sendable {
  let connection: OpaquePointer
}

/// One request while it is under way.
///
/// The library's thread and a task take turns: whoever works has suspended the other. What both see is under the lock.
final class Request: Sendable {
  enum Matter: Sendable {
    case call(Conversation)
    case enrol
    case health
    case metrics
  }

  let matter: Matter
  let address: String
  let startedAt: ContinuousClock.Instant
  private let state = Mutex(State())

  private struct State {
    var answer: Answer?
    var body: [UInt8] = []
    var received = 0
  }

  init(_ matter: Matter, from address: String) {
    self.matter = matter
    self.address = address
    startedAt = .now
  }

  var answer: Answer? {
    get { state.withLock { $0.answer } }
    set { state.withLock { $0.answer = newValue } }
  }

  /// Counts what has come; `false` when it is more than is taken.
  func count(_ bytes: Int) -> Bool {
    state.withLock {
      $0.received += bytes
      return $0.received <= WireLimits.parcelBytesMax
    }
  }

  /// Keeps the body of an enrolment, which is small.
  func keep(_ bytes: [UInt8]) {
    state.withLock {
      if $0.body.count + bytes.count <= WireLimits.headBytesMax + 1_024 {
        $0.body += bytes
      } else {
        $0.answer = Answer(413)
      }
    }
  }

  var body: [UInt8] { state.withLock { $0.body } }
}
