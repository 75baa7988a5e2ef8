/// A number for a service.
public struct IssueTicket: Record {
  public var service = ""
  public var priority = Priority.none
  public var language = Language.indonesian
  public var channel = Channel.kiosk
  public var reservation: ReservationID?
  /// Staff may let somebody in outside opening hours.
  public var afterHours = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("service", &service)
    try visitor.field("priority", &priority)
    try visitor.field("language", &language)
    try visitor.field("channel", &channel)
    try visitor.field("reservation", &reservation)
    try visitor.field("afterHours", &afterHours)
  }
}

/// Registration where the office gives no numbers.
public struct RegisterVisit: Record {
  public var service = ""
  public var priority = Priority.none
  public var language = Language.indonesian
  public var channel = Channel.kiosk
  public var guest: GuestID?
  public var reservation: ReservationID?
  public var afterHours = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("service", &service)
    try visitor.field("priority", &priority)
    try visitor.field("language", &language)
    try visitor.field("channel", &channel)
    try visitor.field("guest", &guest)
    try visitor.field("reservation", &reservation)
    try visitor.field("afterHours", &afterHours)
  }
}

public struct CallNext: Record {
  public var desk = 0
  /// Only this service, although the desk serves more.
  public var service: String?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("service", &service)
  }
}

/// Calls one visitor whose turn it may not be.
public struct CallVisit: Record {
  public var visit = VisitKey.blank
  public var desk = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("desk", &desk)
  }
}

/// *Panggil ulang*.
public struct Recall: Record {
  public var desk = 0
  public var visit: VisitKey?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("visit", &visit)
  }
}

/// *Lewati*: the visitor did not come.
public struct Skip: Record {
  public var desk = 0
  public var visit: VisitKey?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("visit", &visit)
  }
}

public struct Serve: Record {
  public var desk = 0
  public var visit: VisitKey?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("visit", &visit)
  }
}

public struct Park: Record {
  public var desk = 0
  public var visit: VisitKey?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("visit", &visit)
  }
}

public struct Resume: Record {
  public var visit = VisitKey.blank
  public var desk = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("desk", &desk)
  }
}

/// To another service, with the same number.
public struct Transfer: Record {
  public var visit = VisitKey.blank
  public var service = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("service", &service)
  }
}

public struct Finish: Record {
  public var desk = 0
  public var visit: VisitKey?
  public var outcome = Outcome.fulfilled

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("visit", &visit)
    try visitor.field("outcome", &outcome)
  }
}

/// Takes back the last step within ten seconds.
public struct Undo: Record {
  public var visit = VisitKey.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
  }
}

/// A missed visitor came back.
public struct Requeue: Record {
  public var visit = VisitKey.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
  }
}

public struct CancelVisit: Record {
  public var visit = VisitKey.blank
  public var reason = CloseReason.visitorLeft

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("reason", &reason)
  }
}
