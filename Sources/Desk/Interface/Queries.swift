import Domain

/// Nothing to say.
public struct Empty: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

public struct DayQuery: Record {
  /// None means the current service day.
  public var day: Day?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("day", &day)
  }
}

public struct QueueQuery: Record {
  public var service: String?
  /// None means everybody still open.
  public var stage: Stage?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("service", &service)
    try visitor.field("stage", &stage)
  }
}

public struct VisitQuery: Record {
  public var visit = VisitKey.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
  }
}

public struct DeskQuery: Record {
  public var desk = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
  }
}

public struct GuestsQuery: Record {
  /// Part of a name or institution, a phone number or an email address.
  public var text = ""
  public var limit = 20

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("text", &text)
    try visitor.field("limit", &limit)
  }
}

public struct GuestQuery: Record {
  public var guest = GuestID.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guest", &guest)
  }
}

public struct LogQuery: Record {
  public var from = 1
  public var limit = 50
  public var subject: EventID?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("from", &from)
    try visitor.field("limit", &limit)
    try visitor.field("subject", &subject)
  }
}

/// A code as it was typed or scanned: of a ticket, a returning guest or a reservation, or a ticket's QR code.
public struct CodeQuery: Record {
  public var text = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("text", &text)
  }
}
