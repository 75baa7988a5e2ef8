import Desk
import Domain
import Machine
import Node
import Synchronization

/// The office's node on a thread of this process, for a terminal that finds none running. It serves the same socket as loketd,
/// so that other terminals find it too; it ends with this terminal.
final class HostedNode: Sendable {
  private enum State: Sendable {
    case starting
    case serving
    case failed(any Error)
    case ended
  }

  private let state = Mutex(State.starting)
  private let stopWanted = Mutex(false)
  private let bell: Bell
  /// Rings when the state changes.
  private let changed: Bell

  /// Returns when the node serves; throws what kept it from that.
  init(_ folder: StoreFolder, _ surroundings: Surroundings, practising: Bool) throws {
    bell = try Bell()
    changed = try Bell()
    try Thread.start { [self] in serve(folder, surroundings, practising) }
    while case .starting = state.withLock({ $0 }) { try waitForChange() }
    if case .failed(let error) = state.withLock({ $0 }) { throw error }
  }

  private func waitForChange() throws {
    _ = try Waiting.wait(for: [.init(changed.descriptor, reading: true)], milliseconds: 1_000)
    changed.silence()
  }

  private func serve(_ folder: StoreFolder, _ surroundings: Surroundings, _ practising: Bool) {
    do {
      let opened = try folder.open(surroundings, practising: practising)
      let server = try Server(opened.node, folder: folder, bell: bell)
      settle(.serving)
      try server.run { stopWanted.withLock { $0 } }
      withExtendedLifetime(opened.lock) {}
      settle(.ended)
    } catch { settle(.failed(error)) }
  }

  private func settle(_ new: State) {
    state.withLock { $0 = new }
    changed.ring()
  }

  /// Stops cleanly, so that the next start is quick; waits at most ten seconds for it.
  func stop() {
    stopWanted.withLock { $0 = true }
    bell.ring()
    for _ in 1...10 {
      if case .serving = state.withLock({ $0 }) { try? waitForChange() } else { return }
    }
  }
}
