import Domain
import Machine
import Node

/// Where a terminal's node is: a running one, or one carried by this terminal. When it is gone and was another terminal's, this one takes
/// it over; of several that want to, the store's lock lets one, and the others find that one's socket.
final class NodeSearch {
  private let folder: StoreFolder
  private let global: GlobalOptions
  private var hosted: HostedNode?
  private var lastTry: Int64?

  /// Between attempts to take the node over: each is one look at the store's lock.
  private static let pause: Int64 = 500

  /// `isAnswered`: a node answers already. Otherwise this terminal carries one, unless another process has the store and is about to.
  init(_ folder: StoreFolder, _ global: GlobalOptions, isAnswered: Bool) throws {
    (self.folder, self.global) = (folder, global)
    guard !isAnswered else { return }
    do { hosted = try host() } catch is StoreFolder.StoreTaken {
      // loketd is about to listen, or another command has it for a moment: the line will come up.
    }
  }

  private func host(takingOver: Bool = false) throws -> HostedNode {
    let (folder, practice) = (folder, global.practice)
    return try HostedNode(folder, practising: practice != nil, takingOver: takingOver) {
      try Office.surroundings(folder, practice: practice)
    }
  }

  /// A seat finds no node. Returns at once; whether the node could be taken over shows when the seat tries its line again.
  func isMissed() {
    guard hosted?.hasEnded ?? true, HostNote(folder).isThere, mayCarry else { return }
    let now = MachineClock.real.uptime()
    if let lastTry, now - lastTry < Self.pause { return }
    lastTry = now
    hosted = try? host(takingOver: true)
  }

  /// A kiosk's own user may use the office's socket and not its store.
  private var mayCarry: Bool { Files.isWritable(folder.path) && Files.isWritable(folder.database) }

  /// Why no node answers, where that is known.
  var trouble: Bilingual? {
    if let trouble = hosted?.trouble ?? TroubleNote(folder).read() { return trouble }
    return HostNote(folder).isThere && !mayCarry ? Self.closed : nil
  }

  private static let closed = Bilingual(
    "Terminal yang membawa node kantor ini sudah ditutup. Buka lagi terminal itu, atau jalankan loketd. Yang tersimpan aman.",
    "The terminal that carried this office's node was closed. Open that terminal again, or start loketd. What is stored is safe."
  )

  func stop() { hosted?.stop() }
}
