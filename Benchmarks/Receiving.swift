import CentralReception
import Domain
import EngineOffices
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

  /// An office's calls as bytes, and the rows they come to.
  private struct Sender: Sendable {
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

  private static func sender(_ code: OfficeCode, _ centre: Centre) async throws -> Sender {
    let journal = GeneratedOffice(visits: visits, seed: UInt64(code.value), office: code, digester: Seal.digester)
    try await centre.addOffice(code, name: "BPS")
    let keys = try await EngineOffice.keys(code, at: centre, node: 1)
    var (sender, builder, frames) = (Sender(), FrameBuilder(.up), [Frame]())
    for (event, link) in journal.entries {
      sender.rows.append(row(event, link))
      if let full = builder.add(Entry(event), link: link) { frames.append(full) }
    }
    if let last = builder.close() { frames.append(last) }
    for (number, start) in stride(from: 0, to: frames.count, by: 40).enumerated() {
      var call = Call()
      (call.exchange, call.office, call.seat, call.node) = (Blob(Seal.randomBytes(16)), code, keys.seat, 1)
      (call.counter, call.have) = (number + 2, [Mark(1, UInt64(journal.entries.count))])
      sender.parcels.append(parcel(call, frames[start..<min(frames.count, start + 40)], keys))
    }
    return sender
  }

  private static func parcel(_ call: Call, _ frames: some Collection<Frame>, _ keys: LineKeys) -> [UInt8] {
    let head = Parcel.sealed(.call, call, keys.signer)
    let key = Parcel.key(link: keys.link.bytes, head: head, .sodium)
    let boxes = frames.enumerated().flatMap {
      Parcel.frame(
        Box.pack($1, Zstd.squeezer(dictionaries: [1], level: 3), dictionaries: [1], Seal.digester), index: $0, key: key,
        .sodium)
    }
    return head + boxes + Parcel.end(count: frames.count, key: key, .sodium)
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
