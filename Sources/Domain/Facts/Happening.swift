/// A fact as a copy of the journal may hold it.
public enum Happening: Equatable, Sendable {
  case fact(Fact)
  /// The body was emptied; that it happened is still known.
  case erased(FactKind)
  /// Written by a newer version: kept and passed on, without effect here.
  case unknown

  public var kind: FactKind? {
    switch self {
    case .fact(let fact): fact.kind
    case .erased(let kind): kind
    case .unknown: nil
    }
  }
}

/// Something whose state is the sum of what happened to it.
public protocol Subject: Sendable {
  /// The state after the first event, or `nil` when it does not open a subject of this sort.
  init?(opening: Happening, _ occurrence: Occurrence)
  /// Takes in one more. May not refuse: what cannot count any more is kept in sight as overruled.
  mutating func apply(_ happening: Happening, _ occurrence: Occurrence)
  /// The facts nobody has built on yet, usually one; whoever writes next names them.
  var heads: [EventID] { get set }
}
