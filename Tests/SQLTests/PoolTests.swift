import Machine
import PostgreSQL
import SQL
import SQLPool
import Synchronization
import TemporaryPostgres
import Testing

/// Where work that must be under way at the same time waits for each other.
private final class Meeting: Sendable {
  private let here = Mutex(0)

  private func comes() { here.withLock { $0 += 1 } }
  private func areHere(_ count: Int) -> Bool { here.withLock { $0 >= count } }

  /// Holds up the thread: only for work on a thread of a pool's own.
  func arrive(of count: Int) {
    comes()
    while !areHere(count) { Thread.pause(milliseconds: 1) }
  }

  /// For the test itself, which shares its threads with all others.
  func join(of count: Int) async {
    comes()
    while !areHere(count) { await Task.yield() }
  }
}

private final class Served: Sendable {
  private let numbers = Mutex<[Int]>([])
  var all: [Int] { numbers.withLock { $0 } }
  func add(_ number: Int) { numbers.withLock { $0.append(number) } }
}

/// A resident that counts, and breaks when told to.
private final class Lodger: PoolResident {
  var isUsable = true
  var isUntidy = false
  func tidy() { isUntidy = false }
}

struct PoolTests {
  private func pool(_ connections: Int, waiting: Int = 1_000, patience: Duration = .seconds(300)) throws
    -> (Pool<PostgreSQLConnection>, PostgreSQLPlace)
  {
    let place = try TemporaryPostgres.shared().database()
    let limits = PoolLimits(connections: connections, waiting: waiting, patience: patience)
    return (try Pool(limits) { try PostgreSQLConnection(place) }, place)
  }

  @Test func `eight connections count one row up under its lock, and no step is lost`() async throws {
    let (pool, place) = try pool(8)
    try PostgreSQLConnection(place).execute("CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (0)")
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<400 {
        group.addTask {
          try await pool.use { connection in
            try connection.execute("BEGIN")
            let n = try connection.prepare("SELECT n FROM t FOR UPDATE").first { $0.integer(0) } ?? 0
            try connection.prepare("UPDATE t SET n = $1").run([.integer(n + 1)])
            try connection.execute("COMMIT")
            return connection.process
          }
        }
      }
      var sessions: Set<Int32> = []
      for try await session in group { sessions.insert(session) }
      #expect(sessions.count <= 8)
    }
    #expect(try await pool.use { try $0.prepare("SELECT n FROM t").first { $0.integer(0) } } == 400)
    await pool.close()
    await #expect(throws: PoolRefusal.closed) { try await pool.use { _ in } }
  }

  @Test func `who asked first is served first`() async throws {
    let (pool, _) = try pool(1)
    let order = Served()
    let gate = Meeting()
    let holding = Task { try await pool.use { _ in gate.arrive(of: 3) } }
    await gate.join(of: 2)
    var tasks: [Task<Void, any Error>] = []
    for index in 0..<50 {
      tasks.append(Task { try await pool.use { _ in order.add(index) } })
      while await pool.waiting < index + 1 { await Task.yield() }
    }
    await gate.join(of: 3)
    try await holding.value
    for task in tasks { try await task.value }
    #expect(order.all == Array(0..<50))
  }

  /// Its only connection is taken until somebody else comes to the gate.
  private static func occupied(_ pool: Pool<Lodger>) async -> (holding: Task<Void, any Error>, gate: Meeting) {
    let (begun, gate) = (Meeting(), Meeting())
    let holding = Task {
      try await pool.use { _ in
        begun.arrive(of: 1)
        gate.arrive(of: 2)
      }
    }
    await begun.join(of: 2)
    return (holding, gate)
  }

  @Test func `too many waiting and a visitor who has left are told apart`() async throws {
    let limits = PoolLimits(connections: 1, waiting: 2, patience: .seconds(300))
    let pool = try Pool(limits) { Lodger() }
    let (holding, gate) = await Self.occupied(pool)
    let patient = Task { try await pool.use { _ in } }
    let leaving = Task { try await pool.use { _ in } }
    while await pool.waiting < 2 { await Task.yield() }
    await #expect(throws: PoolRefusal.tooManyWaiting(2)) { try await pool.use { _ in } }
    leaving.cancel()
    await #expect(throws: CancellationError.self) { try await leaving.value }
    await gate.join(of: 2)
    try await holding.value
    try await patient.value
    #expect(try await pool.use { $0.isUsable })
  }

  @Test func `who has waited too long is told so, and the connection is there for the next`() async throws {
    let patience = Duration.milliseconds(100)
    let pool = try Pool(PoolLimits(connections: 1, waiting: 2, patience: patience)) { Lodger() }
    let (holding, gate) = await Self.occupied(pool)
    await #expect(throws: PoolRefusal.waitedTooLong(patience)) { try await pool.use { _ in } }
    await gate.join(of: 2)
    try await holding.value
    #expect(try await pool.use { $0.isUsable })
  }

  @Test func `a resident lives on one thread, is tidied after each use and replaced when it breaks`() async throws {
    let made = Served()
    let pool = try Pool(PoolLimits(connections: 1)) {
      made.add(1)
      return Lodger()
    }
    try await pool.use { $0.isUntidy = true }
    #expect(try await pool.use { $0.isUntidy } == false)
    try await pool.use { $0.isUsable = false }
    #expect(try await pool.use { $0.isUsable })
    #expect(made.all.count == 2)
  }

  @Test func `a broken connection is replaced and an open transaction is rolled back`() async throws {
    let (pool, place) = try pool(1)
    let stranger = try PostgreSQLConnection(place)
    try stranger.execute("CREATE TABLE t (a BIGINT)")
    let first = try await pool.use { connection in
      try connection.execute("BEGIN; INSERT INTO t VALUES (1)")
      return connection.process
    }
    #expect(try await pool.use { $0.isInTransaction } == false)
    try stranger.prepare("SELECT pg_terminate_backend($1, 5000)").each([.integer(Int64(first))]) { _ in }
    let second = try await pool.use { connection in
      try connection.prepare("INSERT INTO t VALUES (2)").run([])
      return connection.process
    }
    #expect(first != second)
    #expect(try stranger.prepare("SELECT a FROM t").map { $0.integer(0) } == [2])
  }

  @Test func `two transactions that wait for each other: one is told to begin again, the other is carried out`()
    async throws
  {
    let (pool, place) = try pool(2)
    try PostgreSQLConnection(place).execute("CREATE TABLE t (a BIGINT, n BIGINT); INSERT INTO t VALUES (1, 0), (2, 0)")
    let meeting = Meeting()
    @Sendable func cross(_ first: Int, _ second: Int) async throws -> SQLFault.Kind? {
      try await pool.use { connection in
        fault {
          let update = try connection.prepare("UPDATE t SET n = n + 1 WHERE a = $1")
          try connection.execute("BEGIN")
          try update.run([.integer(first)])
          meeting.arrive(of: 2)
          try update.run([.integer(second)])
          try connection.execute("COMMIT")
        }?.kind
      }
    }
    async let one = cross(1, 2)
    async let other = cross(2, 1)
    let kinds = try await [one, other]
    #expect(kinds.compactMap { $0 } == [.conflict])
    #expect(try await pool.use { try $0.prepare("SELECT n FROM t").map { $0.integer(0) } } == [1, 1])
  }
}

struct ListenerTests {
  @Test func `an announcement arrives after its commit and not before, in order, from any session`() throws {
    let place = try TemporaryPostgres.shared().database()
    let listener = try PostgreSQLListener(place, channels: ["feed", "quarantine"])
    let speaker = try PostgreSQLConnection(place)
    #expect(try listener.wait(atMost: .milliseconds(1)) == [])
    try speaker.execute("BEGIN")
    try speaker.announce("feed", "1801")
    #expect(try listener.wait(atMost: .milliseconds(20)) == [])
    try speaker.announce("quarantine")
    try speaker.announce("feed", "1802")
    try speaker.announce("elsewhere", "1803")
    try speaker.execute("COMMIT")
    var heard: [String] = []
    while heard.count < 3 { heard += try listener.wait(atMost: .seconds(20)).map { "\($0.channel) \($0.payload)" } }
    #expect(heard == ["feed 1801", "quarantine ", "feed 1802"])
    #expect(fault { try speaker.announce("feed", String(repeating: "x", count: 8_000)) }?.kind == .value)
    try speaker.announce("feed", String(repeating: "x", count: 7_999))
    #expect(try listener.wait(atMost: .seconds(20)).first?.payload.count == 7_999)
  }

  @Test func `a listener whose server went says so, and hears again after it has come back`() throws {
    let place = try TemporaryPostgres.shared().database()
    let listener = try PostgreSQLListener(place, channels: ["feed"])
    let speaker = try PostgreSQLConnection(place)
    try speaker.announce("feed", "who")
    #expect(try listener.wait(atMost: .seconds(20)).map(\.process) == [speaker.process])
    try speaker.prepare(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> $1"
    ).each([.integer(Int64(speaker.process))]) { _ in }
    #expect(fault { while true { _ = try listener.wait(atMost: .seconds(20)) } }?.kind == .lost)
    try listener.reconnect()
    try speaker.announce("feed", "again")
    #expect(try listener.wait(atMost: .seconds(20)).map(\.payload) == ["again"])
  }
}
