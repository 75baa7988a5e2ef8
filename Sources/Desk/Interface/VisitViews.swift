import Domain

/// What one visitor is told.
public struct TicketView: Record {
  public var visit = VisitID.blank
  public var number: QueueNumber?
  public var service = ""
  public var serviceEnglish = ""
  public var stage = Stage.waiting
  public var desk: Int?
  public var ahead = 0
  public var expectedMinutes = 0
  public var promiseMinutes: Int?
  /// For the slip: with it the visitor finds this ticket again and rates.
  public var code = ""
  /// The text of the slip's QR code: the page for a phone, or the ticket code where the office has no online address.
  public var qr = ""
  /// What has been rated already.
  public var rated = [Instrument]()
  /// The guest book of this visit is signed.
  public var signed = false
  /// The locker that was given with it, while it is in use.
  public var locker: Int?
  /// In which the number was taken: whoever comes with its code is spoken to in it.
  public var language = Language.indonesian
  /// Where the paper stands; the number is valid whatever this says.
  public var print = PrintState.none
  /// What the visitor does about the paper, in words.
  public var printIndonesian = ""
  public var printEnglish = ""
  /// How many visitors hold this number, where it is more than one.
  public var holders: Int?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("number", &number)
    try visitor.field("service", &service)
    try visitor.field("serviceEnglish", &serviceEnglish)
    try visitor.field("stage", &stage)
    try visitor.field("desk", &desk)
    try visitor.field("ahead", &ahead)
    try visitor.field("expectedMinutes", &expectedMinutes)
    try visitor.field("promiseMinutes", &promiseMinutes)
    try visitor.field("code", &code)
    try visitor.field("qr", &qr)
    try visitor.field("rated", &rated)
    try visitor.field("signed", &signed)
    try visitor.field("locker", &locker)
    try visitor.field("language", &language)
    try visitor.field("print", &print)
    try visitor.field("printIndonesian", &printIndonesian)
    try visitor.field("printEnglish", &printEnglish)
    try visitor.field("holders", &holders)
  }
}

/// Who may rate at the terminal of a desk now: the visit that was finished there last, without any name.
public struct RatingView: Record {
  public var desk = 0
  /// `nil` when nobody is waited for: rated already, gone too long, or nobody was there yet.
  public var visit: VisitID?
  public var number: QueueNumber?
  public var service = ""
  public var serviceEnglish = ""
  /// Instruments that are still to be answered.
  public var open = [Instrument]()
  /// Until when it is offered here, "08.31".
  public var until = ""
  /// In which the visitor took the number; `nil` when nobody is waited for.
  public var language: Language?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("visit", &visit)
    try visitor.field("number", &number)
    try visitor.field("service", &service)
    try visitor.field("serviceEnglish", &serviceEnglish)
    try visitor.field("open", &open)
    try visitor.field("until", &until)
    try visitor.field("language", &language)
  }
}

/// What one desk needs at hand: who is in front, who comes next, and what can be taken back.
public struct DeskView: Record {
  public var desk = 0
  public var name = ""
  public var visit: VisitView?
  public var waiting = 0
  public var parked = [QueueLine]()
  public var missed = [QueueLine]()
  public var finishedToday = 0
  /// Whom this desk may call, in the order in which `callNext` would; the first fifty of `waiting`.
  public var queue = [QueueLine]()
  /// The last step at this desk while it can be undone.
  public var undo: UndoLine?
  public var figures = DeskFigures()
  /// Of the guest in front: their last visits, newest first.
  public var history = [HistoryLine]()
  /// Of the visit in front, and of the head of `queue`.
  public var promise: PromiseClock?
  public var nextPromise: PromiseClock?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("desk", &desk)
    try visitor.field("name", &name)
    try visitor.field("visit", &visit)
    try visitor.field("waiting", &waiting)
    try visitor.field("parked", &parked)
    try visitor.field("missed", &missed)
    try visitor.field("finishedToday", &finishedToday)
    try visitor.field("queue", &queue)
    try visitor.field("undo", &undo)
    try visitor.field("figures", &figures)
    try visitor.field("history", &history)
    try visitor.field("promise", &promise)
    try visitor.field("nextPromise", &nextPromise)
  }
}

public struct VisitView: Record {
  public var visit = VisitID.blank
  public var number: QueueNumber?
  public var day = Day.blank
  public var service = ""
  public var stage = Stage.waiting
  public var priority = Priority.none
  public var language = Language.indonesian
  public var channel = Channel.kiosk
  /// The reservation with whose code the visitor came.
  public var reservation: ReservationID?
  public var openedAt = ""
  public var calledAt = ""
  public var startedAt = ""
  public var finishedAt = ""
  public var recalls = 0
  public var desk: Int?
  public var officer: String?
  public var reason: CloseReason?
  public var outcome: Outcome?
  public var guest: GuestView?
  /// How often this guest has come.
  public var visits = 0
  public var entry: GuestBookEntry?
  public var words: GuestBookWords?
  public var identity: IdentityKind?
  public var locker: Int?
  public var needs = [DataNeed]()
  public var notes = [ConsultationNote]()
  public var onlineLinks = [String]()
  public var ratings = [Rating]()
  public var comment = ""
  public var pending = [FlowStep]()
  public var promise = ""
  public var overruled = [EventID]()
  /// How long the last step can still be taken back; 0 while `undo` would be refused.
  public var undoSeconds = 0
  /// How long it has been where it stands, since the call or since the service began; none as `QueueLine.waitMinutes`.
  public var stageMinutes: Int?
  /// Of the service day that the desks work on; one of another day can be completed and corrected, and nothing else.
  public var current = false
  /// How it can still be moved through the line.
  public var moves = [VisitMove]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("number", &number)
    try visitor.field("day", &day)
    try visitor.field("service", &service)
    try visitor.field("stage", &stage)
    try visitor.field("priority", &priority)
    try visitor.field("language", &language)
    try visitor.field("channel", &channel)
    try visitor.field("reservation", &reservation)
    try visitor.field("openedAt", &openedAt)
    try visitor.field("calledAt", &calledAt)
    try visitor.field("startedAt", &startedAt)
    try visitor.field("finishedAt", &finishedAt)
    try visitor.field("recalls", &recalls)
    try visitor.field("desk", &desk)
    try visitor.field("officer", &officer)
    try visitor.field("reason", &reason)
    try visitor.field("outcome", &outcome)
    try visitor.field("guest", &guest)
    try visitor.field("visits", &visits)
    try visitor.field("entry", &entry)
    try visitor.field("words", &words)
    try visitor.field("identity", &identity)
    try visitor.field("locker", &locker)
    try visitor.field("needs", &needs)
    try visitor.field("notes", &notes)
    try visitor.field("onlineLinks", &onlineLinks)
    try visitor.field("ratings", &ratings)
    try visitor.field("comment", &comment)
    try visitor.field("pending", &pending)
    try visitor.field("promise", &promise)
    try visitor.field("overruled", &overruled)
    try visitor.field("undoSeconds", &undoSeconds)
    try visitor.field("stageMinutes", &stageMinutes)
    try visitor.field("current", &current)
    try visitor.field("moves", &moves)
  }
}
