import Domain

/// Bytes as a field of a message.
public struct Blob: FieldValue, Hashable {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8] = []) { self.bytes = bytes }
  public static var blank: Blob { Blob() }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.bytes(&bytes) }
}

/// How far one author's events are held without a gap.
public struct Mark: Record, Hashable {
  public var node = 0
  public var sequence = 0

  public init() {}
  public init(_ node: UInt32, _ sequence: UInt64) {
    self.node = Int(node)
    self.sequence = Int(clamping: sequence)
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("node", &node)
    try visitor.field("sequence", &sequence)
  }
}

/// The marks of all authors of an office, the smallest node first.
public struct Marks: Equatable, Sendable {
  private var bySequence: [UInt32: UInt64] = [:]

  public init() {}
  public init(_ marks: [Mark]) {
    for mark in marks {
      guard let node = UInt32(exactly: mark.node), mark.sequence > 0 else { continue }
      raise(node, to: UInt64(mark.sequence))
    }
  }

  /// None of an author nobody has heard of.
  public subscript(_ node: UInt32) -> UInt64 {
    get { bySequence[node] ?? 0 }
    set { bySequence[node] = newValue > 0 ? newValue : nil }
  }

  public mutating func raise(_ node: UInt32, to sequence: UInt64) { self[node] = max(self[node], sequence) }

  public var nodes: [UInt32] { bySequence.keys.sorted() }
  public var list: [Mark] { nodes.map { Mark($0, self[$0]) } }
}

/// Where a link stands in an author's chain, by its first eight bytes.
public struct Probe: Record, Hashable {
  public var node = 0
  public var sequence = 0
  public var check = Blob()

  public init() {}
  public init(_ node: UInt32, _ sequence: UInt64, check: UInt64 = 0) {
    self.node = Int(node)
    self.sequence = Int(clamping: sequence)
    self.check = Blob((0..<8).map { UInt8(truncatingIfNeeded: check >> UInt64(56 - 8 * $0)) })
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("node", &node)
    try visitor.field("sequence", &sequence)
    try visitor.field("check", &check)
  }
}

/// Why the centre has set an event aside.
public enum ParkReason: UInt8, Category {
  /// A sort of subject or an actor of a newer version.
  case unknown = 1
  /// Its body did not fit the line.
  case tooLarge
  /// It cannot be applied: a fact of this kind does not belong to such a subject.
  case misplaced
  /// An officer at the centre refused it.
  case refused

  public static let terms = [
    Term("unknown", "belum dikenal pusat", "not known to the centre yet"),
    Term("too-large", "terlalu besar untuk jalur ini", "too large for this line"),
    Term("misplaced", "tidak sesuai dengan subjeknya", "does not belong to its subject"),
    Term("refused", "ditolak pusat", "refused by the centre"),
  ]
}

/// An event the centre has taken in but set aside.
public struct Parked: Record, Hashable {
  public var id = EventID.none
  public var reason = ParkReason.unknown

  public init() {}
  public init(_ id: EventID, _ reason: ParkReason) {
    self.id = id
    self.reason = reason
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("id", &id)
    try visitor.field("reason", &reason)
  }
}
