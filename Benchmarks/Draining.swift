import CentralReception
import Domain
import Engine
import EngineOffices
import GeneratedVisits
import Journal
import Machine
import PostgreSQL
import SQLPool
import Seal
import Squeeze
import Synchronization
import TemporaryPostgres
import Transport
import Wire

/// All offices of the country come back after three days without a line, each with the real engine, while the centre goes
/// on booking for them.
enum Draining {
  static let row = Row(
    name: "drain",
    what:
      "550 offices' engines with three days' backlog into one reception on PostgreSQL; 20 bookings a second meanwhile",
    toReach: "all drain, bookings p99 ≤ 1 s", measure: { bench in try Receiving.finished { try await measure() } })

  private static let offices = Int(Environment.value("LOKET_OFFICES") ?? "") ?? 550
  /// Three days of a middling office.
  private static let visits = 75
  private static let bookingEvery = Duration.milliseconds(50)

  private static func measure() async throws -> Row.Outcome {
    let server = try TemporaryPostgres(isDurable: true)
    var surroundings = Centre.Surroundings(
      now: { Moment(milliseconds: MachineClock.real.wall()) }, squeezer: Zstd.squeezer)
    surroundings.connections = 8
    let centre = try await Centre(
      .database(try server.database()), CentreKeys(seed: Seal.randomBytes(32)), surroundings)
    let busy = Busy()
    let line = line(to: centre, busy)
    let folded = FoldedBefore()
    let silent = try await each(Array(1_100..<1_100 + offices), atOnce: 8) {
      try await silentOffice($0, centre, folded, line)
    }
    folded.startCounting()
    let before = try await centre.status().offices.reduce(0) { $0 + $1.events }
    let unsent = silent.reduce(0) { $0 + $1.engine.unsent }

    busy.startCounting()
    let isOver = Flag()
    async let bookings = book(silent.map(\.office), centre, isOver)
    let begun = Bench.microseconds()
    let drained = try await each(silent) { office in
      var office = office
      try await office.settle([.lineChanged(isUp: true)], line)
      return office
    }
    let seconds = (Bench.microseconds() - begun) / 1e6
    let inReception = busy.microseconds / 1e6
    isOver.set()
    let (latencies, booked, refused) = try await bookings
    let (foldedMeanwhile, slowest) = (folded.folded, busy.slowest / 1e6)
    let trouble = try await whatIsWrong(drained, booked, centre, line)
    await centre.close()
    withExtendedLifetime(server) {}
    return Row.Outcome(
      measured: "\(unsent) events of \(offices) offices (\(before) there before) in \(decimal(seconds, 1)) s, of them "
        + "\(decimal(inReception, 1)) s in reception, slowest call \(decimal(slowest, 1)) s, \(foldedMeanwhile) texts folded; "
        + "\(latencies.count) bookings, p50 \(decimal(latencies.p50 / 1000, 0)) ms, "
        + "p99 \(decimal(latencies.p99 / 1000, 0)) ms" + (refused > 0 ? ", \(refused) refused" : "")
        + (trouble.map { ", \($0)" } ?? ""),
      holds: trouble == nil && refused == 0 && latencies.count > 10 && latencies.p99 <= 1e6)
  }

  // MARK: The offices

  /// An office that was connected, and has then written for three days without a line. Its folding is done.
  private static func silentOffice(
    _ number: Int, _ centre: Centre, _ folded: FoldedBefore, _ line: EngineOffice.Surroundings
  ) async throws -> EngineOffice {
    let code = OfficeCode(UInt16(number))
    try await centre.addOffice(code, name: "BPS")
    var office = try await EngineOffice.enrolled(code, at: centre, squeezer: folded.squeezer(Zstd.squeezer))
    try office.open(Bench.profile(), at: Moment(milliseconds: 1_700_000_000_000))
    try await office.settle([.begun, .asked] + office.log.marks.map { .wrote($0) }, line)
    try office.write(GeneratedOffice(visits: visits, seed: UInt64(number), continuing: office.pen).entries)
    for mark in office.log.marks { _ = try office.tell(.wrote(mark), at: line.now()) }
    try rehearse(office, line.now())
    return office
  }

  /// Folds what its first call will bring. The engine is a value: its copy calls when it will, and with the same.
  private static func rehearse(_ office: EngineOffice, _ now: OfficeClock.Reading) throws {
    var copy = office
    var plan = try copy.tell(.lineChanged(isUp: true), at: now)
    // Of five thousand offices one calls at once, by its chance, and needs no bell for it.
    if plan == nil, let ring = copy.ring {
      plan = try copy.tell(.rang, at: OfficeClock.Reading(wall: now.wall, uptime: ring))
    }
    guard let plan else { return }
    var outgoing = try copy.outgoing(plan, at: now.wall)
    while try outgoing.more() != nil {}
  }

  /// Bytes to the reception, frame by frame.
  private static func line(to centre: Centre, _ busy: Busy) -> EngineOffice.Surroundings {
    EngineOffice.Surroundings(
      now: {
        OfficeClock.Reading(
          wall: Moment(milliseconds: MachineClock.real.wall()),
          uptime: Span(milliseconds: MachineClock.real.uptime()))
      },
      sleep: { try await Task.sleep(for: .milliseconds($0.milliseconds)) },
      carry: { outgoing in
        var outgoing = outgoing
        let conversation = Conversation(centre)
        var spent = 0.0
        func timed<T: Sendable>(_ work: () async -> T) async -> T {
          let begun = Bench.microseconds()
          busy.enter()
          let done = await work()
          busy.leave()
          spent += Bench.microseconds() - begun
          return done
        }
        while let bytes = try outgoing.more() {
          for start in stride(from: 0, to: bytes.count, by: 32_768) {
            await timed { await conversation.feed(Array(bytes[start..<min(bytes.count, start + 32_768)])) }
          }
        }
        let answer = await timed { await conversation.finish() }
        busy.note(spent)
        return answer
      })
  }

  /// The same for all, side by side, in order.
  private static func each<A: Sendable, B: Sendable>(
    _ all: [A], atOnce: Int = .max, _ work: @escaping @Sendable (A) async throws -> B
  ) async throws -> [B] {
    try await withThrowingTaskGroup(of: (Int, B).self) { group in
      var done: [(Int, B)] = []
      for (index, one) in all.enumerated() {
        if index >= atOnce, let ready = try await group.next() { done.append(ready) }
        // As the centre's web server does.
        group.addTask(priority: .utility) { (index, try await work(one)) }
      }
      for try await one in group { done.append(one) }
      return done.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  // MARK: What must hold at the end

  /// `nil` when every office's log is at the centre exactly once, every booking at its office, and nothing unsent.
  private static func whatIsWrong(
    _ offices: [EngineOffice], _ booked: [OfficeCode: [EventID]], _ centre: Centre, _ line: EngineOffice.Surroundings
  ) async throws -> String? {
    for silent in offices {
      var office = silent
      let code = office.office
      if let difference = try await office.difference(from: centre, line) { return difference }
      let missing = (booked[code] ?? []).filter { office.log.link($0.node, $0.sequence) == nil }
      guard missing.isEmpty else { return "\(code) lacks \(missing.count) bookings" }
    }
    return nil
  }

  // MARK: Bookings

  /// Somebody at the centre books for one office after the other, whether the one before is answered or not.
  private static func book(
    _ codes: [OfficeCode], _ centre: Centre, _ isOver: Flag
  ) async throws -> (Samples, [OfficeCode: [EventID]], refused: Int) {
    let day = Zone.wit.local(centre.now).day.advanced(by: 20)
    return try await withThrowingTaskGroup(of: (OfficeCode, [EventID], Double).self) { group in
      var index = 0
      let clock = ContinuousClock()
      let begun = clock.now
      while !isOver.isSet {
        let office = codes[index * 37 % codes.count]
        let slot = Slot(day: day.advanced(by: index / 60 % 60), time: TimeOfDay(8 + index % 8, 0))
        index += 1
        group.addTask(priority: .high) {
          let begun = Bench.microseconds()
          do {
            let events = try await centre.carryOut(
              office, [{ _ in .bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "Inflasi") }) }])
            return (office, events, Bench.microseconds() - begun)
          } catch is PoolRefusal {
            return (office, [], 0)
          }
        }
        try await clock.sleep(until: begun.advanced(by: bookingEvery * index))
      }
      var (samples, booked, refused) = (Samples(), [OfficeCode: [EventID]](), 0)
      for try await (office, events, took) in group {
        guard !events.isEmpty else {
          refused += 1
          continue
        }
        samples.add(took)
        booked[office, default: []] += events
      }
      return (samples, booked, refused)
    }
  }

  private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
  }

  /// How long the centre had any call in its hands, and one call at the most.
  private final class Busy: Sendable {
    private struct State {
      var count = 0
      var since = 0.0
      var sum = 0.0
      var slowest = 0.0
    }

    private let state = Mutex(State())
    var microseconds: Double { state.withLock { $0.sum } }
    var slowest: Double { state.withLock { $0.slowest } }
    func startCounting() { state.withLock { ($0.sum, $0.slowest) = (0, 0) } }
    func note(_ call: Double) { state.withLock { $0.slowest = max($0.slowest, call) } }

    func enter() {
      state.withLock { state in
        if state.count == 0 { state.since = Bench.microseconds() }
        state.count += 1
      }
    }

    func leave() {
      state.withLock { state in
        state.count -= 1
        if state.count == 0 { state.sum += Bench.microseconds() - state.since }
      }
    }
  }
}
