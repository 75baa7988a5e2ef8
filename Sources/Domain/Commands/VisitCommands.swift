public struct LinkGuest: Record {
  public var visit = VisitKey.blank
  public var guest = GuestID.blank
  /// The guest's code, by which a visitor shows that they are the guest. Staff need none.
  public var code = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("guest", &guest)
    try visitor.field("code", &code)
  }
}

public struct SignGuestBook: Record {
  public var visit = VisitKey.blank
  public var purpose: Purpose?
  public var purposeOther = ""
  public var services = [ServiceKind]()
  public var means = [Means]()
  public var meansOther = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("purpose", &purpose)
    try visitor.field("purposeOther", &purposeOther)
    try visitor.field("services", &services)
    try visitor.field("means", &means)
    try visitor.field("meansOther", &meansOther)
  }
}

public struct ShowIdentity: Record {
  public var visit = VisitKey.blank
  public var kind = IdentityKind.ktp

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("kind", &kind)
  }
}

public struct GiveLocker: Record {
  public var visit = VisitKey.blank
  /// 0 means the lowest free one; the answer tells which.
  public var locker = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("locker", &locker)
  }
}

public struct ReturnLocker: Record {
  public var visit = VisitKey.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
  }
}

public struct RecordNeed: Record {
  public var visit = VisitKey.blank
  public var need = DataNeed()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("need", &need)
  }
}

public struct TakeNote: Record {
  public var visit = VisitKey.blank
  public var note = ConsultationNote()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("note", &note)
  }
}

public struct LinkOnline: Record {
  public var visit = VisitKey.blank
  public var reference = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("reference", &reference)
  }
}

/// Answers to one instrument, and a comment.
public struct Rate: Record {
  public var visit = VisitKey.blank
  public var instrument = Instrument.review
  public var scores = [RatingScore]()
  public var comment = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("instrument", &instrument)
    try visitor.field("scores", &scores)
    try visitor.field("comment", &comment)
  }
}
