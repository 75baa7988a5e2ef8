import Domain

/// What the holder of a right code is told. Never a name, only its first letters.
public struct CodeView: Record {
  public var kind = CodeKind.ticket
  public var visit: VisitID?
  public var guest: GuestID?
  public var reservation: ReservationID?
  public var number: QueueNumber?
  public var stage: Stage?
  public var desk: Int?
  public var status: ReservationStatus?
  public var slot: Slot?
  /// "S*** N***", of a guest and of a reservation's guest.
  public var greeting = ""
  /// Why the code, though right, is no use now; empty when it is.
  public var problem = ""
  public var problemEnglish = ""
  /// A reservation whose code is right and which this office has not received yet.
  public var awaited = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("kind", &kind)
    try visitor.field("visit", &visit)
    try visitor.field("guest", &guest)
    try visitor.field("reservation", &reservation)
    try visitor.field("number", &number)
    try visitor.field("stage", &stage)
    try visitor.field("desk", &desk)
    try visitor.field("status", &status)
    try visitor.field("slot", &slot)
    try visitor.field("greeting", &greeting)
    try visitor.field("problem", &problem)
    try visitor.field("problemEnglish", &problemEnglish)
    try visitor.field("awaited", &awaited)
  }
}
