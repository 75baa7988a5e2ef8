import Domain

/// Where somebody may ask for a person.
public enum HelpPlace: UInt8, Category {
  case kiosk = 1
  case guestBook, rating

  public static let terms = [
    Term("kiosk", "anjungan", "the kiosk"), Term("guest-book", "buku tamu", "the guest book"),
    Term("rating", "layar penilaian", "the rating screen"),
  ]
}

/// A visitor asks for a person. Kept in the node's memory only: the terminal asks again when the node was gone.
public struct HelpAsk: Record {
  /// The id of the press. The same one asks once, however often it is sent.
  public var ask = ""
  public var place = HelpPlace.kiosk
  /// The number the visitor holds, if they have one already.
  public var number: QueueNumber?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("ask", &ask)
    try visitor.field("place", &place)
    try visitor.field("number", &number)
  }
}

/// Everybody who has asked for a person and whom the office still owes one. Places and times, never a name.
public struct HelpView: Record {
  /// The longest waiting first.
  public var asks = [HelpLine]()
  /// In the reply to a request `ask`: the ask it made, by its id.
  public var own = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("asks", &asks)
    try visitor.field("own", &own)
  }
}

/// One ask for a person.
public struct HelpLine: Record {
  public var ask = ""
  public var place = HelpPlace.kiosk
  public var number: QueueNumber?
  /// "08.03".
  public var since = ""
  /// Somebody is on the way; shown a while longer to whoever asked.
  public var isAttended = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("ask", &ask)
    try visitor.field("place", &place)
    try visitor.field("number", &number)
    try visitor.field("since", &since)
    try visitor.field("isAttended", &isAttended)
  }
}
