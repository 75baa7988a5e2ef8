import CSQLite

/// A desk handing out tickets: each ticket moves a counter and adds a row, in one transaction.
struct Counter {
  /// Tickets whose commit was answered with yes.
  var committed: [Int] = []
  /// Tickets whose commit was asked for: a failed one may still be found after a restart.
  var attempted: [Int] = []

  static let schema = """
    CREATE TABLE IF NOT EXISTS counter (only INTEGER PRIMARY KEY CHECK (only = 1), last INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS ticket (number INTEGER PRIMARY KEY, note BLOB NOT NULL);
    INSERT OR IGNORE INTO counter VALUES (1, 0);
    """

  mutating func issue(_ number: Int, on connection: Connection) throws {
    attempted.append(number)
    do {
      try connection.run(
        """
        BEGIN IMMEDIATE;
        INSERT INTO ticket VALUES (\(number), randomblob(3000));
        UPDATE counter SET last = \(number);
        COMMIT
        """)
      committed.append(number)
    } catch {
      // SQLite has ended the transaction by itself after some errors and not after others.
      try? connection.run("ROLLBACK")
      throw error
    }
  }

  /// Two visits to the desk, each with a connection of its own, so that a -wal is also removed and made again.
  /// A refused ticket is not asked for twice; the next one is.
  mutating func work(on disk: Disk, tickets: Int = 8, synchronous: Connection.Synchronous = .full) {
    for half in [1...tickets / 2, tickets / 2 + 1...tickets] {
      guard let connection = try? Connection(disk, synchronous: synchronous) else { continue }
      guard (try? connection.run("BEGIN IMMEDIATE; \(Self.schema) COMMIT")) != nil else { continue }
      for number in half { try? issue(number, on: connection) }
    }
  }

  /// What a restart finds wrong; empty when all is well.
  func complaints(_ disk: Disk) -> [String] {
    do {
      let connection = try Connection(disk)
      var found = try connection.column("PRAGMA integrity_check").filter { $0 != "ok" }
      try connection.run(Self.schema)
      let tickets = try connection.numbers("SELECT number FROM ticket ORDER BY number")
      let last = try connection.numbers("SELECT last FROM counter")
      if last != [tickets.last ?? 0] { found.append("counter \(last), tickets \(tickets)") }
      let lost = committed.filter { !tickets.contains($0) }
      if !lost.isEmpty { found.append("lost \(lost)") }
      let invented = tickets.filter { !attempted.contains($0) }
      if !invented.isEmpty { found.append("invented \(invented)") }
      return found
    } catch {
      return ["restart: \(error)"]
    }
  }
}
