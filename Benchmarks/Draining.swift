import CentralReception
import Domain
import GeneratedVisits
import Journal
import Machine
import PostgreSQL
import Seal
import Squeeze
import Synchronization
import TemporaryPostgres
import Wire

/// All offices of the country come back after three days without a line, while the centre goes on booking.
enum Draining {
  static let row = Row(
    name: "drain",
    what: "550 offices with three days' backlog into one reception on PostgreSQL; bookings answered meanwhile",
    toReach: "all drain, bookings p99 ≤ 1 s", measure: { bench in try Receiving.finished { try await measure() } })

  private static let offices = 550
  /// Three days of a middling office.
  private static let visits = 75
  /// So many offices are answered at once; the others wait, as they do in front of a busy server.
  private static let atOnce = 64

  private struct Refused: Error {}

  private static func measure() async throws -> Row.Outcome {
    let server = try TemporaryPostgres(isDurable: true)
    var surroundings = Centre.Surroundings(
      now: { Moment(milliseconds: MachineClock.real.wall()) }, squeezer: Zstd.squeezer)
    surroundings.connections = 8
    let centre = try await Centre(
      .database(try server.database()), CentreKeys(seed: Seal.randomBytes(32)), surroundings)
    let codes = (0..<offices).map { OfficeCode(UInt16(1_100 + $0)) }
    var (senders, events) = ([Receiving.Sender](), 0)
    for code in codes {
      var sender = try await Receiving.sender(code, centre, visits: visits, profile: Bench.profile())
      events += sender.rows.count
      sender.rows = []
      senders.append(sender)
    }
    let (all, before) = (senders, residentKiB())
    let isOver = Flag()
    async let bookings = book(codes, centre, isOver)
    let clock = ContinuousClock()
    let time = try await clock.measure {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, sender) in all.enumerated() {
          if index >= atOnce { try await group.next() }
          group.addTask { try await sender.send(to: centre) }
        }
        try await group.waitForAll()
      }
    }
    isOver.set()
    let latencies = try await bookings
    let grown = (residentKiB() - before) / 1024
    let held = try await centre.status().offices.reduce(0) { $0 + $1.feedEnd }
    await centre.close()
    withExtendedLifetime(server) {}
    let seconds = Double(time / .microseconds(1)) / 1e6
    // Each booking is two facts of the centre's own.
    let isWhole = held >= events
    return Row.Outcome(
      measured: "\(events) events of \(offices) offices in \(decimal(seconds, 1)) s, \(latencies.count) bookings, p50 "
        + "\(decimal(latencies.p50 / 1000, 0)) ms, p99 \(decimal(latencies.p99 / 1000, 0)) ms, \(grown) MiB more"
        + (isWhole ? "" : ", only \(held) arrived"),
      holds: isWhole && latencies.count > 0 && latencies.p99 <= 1e6)
  }

  private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
  }

  /// Somebody at the centre books for one office after the other, ten times a second.
  private static func book(_ codes: [OfficeCode], _ centre: Centre, _ isOver: Flag) async throws -> Samples {
    var (samples, index) = (Samples(), 0)
    let day = Zone.wit.local(centre.now).day.advanced(by: 20)
    while !isOver.isSet {
      let office = codes[index * 37 % codes.count]
      let slot = Slot(day: day.advanced(by: index / 60 % 60), time: TimeOfDay(8 + index % 8, 0))
      index += 1
      let begun = Bench.microseconds()
      _ = try await centre.carryOut(
        office, [{ _ in .bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "Inflasi") }) }])
      samples.add(Bench.microseconds() - begun)
      try await Task.sleep(for: .milliseconds(100))
    }
    return samples
  }
}
