import Machine
import Synchronization

/// Slow work with one device, one piece after the other, away from the node's thread. Results come back to it, woken by
/// the bell. The thread ends when there is nothing to do.
final class DeviceLane<Result: Sendable>: Sendable {
  private struct State {
    var waiting: [@Sendable () -> Result] = []
    var isBusy = false
    var results: [Result] = []
  }

  private let state = Mutex(State())
  private let bell: Bell

  init(_ bell: Bell) { self.bell = bell }

  /// False when no thread could be had: nothing was done and nothing will come back.
  func order(_ job: @escaping @Sendable () -> Result) -> Bool {
    let starts = state.withLock { state in
      state.waiting.append(job)
      defer { state.isBusy = true }
      return !state.isBusy
    }
    guard starts else { return true }
    do { try Thread.start { self.work() } } catch {
      state.withLock { state in
        state.waiting.removeAll()
        state.isBusy = false
      }
      return false
    }
    return true
  }

  private func work() {
    while true {
      let next = state.withLock { state -> (@Sendable () -> Result)? in
        guard !state.waiting.isEmpty else {
          state.isBusy = false
          return nil
        }
        return state.waiting.removeFirst()
      }
      guard let next else { return }
      let result = next()
      state.withLock { $0.results.append(result) }
      bell.ring()
    }
  }

  func takeResults() -> [Result] {
    state.withLock { state in
      defer { state.results = [] }
      return state.results
    }
  }
}
