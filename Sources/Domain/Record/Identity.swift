/// The node that wrote an event and its place in that node's gapless sequence.
///
/// A UUID would cost sixty bytes a visit on a satellite line; two small integers do not.
public struct EventID: Hashable, Comparable, Sendable {
  public var node: UInt32
  public var sequence: UInt64

  public init(node: UInt32, sequence: UInt64) {
    self.node = node
    self.sequence = sequence
  }

  public static let none = EventID(node: 0, sequence: 0)

  public static func < (a: Self, b: Self) -> Bool {
    a.node != b.node ? a.node < b.node : a.sequence < b.sequence
  }
}

extension EventID: CustomStringConvertible {
  public var description: String { "\(node)-\(sequence)" }

  /// Reads `1-42`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 2, let node = unsigned(parts[0]).flatMap(UInt32.init(exactly:)),
      let sequence = unsigned(parts[1]).flatMap(UInt64.init(exactly:))
    else { return nil }
    self.init(node: node, sequence: sequence)
    guard isPossible else { return nil }
  }
}

extension EventID: Scalar {
  /// An office may see this many node identities in its life: every restored disk takes a new one.
  public static let nodeMax: UInt32 = 1023
  /// Leaves room above the compact form of an id for `Actor`, which counts its own cases in front of it.
  static let sequenceMax: UInt64 = 1 << 52 - 1

  /// Whether a node of ours could have written this id.
  private var isPossible: Bool { (1...Self.nodeMax).contains(node) && (1...Self.sequenceMax).contains(sequence) }

  /// One integer, node in the low bits, so that a young office's ids stay three or four bytes long.
  public var number: Int64 { Int64(sequence) << 10 | Int64(node) }
  public init?(number: Int64) {
    guard number >= 0 else { return nil }
    self.init(node: UInt32(number & 1023), sequence: UInt64(number >> 10))
    guard isPossible || self == .none else { return nil }
  }
  public var word: String { description }
  /// Unlike what a person may type, also reads `0-0`: the answer to a command that changed nothing names no event.
  public init?(word: String) {
    if word == EventID.none.word { self = .none } else { self.init(word) }
  }
  public static var blank: EventID { .none }
  public static var expected: String { "1-42" }
}

/// The identity of a visit, guest, reservation …: the id of its first event. The type parameter keeps a guest
/// from being passed where a visit belongs.
public struct Reference<Subject>: Hashable, Comparable, Sendable {
  public var first: EventID

  public init(_ first: EventID) { self.first = first }
  public static func < (a: Self, b: Self) -> Bool { a.first < b.first }
}

extension Reference: CustomStringConvertible {
  public var description: String { first.description }
}

extension Reference: FieldValue {
  public static var blank: Self { Self(.none) }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.scalar(&first) }
}

public typealias VisitID = Reference<Visit>
public typealias GuestID = Reference<Guest>
public typealias OfficerID = Reference<Officer>
public typealias ReservationID = Reference<Reservation>
public typealias ComplaintID = Reference<Complaint>

/// The four digits by which BPS names an office, e.g. 8205 for Halmahera Utara.
public struct OfficeCode: Hashable, Comparable, Sendable {
  public let value: UInt16

  public init(_ value: UInt16) { self.value = value }
  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

extension OfficeCode: CustomStringConvertible {
  public var description: String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension OfficeCode: Scalar {
  public static var blank: OfficeCode { OfficeCode(0) }
  public var number: Int64 { Int64(value) }
  public init?(number: Int64) {
    guard (0...9999).contains(number) else { return nil }
    self.init(UInt16(number))
  }
  public var word: String { description }
  public init?(word: String) {
    guard word.utf8.count == 4, word.utf8.allSatisfy({ (48...57).contains($0) }), let value = UInt16(word)
    else { return nil }
    self.init(value)
  }
  public static var expected: String { "NNNN" }
}

/// Who did it. Nobody's name: an officer is referred to, a visitor is anonymous.
public enum Actor: Hashable, Sendable {
  case visitor
  case node
  case centre
  case phone
  case officer(OfficerID)
}

extension Actor: Scalar {
  public static var blank: Actor { .visitor }
  public var number: Int64 {
    switch self {
    case .visitor: 0
    case .node: 1
    case .centre: 2
    case .phone: 3
    case .officer(let id): 4 + id.first.number
    }
  }
  public init?(number: Int64) {
    switch number {
    case 0: self = .visitor
    case 1: self = .node
    case 2: self = .centre
    case 3: self = .phone
    case 4...:
      guard let id = EventID(number: number - 4) else { return nil }
      self = .officer(OfficerID(id))
    default: return nil
    }
  }
  public var word: String {
    switch self {
    case .visitor: "visitor"
    case .node: "node"
    case .centre: "centre"
    case .phone: "phone"
    case .officer(let id): "officer \(id)"
    }
  }
  public init?(word: String) {
    switch word {
    case "visitor": self = .visitor
    case "node": self = .node
    case "centre": self = .centre
    case "phone": self = .phone
    default:
      guard word.hasPrefix("officer "), let id = EventID(word.dropFirst(8)) else { return nil }
      self = .officer(OfficerID(id))
    }
  }
  public static var expected: String { "visitor | node | centre | phone | officer ID" }
}
