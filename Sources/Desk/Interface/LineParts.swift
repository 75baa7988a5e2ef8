import Domain

/// What people ask of the line to the centre.
public enum LineTask: Equatable, Sendable {
  /// An exchange at once, whatever the line or the budget says.
  case now
  /// Offers again the bodies that went to the centre without their words, whatever refused them then.
  case retry
  case pause
  case resume
  /// The last exchange that carried anything, as progress lines.
  case last
  /// Makes this PC known to the centre with a one-time code.
  case enrol(EnrolRequest)
  /// What the centre lacks, as a file for a USB stick.
  case export(path: String)
  /// The centre's answer to such a file.
  case takeIn(path: String)

  public var name: String {
    switch self {
    case .now: "syncNow"
    case .retry: "syncRetry"
    case .pause: "syncPause"
    case .resume: "syncResume"
    case .last: "syncLast"
    case .enrol: "syncEnrol"
    case .export: "syncExport"
    case .takeIn: "syncImport"
    }
  }

  /// Those that hand everybody's data to somebody, or say to whom it goes.
  public var isForHead: Bool {
    switch self {
    case .enrol, .export, .takeIn: true
    case .now, .retry, .pause, .resume, .last: false
    }
  }
}

/// Where the centre is, and the code an officer there has read out.
public struct EnrolRequest: Record {
  public var centre = ""
  public var code = ""
  /// A file of certificates to believe instead of the system's.
  public var authority = ""
  public var proxy = ""
  /// Of a PC that holds nothing yet.
  public var office: OfficeCode?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("centre", &centre)
    try visitor.field("code", &code)
    try visitor.field("authority", &authority)
    try visitor.field("proxy", &proxy)
    try visitor.field("office", &office)
  }
}

/// How the line to the centre stands.
public enum LineState: UInt8, Category {
  /// This office has no centre.
  case none = 1
  case never, good, failing, stranger, paused, overBudget, revoked, notEnrolled, unsupported
  /// No loketd runs that would call.
  case notRunning
  /// Since this start nothing has come of it yet; at earlier ones it has.
  case connecting

  public static let terms = [
    Term("none", "tidak terhubung dengan pusat", "no line to a centre"),
    Term("never", "belum pernah tersambung", "never connected yet"), Term("good", "tersambung", "connected"),
    Term("failing", "terputus", "cut off"), Term("stranger", "yang menjawab bukan pusat", "something else answers"),
    Term("paused", "dijeda", "paused"), Term("over-budget", "jatah data hari ini habis", "today's data are used up"),
    Term("revoked", "pendaftaran dicabut pusat", "revoked by the centre"),
    Term("not-enrolled", "tidak dikenal pusat", "not known to the centre"),
    Term("unsupported", "versi terlalu berbeda", "versions too far apart"),
    Term("not-running", "loketd tidak berjalan", "loketd is not running"),
    Term("connecting", "sedang menyambung", "connecting"),
  ]
}

/// The line to the centre, for the status pages.
public struct LineView: Record {
  public var state = LineState.none
  /// All of it in one line.
  public var indonesian = ""
  public var english = ""
  public var talking = false
  /// Events the centre has not signed for, and when the oldest of them was written.
  public var unsent = 0
  public var unsentSince = ""
  /// How long that is ago.
  public var unsentMinutes: Int?
  /// The last whole exchange, and how old what the centre said is.
  public var lastExchange = ""
  public var ageMinutes: Int?
  public var failures = 0
  /// The office's state or past is still being read.
  public var catchingUp = false
  /// The centre's clock less this PC's.
  public var offsetMilliseconds: Int?
  public var parked = 0
  public var parkedEvents = [ParkedLine]()
  /// Identities this PC has given up, newest first.
  public var identities = [Int]()
  public var seat = 0
  public var centre = ""
  public var bytesToday = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("state", &state)
    try visitor.field("indonesian", &indonesian)
    try visitor.field("english", &english)
    try visitor.field("talking", &talking)
    try visitor.field("unsent", &unsent)
    try visitor.field("unsentSince", &unsentSince)
    try visitor.field("unsentMinutes", &unsentMinutes)
    try visitor.field("lastExchange", &lastExchange)
    try visitor.field("ageMinutes", &ageMinutes)
    try visitor.field("failures", &failures)
    try visitor.field("catchingUp", &catchingUp)
    try visitor.field("offsetMilliseconds", &offsetMilliseconds)
    try visitor.field("parked", &parked)
    try visitor.field("parkedEvents", &parkedEvents)
    try visitor.field("identities", &identities)
    try visitor.field("seat", &seat)
    try visitor.field("centre", &centre)
    try visitor.field("bytesToday", &bytesToday)
  }
}

extension LineView {
  /// The centre's clock less this PC's, as a person says it. Within a few seconds two clocks show the same.
  public static func clockWords(_ offsetMilliseconds: Int) -> Bilingual {
    let span = Span(milliseconds: Int64(offsetMilliseconds))
    guard abs(offsetMilliseconds) >= 5_000 else { return Bilingual("cocok dengan pusat", "agrees with the centre") }
    let gap = Amount.gap(span)
    return offsetMilliseconds < 0
      ? Bilingual("\(gap.indonesian) lebih cepat dari pusat", "\(gap.english) ahead of the centre")
      : Bilingual("\(gap.indonesian) lebih lambat dari pusat", "\(gap.english) behind the centre")
  }
}

/// Changes that were made without knowing of another and lost to it: kept for ever, without effect.
public struct OverruledView: Record {
  /// Of today's visits and of the reservations from today on, newest first.
  public var changes = [OverruledLine]()
  /// There are more than are listed.
  public var more = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("changes", &changes)
    try visitor.field("more", &more)
  }
}

/// One change that lost, as it is told to a person.
public struct OverruledLine: Record {
  public var event = EventID.none
  public var number: QueueNumber?
  public var visit: VisitID?
  public var reservation: ReservationID?
  /// What it was about, what was done, by whom and when, and what holds instead.
  public var indonesian = ""
  public var english = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("event", &event)
    try visitor.field("number", &number)
    try visitor.field("visit", &visit)
    try visitor.field("reservation", &reservation)
    try visitor.field("indonesian", &indonesian)
    try visitor.field("english", &english)
  }
}

/// An event the centre has set aside, and why.
public struct ParkedLine: Record {
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
