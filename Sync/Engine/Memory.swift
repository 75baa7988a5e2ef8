import Domain
import Journal
import Wire

/// What the engine must not forget over a restart. The cursor in it is stored with the events it stands for.
public struct Memory: Record {
  /// No call of this seat has had a higher counter: kept ahead of the calls, so that most of them write nothing.
  public var counter = 0
  /// The centre's; 0 before the first reply.
  public var incarnation = 0
  /// What the centre has signed for. A cache: the centre's own word counts.
  public var marks: [Mark] = []
  public var cursor = Cursor()
  /// An identity for the next change, given by the centre.
  public var spare = 0
  public var withheld: [EventID] = []
  public var parked: [Parked] = []
  public var parkedCount = 0
  /// A long upload was under way: ask what arrived before sending it again.
  public var isMidway = false
  /// Events the centre holds without their bodies: offered again from time to time, since whatever refused one may be gone.
  public var owed: [EventID] = []
  /// The version that last offered them: another one may be understood.
  public var offeredBy = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("counter", &counter)
    try visitor.field("incarnation", &incarnation)
    try visitor.field("marks", &marks)
    try visitor.field("cursor", &cursor)
    try visitor.field("spare", &spare)
    try visitor.field("withheld", &withheld)
    try visitor.field("parked", &parked)
    try visitor.field("parkedCount", &parkedCount)
    try visitor.field("isMidway", &isMidway)
    try visitor.field("owed", &owed)
    try visitor.field("offeredBy", &offeredBy)
  }
}

/// Who this node is to the centre, and how patient the engine is.
public struct Terms: Equatable, Sendable {
  public var office: OfficeCode
  public var seat: Int
  public var node: UInt32
  /// Identities this node wrote under before.
  public var earlier: [UInt32] = []
  public var version: String
  /// What this program can write; the newest both sides know is spoken.
  public var formats = WireLimits.oldestFormat...WireLimits.format
  public var dictionaries: [UInt8]
  /// Events written within this time of each other go in one exchange.
  public var gather = Span.seconds(2)
  /// Backoff after the n-th failure: anything up to `first` × 2ⁿ, never above `cap`.
  public var backoffFirst = Span.seconds(2)
  public var backoffCap = Span.minutes(5)
  /// Nobody calls at once at a start or when the network comes back: after an outage everybody's does.
  public var spread = Span.seconds(5)
  /// How often an idle node on a bad line looks for news.
  public var quiet = Span.minutes(10)
  /// How often a node the centre has locked out asks again.
  public var lockedOut = Span.minutes(60)
  /// How long a good line's call is held open.
  public var poll = Span.seconds(50)
  /// Whole exchanges in a row that make a line good.
  public var goodAfter = 2
  /// So many of them a line has to its credit that has not failed since the start: its next call is held open at once, and
  /// no news is missed behind the first.
  public var goodAtStart = 1
  /// No byte for so long, and the engine ends the exchange; the transport's own low-speed abort comes well before.
  public var stall = Span.seconds(60)
  /// No exchange may take longer, whatever moves.
  public var longest = Span.minutes(30)
  /// Frames of one request, and of one reply on a good and on a bad line.
  public var bytesMax = 1 << 20
  public var room = 512 * 1024
  public var roomWhenBad = 64 * 1024
  /// How long a body the centre lacks waits before it is offered again: at first, then about as long as it has waited already,
  /// and at the most.
  public var offerFirst = Span.minutes(10)
  public var offerCap = Span.minutes(24 * 60)
  /// So many bodies are remembered as owed; what goes beyond stands in the centre's list alone.
  public var owedMax = 256
  /// From so many unsent events on, a cut is followed by a question before anything is sent again.
  public var askOver = 64

  public init(office: OfficeCode, seat: Int, node: UInt32, version: String, dictionaries: [UInt8]) {
    self.office = office
    self.seat = seat
    self.node = node
    self.version = version
    self.dictionaries = dictionaries
  }
}
