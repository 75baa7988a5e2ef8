import CentralReception
import CentralWeb
import Domain
import Engine
import Machine
import Seal
import TestSupport
import Testing
import Wire

/// The same over sockets, with a client that does whatever a bad line does.
struct HTTPTests {
  private let office = CentreWithOffice.office

  private final class Served {
    let folder: CentreFolder
    let centre: Centre
    let server: WebServer
    var seat: EnrolledSeat

    init(_ engine: TestSupport.Engine, _ limits: WebLimits = WebLimits()) async throws {
      let begun = try await CentreWithOffice(engine)
      (folder, centre, seat) = (begun.folder, begun.centre, begun.seat)
      server = try WebServer(centre, port: 0, limits)
    }

    var line: RawClient { get throws { try #require(RawClient(port: server.port)) } }

    func stop() async {
      await server.stop()
      await centre.close()
    }

    func feedEnd() async throws -> Int { try await centre.status().offices[0].feedEnd }

    /// Durable sooner or later, without another byte.
    func reaches(_ count: Int) async throws -> Bool { try await comesTrue { try await feedEnd() == count } }

    /// Somebody's call is held open.
    func holds() async throws -> Bool { try await comesTrue { try await centre.status().held > 0 } }

    /// So many bytes of bodies have been handed over.
    func hasReceived(_ bytes: Int) async throws -> Bool {
      try await comesTrue { centre.figures.all.contains { $0.name.contains("received_bytes") && $0.count == bytes } }
    }
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `each frame is durable while the next is still under way, and the reply comes at the end`(
    engine: TestSupport.Engine
  ) async throws {
    let served = try await Served(engine)
    var journal = JournalOfTests(office, node: 1)
    journal.write(40)
    let frames = journal.frames()
    let call = served.seat.call()
    let line = try served.line
    #expect(await line.send(RawClient.head("/sync/1", ["Transfer-Encoding: chunked"])))
    var expected = 0
    for (part, frame) in zip(served.seat.parts(call, frames), [nil] + frames.map(Optional.some) + [nil]) {
      #expect(await line.chunk(part))
      expected += frame?.entryCount ?? 0
      #expect(try await served.reaches(expected))
    }
    #expect(await line.chunk([]))
    let response = try #require(await line.receive())
    #expect(response.status == 200)
    #expect(response.head.contains("application/x-loket"))
    let heard = try #require(try served.seat.read(response.body, to: call))
    #expect(heard.reply.marks == [Mark(1, 80)])
    // The same connection again: nothing new is one round trip and below a kilobyte.
    let idle = served.seat.call { ($0.have, $0.incarnation) = ([Mark(1, 80)], heard.reply.incarnation) }
    let bytes = served.seat.parcel(idle)
    let answer = try #require(await line.ask("/sync/1", bytes))
    #expect(answer.status == 200)
    #expect(bytes.count + answer.body.count < 1_024)
    await served.stop()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a connection cut inside a frame keeps the frames before it`(engine: TestSupport.Engine) async throws {
    let served = try await Served(engine)
    var journal = JournalOfTests(office, node: 1)
    var expected = 0
    for cut in [1, 3, 17, 40, 90] {
      journal.write(30)
      let frames = journal.frames(from: expected + 1)
      let parts = served.seat.parts(served.seat.call(), frames)
      let whole = min(2, frames.count - 1)
      let sent = parts.prefix(whole + 1).flatMap { $0 } + parts[whole + 1].prefix(cut)
      expected += frames.prefix(whole).reduce(0) { $0 + $1.entryCount }
      do {
        let line = try served.line
        _ = await line.send(RawClient.head("/sync/1", ["Content-Length: 1000000"]) + sent)
        #expect(try await served.reaches(expected))
      }
    }
    await served.stop()
  }

  @Test func `what is not for the centre is told so`() async throws {
    let served = try await Served(.sqlite)
    let cases: [(String, [UInt8], Int)] = [
      ("/sync/1", Array("GET / HTTP".utf8), 400), ("/sync/1", [], 400), ("/enrol/1", Array("LKT1".utf8), 400),
      ("/nowhere", [], 404), ("/metrics", [], 405), ("/sync/1", Array("LKT1C".utf8) + [0xFF, 0xFF, 0xFF, 0x7F], 413),
    ]
    for (path, body, status) in cases {
      let response = try #require(await (try served.line).ask(path, body), "\(path)")
      #expect(response.status == status, "\(path) \(body.count)")
    }
    let unknown = try #require(EnrolCode("0000-0000-0000-0000-0000"))
    let refused = try #require(await (try served.line).ask("/enrol/1", served.seat.enrolCall(unknown)))
    #expect(refused.status == 403)
    #expect(refused.body.isEmpty)
    let large = try served.line
    _ = await large.send(RawClient.head("/sync/1", ["Content-Length: 3000000"]))
    #expect(await large.receive()?.status == 413)
    await served.stop()
  }

  @Test func `a body without an end is refused at the limit, and what came before it is kept`() async throws {
    let served = try await Served(.sqlite)
    var journal = JournalOfTests(office, node: 1)
    journal.write(20)
    let line = try served.line
    _ = await line.send(RawClient.head("/sync/1", ["Transfer-Encoding: chunked"]))
    for part in served.seat.parts(served.seat.call(), journal.frames()).dropLast() { _ = await line.chunk(part) }
    let waste = [UInt8](repeating: 0x46, count: 60_000)
    for _ in 0..<80 { _ = await line.chunk(waste) }
    _ = await line.chunk([])
    #expect(await line.receive()?.status == 413)
    #expect(try await served.feedEnd() == 40)
    await served.stop()
  }

  @Test func `one address does not take all connections, and nginx says who it is`() async throws {
    var limits = WebLimits()
    limits.perAddress = 2
    let served = try await Served(.sqlite, limits)
    let head = RawClient.head("/sync/1", ["Content-Length: 100", "X-Forwarded-For: 203.0.113.5"])
    let (one, two) = (try served.line, try served.line)
    for line in [one, two] { _ = await line.send(head + Array("LKT1".utf8)) }
    #expect(try await served.hasReceived(8))
    let third = try served.line
    _ = await third.send(head)
    let refused = try #require(await third.receive())
    #expect(refused.status == 429)
    #expect(refused.head.contains("Retry-After"))
    let other = try #require(await (try served.line).ask("/sync/1", [], headers: ["X-Forwarded-For: 203.0.113.6"]))
    #expect(other.status == 400)
    withExtendedLifetime((one, two)) {}
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a held call is answered when the feed grows, when its time is over, and when the centre stops`(
    engine: TestSupport.Engine
  ) async throws {
    let served = try await Served(engine)
    let (centre, server) = (served.centre, served.server)
    let attending = Task { await centre.attend() }
    var writer = served.seat
    var reader = EnrolledSeat(office)
    try await reader.enrol(served.centre)
    var journal = JournalOfTests(office, node: 1)
    journal.write(1)
    let first = try #require(try await writer.exchange(served.centre, journal.frames()))
    func held(_ wait: Int) -> Call {
      reader.call {
        ($0.room, $0.wait, $0.incarnation, $0.have) = (50_000, wait, first.reply.incarnation, [Mark(1, 2)])
        $0.cursor.news = 2
      }
    }
    // Time over.
    let short = try #require(await (try served.line).ask("/sync/1", reader.parcel(held(150))))
    #expect(short.status == 200)
    // The feed grows.
    let call = held(20_000)
    let line = try served.line
    _ = await line.send(
      RawClient.head("/sync/1", ["Content-Length: \(reader.parcel(call).count)"]) + reader.parcel(call))
    #expect(try await served.holds())
    journal.write(1)
    _ = try await writer.exchange(served.centre, journal.frames(from: 3))
    let news = try #require(await line.receive())
    let heard = try #require(try reader.read(news.body, to: call))
    #expect(heard.frames.flatMap(\.runs).flatMap(\.entries).count == 2)
    // The centre stops: an answer, not a cut.
    let last = reader.call {
      ($0.room, $0.wait, $0.incarnation, $0.have) = (50_000, 20_000, first.reply.incarnation, [Mark(1, 4)])
      $0.cursor.news = 4
    }
    let waiting = try served.line
    let bytes = reader.parcel(last)
    _ = await waiting.send(RawClient.head("/sync/1", ["Content-Length: \(bytes.count)"]) + bytes)
    #expect(try await served.holds())
    let stopping = Task { await server.stop() }
    #expect(await waiting.receive()?.status == 200)
    attending.cancel()
    await stopping.value
    await attending.value
    await centre.close()
  }

  @Test func `health and figures: counts and ages, nothing about anybody`() async throws {
    let served = try await Served(.sqlite)
    #expect(await (try served.line).get("/health")?.status == 200)
    var journal = JournalOfTests(office, node: 1)
    journal.write(3, "Siti Rahmawati")
    _ = try await served.seat.exchange(served.centre, journal.frames())
    let metrics = try #require(await (try served.line).get("/metrics"))
    let text = String(decoding: metrics.body, as: UTF8.self)
    #expect(text.contains("loket_centre_feed_end{office=\"8205\"} 6\n"))
    #expect(text.contains("loket_centre_events_total 6\n"))
    #expect(!text.contains("Siti"))
    #expect(!text.contains("Halmahera"))
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      #expect(line.split(separator: " ").count == 2, "\(line)")
    }
    await served.stop()
  }

  /// `make parcels` sends 100,000; 400 here. Several lines at once, so that it is the centre that has to work.
  @Test func `mutated parcels change nothing but what sound frames before the fault say`() async throws {
    let served = try await Served(.sqlite)
    let count = Environment.value("LOKET_PARCELS").flatMap { Int($0) } ?? 400
    let lines = 8
    var journal = JournalOfTests(office, node: 1)
    journal.write(4)
    // No event beyond these can come out of changed bytes; all of them may, from parcels cut behind them.
    let frames = journal.frames()
    let boxes = frames.map { Box.pack($0, EnrolledSeat.squeezer, dictionaries: [1], Seal.digester) }
    let (seat, port) = (served.seat, served.server.port)
    let answers = try await withThrowingTaskGroup(of: [Int: Int].self) { group in
      for line in 0..<lines {
        group.addTask {
          try await Self.mutate(seat, boxes, rounds: count / lines, line: line, of: lines, port: port)
        }
      }
      return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }
    #expect(answers.values.reduce(0, +) == count / lines * lines)
    // A crowded machine may be too busy for one; a database that could not do it would be a fault.
    #expect(Set(answers.keys).isSubset(of: [200, 400, 403, 413, 503]), "\(answers)")
    #expect(answers[200, default: 0] + answers[403, default: 0] > count / 4, "\(answers)")
    #expect(!served.centre.figures.all.contains { $0.name.contains("faults") })
    #expect(try await served.feedEnd() <= 8)
    #expect(try await served.centre.quarantine(nil).isEmpty)
    var last = served.seat
    last.counter = 10 * count
    let heard = try #require(try await last.exchange(served.centre, frames))
    #expect(heard.reply.marks == [Mark(1, 8)])
    #expect(heard.reply.fork == Mark())
    await served.stop()
  }

  /// Sends changed parcels, each from a fresh call; returns how often each status was answered.
  private static func mutate(
    _ begun: EnrolledSeat, _ boxes: [[UInt8]], rounds: Int, line number: Int, of lines: Int, port: UInt16
  ) async throws -> [Int: Int] {
    var (seat, dice, answers) = (begun, Dice(seed: 4 + number), [Int: Int]())
    var line = try #require(RawClient(port: port))
    for round in 0..<rounds {
      seat.counter = begun.counter + round * lines + number
      let bytes = dice.mutated(seat.parts(seat.call(), boxes: boxes).flatMap { $0 })
      var response = await line.ask("/sync/1", bytes)
      if response == nil {
        line = try #require(RawClient(port: port))
        response = await line.ask("/sync/1", bytes)
      }
      let status = try #require(response?.status, "line \(number), round \(round): no answer")
      answers[status, default: 0] += 1
    }
    return answers
  }
}
