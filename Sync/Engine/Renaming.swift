import Domain
import Journal
import Wire

/// Gives a node's own events after a fork another name, wherever it stands: in ids, subjects, what was seen, actors, and
/// inside bodies. docs/sync.md section 7.
public struct Renaming: Sendable {
  public let change: Succession

  public init(_ change: Succession) { self.change = change }

  /// N-s becomes M-(s − f + 1): M-1 is the fact that the node was restored.
  public func id(_ id: EventID) -> EventID {
    guard id.node == change.author, id.sequence > change.after else { return id }
    return EventID(node: change.become, sequence: id.sequence - change.after + 1)
  }

  /// The event under its new name. A kind this version does not know keeps its body as it is: it was not written here.
  public func event(_ event: Event) -> Event {
    var renamed = event
    renamed.id = id(event.id)
    renamed.subject = id(event.subject)
    renamed.after = event.after.map(id)
    renamed.actor = actor(event.actor)
    if case .kept(let bytes) = event.body, let body = body(FactKind(rawValue: event.kind), bytes) {
      renamed.body = .kept(body)
    }
    return renamed
  }

  func actor(_ actor: Actor) -> Actor {
    guard case .officer(let officer) = actor else { return actor }
    return .officer(OfficerID(id(officer.first)))
  }

  /// Reads the fact, renames its ids and writes it again behind the same salt; `nil` when it cannot be read. A body that
  /// names none of them stays byte for byte.
  private func body(_ kind: FactKind?, _ bytes: [UInt8]) -> [UInt8]? {
    let salt = kind?.isPersonal == true ? Event.saltLength : 0
    guard let kind, bytes.count >= salt else { return nil }
    var reader = RenamingReader(BinaryReader(bytes, from: salt), self)
    guard let fact = try? Fact(kind, from: &reader), reader.hasRenamed else { return nil }
    var writer = BinaryWriter()
    guard (try? fact.write(to: &writer)) != nil else { return nil }
    return bytes.prefix(salt) + writer.bytes
  }
}

/// Reads a fact and renames the ids in it on the way.
private struct RenamingReader: FieldVisitor {
  var reader: BinaryReader
  let renaming: Renaming
  var hasRenamed = false

  init(_ reader: BinaryReader, _ renaming: Renaming) {
    self.reader = reader
    self.renaming = renaming
  }

  mutating func key(_ name: StaticString) { reader.key(name) }
  mutating func integer(_ value: inout Int64) throws { try reader.integer(&value) }
  mutating func truth(_ value: inout Bool) throws { try reader.truth(&value) }
  mutating func text(_ value: inout String) throws { try reader.text(&value) }
  mutating func bytes(_ value: inout [UInt8]) throws { try reader.bytes(&value) }

  mutating func scalar<S: Scalar>(_ value: inout S) throws {
    try reader.scalar(&value)
    if let id = value as? EventID, let renamed = renaming.id(id) as? S { take(renamed, &value) }
    if let actor = value as? Actor, let renamed = renaming.actor(actor) as? S { take(renamed, &value) }
  }

  private mutating func take<S: Scalar>(_ renamed: S, _ value: inout S) {
    if renamed != value { hasRenamed = true }
    value = renamed
  }

  mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    if reader.isAtEnd { return }
    guard try reader.byte() != 0 else {
      value = nil
      return
    }
    var present = T.blank
    try present.visit(&self)
    value = present
  }

  mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    if reader.isAtEnd { return }
    let count = try reader.unsigned()
    guard count <= UInt64(WireLimits.bodyBytesMax) else { throw WireFault(.tooLarge) }
    var elements: [T] = []
    for _ in 0..<count {
      guard !reader.isAtEnd else { throw WireFault(.truncated) }
      var element = T.blank
      try element.visit(&self)
      elements.append(element)
    }
    value = elements
  }

  /// A nested record carries its length; what a newer version appended to it would be lost, and none has.
  mutating func record<R: Record>(_ value: inout R) throws {
    guard isInside else {
      isInside = true
      defer { isInside = false }
      return try value.fields(&self)
    }
    if reader.isAtEnd { return }
    let length = try reader.unsigned()
    let body = try reader.raw(Int(clamping: min(length, UInt64(WireLimits.bodyBytesMax))))
    var inner = RenamingReader(BinaryReader(body), renaming)
    inner.isInside = true
    try value.fields(&inner)
    if inner.hasRenamed { hasRenamed = true }
  }

  private var isInside = false
}
