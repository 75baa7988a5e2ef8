public struct RegisterGuest: Record {
  public var profile = GuestProfile()
  /// Version of the wording that was agreed to.
  public var consent: Int?
  public var channel = Channel.desk
  public var visit: VisitKey?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
    try visitor.field("consent", &consent)
    try visitor.field("channel", &channel)
    try visitor.field("visit", &visit)
  }
}

public struct AmendGuest: Record {
  public var guest = GuestID.blank
  public var changes = GuestChanges()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guest", &guest)
    try visitor.field("changes", &changes)
  }
}

/// Empties what is known of a person, here and in every copy.
public struct EraseGuest: Record {
  public var guest = GuestID.blank
  /// None listed means all.
  public var classes = [FieldClass]()
  public var reason = ErasureReason.asked

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guest", &guest)
    try visitor.field("classes", &classes)
    try visitor.field("reason", &reason)
  }
}

/// Empties the words of one visit or complaint that belongs to no registered guest.
public struct EraseWords: Record {
  public var visit: VisitKey?
  public var complaint: ComplaintID?
  public var reason = ErasureReason.asked

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("complaint", &complaint)
    try visitor.field("reason", &reason)
  }
}

public struct GiveConsent: Record {
  public var guest = GuestID.blank
  public var version = Consent.current.version
  public var channel = Channel.desk

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guest", &guest)
    try visitor.field("version", &version)
    try visitor.field("channel", &channel)
  }
}

public struct WithdrawConsent: Record {
  public var guest = GuestID.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guest", &guest)
  }
}

public struct FileComplaint: Record {
  public var words = ""
  public var channel = ComplaintChannelKind.kiosk
  public var visit: VisitKey?
  public var guest: GuestID?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("words", &words)
    try visitor.field("channel", &channel)
    try visitor.field("visit", &visit)
    try visitor.field("guest", &guest)
  }
}

public struct AnswerComplaint: Record {
  public var complaint = ComplaintID.blank
  public var answer = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("complaint", &complaint)
    try visitor.field("answer", &answer)
  }
}

public struct CloseComplaint: Record {
  public var complaint = ComplaintID.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("complaint", &complaint)
  }
}
