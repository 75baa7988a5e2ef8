import Domain

public struct GuestsView: Record {
  public var guests = [GuestView]()
  public var more = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guests", &guests)
    try visitor.field("more", &more)
  }
}

public struct GuestView: Record {
  public var guest = GuestID.blank
  public var profile = GuestProfile()
  public var consent: Consent?
  public var erased = false
  public var lastVisit: Day?
  /// With which the guest is found again at the kiosk.
  public var code = ""
  /// The latest visits, newest first; only where one guest is asked for.
  public var history = [HistoryLine]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("guest", &guest)
    try visitor.field("profile", &profile)
    try visitor.field("consent", &consent)
    try visitor.field("erased", &erased)
    try visitor.field("lastVisit", &lastVisit)
    try visitor.field("code", &code)
    try visitor.field("history", &history)
  }
}

public struct OfficersView: Record {
  public var officers = [OfficerLine]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("officers", &officers)
  }
}

public struct OfficerLine: Record {
  public var officer = OfficerID.blank
  public var profile = OfficerProfile()
  public var left = false
  public var hasPin = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("officer", &officer)
    try visitor.field("profile", &profile)
    try visitor.field("left", &left)
    try visitor.field("hasPin", &hasPin)
  }
}

public struct ProfileView: Record {
  public var profile = OfficeProfile()
  /// National holidays as installed on this PC; the office's own closures are in the profile.
  public var holidays = [Holiday]()
  /// A practice store: every terminal says so.
  public var practice = false
  /// Somebody can log in: an officer with a PIN works here.
  public var staffed = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
    try visitor.field("holidays", &holidays)
    try visitor.field("practice", &practice)
    try visitor.field("staffed", &staffed)
  }
}

public struct ReservationsView: Record {
  public var reservations = [ReservationLine]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservations", &reservations)
  }
}

public struct ReservationLine: Record {
  public var reservation = ReservationID.blank
  public var status = ReservationStatus.submitted
  public var slot = Slot()
  public var topic = ""
  public var guest: String?
  public var officer: String?
  public var visit: VisitID?
  public var undecided = [EventID]()
  /// The same in words: what was decided, by whom and when. One of them is to be chosen.
  public var sides = [ReservationSide]()
  public var overruled = [EventID]()
  /// The same in words: what was done by whom, and what holds instead.
  public var lost = [OverruledLine]()
  /// With which the visitor checks in.
  public var code = ""
  /// The office's last step can still be taken back.
  public var undoable = false
  /// Checked in by its code; the booking itself has not come down the line yet. `slot` is when the visitor came.
  public var awaited = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("status", &status)
    try visitor.field("slot", &slot)
    try visitor.field("topic", &topic)
    try visitor.field("guest", &guest)
    try visitor.field("officer", &officer)
    try visitor.field("visit", &visit)
    try visitor.field("undecided", &undecided)
    try visitor.field("overruled", &overruled)
    try visitor.field("lost", &lost)
    try visitor.field("code", &code)
    try visitor.field("undoable", &undoable)
    try visitor.field("awaited", &awaited)
    try visitor.field("sides", &sides)
  }
}

/// One of several decisions that were made at once, none of which is in effect.
public struct ReservationSide: Record {
  public var event = EventID.none
  public var indonesian = ""
  public var english = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("event", &event)
    try visitor.field("indonesian", &indonesian)
    try visitor.field("english", &english)
  }
}

public struct ComplaintsView: Record {
  public var complaints = [ComplaintLine]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("complaints", &complaints)
  }
}

public struct ComplaintLine: Record {
  public var complaint = ComplaintID.blank
  public var status = Complaint.Status.filed
  public var channel = ComplaintChannelKind.kiosk
  public var filedAt = ""
  public var visit: VisitID?
  public var words = ""
  public var answer = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("complaint", &complaint)
    try visitor.field("status", &status)
    try visitor.field("channel", &channel)
    try visitor.field("filedAt", &filedAt)
    try visitor.field("visit", &visit)
    try visitor.field("words", &words)
    try visitor.field("answer", &answer)
  }
}

public struct LogView: Record {
  public var events = [LogLine]()
  public var last = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("events", &events)
    try visitor.field("last", &last)
  }
}

/// One event. Personal bodies are shown as their kind only.
public struct LogLine: Record {
  public var event = EventID.blank
  public var at = ""
  public var subject = EventID.blank
  public var sort = SubjectKind.office
  public var kind = ""
  public var actor = Actor.visitor
  public var after = [EventID]()
  public var body = ""
  public var erased = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("event", &event)
    try visitor.field("at", &at)
    try visitor.field("subject", &subject)
    try visitor.field("sort", &sort)
    try visitor.field("kind", &kind)
    try visitor.field("actor", &actor)
    try visitor.field("after", &after)
    try visitor.field("body", &body)
    try visitor.field("erased", &erased)
  }
}
