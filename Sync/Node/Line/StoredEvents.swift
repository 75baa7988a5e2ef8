import Domain
import Journal
import Store
import Transport
import Wire

/// The log as the courier reads it, over a connection that only looks. Belongs to the courier's thread.
final class StoredEvents: EventSource {
  private let store: Store

  init(_ store: Store) { self.store = store }

  func entries(_ author: UInt32, from sequence: UInt64, limit: Int) throws -> [(entry: Entry, link: Digest)] {
    try store.events(node: author, from: sequence, limit: limit).map { (Entry($0.event), $0.link) }
  }

  func link(_ author: UInt32, _ sequence: UInt64) throws -> Digest? { try store.link(author, sequence) }
}
