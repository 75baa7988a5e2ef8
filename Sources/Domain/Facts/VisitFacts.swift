/// Somebody took a number or registered.
public struct VisitOpened: Record {
  public var day = Day.blank
  public var number: QueueNumber?
  public var service = ""
  public var priority = Priority.none
  public var language = Language.indonesian
  public var channel = Channel.kiosk
  public var reservation: ReservationID?

  public init() {}
  init(
    day: Day, number: QueueNumber? = nil, service: String, priority: Priority, language: Language, channel: Channel,
    reservation: ReservationID? = nil
  ) {
    self.day = day
    self.number = number
    self.service = service
    self.priority = priority
    self.language = language
    self.channel = channel
    self.reservation = reservation
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("day", &day)
    try visitor.field("number", &number)
    try visitor.field("service", &service)
    try visitor.field("priority", &priority)
    try visitor.field("language", &language)
    try visitor.field("channel", &channel)
    try visitor.field("reservation", &reservation)
  }
}

public struct VisitCalled: Record {
  public var desk = 0
  public var officer: OfficerID?
  /// Somebody who had come earlier was passed, by priority, appointment or the officer's choice.
  public var outOfTurn = false

  public init() {}
  init(desk: Int, officer: OfficerID? = nil, outOfTurn: Bool) {
    self.desk = desk
    self.officer = officer
    self.outOfTurn = outOfTurn
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("officer", &officer)
    try visitor.field("outOfTurn", &outOfTurn)
  }
}

public struct VisitRecalled: Record {
  public var desk = 0

  public init() {}
  init(desk: Int) {
    self.desk = desk
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
  }
}

/// The visitor did not come when called.
public struct VisitMissed: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

/// A missed visitor came back and joins the end of the line with the number they have.
public struct VisitRequeued: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

/// On to another service; the number stays.
public struct VisitTransferred: Record {
  public var service = ""

  public init() {}
  init(service: String) {
    self.service = service
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("service", &service)
  }
}

public struct ServiceStarted: Record {
  public var desk = 0
  public var officer: OfficerID?

  public init() {}
  init(desk: Int, officer: OfficerID? = nil) {
    self.desk = desk
    self.officer = officer
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("officer", &officer)
  }
}

/// Served so far, waiting for something, such as data from a colleague.
public struct VisitParked: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

public struct ServiceResumed: Record {
  public var desk = 0
  public var officer: OfficerID?

  public init() {}
  init(desk: Int, officer: OfficerID? = nil) {
    self.desk = desk
    self.officer = officer
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("officer", &officer)
  }
}

public struct VisitFinished: Record {
  public var outcome = Outcome.fulfilled

  public init() {}
  init(outcome: Outcome) {
    self.outcome = outcome
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("outcome", &outcome)
  }
}

public struct VisitCancelled: Record {
  public var reason = CloseReason.visitorLeft

  public init() {}
  init(reason: CloseReason) {
    self.reason = reason
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reason", &reason)
  }
}

/// Still open when the day ended.
public struct VisitLapsed: Record {
  public var reason = CloseReason.dayClosed

  public init() {}
  init(reason: CloseReason) {
    self.reason = reason
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reason", &reason)
  }
}

/// The last step was a slip; the visit stands where it stood before.
public struct StepUndone: Record {
  public var undone = EventID.none

  public init() {}
  init(undone: EventID) {
    self.undone = undone
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("undone", &undone)
  }
}
