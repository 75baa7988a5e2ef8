public struct ReservationBooked: Record {
  public var slot = Slot()
  public var guest: GuestID?
  public var officer: OfficerID?
  /// The centre's own id of the reservation, when it was booked there.
  public var online = ""

  public init() {}
  init(slot: Slot, guest: GuestID? = nil, officer: OfficerID? = nil, online: String) {
    self.slot = slot
    self.guest = guest
    self.officer = officer
    self.online = online
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("slot", &slot)
    try visitor.field("guest", &guest)
    try visitor.field("officer", &officer)
    try visitor.field("online", &online)
  }
}

public struct ReservationApproved: Record {
  public var slot = Slot()
  public var officer: OfficerID?
  public var link = ""

  public init() {}
  init(slot: Slot, officer: OfficerID? = nil, link: String) {
    self.slot = slot
    self.officer = officer
    self.link = link
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("slot", &slot)
    try visitor.field("officer", &officer)
    try visitor.field("link", &link)
  }
}

/// "Postponed": another date, time or officer.
public struct ReservationMoved: Record {
  public var slot = Slot()
  public var officer: OfficerID?

  public init() {}
  init(slot: Slot, officer: OfficerID? = nil) {
    self.slot = slot
    self.officer = officer
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("slot", &slot)
    try visitor.field("officer", &officer)
  }
}

public struct ReservationCancelled: Record {
  public var reason = CancelReason.visitor

  public init() {}
  init(reason: CancelReason) {
    self.reason = reason
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reason", &reason)
  }
}

/// *Hadir*.
public struct ReservationCheckedIn: Record {
  public var visit: VisitID?

  public init() {}
  init(visit: VisitID? = nil) {
    self.visit = visit
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
  }
}

/// *Tidak hadir*. Provisional while `automatic`: the office may still say that the visitor came.
public struct ReservationMarkedAbsent: Record {
  public var automatic = false

  public init() {}
  init(automatic: Bool) {
    self.automatic = automatic
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("automatic", &automatic)
  }
}

public struct ReservationFinished: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

public struct ReservationTopicGiven: Record {
  public var topic = ""

  public init() {}
  init(topic: String) {
    self.topic = topic
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("topic", &topic)
  }
}
