import Domain

/// Whether all is well, for the status page and for scripts.
public struct StatusView: Record {
  public var office = OfficeCode.blank
  public var name = ""
  public var node = 0
  public var version = ""
  /// A practice store: its numbers mean nothing.
  public var practice = false
  /// The service day the office is on.
  public var day: Day?
  public var dayClosed = false
  public var localTime = ""
  /// What the PC's clock shows, in seconds since 1970: before there is an office there is no zone to say it in.
  public var wallSeconds = 0
  public var clockTrusted = true
  /// Last sequence written here.
  public var events = 0
  public var waiting = 0
  public var atDesks = 0
  public var finished = 0
  public var terminals = 0
  public var uptimeSeconds = 0
  /// Where copies of the store go when nobody says: a folder on the node's PC.
  public var backups = ""
  public var storeBytes = 0
  public var walBytes = 0
  public var freeBytes = 0
  public var memoryKiB = 0
  public var alarms = [AlarmView]()
  public var devices = [DeviceLine]()
  public var line = LineView()
  /// Visitors who asked for a person and to whom nobody is on the way.
  public var help = [HelpLine]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("office", &office)
    try visitor.field("name", &name)
    try visitor.field("node", &node)
    try visitor.field("version", &version)
    try visitor.field("practice", &practice)
    try visitor.field("day", &day)
    try visitor.field("dayClosed", &dayClosed)
    try visitor.field("localTime", &localTime)
    try visitor.field("wallSeconds", &wallSeconds)
    try visitor.field("clockTrusted", &clockTrusted)
    try visitor.field("events", &events)
    try visitor.field("waiting", &waiting)
    try visitor.field("atDesks", &atDesks)
    try visitor.field("finished", &finished)
    try visitor.field("terminals", &terminals)
    try visitor.field("uptimeSeconds", &uptimeSeconds)
    try visitor.field("backups", &backups)
    try visitor.field("storeBytes", &storeBytes)
    try visitor.field("walBytes", &walBytes)
    try visitor.field("freeBytes", &freeBytes)
    try visitor.field("memoryKiB", &memoryKiB)
    try visitor.field("alarms", &alarms)
    try visitor.field("devices", &devices)
    try visitor.field("line", &line)
    try visitor.field("help", &help)
  }
}

/// The printer or the voice, in a state a person can act upon.
public struct DeviceLine: Record {
  /// `printer` or `voice`.
  public var name = ""
  public var state = DeviceState.none
  public var indonesian = ""
  public var english = ""
  /// Tickets not yet on paper, calls not yet spoken.
  public var waiting = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("name", &name)
    try visitor.field("state", &state)
    try visitor.field("indonesian", &indonesian)
    try visitor.field("english", &english)
    try visitor.field("waiting", &waiting)
  }
}

/// Something in the background that somebody should see to.
public struct AlarmView: Record {
  public var code = ""
  public var indonesian = ""
  public var english = ""
  public var since = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("code", &code)
    try visitor.field("indonesian", &indonesian)
    try visitor.field("english", &english)
    try visitor.field("since", &since)
  }
}

public struct DayView: Record {
  public var day: Day?
  /// Whether the desk is open at this moment.
  public var open = false
  public var hours = ""
  public var hoursEnglish = ""
  /// Whether the service day has been closed.
  public var closed = false
  public var services = [ServiceLine]()
  public var visits = 0
  public var waiting = 0
  public var atDesks = 0
  public var parked = 0
  public var missed = 0
  public var finished = 0
  public var cancelled = 0
  public var lapsed = 0
  public var meanWaitMinutes: Int?
  public var meanServiceMinutes: Int?
  public var promiseMinutes: Int?
  public var promiseKept = 0
  public var promiseMissed = 0
  public var ratings = 0
  /// IKM of the day with its band, when anybody answered.
  public var satisfaction = ""
  /// The office's time as the node believes it, "08.03", for the clocks of the terminals.
  public var localTime = ""
  /// When it opens next, while it is closed: "Buka lagi Kamis, 19 November 2026 pukul 08.00."
  public var opensNext = ""
  public var opensNextEnglish = ""
  public var freeLockers = 0
  /// Lockers whose keys are out, in order.
  public var lockersOut = [Int]()
  /// Those of them whose keys went out on an earlier day, oldest first.
  public var lockersLeft = [LockerLine]()
  /// Number of the decree that sets the service standard.
  public var decree = ""
  /// What hinders or falsifies the work at the desks just now, the gravest first. Whole, with the rest, in the status.
  public var alarms = [AlarmView]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("day", &day)
    try visitor.field("open", &open)
    try visitor.field("hours", &hours)
    try visitor.field("hoursEnglish", &hoursEnglish)
    try visitor.field("closed", &closed)
    try visitor.field("services", &services)
    try visitor.field("visits", &visits)
    try visitor.field("waiting", &waiting)
    try visitor.field("atDesks", &atDesks)
    try visitor.field("parked", &parked)
    try visitor.field("missed", &missed)
    try visitor.field("finished", &finished)
    try visitor.field("cancelled", &cancelled)
    try visitor.field("lapsed", &lapsed)
    try visitor.field("meanWaitMinutes", &meanWaitMinutes)
    try visitor.field("meanServiceMinutes", &meanServiceMinutes)
    try visitor.field("promiseMinutes", &promiseMinutes)
    try visitor.field("promiseKept", &promiseKept)
    try visitor.field("promiseMissed", &promiseMissed)
    try visitor.field("ratings", &ratings)
    try visitor.field("satisfaction", &satisfaction)
    try visitor.field("localTime", &localTime)
    try visitor.field("opensNext", &opensNext)
    try visitor.field("opensNextEnglish", &opensNextEnglish)
    try visitor.field("freeLockers", &freeLockers)
    try visitor.field("lockersOut", &lockersOut)
    try visitor.field("lockersLeft", &lockersLeft)
    try visitor.field("decree", &decree)
    try visitor.field("alarms", &alarms)
  }
}

public struct ServiceLine: Record {
  public var key = ""
  public var series: Series?
  public var name = ""
  public var nameEnglish = ""
  public var waiting = 0
  /// The last number given.
  public var last: QueueNumber?
  /// For somebody who comes now.
  public var expectedMinutes = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("key", &key)
    try visitor.field("series", &series)
    try visitor.field("name", &name)
    try visitor.field("nameEnglish", &nameEnglish)
    try visitor.field("waiting", &waiting)
    try visitor.field("last", &last)
    try visitor.field("expectedMinutes", &expectedMinutes)
  }
}

public struct QueueView: Record {
  public var visits = [QueueLine]()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visits", &visits)
  }
}

public struct QueueLine: Record {
  public var visit = VisitID.blank
  public var number: QueueNumber?
  public var service = ""
  public var stage = Stage.waiting
  public var priority = Priority.none
  public var since = ""
  /// How long they waited, or have been waiting; none where the clocks that say so have not been compared and contradict each other.
  public var waitMinutes: Int?
  public var promise = ""
  public var desk: Int?
  public var guest: String?
  public var locker: Int?
  public var signed = false
  public var reservation: ReservationID?
  /// The number, or the visit's id where the office gives none.
  public var label = ""
  public var guestID: GuestID?
  /// What the visit has still to do here, in the office's order.
  public var pending = [FlowStep]()
  /// To the promise; below zero when it is broken, none when nothing is promised or it was kept.
  public var minutesLeft: Int?
  /// How many visitors hold this number, where it is more than one.
  public var holders: Int?

  /// By how much the promise is broken.
  public var minutesLate: Int { max(0, -(minutesLeft ?? 0)) }

  /// The label as lists show it: with a sign where another visitor has the same.
  public var marked: String { label + (holders.map { "×\($0)" } ?? "") }

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("visit", &visit)
    try visitor.field("number", &number)
    try visitor.field("service", &service)
    try visitor.field("stage", &stage)
    try visitor.field("priority", &priority)
    try visitor.field("since", &since)
    try visitor.field("waitMinutes", &waitMinutes)
    try visitor.field("promise", &promise)
    try visitor.field("desk", &desk)
    try visitor.field("guest", &guest)
    try visitor.field("locker", &locker)
    try visitor.field("signed", &signed)
    try visitor.field("reservation", &reservation)
    try visitor.field("label", &label)
    try visitor.field("guestID", &guestID)
    try visitor.field("pending", &pending)
    try visitor.field("minutesLeft", &minutesLeft)
    try visitor.field("holders", &holders)
  }
}

/// Numbers and desks only, never a name.
public struct BoardView: Record {
  /// Now and the four before, newest first.
  public var called = [BoardLine]()
  public var waiting = [ServiceLine]()
  public var localTime = ""
  public var sequence = 0
  /// The office's running messages.
  public var messages = [OfficeMessage]()
  public var office = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("called", &called)
    try visitor.field("waiting", &waiting)
    try visitor.field("localTime", &localTime)
    try visitor.field("sequence", &sequence)
    try visitor.field("messages", &messages)
    try visitor.field("office", &office)
  }
}

public struct BoardLine: Record {
  public var label = ""
  public var desk = 0
  public var calls = 0
  public var serving = false
  /// Which call this is: another with every call and recall, and higher with every later one of the same node. What a
  /// screen has announced stays announced as long as this stays the same.
  public var call = 0
  public var calledAt = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("label", &label)
    try visitor.field("desk", &desk)
    try visitor.field("calls", &calls)
    try visitor.field("serving", &serving)
    try visitor.field("call", &call)
    try visitor.field("calledAt", &calledAt)
  }
}

/// A locker whose key somebody took home.
public struct LockerLine: Record {
  public var locker = 0
  public var visit = VisitID.blank
  /// The service day of that visit.
  public var since = Day.blank

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("locker", &locker)
    try visitor.field("visit", &visit)
    try visitor.field("since", &since)
  }
}
