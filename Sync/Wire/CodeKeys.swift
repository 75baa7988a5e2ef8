import Domain
import Journal

/// Which keys the codes of an office are made and checked under, by name. A name is the moment the centre made the key, in
/// milliseconds, so that the newest is known, and when each was followed by the next.
///
/// The keys themselves are the office's, not one PC's: paper that one PC has printed is read at every other.
public struct CodeKeyNames: Equatable, Sendable {
  /// This name and all before it are over: replaced too long ago, or declared void.
  public private(set) var floor = 0
  /// Oldest first; the last is the one in use.
  public private(set) var names: [Int] = []

  /// As long as a key holds after another has taken its place: longer than any paper made under it is good for. A
  /// reservation is agreed at most 366 days ahead, a ticket's page ends after `PageToken.days`.
  public static let span = Span.minutes(400 * 24 * 60)
  /// As far ahead as a reservation is agreed.
  private static let reach = Span.minutes(366 * 24 * 60)
  /// A name this far ahead of the centre's clock was made by no centre.
  private static let aheadMax = Span.minutes(24 * 60)

  public init() {}

  /// As told on the line: the floor, then the names. `nil` when nothing was said, which is an older program.
  public init?(said: [Int]) {
    guard let floor = said.first else { return nil }
    self.floor = max(0, floor)
    names = Array(Set(said.dropFirst().filter { $0 > max(0, floor) })).sorted().suffix(WireLimits.codeKeysMax)
  }

  init(floor: Int, names: [Int]) { (self.floor, self.names) = (floor, names) }

  public var said: [Int] { [floor] + names }
  public var newest: Int? { names.last }

  /// A new key is in use from now on. Those before go on holding until their time is over, or not at all if they are
  /// `voided`. Returns its name, never one there was before, whatever the clock says.
  @discardableResult
  public mutating func renew(at now: Moment, voiding: Bool = false) -> Int {
    let before = names.last ?? floor
    let name = max(Int(clamping: now.milliseconds), before + 1)
    if voiding { (floor, names) = (before, []) }
    names.append(name)
    settle(at: now)
    return name
  }

  /// What a seat has said it holds. A name that is unknown here and not over was given out by this centre before it came back
  /// from a backup; what was over when it was given out is over, whatever was renewed here meanwhile.
  public mutating func hear(_ seat: CodeKeyNames, at now: Moment) {
    let limit = Int(clamping: now.advanced(by: Self.aheadMax).milliseconds)
    let heard = seat.names.filter { $0 <= limit }
    if let forgotten = heard.last(where: { $0 > floor && !names.contains($0) }) {
      floor = max(floor, min(seat.floor, forgotten - 1))
    }
    names = Array(Set(names + heard)).filter { $0 > floor }.sorted()
    settle(at: now)
  }

  /// Lets go of keys that were replaced too long ago, and of the oldest where there are too many.
  public mutating func settle(at now: Moment) {
    while names.count > 1 {
      let over = Int(clamping: now.milliseconds) - Int(clamping: Self.span.milliseconds) >= names[1]
      guard over || names.count > WireLimits.codeKeysMax else { return }
      floor = names.removeFirst()
    }
  }

  /// The name of the key to make codes under, given the newest that each PC in use has said it holds: the newest that all of
  /// them have, so that a code made now is read at a PC that has not been heard since the key was renewed. `nil` where no PC
  /// has any.
  ///
  /// A PC whose last word was of a key that is void may have been given others since, in answer to that very word; it says so
  /// in its next call. Whatever it was given, the oldest that holds is among it: every ring is whole. So where what is said
  /// has nothing in common, it is the oldest, unless that ends before a paper made now does.
  public func common(_ held: [Int], at now: Moment) -> Int? {
    guard let least = held.min() else { return nil }
    if let name = names.last(where: { $0 <= least }) { return name }
    let limit = Int(clamping: now.milliseconds - Self.span.milliseconds + Self.reach.milliseconds)
    return zip(names, names.dropFirst()).first { $1 > limit }?.0 ?? newest
  }
}

/// An office's code keys as the centre gives them to a seat, sealed to it, and as a PC keeps them.
public struct CodeKeyRing: Record {
  public var floor = 0
  /// Oldest first.
  public var keys: [CodeKey] = []

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("floor", &floor)
    try visitor.field("keys", &keys)
  }

  /// Made of names, with the key for each.
  public init(_ names: CodeKeyNames, _ key: (Int) -> [UInt8]) {
    floor = names.floor
    keys = names.names.map { name in CodeKey { ($0.name, $0.key) = (name, Blob(key(name))) } }
  }

  /// As it travelled and was opened; `nil` if that is no ring.
  public init?(bytes: [UInt8]) {
    var reader = BinaryReader(bytes)
    self.init()
    guard (try? reader.record(&self)) != nil, keys.count <= WireLimits.codeKeysMax,
      keys.allSatisfy({ $0.key.bytes.count == 32 && $0.name > floor }),
      zip(keys, keys.dropFirst()).allSatisfy({ $0.name < $1.name })
    else { return nil }
  }

  public var bytes: [UInt8] {
    var ring = self
    var writer = BinaryWriter()
    do { try writer.record(&ring) } catch { preconditionFailure("writing to memory does not fail") }
    return writer.bytes
  }

  public var names: CodeKeyNames { CodeKeyNames(floor: floor, names: keys.map(\.name)) }

  /// With what a ring of the same centre held before: one that came back from a backup gives fewer at an enrolment than it
  /// once did, and hears of the others only from whoever still has them. What is over in either is over.
  public func joined(with before: CodeKeyRing) -> CodeKeyRing {
    var ring = self
    ring.floor = max(floor, before.floor)
    ring.keys += before.keys.filter { old in !keys.contains { $0.name == old.name } }
    ring.keys = Array(
      ring.keys.filter { $0.name > ring.floor }.sorted { $0.name < $1.name }.suffix(WireLimits.codeKeysMax))
    return ring
  }
}

/// One of an office's code keys.
public struct CodeKey: Record, Hashable {
  /// The moment it was made, in milliseconds.
  public var name = 0
  /// 32 bytes.
  public var key = Blob()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("name", &name)
    try visitor.field("key", &key)
  }
}

/// Keys are in no log, whoever writes it.
extension CodeKey: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "code key \(name)" }
  public var debugDescription: String { description }
}
