import Domain
import Journal
import Wire

/// What has happened at the office side, told to the engine in the past tense.
public enum Input: Equatable, Sendable {
  /// The node has started.
  case begun
  /// Events of an author are durable here through this sequence.
  case wrote(Mark)
  /// The armed timer rang.
  case rang
  /// The machine has, or has lost, some network.
  case lineChanged(isUp: Bool)
  /// Somebody pressed *sync now*.
  case asked
  /// Somebody asked that bodies which went without be offered again.
  case retried
  /// Somebody paused or resumed.
  case paused(Bool)
  /// Bytes of the running exchange have moved in either direction.
  case moved(exchange: Int)
  /// A frame of the reply is durable here, with this cursor in the same transaction.
  case kept(exchange: Int, cursor: Cursor, have: [Mark])
  /// The reply's head came, its signature and exchange are right. Its frames follow as `kept`.
  case replied(exchange: Int, Reply)
  /// The exchange is over, however it went.
  case ended(exchange: Int, Ending)
  /// The new identity asked for by `takeIdentity` is in place; what is held of every author since.
  case tookIdentity(UInt32, have: [Mark])
}

/// How an exchange went.
public enum Ending: Equatable, Sendable {
  /// The reply was whole and everything in it was kept.
  case whole
  /// The line broke, stalled, or never stood. `hasSent`: some frames may have arrived.
  case cut(hasSent: Bool)
  /// An HTTP refusal. `events` is how many the request carried; `wait` what Retry-After asked for.
  case refused(status: Int, events: Int, wait: Span?)
  /// Something answered that is not the centre: no parcel, or not signed by it.
  case stranger
  /// The centre answered, and a frame of its reply could not be read or did not fit: never acknowledged, asked for again.
  case unreadable
  /// This office's own disk refused what came.
  case diskRefused
}

/// What the engine asks of its host.
public enum Effect: Equatable, Sendable {
  /// Begin an exchange. There is never a second one beside it.
  case exchange(Plan)
  /// End the running exchange; `ended` is not expected for it any more.
  case abandon(exchange: Int)
  /// The one timer: ring at this uptime instead of whatever was armed before.
  case arm(Span)
  case disarm
  /// Keep this durably; the next start begins from it.
  case remember(Memory)
  /// Give this node's events of `author` after `after` a new identity, and go on writing under it.
  case takeIdentity(Succession)
  /// The centre holds another link key of this seat: keep this one, sealed to the node's key, and begin again under it.
  case takeLinkKey(sealed: [UInt8])
  /// The office's code keys, sealed to the node's key: to be held in place of those held now.
  case takeCodes(sealed: [UInt8])
  /// Something for the terminals, the status and the alarms.
  case tell(LineNotice)
}

/// One exchange to carry out.
public struct Plan: Equatable, Sendable {
  /// The engine's own number of it; never reused while the program runs.
  public var exchange: Int
  /// All but `exchange`, `sentAt` and the probes' checks, which the host fills in when it signs.
  public var call: Call
  /// Events to stream, in this order: of each author, from this sequence on.
  public var stretches: [Stretch]
  /// Stop after so many events, or so many bytes of frames, whichever comes first.
  public var eventsMax: Int
  public var bytesMax: Int
  /// Events that go without their bodies.
  public var withheld: [EventID]
  /// Events that went without their bodies before and are sent once more, each a loose run in a frame of its own.
  public var offers: [EventID]
  public var dictionaries: [UInt8]

  public init(
    exchange: Int, call: Call, stretches: [Stretch], eventsMax: Int, bytesMax: Int, withheld: [EventID],
    offers: [EventID] = [], dictionaries: [UInt8]
  ) {
    self.offers = offers
    self.exchange = exchange
    self.call = call
    self.stretches = stretches
    self.eventsMax = eventsMax
    self.bytesMax = bytesMax
    self.withheld = withheld
    self.dictionaries = dictionaries
  }

  /// An author's events from one sequence through another.
  public struct Stretch: Equatable, Sendable {
    public var author: UInt32
    public var from: UInt64
    public var through: UInt64

    public init(author: UInt32, from: UInt64, through: UInt64) {
      self.author = author
      self.from = from
      self.through = through
    }
  }
}

/// Two histories under one identity: this node's part of it goes on under another.
public struct Succession: Equatable, Sendable {
  public var author: UInt32
  /// The last event both copies have.
  public var after: UInt64
  public var become: UInt32
  /// Where the centre's history of the author ends: the node lacks what lies between.
  public var through: UInt64

  public init(author: UInt32, after: UInt64, become: UInt32, through: UInt64) {
    self.author = author
    self.after = after
    self.become = become
    self.through = through
  }
}

/// What people should come to know.
public enum LineNotice: Equatable, Sendable {
  /// All there is to show about the line, whenever any of it changes.
  case status(LineStatus)
  case parked([Parked])
  /// An event's body was too large for every request on this line; the rest went on without it.
  case withheld(EventID)
  case revoked
  case reinstated
  case notEnrolled
  case unsupported(centreFormat: Int)
  /// Something between here and the centre answers in its place, as a captive portal does.
  case notTheCentre
  /// The centre has forgotten events it had signed for; they are being sent again.
  case centreRestored
  /// This node's disk is a copy, or older than what the centre holds; it goes on as another node.
  case diskRestored(Succession)
  /// The office's clock against the centre's: positive when the office's is behind.
  case clockOffset(Span, within: Span)
}
