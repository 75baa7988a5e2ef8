import Domain

/// A step that `undo` would take back now.
public struct UndoLine: Record {
  public var visit = VisitID.blank
  public var label = ""
  /// Name of the fact, as in the log: "visitCalled", "visitMissed", "visitFinished" …
  public var done = ""
  public var from = Stage.waiting
  /// How long it still can be.
  public var seconds = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("label", &label)
    try visitor.field("done", &done)
    try visitor.field("from", &from)
    try visitor.field("seconds", &seconds)
  }
}

/// The desk's own day.
public struct DeskFigures: Record {
  public var served = 0
  public var meanMinutes: Int?
  public var promiseKept = 0
  public var promiseMissed = 0
  /// Minutes of the last ten consultations, oldest first.
  public var lengths = [Int]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("served", &served)
    try visitor.field("meanMinutes", &meanMinutes)
    try visitor.field("promiseKept", &promiseKept)
    try visitor.field("promiseMissed", &promiseMissed)
    try visitor.field("lengths", &lengths)
  }
}

/// One earlier visit of a guest.
public struct HistoryLine: Record {
  public var visit = VisitID.blank
  public var day = Day.blank
  public var service = ""
  public var outcome: Outcome?
  public var purpose: Purpose?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("day", &day)
    try visitor.field("service", &service)
    try visitor.field("outcome", &outcome)
    try visitor.field("purpose", &purpose)
  }
}

/// How one visit stands against the office's promise.
public struct PromiseClock: Record {
  /// "running", "late", "kept" or "missed".
  public var state = ""
  /// Below zero when it is broken; none when it was kept.
  public var minutesLeft: Int?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("state", &state)
    try visitor.field("minutesLeft", &minutesLeft)
  }
}
