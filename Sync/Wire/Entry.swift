import Domain
import Journal

/// One event as it crosses the line: plain numbers, so that what a newer version wrote passes through untouched.
public struct Entry: Equatable, Sendable {
  public enum Body: Equatable, Sendable {
    case kept([UInt8])
    /// The words were erased; only their hash remains.
    case erased(Digest)
    /// Too large for this line, or unreadable to the other side: its hash goes, so that the chain goes on.
    case withheld(Digest)
  }

  public var header: Header
  public var body: Body

  public init(header: Header, body: Body) {
    self.header = header
    self.body = body
  }

  public init(_ event: Event) {
    header = event.header
    body =
      switch event.body {
      case .kept(let bytes): .kept(bytes)
      case .erased(let digest): .erased(digest)
      }
  }

  /// The same event without its body, unless that is shorter than the hash in its place: an erasure, which is, always
  /// goes whole.
  public func withheld(_ digester: Digester) -> Entry {
    guard case .kept(let bytes) = body, bytes.count > 32 else { return self }
    return Entry(header: header, body: .withheld(digester.digest(bytes)))
  }

  public func link(after previous: Digest, _ digester: Digester) -> Digest {
    let digest =
      switch body {
      case .kept(let bytes): digester.digest(bytes)
      case .erased(let digest), .withheld(let digest): digest
      }
    return header.link(after: previous, body: digest, digester)
  }

  /// The event, or `nil` when this version cannot hold it or its body was withheld.
  public var event: Event? {
    switch body {
    case .kept(let bytes): Event(header, .kept(bytes))
    case .erased(let digest): Event(header, .erased(digest))
    case .withheld: nil
    }
  }
}
