import Desk
import DeskSocket
import Glibc
import LineStand
import Machine
import Synchronization

/// Rows about the real line: real programs, real packets, TLS.
enum LineRows {
  static let rows = [
    Row(
      name: "wire-bytes", what: "bytes on the interface per visit, 100 visits, TLS, no loss, handshake included",
      toReach: "≤ 200", measure: wireBytes),
    Row(
      name: "line",
      what:
        "100 visits at 64 kbit/s from no connection to the centre's signature, loss/RTT 0/0.6 s, 10 %/1 s, 20 %/1 s, "
        + "30 %/1 s, p50", toReach: "≤ 4.1, 7.1, 14, 28 s", measure: line),
    Row(
      name: "line-dark", what: "the same, 400 visits, 0/0.6 s, dark 20 s of every 30 s, begun at any moment, p50",
      toReach: "≤ 33 s", measure: dark),
    Row(
      name: "idle-exchange", what: "an exchange with nothing new on an open connection",
      toReach: "1 round trip, ≤ 1 KB",
      measure: idle),
  ]

  /// How many seeds a figure is the middle of.
  private static var seeds: Int { Environment.value("LOKET_SEEDS").flatMap { Int($0) } ?? 10 }

  private static func satellite(_ roundTrip: Int, _ loss: Int, _ seed: Int) -> BadLine.Weather {
    BadLine.Weather {
      ($0.bits, $0.roundTrip_ms, $0.lostOfThousand, $0.seed) = (64_000, roundTrip, loss, UInt64(seed))
    }
  }

  private static func wireBytes(_ bench: Bench) throws -> Row.Outcome {
    let upload = try Stand(bench.programs, folder: bench.folder + "/wire").upload(satellite(600, 0, 1), visits: 100)
    let perVisit = Double(upload.bytes) / 100
    return Row.Outcome(
      measured: "\(decimal(perVisit, 1)) (\(upload.up.bytes) up in \(upload.up.packets) packets, "
        + "\(upload.down.bytes) down in \(upload.down.packets))", holds: perVisit <= 200)
  }

  private static let weathers: [(roundTrip: Int, loss: Int, most: Double)] = [
    (600, 0, 4.1), (1_000, 100, 7.1), (1_000, 200, 14), (1_000, 300, 28),
  ]

  private static func line(_ bench: Bench) throws -> Row.Outcome {
    let (seeds, programs, folder) = (seeds, bench.programs, bench.folder)
    let runs = try together(weathers.count) { index in
      let stand = try Stand(programs, folder: folder + "/line-\(index)")
      var samples = Samples()
      for seed in 1...seeds {
        let weather = satellite(weathers[index].roundTrip, weathers[index].loss, seed)
        let upload = try stand.upload(weather, visits: 100)
        tell("line \(weather.lostOfThousand / 10) % seed \(seed)", upload)
        samples.add(upload.seconds)
      }
      return samples
    }
    return Row.Outcome(
      measured: runs.map { "\(decimal($0.p50, 1)) (\(decimal($0.percentile(0), 1))–\(decimal($0.percentile(1), 1)))" }
        .joined(separator: ", ") + " s, \(seeds) seeds",
      holds: zip(runs, weathers).allSatisfy { $0.p50 <= $1.most })
  }

  private static func dark(_ bench: Bench) throws -> Row.Outcome {
    let (seeds, lanes, programs, folder) = (seeds, 4, bench.programs, bench.folder)
    let runs = try together(lanes) { lane in
      let stand = try Stand(programs, folder: folder + "/dark-\(lane)")
      var samples: [Double] = []
      for seed in stride(from: lane, to: seeds, by: lanes) {
        var weather = satellite(600, 0, seed + 1)
        // The beginnings lie evenly over the rhythm.
        (weather.every_ms, weather.dark_ms, weather.at_ms) = (30_000, 20_000, 30_000 * seed / seeds)
        let upload = try stand.upload(weather, visits: 400)
        tell("dark from \(weather.at_ms) ms", upload)
        samples.append(upload.seconds)
      }
      return samples
    }
    var samples = Samples()
    for seconds in runs.flatMap(\.self) { samples.add(seconds) }
    return Row.Outcome(
      measured:
        "\(decimal(samples.p50, 1)) s (\(decimal(samples.percentile(0), 1))–\(decimal(samples.percentile(1), 1))), "
        + "\(samples.count) beginnings", holds: samples.p50 <= 33)
  }

  /// On a line where a round trip takes a second and bytes cost no time, time tells how many there were.
  private static func idle(_ bench: Bench) throws -> Row.Outcome {
    let stand = try Stand(bench.programs, folder: bench.folder + "/idle")
    let office = try stand.office(visits: 0, seed: 1)
    office.stop()
    let slow = BadLine.Weather { $0.roundTrip_ms = 1_000 }
    try stand.line.turn(slow)
    try office.start()
    let desk = try office.desk()
    try comesTrue("a first call") { try stand.line.count().up.packets > 0 }
    let cold = try Bench.time { try comesTrue("connected") { try OfficePC.line(desk).state == .good } } / 1e6
    let first = try stand.quiet()
    // On the connection that stands. What goes up when the answer has come belongs to the next call: this PC now takes
    // the line for a good one, and listens.
    try stand.line.turn(slow)
    _ = try desk.maintain(.line(.now), progress: { _ in })
    Machine.Thread.pause(milliseconds: 800)
    let asked = try stand.line.count()
    let rest =
      try Bench.time { try comesTrue("answered") { try stand.line.count().up.packets > asked.up.packets } } / 1e6
    let (trips, bytes) = (0.8 + rest, asked.up.bytes + asked.down.bytes + acknowledgement)
    let coldBytes = first.up.bytes + first.down.bytes
    return Row.Outcome(
      measured:
        "\(decimal(trips)) round trips, \(bytes) bytes (\(asked.up.bytes) up; with a new connection: \(decimal(cold)), \(coldBytes) bytes)",
      holds: trips < 1.5 && bytes <= 1_024)
  }

  /// What acknowledging the answer costs, if nothing else goes up with it.
  private static let acknowledgement = 52

  private static func tell(_ what: String, _ upload: Stand.Upload) {
    let text =
      "\(what): \(decimal(upload.seconds)) s, \(upload.up.bytes) up, \(upload.down.bytes) down, "
      + "\(upload.up.packets)+\(upload.down.packets) packets, \(upload.up.lost)+\(upload.down.lost) lost, "
      + "\(upload.up.overflowed)+\(upload.down.overflowed) overflowed\n"
    _ = text.withCString { write(2, $0, strlen($0)) }
  }

  /// The same work so many times, each on a thread of its own; results in order.
  private static func together<T: Sendable>(_ count: Int, _ work: @escaping @Sendable (Int) throws -> T) throws -> [T] {
    let results = Together<T>()
    for index in 0..<count {
      try Machine.Thread.start {
        let result = Result { try work(index) }
        results.all.withLock { $0[index] = result }
      }
    }
    while results.all.withLock({ $0.count }) < count { Machine.Thread.pause(milliseconds: 20) }
    return try results.all.withLock { all in try (0..<count).compactMap { try all[$0]?.get() } }
  }

  private final class Together<T: Sendable>: Sendable {
    let all = Mutex<[Int: Result<T, any Error>]>([:])
  }
}
