import Domain
import Journal

/// How far a node has read, kept in the same transaction as what it read.
public struct Cursor: Record, Hashable {
  /// Everything in the office's feed up to here is held, but for what `past` still lacks.
  public var news = 0
  /// A node that started from the state reads the feed's past up to `pastEnd`; 0 and 0 once it has.
  public var past = 0
  public var pastEnd = 0
  /// Still reading the state; `stateLast` was the last event of it that was kept, `stateAt` the feed when it was taken.
  public var isReadingState = false
  public var stateLast = EventID.none
  public var stateAt = 0

  public init() {}
  /// A node with nothing: the state first, then what is new, then the past.
  public static var fresh: Cursor { Cursor { $0.isReadingState = true } }
  /// A node whose centre or disk came back from a copy: the whole feed again, without what it holds.
  public static var again: Cursor { Cursor() }

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("news", &news)
    try visitor.field("past", &past)
    try visitor.field("pastEnd", &pastEnd)
    try visitor.field("isReadingState", &isReadingState)
    try visitor.field("stateLast", &stateLast)
    try visitor.field("stateAt", &stateAt)
  }

  public var isReadingPast: Bool { past < pastEnd }

  /// The cursor to store together with the events of a frame.
  public func after(_ frame: Frame) -> Cursor {
    var next = self
    let position = Int(clamping: frame.position)
    switch frame.stream {
    case .up: break
    case .news: next.news = max(news, position)
    case .history: next.past = max(past, position)
    case .state:
      if !isReadingState { break }
      next.stateAt = position
      if let last = frame.runs.last { next.stateLast = EventID(node: last.author, sequence: last.last) }
    }
    return next
  }

  /// The cursor once the reply's frames have all been kept.
  public func after(_ reply: Reply) -> Cursor {
    guard isReadingState, reply.isStateWhole else { return self }
    return Cursor { ($0.news, $0.pastEnd) = (reply.stateAt, reply.stateAt) }
  }
}

/// The head of a request: who speaks, what they hold, and what they would like to read.
public struct Call: Record {
  /// Sixteen random bytes; the reply repeats them, so that no older reply passes for this one's.
  public var exchange = Blob()
  public var format = WireLimits.format
  public var office = OfficeCode.blank
  /// What was enrolled: a key pair. A node's identity may change, its seat does not.
  public var seat = 0
  /// The identity under which the node writes now.
  public var node = 0
  /// Grows with every call of a seat; a call seen before is answered without any data.
  public var counter = 0
  public var version = ""
  /// The node's wall clock when the head was written.
  public var sentAt = Moment.blank
  /// The centre's incarnation that `cursor` counts in; 0 before the first reply.
  public var incarnation = 0
  public var cursor = Cursor()
  /// What the node holds of every author, its own identities among them.
  public var have: [Mark] = []
  /// Links of a chain in doubt, for finding where two copies part.
  public var probes: [Probe] = []
  /// Bytes of frames the node would take in the reply.
  public var room = 0
  /// How long the call may be held open when there is nothing to say.
  public var wait = 0
  public var dictionaries: [Int] = []
  /// How many parked events the node knows of; another number than the centre's brings the list.
  public var parkedKnown = 0
  /// Carried as a file: not answered with data on the spot, and outside the counter.
  public var isCarried = false
  /// Through where the centre last signed for this identity: a centre that holds less has forgotten.
  public var signed = 0
  /// Identities this seat wrote under before: of any other author it holds, the centre should know whose it is.
  public var earlier: [Int] = []
  /// Which link key the frames are tagged under; filled in by whoever signs. A centre that came back from a backup may hold
  /// an older one, under which it would find every frame forged.
  public var linkMark = Blob()
  /// Which code keys of the office this PC holds, as `CodeKeyNames` says it; filled in by the host. Empty in an older
  /// program, which would not know what to do with one.
  public var codes: [Int] = []

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("exchange", &exchange)
    try visitor.field("format", &format)
    try visitor.field("office", &office)
    try visitor.field("seat", &seat)
    try visitor.field("node", &node)
    try visitor.field("counter", &counter)
    try visitor.field("version", &version)
    try visitor.field("sentAt", &sentAt)
    try visitor.field("incarnation", &incarnation)
    try visitor.field("cursor", &cursor)
    try visitor.field("have", &have)
    try visitor.field("probes", &probes)
    try visitor.field("room", &room)
    try visitor.field("wait", &wait)
    try visitor.field("dictionaries", &dictionaries)
    try visitor.field("parkedKnown", &parkedKnown)
    try visitor.field("isCarried", &isCarried)
    try visitor.field("signed", &signed)
    try visitor.field("earlier", &earlier)
    try visitor.field("linkMark", &linkMark)
    try visitor.field("codes", &codes)
  }
}
