import Journal
import TestSupport

@testable import Domain

extension Draft {
  static func of(_ subject: EventID, _ kind: SubjectKind, _ fact: Fact) -> Draft {
    Draft(subject: subject, kind: kind, fact: fact)
  }
}

/// One subject as several nodes write about it, each seeing only what has reached it.
struct Story {
  let sort: SubjectKind
  let subject: EventID
  private(set) var events: [Event] = []
  /// What each node holds.
  private var seen: [UInt32: [Event]] = [:]

  init(_ sort: SubjectKind, openedBy node: UInt32 = 1, _ opening: Fact) {
    self.sort = sort
    subject = EventID(node: node, sequence: 1)
    write(opening, at: node, after: [])
    exchange()
  }

  /// A fact by `node`, which names the heads it knows unless told otherwise.
  @discardableResult
  mutating func write(_ fact: Fact, at node: UInt32, after: [EventID]? = nil) -> EventID {
    let own = events.count { $0.id.node == node }
    let known = (seen[node] ?? []).sorted { $0.id < $1.id }
    let event = Event(
      id: EventID(node: node, sequence: UInt64(own + 1)), at: HybridTime(bits: UInt64(events.count + 1) << 32),
      office: OfficeCode(8205), subject: subject, sort: sort, after: after ?? History.heads(known), actor: .node,
      kind: fact.kind.rawValue, body: .kept(Event.encode(fact, salt: 1)))
    events.append(event)
    seen[node, default: []].append(event)
    return event.id
  }

  /// Everybody learns everything.
  mutating func exchange(_ nodes: [UInt32] = [1, 2, 3]) {
    for node in nodes { seen[node] = events }
  }

  /// `to` learns what `from` holds.
  mutating func send(from: UInt32, to: UInt32) {
    let held = Set((seen[to] ?? []).map(\.id))
    seen[to, default: []] += (seen[from] ?? []).filter { !held.contains($0.id) }
  }

  /// Nodes 1 to 3 write random facts of these kinds and now and then hear of each other.
  mutating func goOn(_ kinds: [FactKind], steps: Int, seed: Int) throws {
    var dice = Dice(seed: seed)
    var filler = RandomFiller(seed: seed)
    for _ in 0..<steps {
      let node = UInt32(dice.roll(1...3))
      if dice.one(in: 3) { send(from: UInt32(dice.roll(1...3)), to: node) }
      var fact = try Fact(dice.pick(kinds), from: &filler)
      if case .stepUndone = fact { fact = .stepUndone(StepUndone { $0.undone = dice.pick(events).id }) }
      write(fact, at: node)
    }
  }

  var inOrder: [Event] { events.sorted { $0.id < $1.id } }
}

extension FactKind {
  static let ofVisit = allCases.filter { (21...50).contains($0.rawValue) || $0 == .wordsErased }
  static let ofGuest = allCases.filter { (61...63).contains($0.rawValue) || $0 == .wordsErased }
  static let ofReservation = allCases.filter { (81...87).contains($0.rawValue) || $0 == .wordsErased }
  static let ofComplaint = allCases.filter { (101...103).contains($0.rawValue) || $0 == .wordsErased }
}
