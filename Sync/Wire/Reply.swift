import Domain
import Journal

/// How the centre stands to whoever called.
public enum Standing: UInt8, Category {
  case welcome = 1
  /// The counter was seen before: call again with a higher one.
  case stale
  /// No such seat, or its office is another.
  case unknown
  /// Locked out by an officer at the centre. The office goes on without.
  case revoked
  /// The call is of a format the centre does not read; `format` says the newest it does.
  case unsupported
  /// Too busy; `wait` says when to come back.
  case busy
  /// The centre holds another link key of this seat: here is a new one, call again under it.
  case newKey

  public static let terms = [
    Term("welcome", "terhubung", "connected"), Term("stale", "panggilan lama", "an old call"),
    Term("unknown", "belum terdaftar di pusat", "not enrolled at the centre"),
    Term("revoked", "pendaftaran dicabut pusat", "enrolment revoked by the centre"),
    Term("unsupported", "versi terlalu berbeda", "versions too far apart"),
    Term("busy", "pusat sedang sibuk", "the centre is busy"),
    Term("new-key", "kunci jalur diperbarui", "a new key of the line"),
  ]
}

/// The head of a response, signed by the centre after the call's frames were committed.
public struct Reply: Record {
  public var exchange = Blob()
  public var standing = Standing.unknown
  public var format = WireLimits.format
  /// Made anew whenever the centre finds that it has forgotten something: cursors of another one count nothing.
  public var incarnation = 0
  /// The centre's clock when the call's head arrived and when this was signed.
  public var receivedAt = Moment.blank
  public var answeredAt = Moment.blank
  /// The highest counter the centre has seen of this seat.
  public var counter = 0
  /// What the centre holds durably of every author of the office.
  public var marks: [Mark] = []
  /// A frame that did not go on from what the centre holds: the author in doubt, and where the frame began.
  public var fork = Mark()
  /// The highest probe the centre's own link agrees with.
  public var agreed = Mark()
  /// An identity nobody has had, for this seat's next change.
  public var spare = 0
  /// The first event of a frame that could not be read, if any: send less at a time.
  public var unreadable = EventID.none
  public var parkedCount = 0
  /// All of them, up to a limit, when the caller knew another number.
  public var parked: [Parked] = []
  public var feedEnd = 0
  /// The frames of this reply finish the state; `stateAt` is the feed it was taken at.
  public var isStateWhole = false
  public var stateAt = 0
  /// More of the feed is waiting than the room allowed.
  public var hasMore = false
  /// Come back no sooner than this many milliseconds, when busy.
  public var wait = 0
  /// With `newKey`: 32 bytes sealed to the node's key, as at enrolment.
  public var sealedLinkKey = Blob()
  /// Of the bodies offered again by this call, those that are held now.
  public var entered: [EventID] = []
  /// The office's code keys, sealed to the node's key like a link key: when it holds others than it should. Only for a
  /// seat that is welcome, or is given a new key.
  public var sealedCodes = Blob()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("exchange", &exchange)
    try visitor.field("standing", &standing)
    try visitor.field("format", &format)
    try visitor.field("incarnation", &incarnation)
    try visitor.field("receivedAt", &receivedAt)
    try visitor.field("answeredAt", &answeredAt)
    try visitor.field("counter", &counter)
    try visitor.field("marks", &marks)
    try visitor.field("fork", &fork)
    try visitor.field("agreed", &agreed)
    try visitor.field("spare", &spare)
    try visitor.field("unreadable", &unreadable)
    try visitor.field("parkedCount", &parkedCount)
    try visitor.field("parked", &parked)
    try visitor.field("feedEnd", &feedEnd)
    try visitor.field("isStateWhole", &isStateWhole)
    try visitor.field("stateAt", &stateAt)
    try visitor.field("hasMore", &hasMore)
    try visitor.field("wait", &wait)
    try visitor.field("sealedLinkKey", &sealedLinkKey)
    try visitor.field("entered", &entered)
    try visitor.field("sealedCodes", &sealedCodes)
  }
}
