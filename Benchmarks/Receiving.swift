import CentralReception
import Domain
import GeneratedVisits
import Journal
import Machine
import PostgreSQL
import SQL
import SQLPool
import Seal
import Squeeze
import Synchronization
import TemporaryPostgres
import Transport
import Wire

/// How fast the centre takes in what eight offices send at once, against the bare inserting of the same rows.
enum Receiving {
  static let row = Row(
    name: "reception", what: "events per second into PostgreSQL, 8 offices at once, against bare multi-row insert",
    toReach: "≥ 0.5×", measure: { _ in try finished { try await measure() } })

  private static let visits = 2_000
  private static let codes = (1...8).map { OfficeCode(UInt16(1_100 + $0)) }

  /// Waits for a task; only the bench's own thread does.
  static func finished<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) throws -> T {
    let slot = Outcome<T>()
    Task {
      do {
        let value = try await work()
        slot.result.withLock { $0 = .success(value) }
      } catch {
        slot.result.withLock { $0 = .failure(error) }
      }
    }
    while true {
      if let done = slot.result.withLock({ $0 }) { return try done.get() }
      Machine.Thread.pause(milliseconds: 5)
    }
  }

  private final class Outcome<T: Sendable>: Sendable {
    let result = Mutex<Result<T, any Error>?>(nil)
  }

  /// An office's enrolment, its calls as bytes, and the rows they come to.
  struct Sender: Sendable {
    var parcels: [[UInt8]] = []
    var rows: [[SQLValue]] = []

    /// One call after the other, in pieces as a line brings them.
    func send(to centre: Centre) async throws {
      for parcel in parcels {
        let conversation = Conversation(centre)
        for start in stride(from: 0, to: parcel.count, by: 32_768) {
          await conversation.feed(Array(parcel[start..<min(parcel.count, start + 32_768)]))
        }
        guard await conversation.finish().status == 200 else { throw Refused() }
      }
    }
  }

  private static func measure() async throws -> Row.Outcome {
    let server = try TemporaryPostgres(isDurable: true)
    let keys = CentreKeys(seed: Seal.randomBytes(32))
    var surroundings = Centre.Surroundings(
      now: { Moment(milliseconds: MachineClock.real.wall()) }, squeezer: Zstd.squeezer)
    surroundings.connections = 8
    let centre = try await Centre(.database(try server.database()), keys, surroundings)
    var senders: [Sender] = []
    for code in codes { senders.append(try await sender(code, centre)) }
    let all = senders
    let events = all.reduce(0) { $0 + $1.rows.count }
    let clock = ContinuousClock()
    let received = try await clock.measure {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for sender in all {
          group.addTask {
            try await sender.send(to: centre)
          }
        }
        try await group.waitForAll()
      }
    }
    guard try await centre.status().offices.reduce(0, { $0 + $1.feedEnd }) == events else { throw Refused() }
    let bare = try await bare(all, try server.database(), keys, clock)
    await centre.close()
    withExtendedLifetime(server) {}
    let (ours, theirs) = (Double(events) / seconds(received), Double(events) / seconds(bare))
    return Row.Outcome(
      measured: "\(decimal(ours / 1000, 1))k of \(decimal(theirs / 1000, 1))k a second, \(decimal(ours / theirs))×",
      holds: ours >= 0.5 * theirs)
  }

  private struct Refused: Error {}

  private static func seconds(_ span: Duration) -> Double { Double(span / .microseconds(1)) / 1_000_000 }

  /// An office and its backlog. With a profile, its own events stand under node 1 and the visits under node 2.
  static func sender(
    _ code: OfficeCode, _ centre: Centre, visits: Int = visits, profile: OfficeProfile? = nil
  ) async throws -> Sender {
    let node: UInt32 = profile == nil ? 1 : 2
    let journal = GeneratedOffice(
      visits: visits, seed: UInt64(code.value), office: code, node: node, digester: Seal.digester)
    try await centre.addOffice(code, name: "BPS")
    let (pair, typed) = (KeyPair.make(), try await centre.makeCode(code))
    var enrol = EnrolCall()
    (enrol.exchange, enrol.office, enrol.node) = (Blob(Seal.randomBytes(16)), code, 1)
    (enrol.codeName, enrol.publicKey) = (typed.name, Blob(pair.publicKey))
    let answer = await centre.enrol(Parcel.sealed(.enrolCall, enrol, code: typed, .sodium), from: "192.0.2.1")
    var reader = ParcelReader(.sodium)
    try reader.append(answer.body)
    guard case .head(_, let unsealed, _)? = try reader.next(),
      let reply = try? Parcel.record(EnrolReply.self, in: unsealed),
      let link = pair.open(reply.sealedLinkKey.bytes)
    else { throw Refused() }
    var (sender, builder, frames) = (Sender(), FrameBuilder(.up), [Frame]())
    if let profile {
      let opening = opening(code, profile)
      var builder = FrameBuilder(.up)
      for (event, link) in opening { _ = builder.add(Entry(event), link: link) }
      var call = Call()
      (call.exchange, call.office, call.seat, call.node) = (Blob(Seal.randomBytes(16)), code, reply.seat, 1)
      (call.counter, call.have) = (1, [Mark(1, 1)])
      try await Sender(parcels: [Self.parcel(call, builder.close().map { [$0] } ?? [], pair, link)]).send(to: centre)
    }
    for (event, link) in journal.entries {
      sender.rows.append(row(event, link))
      if let full = builder.add(Entry(event), link: link) { frames.append(full) }
    }
    if let last = builder.close() { frames.append(last) }
    for (number, start) in stride(from: 0, to: frames.count, by: 40).enumerated() {
      var call = Call()
      (call.exchange, call.office, call.seat, call.node) = (Blob(Seal.randomBytes(16)), code, reply.seat, 1)
      call.counter = number + 2
      (call.node, call.earlier) = (Int(node), node == 1 ? [] : [1])
      call.have = [Mark(node, UInt64(journal.entries.count))] + (node == 1 ? [] : [Mark(1, 1)])
      sender.parcels.append(parcel(call, frames[start..<min(frames.count, start + 40)], pair, link))
    }
    return sender
  }

  private static func parcel(_ call: Call, _ frames: some Collection<Frame>, _ pair: KeyPair, _ link: [UInt8])
    -> [UInt8]
  {
    let head = Parcel.sealed(.call, call, Signer(publicKey: pair.publicKey) { pair.sign($0) })
    let key = Parcel.key(link: link, head: head, .sodium)
    let boxes = frames.enumerated().flatMap {
      Parcel.frame(
        Box.pack($1, Zstd.squeezer(dictionaries: [1], level: 3), dictionaries: [1], Seal.digester), index: $0, key: key,
        .sodium)
    }
    return head + boxes + Parcel.end(count: frames.count, key: key, .sodium)
  }

  private static func opening(_ code: OfficeCode, _ profile: OfficeProfile) -> [(event: Event, link: Digest)] {
    var profile = profile
    profile.code = code
    var pen = Pen(
      office: code, node: 1, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero, digester: Seal.digester)
    let settled = OfficeSettled { $0.profile = profile }
    return pen.write(
      [Draft(opening: .officeOpened(settled), at: pen.next)], actor: .node,
      now: Moment(milliseconds: 1_700_000_000_000),
      heads: { _, _ in [] }, salt: { 0 })
  }

  private static func row(_ event: Event, _ link: Digest) -> [SQLValue] {
    var (body, digest) = (SQLValue.null, SQLValue.null)
    switch event.body {
    case .kept(let bytes): body = .blob(bytes)
    case .erased(let hash): digest = .blob(hash.bytes)
    }
    return [
      .integer(event.office.number), .integer(Int64(event.id.node)), .integer(Int64(event.id.sequence)),
      .integer(event.subject.number), .integer(event.sort.number), .integer(Int64(event.kind)),
      .integer(Int64(bitPattern: event.at.bits)), .integer(event.actor.number), .blob(event.packedAfter), body, digest,
      .blob(link.bytes),
    ]
  }

  private static let insertion = BulkInsertion(
    into: "event",
    [
      .init("office", .integer), .init("node", .integer), .init("sequence", .integer), .init("subject", .integer),
      .init("sort", .integer), .init("kind", .integer), .init("at", .integer), .init("actor", .integer),
      .init("after", .bytes), .init("body", .bytes), .init("digest", .bytes), .init("link", .bytes),
    ], skipsKnown: true)

  /// The same rows into the same table by nothing but inserts of a thousand, on eight connections.
  private static func bare(
    _ senders: [Sender], _ place: PostgreSQLPlace, _ keys: CentreKeys, _ clock: ContinuousClock
  ) async throws -> Duration {
    let surroundings = Centre.Surroundings(now: { Moment(milliseconds: 0) }, squeezer: .none)
    await (try await Centre(.database(place), keys, surroundings)).close()
    let pool = try Pool(PoolLimits(connections: 8)) { try PostgreSQLConnection(place) }
    let time = try await clock.measure {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for sender in senders {
          group.addTask {
            try await pool.use { connection in
              let bulk = try connection.prepare(insertion)
              for start in stride(from: 0, to: sender.rows.count, by: 1_000) {
                try bulk.run(Array(sender.rows[start..<min(sender.rows.count, start + 1_000)]))
              }
            }
          }
        }
        try await group.waitForAll()
      }
    }
    await pool.close()
    return time
  }
}
