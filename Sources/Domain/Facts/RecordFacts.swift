public struct GuestLinked: Record {
  public var guest = GuestID.blank

  public init() {}
  init(guest: GuestID) {
    self.guest = guest
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guest", &guest)
  }
}

public struct GuestBookSigned: Record {
  public var entry = GuestBookEntry()

  public init() {}
  init(entry: GuestBookEntry) {
    self.entry = entry
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("entry", &entry)
  }
}

public struct GuestBookWorded: Record {
  public var words = GuestBookWords()

  public init() {}
  init(words: GuestBookWords) {
    self.words = words
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("words", &words)
  }
}

/// The type of document and that it was shown, nothing else.
public struct IdentityShown: Record {
  public var kind = IdentityKind.ktp

  public init() {}
  init(kind: IdentityKind) {
    self.kind = kind
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("kind", &kind)
  }
}

public struct LockerGiven: Record {
  public var locker = 0

  public init() {}
  init(locker: Int) {
    self.locker = locker
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("locker", &locker)
  }
}

public struct LockerReturned: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

public struct DataNeeded: Record {
  public var need = DataNeed()

  public init() {}
  init(need: DataNeed) {
    self.need = need
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("need", &need)
  }
}

public struct NoteTaken: Record {
  public var note = ConsultationNote()

  public init() {}
  init(note: ConsultationNote) {
    self.note = note
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("note", &note)
  }
}

/// The visit goes on from, or goes on in, an online transaction.
public struct OnlineLinked: Record {
  public var reference = ""

  public init() {}
  init(reference: String) {
    self.reference = reference
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reference", &reference)
  }
}

public struct VisitRated: Record {
  public var rating = Rating()

  public init() {}
  init(rating: Rating) {
    self.rating = rating
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("rating", &rating)
  }
}

/// *Kritik dan saran*.
public struct CommentLeft: Record {
  public var comment = ""

  public init() {}
  init(comment: String) {
    self.comment = comment
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("comment", &comment)
  }
}
