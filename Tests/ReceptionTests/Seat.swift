import CentralReception
import Domain
import Engine
import Journal
import LineDoubles
import Seal
import Squeeze
import Wire

/// An enrolled computer as the line sees it: keys, a counter, and the bytes of its calls.
struct EnrolledSeat: Sendable {
  let office: OfficeCode
  let pair: KeyPair
  var seat = 0
  var node: UInt32 = 0
  var linkKey: [UInt8] = []
  var centreKey: [UInt8] = []
  var counter = 0
  var isPractice = false
  /// Of the seat this computer had before.
  var earlierKey: [UInt8] = []

  static let squeezer = Zstd.squeezer(dictionaries: [1], level: 3)

  init(_ office: OfficeCode, pair: KeyPair = .make()) {
    self.office = office
    self.pair = pair
  }

  /// The whole way: a code from the centre, a call, an answer. Returns what was answered.
  @discardableResult
  mutating func enrol(_ centre: Centre, node: UInt32 = 0, code: EnrolCode? = nil) async throws -> Answer {
    var fresh = code
    if fresh == nil { fresh = try await centre.makeCode(office) }
    guard let code = fresh else { return Answer(0) }
    let answer = await centre.enrol(enrolCall(code, node: node), from: "192.0.2.1")
    if let reply = Self.enrolReply(answer, code), reply.outcome == .enrolled { settle(reply) }
    return answer
  }

  func enrolCall(_ code: EnrolCode, node: UInt32 = 0) -> [UInt8] {
    var call = EnrolCall()
    call.exchange = Blob(Seal.randomBytes(16))
    (call.office, call.node, call.codeName, call.version) = (office, Int(node), code.name, "0.1.0")
    call.publicKey = Blob(pair.publicKey)
    (call.isPractice, call.earlierKey) = (isPractice, Blob(earlierKey))
    return Parcel.sealed(.enrolCall, call, code: code, .real)
  }

  mutating func settle(_ reply: EnrolReply) {
    (seat, node, centreKey) = (reply.seat, UInt32(reply.node), reply.centreKey.bytes)
    linkKey = pair.open(reply.sealedLinkKey.bytes) ?? []
  }

  static func enrolReply(_ answer: Answer, _ code: EnrolCode) -> EnrolReply? {
    var reader = ParcelReader(.real)
    guard answer.status == 200, (try? reader.append(answer.body)) != nil, let item = try? reader.next(),
      case .head(.enrolReply, let unsealed, let seal) = item, Crypto.real.isTag(seal, code.key(.real), unsealed)
    else { return nil }
    return try? Parcel.record(EnrolReply.self, in: unsealed)
  }

  /// A call of this seat with the usual in it.
  mutating func call(_ change: (inout Call) -> Void = { _ in }) -> Call {
    counter += 1
    var call = Call()
    call.exchange = Blob(Seal.randomBytes(16))
    (call.office, call.seat, call.node, call.counter) = (office, seat, Int(node), counter)
    (call.version, call.dictionaries) = ("0.1.0", [1])
    change(&call)
    return call
  }

  /// Head, and each frame by itself, and the end.
  func parts(_ call: Call, _ frames: [Frame], signedBy other: KeyPair? = nil) -> [[UInt8]] {
    let signing = other ?? pair
    let head = Parcel.sealed(.call, call, Signer(publicKey: signing.publicKey) { signing.sign($0) })
    let key = Parcel.key(link: linkKey, head: head, .real)
    let boxes = frames.map { Box.pack($0, Self.squeezer, dictionaries: [1], Seal.digester) }
    return [head] + Self.framed(boxes, key)
  }

  /// The same with frames folded before.
  func parts(_ call: Call, boxes: [[UInt8]]) -> [[UInt8]] {
    let head = Parcel.sealed(.call, call, Signer(publicKey: pair.publicKey) { [pair] in pair.sign($0) })
    return [head] + Self.framed(boxes, Parcel.key(link: linkKey, head: head, .real))
  }

  private static func framed(_ boxes: [[UInt8]], _ key: [UInt8]) -> [[UInt8]] {
    boxes.enumerated().map { Parcel.frame($1, index: $0, key: key, .real) }
      + [Parcel.end(count: boxes.count, key: key, .real)]
  }

  func parcel(_ call: Call, _ frames: [Frame] = []) -> [UInt8] { parts(call, frames).flatMap { $0 } }

  /// The reply in an answer, if it is this centre's and to this call.
  func read(_ body: [UInt8], to call: Call) throws -> (reply: Reply, frames: [Frame])? {
    var reader = ParcelReader(.real)
    try reader.append(body)
    guard case .head(.reply, let unsealed, let seal)? = try reader.next(),
      Seal.verify(centreKey, unsealed, seal)
    else { return nil }
    let reply = try Parcel.record(Reply.self, in: unsealed)
    guard reply.exchange == call.exchange else { return nil }
    reader.open(Parcel.key(link: linkKey, head: unsealed + seal, .real))
    var frames: [Frame] = []
    while let item = try reader.next() {
      if case .frame(let box) = item { frames.append(try Box.open(box, office: office, Self.squeezer, Seal.digester)) }
      if item == .end { break }
    }
    return (reply, frames)
  }

  /// The head of a reply that has no frames, as to a seat whose link key is not known.
  func readHead(_ body: [UInt8], to call: Call) throws -> Reply? {
    var reader = ParcelReader(.real)
    try reader.append(body)
    guard case .head(.reply, let unsealed, let seal)? = try reader.next(), Seal.verify(centreKey, unsealed, seal)
    else { return nil }
    let reply = try Parcel.record(Reply.self, in: unsealed)
    return reply.exchange == call.exchange ? reply : nil
  }

  /// One call without a line in between.
  mutating func exchange(
    _ centre: Centre, _ frames: [Frame] = [], _ change: (inout Call) -> Void = { _ in }
  ) async throws -> (reply: Reply, frames: [Frame])? {
    let call = call(change)
    let answer = await Self.send(parcel(call, frames), to: centre)
    guard answer.status == 200 else { return nil }
    return try read(answer.body, to: call)
  }

  /// Bytes to a centre, in pieces, as a line brings them.
  static func send(_ bytes: [UInt8], to centre: Centre, pieces: Int = 4_000) async -> Answer {
    let conversation = Conversation(centre)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      await conversation.feed(Array(bytes[start..<min(bytes.count, start + pieces)]))
    }
    return await conversation.finish()
  }
}

/// An author's journal: events with their links, cut into frames.
struct JournalOfTests {
  private(set) var entries: [(event: Event, link: Digest)] = []
  private var pen: Pen

  init(_ office: OfficeCode, node: UInt32) {
    pen = Pen(
      office: office, node: node, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
  }

  /// Visits with a note each: two events at a time.
  mutating func write(
    _ visits: Int, at now: Moment = Moment(milliseconds: 1_800_000_000_000), _ note: String = "Inflasi"
  ) {
    for _ in 0..<visits {
      let id = pen.next
      entries += pen.write(
        [
          Draft(.visitOpened(VisitOpened { $0.service = "konsultasi" }), about: id, .visit),
          Draft(.noteTaken(NoteTaken { $0.note.question = note }), about: id, .visit),
        ], actor: .visitor, now: now, heads: { _, _ in [] }, salt: { Seal.randomNumber() })
    }
  }

  mutating func write(_ drafts: [Draft], at now: Moment) {
    entries += pen.write(drafts, actor: .node, now: now, heads: { _, _ in [] }, salt: { Seal.randomNumber() })
  }

  var next: EventID { pen.next }

  /// The events from one sequence on as frames going up.
  func frames(from first: Int = 1, textMax: Int = 400, change: (Entry) -> Entry = { $0 }) -> [Frame] {
    var builder = FrameBuilder(.up, textMax: textMax)
    var frames: [Frame] = []
    for (event, link) in entries.dropFirst(first - 1) {
      if let full = builder.add(change(Entry(event)), link: link) { frames.append(full) }
    }
    if let last = builder.close() { frames.append(last) }
    return frames
  }
}

extension Entry {
  /// Without its body, however short that was: poison for whoever takes it in.
  var emptied: Entry {
    guard case .kept(let bytes) = body else { return self }
    return Entry(header: header, body: .withheld(Seal.digester.digest(bytes)))
  }
}
