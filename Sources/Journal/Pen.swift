import Domain

/// Writes decided facts as events: gives each its place in the node's sequence, its time and its link.
public struct Pen: Sendable {
  public let office: OfficeCode
  public let node: UInt32
  public private(set) var lastSequence: UInt64
  public private(set) var lastTime: HybridTime
  public private(set) var lastLink: Digest
  let digester: Digester
  private var lines = PenLines()
  /// How far the next event's counter is moved on.
  private var offset: UInt16 = 0

  /// `last…` are those of the node's newest event in the store.
  public init(
    office: OfficeCode, node: UInt32, lastSequence: UInt64, lastTime: HybridTime, lastLink: Digest, digester: Digester
  ) {
    self.office = office
    self.node = node
    self.lastSequence = lastSequence
    self.lastTime = lastTime
    self.lastLink = lastLink
    self.digester = digester
  }

  /// Time goes on from an earlier identity's last event.
  public mutating func follow(_ time: HybridTime?) {
    if let time { lastTime = max(lastTime, time) }
  }

  /// The first stamp after a start counts from here, by chance: of two copies of one disk, each started in a PC and pressed in
  /// the same second, both would otherwise write the very same event, and one visitor would be taken for the other.
  public mutating func begin(at counter: UInt16) { offset = counter }

  public var next: EventID { EventID(node: node, sequence: lastSequence + 1) }

  /// `heads` tells what was last seen of a subject that is already known, `erasures` which erasures of its words are held.
  ///
  /// A personal fact names these too, though what it follows may have seen them: whether it was written after an erasure is
  /// then certain at every copy, also where something in between comes late or never.
  public mutating func write(
    _ drafts: [Draft], actor: Actor, now: Moment, heads: (EventID, SubjectKind) -> [EventID],
    erasures: (EventID) throws -> [EventID], salt: () -> UInt64
  ) rethrows -> [(event: Event, link: Digest)] {
    var written: [(event: Event, link: Digest)] = []
    written.reserveCapacity(drafts.count)
    for draft in drafts {
      let id = next
      let mine = written.filter { $0.event.subject == draft.subject }.map(\.event)
      lastTime = lastTime.next(now, from: offset)
      offset = 0
      let last = draft.subject == id ? [] : mine.last.map { [$0.id] } ?? heads(draft.subject, draft.kind)
      let isReached = draft.subject != id && draft.fact.kind.isPersonal
      let erased = isReached ? try erasures(draft.subject) + History.erasures(mine) : []
      let after = seen(last + erased.filter { !last.contains($0) })
      let salt = lines.salt(of: draft.fact.kind, id, on: draft.subject, after: after, digester, random: salt)
      let event = Event(
        id: id, at: lastTime, office: office, subject: draft.subject, sort: draft.kind, after: after, actor: actor,
        kind: draft.fact.kind.rawValue, body: .kept(Event.encode(draft.fact, salt: salt)))
      lastLink = event.link(after: lastLink, digester)
      lastSequence = id.sequence
      written.append((event, lastLink))
    }
    return written
  }

  /// The same where no words were ever erased.
  public mutating func write(
    _ drafts: [Draft], actor: Actor, now: Moment, heads: (EventID, SubjectKind) -> [EventID], salt: () -> UInt64
  ) -> [(event: Event, link: Digest)] {
    write(drafts, actor: actor, now: now, heads: heads, erasures: { _ in [] }, salt: salt)
  }

  /// More heads than an event may name stay concurrent with it: an event that cannot be read back would be worse.
  private func seen(_ heads: [EventID]) -> [EventID] { Array(heads.prefix(Event.afterMax)) }
}
