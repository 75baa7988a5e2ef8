import Domain
import Engine
import Journal
import Seal
import Wire

/// A call's bytes, made while they are sent: the signed head, then frame by frame from the log, then the end.
public struct Outgoing {
  public let call: Call
  /// The head with its seal.
  let head: [UInt8]
  private let plan: Plan
  private let key: [UInt8]
  private let crypto: Crypto
  private let squeezer: Squeezer
  private let methods: [UInt8]
  private let source: (any EventSource)?
  private var builder = FrameBuilder(.up)
  private var offered = 0
  private var stretch = 0
  /// The next sequence of the stretch being sent.
  private var next: UInt64
  private var ahead: ArraySlice<(entry: Entry, link: Digest)> = []
  private var stage = Stage.head
  /// Read from the log so far; the last of them may still wait in the builder.
  public private(set) var events = 0
  private(set) var frames = 0
  private(set) var frameBytes = 0
  /// For `loket sync show last`.
  private(set) var trace: [FrameTrace] = []

  private enum Stage { case head, frames, end, over }

  private static let chunk = 256

  /// Fills in what only the host knows at the last moment: sixteen random bytes, the time, the links probed.
  public init(
    _ plan: Plan, keys: LineKeys, crypto: Crypto, squeezer: Squeezer, source: (any EventSource)?, at now: Moment
  ) throws {
    var call = plan.call
    call.exchange = Blob(Seal.randomBytes(16))
    call.sentAt = now
    call.linkMark = Blob(Parcel.mark(ofLink: keys.link.bytes, crypto))
    call.probes = try call.probes.compactMap { probe in
      guard let node = UInt32(exactly: probe.node), probe.sequence > 0 else { return nil }
      let link = try source?.link(node, UInt64(probe.sequence))
      return link.map { Probe(node, UInt64(probe.sequence), check: $0.check) }
    }
    self.call = call
    self.plan = plan
    let waiting = plan.stretches.reduce(0) { $0 + Int(clamping: $1.through - $1.from + 1) }
    methods = Squeezer.methods(plan.dictionaries, forEvents: min(waiting, plan.eventsMax))
    self.crypto = crypto
    self.squeezer = squeezer
    self.source = source
    head = Parcel.sealed(.call, call, keys.signer)
    key = Parcel.key(link: keys.link.bytes, head: head, crypto)
    next = plan.stretches.first?.from ?? 0
  }

  var hasFrames: Bool { !(plan.stretches.isEmpty && plan.offers.isEmpty) && plan.eventsMax > 0 }

  /// The next bytes; `nil` when there are no more. A log that cannot be read ends the call where it is.
  public mutating func more() throws -> [UInt8]? {
    switch stage {
    case .head:
      stage = hasFrames ? .frames : .end
      return head
    case .frames:
      if let frame = try frame() { return pack(frame) }
      stage = .end
      return try more()
    case .end:
      stage = .over
      return Parcel.end(count: frames, key: key, crypto)
    case .over: return nil
    }
  }

  private mutating func pack(_ frame: Frame) -> [UInt8] {
    let box = Box.pack(frame, squeezer, dictionaries: methods, crypto.digester)
    let bytes = Parcel.frame(box, index: frames, key: key, crypto)
    frames += 1
    frameBytes += bytes.count
    trace.append(FrameTrace(frame, bytes: bytes.count))
    return bytes
  }

  private mutating func frame() throws -> Frame? {
    while frameBytes < plan.bytesMax, events < plan.eventsMax, let (entry, link) = try entry() {
      events += 1
      if let full = builder.add(entry, link: link) { return full }
    }
    return try builder.close() ?? offer()
  }

  /// An event whose body went without before, behind the link it goes on from: a loose run.
  private mutating func offer() throws -> Frame? {
    while offered < plan.offers.count {
      let id = plan.offers[offered]
      offered += 1
      guard let found = try source?.entries(id.node, from: id.sequence, limit: 1).first,
        found.entry.header.id == id, let before = try source?.link(id.node, id.sequence - 1)
      else { continue }
      events += 1
      let run = Run(
        author: id.node, first: id.sequence, entries: [found.entry], before: before, check: found.link.check)
      return Frame(stream: .up, runs: [run])
    }
    return nil
  }

  private mutating func entry() throws -> (Entry, Digest)? {
    while stretch < plan.stretches.count {
      let current = plan.stretches[stretch]
      if let (entry, link) = ahead.popFirst() {
        next = entry.header.id.sequence + 1
        return (isWithheld(entry) ? entry.withheld(crypto.digester) : entry, link)
      }
      if next <= current.through {
        let wanted = Int(clamping: min(UInt64(Self.chunk), current.through - next + 1))
        let read = try source?.entries(current.author, from: next, limit: wanted) ?? []
        // A gap in the log is where the author ends for the other side.
        var expected = next
        ahead =
          read.prefix { item in
            defer { expected += 1 }
            return item.entry.header.id.sequence == expected
          }[...]
        if !ahead.isEmpty { continue }
      }
      stretch += 1
      if stretch < plan.stretches.count { next = plan.stretches[stretch].from }
    }
    return nil
  }

  /// Too large for any frame, or asked to go without.
  private func isWithheld(_ entry: Entry) -> Bool {
    if plan.withheld.contains(entry.header.id) { return true }
    guard case .kept(let bytes) = entry.body else { return false }
    return bytes.count > WireLimits.frameBytesMax - 1_024
  }
}

/// One frame as `loket sync show` tells of it: counts and sizes, never what it says.
public struct FrameTrace: Equatable, Sendable {
  public var stream: Stream
  public var position: UInt64
  public var runs: [(author: UInt32, first: UInt64, last: UInt64)]
  /// How many of each kind of fact, by its number.
  public var kinds: [UInt8: Int] = [:]
  public var bytes: Int

  public init(_ frame: Frame, bytes: Int) {
    (stream, position, self.bytes) = (frame.stream, frame.position, bytes)
    runs = frame.runs.map { ($0.author, $0.first, $0.last) }
    for entry in frame.runs.flatMap(\.entries) { kinds[entry.header.kind, default: 0] += 1 }
  }

  public static func == (a: FrameTrace, b: FrameTrace) -> Bool {
    a.stream == b.stream && a.position == b.position && a.bytes == b.bytes && a.kinds == b.kinds
      && a.runs.elementsEqual(b.runs, by: ==)
  }

  public var events: Int { runs.reduce(0) { $0 + Int($1.last - $1.first) + 1 } }

  /// `up 11,204 bytes · 1-42…1-97 · visitOpened ×12, visitCalled ×11`
  public var line: String {
    let spans = runs.map { "\($0.author)-\($0.first)…\($0.author)-\($0.last)" }.joined(separator: " ")
    let facts = kinds.sorted { $0.key < $1.key }.map { kind, count in
      "\(FactKind(rawValue: kind).map { "\($0)" } ?? "kind \(kind)") ×\(count)"
    }
    let place = stream == .up ? "" : " @\(position)"
    return "\(stream)\(place) \(bytes) bytes · \(spans) · \(facts.joined(separator: ", "))"
  }
}
