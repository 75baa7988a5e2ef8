import Journal
import Wire

/// Where the events to send are read from: a connection of the transport's own that only looks, so that an upload never
/// waits for a press nor a press for it.
public protocol EventSource: AnyObject {
  /// An author's events in order from a sequence on, with their links; fewer than `limit` only at the end.
  func entries(_ author: UInt32, from sequence: UInt64, limit: Int) throws -> [(entry: Entry, link: Digest)]
  /// The link of an event held here.
  func link(_ author: UInt32, _ sequence: UInt64) throws -> Digest?
}
