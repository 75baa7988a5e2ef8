import Domain
import PostgreSQL
import SQL
import SQLPool
import Store
import Synchronization
import TemporaryPostgres
import Testing

/// Lessons, on the line, 11: rows skipped because they committed late.
struct FeedTests {
  private static let office = OfficeCode(number: 1801)!
  private static let positions = "SELECT position FROM feed WHERE office = $1 AND position > $2 ORDER BY position"

  /// What a reader learns from each look, its cursor behind the last position it saw.
  private final class Reader {
    private let rows: any SQLStatement
    private(set) var seen: [Int64] = []

    init(_ connection: any SQLConnection) throws { rows = try connection.prepare(positions) }

    func look() throws {
      seen += try rows.map([.integer(office.number), .integer(seen.last ?? 0)]) { $0.integer(0) }
    }
  }

  private final class Done: Sendable {
    private let count = Mutex(0)
    func one() { count.withLock { $0 += 1 } }
    var all: Int { count.withLock { $0 } }
  }

  private func feed() throws -> PostgreSQLPlace {
    let place = try TemporaryPostgres.shared().database()
    try PostgreSQLConnection(place).execute(
      """
      \(FeedCounter.table);
      CREATE TABLE feed (office BIGINT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (office, position));
      CREATE SEQUENCE careless
      """)
    return place
  }

  @Test func `a slow transaction does not let a reader's cursor pass it`() throws {
    let place = try feed()
    let (slow, quick) = (try PostgreSQLConnection(place), try PostgreSQLConnection(place))
    let reader = try Reader(PostgreSQLConnection(place))
    let insert = "INSERT INTO feed (office, position) VALUES ($1, $2)"
    // As it goes wrong with a sequence: the later number is there first, and the earlier never seen.
    for connection in [slow, quick] {
      try connection.execute("BEGIN")
      let position = try connection.prepare("SELECT nextval('careless')").first { $0.integer(0) } ?? 0
      try connection.prepare(insert).run([.integer(Self.office.number), .integer(position)])
    }
    try quick.execute("COMMIT")
    try reader.look()
    try slow.execute("COMMIT")
    try reader.look()
    #expect(reader.seen == [2], "the hole this guards against")
    // With the counter the quick one has to wait; here it gives up instead of standing in line.
    try slow.execute("DELETE FROM feed; INSERT INTO feed_counter VALUES (1801, 2); BEGIN")
    let slowly = try FeedCounter(slow).take(1, of: Self.office)
    try slow.prepare(insert).run([.integer(Self.office.number), .integer(slowly.lowerBound)])
    try quick.execute("SET lock_timeout = 50")
    try quick.execute("BEGIN")
    let counter = try FeedCounter(quick)
    do {
      _ = try counter.take(1, of: Self.office)
      Issue.record("a position was given past an open transaction")
    } catch let fault as SQLFault { #expect(fault.kind == .busy) }
    try quick.execute("ROLLBACK")
    try slow.execute("COMMIT")
    #expect(try counter.take(1, of: Self.office) == 4...4)
  }

  @Test func `eight writers, slow and quick: the feed has no gap and nothing appears behind the reader`() async throws {
    let place = try feed()
    let pool = try Pool(PoolLimits(connections: 8, patience: .seconds(300))) { try PostgreSQLConnection(place) }
    let done = Done()
    let writers = 240
    let reading = Task {
      let watch = try Pool(PoolLimits(connections: 1)) { try PostgreSQLConnection(place) }
      return try await watch.use { connection -> [Int64] in
        let reader = try Reader(connection)
        while done.all < writers { try reader.look() }
        try reader.look()
        return reader.seen
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<writers {
        group.addTask {
          defer { done.one() }
          try await pool.use { connection in
            try connection.execute("BEGIN")
            let range = try FeedCounter(connection).take(1 + index % 5, of: Self.office)
            let insert = try connection.prepare("INSERT INTO feed (office, position) VALUES ($1, $2)")
            for position in range { try insert.run([.integer(Self.office.number), .integer(position)]) }
            if index % 20 == 0 { try connection.execute("SELECT pg_sleep(0.01)") }
            try connection.execute(index % 7 == 0 ? "ROLLBACK" : "COMMIT")
          }
        }
      }
      try await group.waitForAll()
    }
    let seen = try await reading.value
    #expect(seen == Array(1...Int64(seen.count)))
    #expect(seen.count == (0..<writers).filter { $0 % 7 != 0 }.reduce(0) { $0 + 1 + $1 % 5 })
  }
}
