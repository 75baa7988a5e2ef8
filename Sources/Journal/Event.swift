import Domain

/// The body of an event: the fact in its binary form, or only its hash after the words were erased.
public enum Body: Equatable, Sendable {
  case kept([UInt8])
  case erased(Digest)
}

/// One entry of the journal.
///
/// The header says who did what kind of thing to which subject, having seen what; the chain covers the header and the
/// *hash* of the body, so that a personal body can be emptied later and the chain still verifies.
public struct Event: Equatable, Sendable {
  public static let format: UInt8 = 1

  public var id: EventID
  public var at: HybridTime
  public var office: OfficeCode
  public var subject: EventID
  public var sort: SubjectKind
  /// The last facts of the subject that the author had seen; empty for the first.
  public var after: [EventID]
  public var actor: Actor
  /// A number rather than a `FactKind`: a newer version may have written a kind this one does not know.
  public var kind: UInt8
  public var body: Body

  public init(
    id: EventID, at: HybridTime, office: OfficeCode, subject: EventID, sort: SubjectKind, after: [EventID],
    actor: Actor, kind: UInt8, body: Body
  ) {
    self.id = id
    self.at = at
    self.office = office
    self.subject = subject
    self.sort = sort
    self.after = after
    self.actor = actor
    self.kind = kind
    self.body = body
  }

  public var occurrence: Occurrence { Occurrence(id: id, at: at.moment, actor: actor) }

  /// What the event says to this version of the program.
  public var happening: Happening {
    guard let kind = FactKind(rawValue: kind) else { return .unknown }
    guard case .kept(let bytes) = body else { return .erased(kind) }
    let start = kind.isPersonal ? Event.saltLength : 0
    var reader = BinaryReader(bytes, from: start)
    guard bytes.count >= start, let fact = try? Fact(kind, from: &reader) else { return .unknown }
    return .fact(fact)
  }

  /// Random bytes in front of a personal body, erased with it: what remains, a hash, then cannot be guessed back by
  /// trying every telephone number.
  public static let saltLength = 8

  /// The salt of a personal fact that is erased together with an earlier one, made from that one's. One way: from the
  /// later nobody comes to the earlier, and without the earlier it is as random as any.
  public static func salt(after earlier: [UInt8], for id: EventID, _ digester: Digester) -> UInt64 {
    var writer = BinaryWriter(reserving: 32)
    writer.raw(Array("loket salt 1".utf8))
    writer.raw(earlier)
    writer.fixed(UInt64(bitPattern: id.number))
    return digester.digest(writer.bytes).words[0].byteSwapped
  }

  /// The binary form of a fact.
  public static func encode(_ fact: Fact, salt: UInt64) -> [UInt8] {
    var writer = BinaryWriter()
    if fact.kind.isPersonal { writer.fixed(salt) }
    do {
      try fact.write(to: &writer)
    } catch {
      preconditionFailure("writing to memory does not fail")
    }
    return writer.bytes
  }

  /// This event's link: the hash of the link before, the header, and the hash of the body.
  public func link(after previous: Digest, _ digester: Digester) -> Digest {
    let bodyDigest =
      switch body {
      case .kept(let bytes): digester.digest(bytes)
      case .erased(let digest): digest
      }
    return header.link(after: previous, body: bodyDigest, digester)
  }
}

extension Event {
  /// `after` in its stored form. Empty for the first event of a subject.
  public var packedAfter: [UInt8] {
    var writer = BinaryWriter(reserving: 8)
    for id in after { writer.unsigned(UInt64(bitPattern: id.number)) }
    return writer.bytes
  }

  /// A subject's frontier holds as many facts as writers acted at once; more than this is not a journal of ours.
  static let afterMax = 64

  public static func unpackAfter(_ bytes: [UInt8]) throws(CodecFault) -> [EventID] {
    var reader = BinaryReader(bytes)
    var ids: [EventID] = []
    while !reader.isAtEnd {
      guard ids.count < afterMax, let id = EventID(number: Int64(bitPattern: try reader.unsigned())) else {
        throw CodecFault(reason: .unknownValue, position: reader.offset)
      }
      ids.append(id)
    }
    return ids
  }
}
