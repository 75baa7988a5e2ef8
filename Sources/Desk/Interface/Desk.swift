import Domain

/// The one interface between a terminal and its node: perform a command, read a view, watch a view.
///
/// Two implementations pass the same tests: `SocketDesk` talks to a running `loketd`, and the node's own `LocalDesk`
/// is used where none runs. Calls wait for the node's disk and for nothing else.
public protocol Desk: AnyObject {
  /// The session of an officer, from `login`; `nil` for a visitor.
  var token: String? { get set }

  /// The same id always has the same one effect and gets the same answer. Throws `Refused` or `DeskUnreachable`.
  func perform(_ command: Command, id: String) throws -> Answer
  func read(_ query: Query) throws -> View
  /// The view now and after every change.
  func watch(_ query: Query) throws -> any Watch
  func login(_ login: String, pin: String) throws -> Session
  func logout() throws
  /// Another copy of a ticket of today, marked as one. Returns when it is in line; `TicketView.print` tells the rest.
  func print(_ ticket: VisitQuery) throws
  /// Silences the announcer until it is asked back, also across restarts. Calls stay on the board.
  func mute(_ isMuted: Bool) throws
  /// A visitor asks for a person; the same ask again is no second one. `own` of the view names it.
  func askForHelp(_ help: HelpAsk) throws -> HelpView
  /// An officer goes to whoever asked. Refused when somebody else is on the way already, or the ask is over.
  func attend(_ ask: String) throws
  /// Work on the store or a trial of a device while the desk goes on. `progress` may be told several times.
  func maintain(_ task: Maintenance, progress: (String) -> Void) throws -> MaintenanceReport
}

public protocol Watch: AnyObject {
  /// The next different picture, waiting at most `milliseconds`; `nil` when nothing changed.
  func next(milliseconds: Int) throws -> View?
}

/// The node cannot be reached, or stopped answering.
public struct DeskUnreachable: Error, Equatable, Sendable {
  public var reason: String

  public init(_ reason: String) { self.reason = reason }
}

public struct Session: Record {
  public var token = ""
  public var officer = OfficerID.blank
  public var name = ""
  /// Minutes without use after which the session ends.
  public var idleMinutes = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("token", &token)
    try visitor.field("officer", &officer)
    try visitor.field("name", &name)
    try visitor.field("idleMinutes", &idleMinutes)
  }
}

/// Work on the store that does not need it alone, and trials of the devices.
public enum Maintenance: Equatable, Sendable {
  case check
  case verify
  case backup(path: String)
  /// Prints a page that shows width, code page and code; finds out what is wrong where it does not.
  case printTest
  /// Says one sentence, muted or not.
  case voiceTest
  /// The line to the centre.
  case line(LineTask)

  public var name: String {
    switch self {
    case .check: "check"
    case .verify: "verify"
    case .backup: "backup"
    case .printTest: "printTest"
    case .voiceTest: "voiceTest"
    case .line(let task): task.name
    }
  }
}

public struct MaintenanceReport: Record {
  public var events = 0
  public var bytes = 0
  /// What is wrong, one line each; empty when all is sound.
  public var findings: [String] = []
  /// What of that which was asked the finding is about, by its name in the request; `nil` where it is about none or all of it.
  public var field: String?
  /// It was done, and somebody should look at something all the same; in both languages, as findings may be.
  public var remark: String?

  /// What is wrong, for one reader.
  public func findings(in language: Language) -> [String] { findings.map { Self.half(of: $0, in: language) } }

  /// The reader's half of what the node says in both languages at once: "kata / words".
  public static func half(of text: String, in language: Language) -> String {
    guard let middle = text.firstRange(of: " / "), text[middle.upperBound...].firstRange(of: " / ") == nil else {
      return text
    }
    return String(language == .indonesian ? text[..<middle.lowerBound] : text[middle.upperBound...])
  }

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("events", &events)
    try visitor.field("bytes", &bytes)
    try visitor.field("findings", &findings)
    try visitor.field("field", &field)
    try visitor.field("remark", &remark)
  }
}
