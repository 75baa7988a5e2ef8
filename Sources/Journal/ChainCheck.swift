import Domain

/// Walks one node's events in sequence and finds the first that is lost, repeated or rewritten.
public struct ChainCheck: Sendable {
  public enum Fault: Equatable, Sendable {
    case gap(expected: UInt64, found: UInt64)
    case brokenLink(EventID)
    case timeRanBack(EventID)
  }

  public private(set) var lastSequence: UInt64
  public private(set) var lastTime: HybridTime
  public private(set) var link: Digest
  private let digester: Digester

  public init(
    after sequence: UInt64 = 0, time: HybridTime = HybridTime(bits: 0), link: Digest = .zero, _ digester: Digester
  ) {
    lastSequence = sequence
    lastTime = time
    self.link = link
    self.digester = digester
  }

  /// Goes on after a fault as if the event had been sound, so that one bad event is one fault.
  public mutating func take(_ event: Event, storedLink: Digest) -> Fault? {
    defer {
      lastSequence = event.id.sequence
      lastTime = event.at
      link = storedLink
    }
    guard event.id.sequence == lastSequence + 1 else {
      return .gap(expected: lastSequence + 1, found: event.id.sequence)
    }
    guard event.link(after: link, digester) == storedLink else { return .brokenLink(event.id) }
    guard event.at > lastTime else { return .timeRanBack(event.id) }
    return nil
  }
}
