import Domain

/// Everything the chain covers of an event besides the hash of its body, in plain numbers: a newer version may have
/// written a sort or an actor this one has no word for, and its link must be computed all the same.
public struct Header: Equatable, Sendable {
  public var office: OfficeCode
  public var id: EventID
  public var at: HybridTime
  public var subject: EventID
  public var sort: UInt8
  public var after: [EventID]
  public var actor: Int64
  public var kind: UInt8

  public init(
    office: OfficeCode, id: EventID, at: HybridTime, subject: EventID, sort: UInt8, after: [EventID], actor: Int64,
    kind: UInt8
  ) {
    self.office = office
    self.id = id
    self.at = at
    self.subject = subject
    self.sort = sort
    self.after = after
    self.actor = actor
    self.kind = kind
  }

  /// As the chain hashes them.
  public var bytes: [UInt8] {
    var writer = BinaryWriter()
    writer.byte(Event.format)
    writer.unsigned(UInt64(office.value))
    writer.unsigned(UInt64(id.node))
    writer.unsigned(id.sequence)
    writer.fixed(at.bits)
    writer.unsigned(UInt64(bitPattern: subject.number))
    writer.byte(sort)
    writer.byte(kind)
    writer.unsigned(UInt64(bitPattern: actor))
    writer.unsigned(UInt64(after.count))
    for id in after { writer.unsigned(UInt64(bitPattern: id.number)) }
    return writer.bytes
  }

  /// The hash of the link before, this header, and the hash of the body.
  public func link(after previous: Digest, body: Digest, _ digester: Digester) -> Digest {
    digester.digest(previous.bytes + bytes + body.bytes)
  }
}

extension Event {
  public var header: Header {
    Header(
      office: office, id: id, at: at, subject: subject, sort: sort.rawValue, after: after, actor: actor.number,
      kind: kind)
  }

  /// The event a header and a body make, or `nil` when this version has no word for its sort or its actor, or it names
  /// more than a journal of ours would.
  public init?(_ header: Header, _ body: Body) {
    guard let sort = SubjectKind(rawValue: header.sort), let actor = Actor(number: header.actor),
      header.after.count <= Event.afterMax
    else { return nil }
    self.init(
      id: header.id, at: header.at, office: header.office, subject: header.subject, sort: sort, after: header.after,
      actor: actor, kind: header.kind, body: body)
  }
}
