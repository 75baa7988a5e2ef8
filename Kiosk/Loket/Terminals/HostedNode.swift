import Desk
import DeskSocket
import Domain
import Machine
import Node
import Synchronization

/// The office's node on a thread of this process, for a terminal that finds none running. It serves the same socket as loketd,
/// so that other terminals find it too; it ends with this terminal, and another takes it over.
///
/// What keeps it from serving ends nothing: it says so, and tries again until it serves or is not wanted any more.
final class HostedNode: Sendable {
  private enum State: Sendable {
    case starting
    case serving
    /// Tried again soon.
    case failing(any Error)
    case ended
  }

  private let state = Mutex(State.starting)
  private let stopWanted = Mutex(false)
  private let bell: Bell
  /// Rings when the state changes.
  private let changed: Bell
  private let folder: StoreFolder
  /// To whoever has the store.
  private let yields: Bool

  /// Between attempts at a store that cannot be opened.
  private static let retry = 3_000
  /// As often may damage that is met at work be salvaged; a disk that goes on failing needs a person.
  private static let salvagesMax = 3

  /// Returns when it has served or failed for the first time. `surroundings` are made anew for each attempt. Throws where
  /// another process has the store, which is about to answer.
  ///
  /// `takingOver`: the node of another terminal is gone. Returns at once, because somebody looks at this terminal, and ends where
  /// another has the store.
  init(
    _ folder: StoreFolder, practising: Bool, takingOver: Bool,
    _ surroundings: @escaping @Sendable () throws -> Surroundings
  ) throws {
    self.folder = folder
    yields = takingOver
    bell = try Bell()
    changed = try Bell()
    try Thread.start { [self] in
      live(practising, surroundings)
      settle(.ended)
    }
    if takingOver { return }
    while case .starting = state.withLock({ $0 }) { try waitForChange() }
    if case .failing(let taken as StoreFolder.StoreTaken) = state.withLock({ $0 }) {
      stop()
      throw taken
    }
  }

  /// Why nothing is served at this moment.
  var trouble: Bilingual? {
    if case .failing(let error) = state.withLock({ $0 }) { Failure.describe(error).text } else { nil }
  }

  /// It serves no more and does not try again.
  var hasEnded: Bool { if case .ended = state.withLock({ $0 }) { true } else { false } }

  private func waitForChange() throws {
    _ = try Waiting.wait(for: [.init(changed.descriptor, reading: true)], milliseconds: 1_000)
    changed.silence()
  }

  private var isWanted: Bool { !stopWanted.withLock { $0 } }

  private func live(_ practising: Bool, _ surroundings: () throws -> Surroundings) {
    var salvages = 0
    var isSalvaging = false
    while isWanted {
      do {
        try serve(try surroundings(), practising, isSalvaging: isSalvaging, mayEnd: salvages < Self.salvagesMax)
        guard isWanted else { return }
        // It has ended by itself: damage was met. Terminals see the node gone for a moment and press again.
        (salvages, isSalvaging) = (salvages + 1, true)
      } catch {
        if yields, error is StoreFolder.StoreTaken { return }
        isSalvaging = false
        settle(.failing(error))
        _ = try? Waiting.wait(for: [.init(bell.descriptor, reading: true)], milliseconds: Self.retry)
        bell.silence()
      }
    }
  }

  private func serve(_ surroundings: Surroundings, _ practising: Bool, isSalvaging: Bool, mayEnd: Bool) throws {
    let opened = try folder.open(surroundings, practising: practising, salvaging: isSalvaging)
    let server = try Server(opened.node, folder: folder, bell: bell)
    TroubleNote(folder).remove()
    HostNote(folder).write()
    settle(.serving)
    try server.run { !isWanted || mayEnd && opened.node.metDamage }
    withExtendedLifetime(opened.lock) {}
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
      if hasEnded { return }
      try? waitForChange()
    }
  }
}
