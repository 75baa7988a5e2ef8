import Domain

/// What the centre holds of one office: what has arrived from it, and what was agreed online. No names.
public struct OfficeAtCentre: Record {
  public var office = OfficeCode.blank
  public var name = ""
  /// The centre's time, in the office's zone.
  public var localTime = ""
  public var seats = 0
  /// Events of all authors, and how many could not be entered.
  public var events = 0
  public var parked = 0
  /// Seconds since an enrolled PC last called; `nil` before the first call.
  public var silentSeconds: Int?
  /// How far each author's events have arrived without a gap.
  public var marks = [MarkAtCentre]()
  /// Today's, newest first.
  public var visits = [VisitAtCentre]()
  /// Today's, by time.
  public var reservations = [ReservationAtCentre]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("office", &office)
    try visitor.field("name", &name)
    try visitor.field("localTime", &localTime)
    try visitor.field("seats", &seats)
    try visitor.field("events", &events)
    try visitor.field("parked", &parked)
    try visitor.field("silentSeconds", &silentSeconds)
    try visitor.field("marks", &marks)
    try visitor.field("visits", &visits)
    try visitor.field("reservations", &reservations)
  }
}

/// How far the events of one author have arrived.
public struct MarkAtCentre: Record {
  public var author = 0
  public var sequence = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("author", &author)
    try visitor.field("sequence", &sequence)
  }
}

/// A visit as the centre knows it.
public struct VisitAtCentre: Record {
  public var visit = VisitID.blank
  /// The number people see, or the id where the office gives none.
  public var label = ""
  public var service = ""
  public var stage = Stage.waiting
  /// When it began, "08.41".
  public var opened = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("label", &label)
    try visitor.field("service", &service)
    try visitor.field("stage", &stage)
    try visitor.field("opened", &opened)
  }
}

/// A reservation as the centre knows it.
public struct ReservationAtCentre: Record {
  public var reservation = ReservationID.blank
  public var slot = Slot()
  public var status = ReservationStatus.submitted
  public var topic = ""
  /// With which the visitor checks in at the office; empty while no PC of the office is enrolled.
  public var code = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reservation", &reservation)
    try visitor.field("slot", &slot)
    try visitor.field("status", &status)
    try visitor.field("topic", &topic)
    try visitor.field("code", &code)
  }
}
