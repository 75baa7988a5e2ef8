import Domain
import Engine
import Journal
import Seal
import Store

// Another identity: two histories under one name, and this PC's part of it goes on under another.
extension Node {
  /// Gives the events of `change.author` after the last common one the new name, in one transaction with `note`.
  func succeed(_ change: Succession, note: () -> String) throws {
    guard let identity = store.identity else { return }
    let renaming = Renaming(change)
    try takingIn {
      let moved = try own(change.author, after: change.after)
      var link = Digest.zero
      var entries: [(event: Event, link: Digest)] = []
      func add(_ event: Event) {
        link = event.link(after: link, Seal.digester)
        entries.append((event, link))
      }
      add(restored(change, identity.office, before: moved.first?.at))
      for event in moved { add(renaming.event(event)) }
      try store.settle(Store.Identity(office: identity.office, node: change.become))
      try store.rename(change.author, after: change.after, to: entries) { renaming.id($0) }
      try store.setMeta(LineRecord.key, note())
      try reload()
    }
  }

  private func own(_ author: UInt32, after: UInt64) throws -> [Event] {
    var found: [Event] = []
    while true {
      let batch = try store.events(node: author, from: after + UInt64(found.count) + 1, limit: 4_096)
      found += batch.map(\.event)
      if batch.count < 4_096 { return found }
    }
  }

  /// Just before the first event it introduces: an author's times only grow. Where there is none it is told by chance from
  /// that of another copy of this disk, which may be giving itself the same name in the same second.
  private func restored(_ change: Succession, _ office: OfficeCode, before first: HybridTime?) -> Event {
    let id = EventID(node: change.become, sequence: 1)
    let fact = NodeRestored {
      $0.before = Int(change.author)
      $0.lastKept = Int(clamping: change.after)
      guard change.through > change.after else { return }
      $0.holes = [
        NodeRestored.Hole {
          $0.node = Int(change.author)
          $0.from = Int(clamping: change.after + 1)
          $0.to = Int(clamping: change.through)
        }
      ]
    }
    let at = first.map { HybridTime(bits: $0.bits - 1) } ?? HybridTime(bits: 0).next(now, from: Node.chanceCounter())
    return Event(
      id: id, at: at, office: office, subject: id, sort: .node, after: [], actor: .node,
      kind: FactKind.nodeRestored.rawValue, body: .kept(Event.encode(.nodeRestored(fact), salt: 0)))
  }

  /// Identities this PC wrote under before, newest first.
  func earlierIdentities() throws -> [UInt32] {
    guard var node = store.identity?.node else { return [] }
    var earlier: [UInt32] = []
    while let first = try store.events(node: node, from: 1, limit: 1).first?.event, first.id.sequence == 1,
      case .fact(.nodeRestored(let restored)) = first.happening, let before = UInt32(exactly: restored.before),
      before != node, !earlier.contains(before)
    {
      earlier.append(before)
      node = before
    }
    return earlier
  }
}
