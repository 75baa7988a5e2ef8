public struct BookReservation: Record {
  public var slot = Slot()
  public var topic = ""
  public var guest: GuestID?
  /// Login of the officer asked for.
  public var officer: String?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("slot", &slot)
    try visitor.field("topic", &topic)
    try visitor.field("guest", &guest)
    try visitor.field("officer", &officer)
  }
}

public struct ApproveReservation: Record {
  public var reservation = ReservationID.blank
  public var officer: String?
  public var link = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("officer", &officer)
    try visitor.field("link", &link)
  }
}

public struct MoveReservation: Record {
  public var reservation = ReservationID.blank
  public var slot = Slot()
  public var officer: String?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("slot", &slot)
    try visitor.field("officer", &officer)
  }
}

public struct CancelReservation: Record {
  public var reservation = ReservationID.blank
  public var reason = CancelReason.visitor

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("reason", &reason)
  }
}

/// The visitor with the reservation has come; they join the line with their agreed time.
public struct CheckIn: Record {
  public var reservation = ReservationID.blank
  public var service = ""
  public var priority = Priority.none
  /// As it stands on the visitor's phone or paper: visitors prove by it that the reservation is theirs, staff need none.
  public var code = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("service", &service)
    try visitor.field("priority", &priority)
    try visitor.field("code", &code)
  }
}

public struct MarkAbsent: Record {
  public var reservation = ReservationID.blank
  public var automatic = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("automatic", &automatic)
  }
}

/// Takes back the last approval, move, cancellation or mark of absence made here, while nobody has gone on from it.
public struct UndoReservation: Record {
  public var reservation = ReservationID.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
  }
}

/// Of what several places decided at once, this one holds: the others are settled by an officer who has seen them all.
public struct DecideReservation: Record {
  public var reservation = ReservationID.blank
  /// One of the reservation's undecided events.
  public var side = EventID.none

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("side", &side)
  }
}

public struct FinishReservation: Record {
  public var reservation = ReservationID.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
  }
}
