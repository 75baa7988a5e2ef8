/// How far the clocks of an office's computers were from the centre's on one day, as each of them has found it.
///
/// Two computers of an office may have two clocks, and either may be off by years. What they stamp is never changed; read
/// through these, stamps of both can be laid side by side. Made of facts alone, so that every copy lays them alike.
public struct ClockReadings: Equatable, Sendable {
  private struct Reading: Equatable, Sendable {
    /// The fact that says so: of two about the same events the later one holds.
    var fact: EventID
    var from: EventID
    var ahead: Span
  }

  /// Of each computer, in the order of the events from which they hold.
  private var byNode: [UInt32: [Reading]] = [:]

  /// Two hundred years: no clock shows more.
  private static let secondsMax = 200 * 366 * 86_400

  public init() {}

  public var isEmpty: Bool { byNode.isEmpty }
  public func count(_ node: UInt32) -> Int { byNode[node]?.count ?? 0 }

  /// A computer speaks of its own clock only.
  public mutating func add(_ compared: ClockCompared, by fact: EventID) {
    guard compared.from.node == fact.node else { return }
    var list = byNode[fact.node] ?? []
    guard !list.contains(where: { $0.fact == fact }) else { return }
    // Whatever somebody wrote: no sum of times may overflow.
    let ahead = max(-Self.secondsMax, min(Self.secondsMax, compared.ahead))
    list.append(Reading(fact: fact, from: compared.from, ahead: .seconds(ahead)))
    list.sort { ($0.from, $0.fact) < ($1.from, $1.fact) }
    byNode[fact.node] = list
  }

  public mutating func add(_ other: ClockReadings) {
    for (node, list) in other.byNode {
      let known = byNode[node] ?? []
      byNode[node] = (known + list.filter { new in !known.contains { $0.fact == new.fact } })
        .sorted { ($0.from, $0.fact) < ($1.from, $1.fact) }
    }
  }

  /// How far ahead the stamp of an event is. What was written before a computer first compared its clock is taken to have
  /// been as far off as it then turned out to be.
  public func ahead(of event: EventID) -> Span {
    guard let list = byNode[event.node], let first = list.first else { return .zero }
    return (list.last { $0.from <= event } ?? first).ahead
  }

  /// How far ahead a computer's clock was when it last said.
  public func lastAhead(_ node: UInt32) -> Span { byNode[node]?.last?.ahead ?? .zero }

  /// A stamp as the centre's clock would have shown it: the same for whoever asks.
  public func common(_ at: Moment, _ event: EventID) -> Moment {
    byNode.isEmpty ? at : at.advanced(by: ahead(of: event).negated)
  }
}

/// A computer of the office has held its clock against the centre's, and it was off. Written by the node itself, and only
/// when it differs from what was known: in an office with good clocks never.
public struct ClockCompared: Record {
  /// The first of its events that this is about; all later ones too, until it says otherwise.
  public var from = EventID.none
  /// By how many seconds those events are stamped too late; negative, too early.
  public var ahead = 0

  public init() {}
  public init(from: EventID, ahead: Int) {
    self.from = from
    self.ahead = ahead
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("from", &from)
    try visitor.field("ahead", &ahead)
  }
}
