/// The whole profile, so that erasing a class of fields is: empty what came before, restate what may stay.
public struct GuestProfiled: Record {
  public var profile = GuestProfile()

  public init() {}
  init(profile: GuestProfile) {
    self.profile = profile
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
  }
}

public struct ConsentGiven: Record {
  public var version = 0
  public var channel = Channel.desk

  public init() {}
  init(version: Int, channel: Channel) {
    self.version = version
    self.channel = channel
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("version", &version)
    try visitor.field("channel", &channel)
  }
}

public struct ConsentWithdrawn: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

/// Empties every personal body of the subject, at every copy this fact reaches, whatever the order of arrival.
public struct WordsErased: Record {
  public var classes = [FieldClass]()
  public var reason = ErasureReason.asked

  public init() {}
  init(classes: [FieldClass], reason: ErasureReason) {
    self.classes = classes
    self.reason = reason
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("classes", &classes)
    try visitor.field("reason", &reason)
  }
}

public enum ErasureReason: UInt8, Category {
  case asked = 1
  case retention, consentWithdrawn

  public static let terms = [
    Term("asked", "diminta", "asked for"), Term("retention", "masa simpan habis", "retention period over"),
    Term("consent", "persetujuan ditarik", "consent withdrawn"),
  ]
}

public struct ComplaintFiled: Record {
  public var channel = ComplaintChannelKind.kiosk
  public var visit: VisitID?
  public var guest: GuestID?

  public init() {}
  init(channel: ComplaintChannelKind, visit: VisitID? = nil, guest: GuestID? = nil) {
    self.channel = channel
    self.visit = visit
    self.guest = guest
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("channel", &channel)
    try visitor.field("visit", &visit)
    try visitor.field("guest", &guest)
  }
}

/// What the person said, apart from the fact that they complained: the one is erasable, the other is counted.
public struct ComplaintWorded: Record {
  public var words = ""

  public init() {}
  init(words: String) {
    self.words = words
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("words", &words)
  }
}

public struct ComplaintAnswered: Record {
  public var answer = ""

  public init() {}
  init(answer: String) {
    self.answer = answer
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("answer", &answer)
  }
}

public struct ComplaintClosed: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

/// This node goes on from a restored or salvaged store under a new identity; both histories are kept.
public struct NodeRestored: Record {
  /// The identity it had.
  public var before = 0
  /// The last sequence of the old identity that survived here.
  public var lastKept = 0
  /// Stretches of events known to be missing here; another copy may still have them.
  public var holes: [Hole] = []

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("before", &before)
    try visitor.field("lastKept", &lastKept)
    try visitor.field("holes", &holes)
  }

  /// From the first missing sequence to the last, both included.
  public struct Hole: Record {
    public var node = 0
    public var from = 0
    public var to = 0

    public init() {}
    public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
      try visitor.field("node", &node)
      try visitor.field("from", &from)
      try visitor.field("to", &to)
    }
  }
}
