import Domain

/// What a carried-out command says back. Computed from the events it wrote and nothing else, so that a repeated press
/// is told the same, word for word, years later; only a notice about words goes when the words are erased, and the code
/// is a new one when the node has got a new key.
public struct Answer: Record {
  public var first = EventID.none
  public var events = 0
  public var visit: VisitID?
  public var number: QueueNumber?
  public var desk: Int?
  public var guest: GuestID?
  public var officer: OfficerID?
  public var reservation: ReservationID?
  public var complaint: ComplaintID?
  public var day: Day?
  /// Visits that lapsed with the day.
  public var lapsed: Int?
  public var notices: [Notice] = []
  /// The locker that was given.
  public var locker: Int?
  /// Of a guest who was registered, to be shown once: with it they are found again at the kiosk. Of a reservation that was
  /// booked: with it the visitor checks in.
  public var code: String?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("first", &first)
    try visitor.field("events", &events)
    try visitor.field("visit", &visit)
    try visitor.field("number", &number)
    try visitor.field("desk", &desk)
    try visitor.field("guest", &guest)
    try visitor.field("officer", &officer)
    try visitor.field("reservation", &reservation)
    try visitor.field("complaint", &complaint)
    try visitor.field("day", &day)
    try visitor.field("lapsed", &lapsed)
    try visitor.field("notices", &notices)
    try visitor.field("locker", &locker)
    try visitor.field("code", &code)
  }
}

/// A refusal as it crosses the socket: already in both languages.
public struct Refused: Error, Equatable, Sendable {
  public var code: String
  public var exitCode: Int32
  public var text: Bilingual

  public init(code: String, exitCode: Int32, text: Bilingual) {
    self.code = code
    self.exitCode = exitCode
    self.text = text
  }

  public init(_ refusal: Refusal) {
    self.init(code: refusal.code, exitCode: refusal.exitCode, text: refusal.text)
  }
}
