import Machine
import PostgreSQL
import SQL
import TemporaryPostgres
import Testing

/// A server that goes away is one clear fault, and nothing is half done.
struct LossTests {
  private func table() throws -> (PostgreSQLConnection, stranger: PostgreSQLConnection) {
    let place = try TemporaryPostgres.shared().database()
    let connection = try PostgreSQLConnection(place)
    try connection.execute("CREATE TABLE t (a BIGINT PRIMARY KEY NOT NULL)")
    return (connection, try PostgreSQLConnection(place))
  }

  private func rows(_ connection: PostgreSQLConnection) throws -> [Int64] {
    try connection.prepare("SELECT a FROM t ORDER BY a").map { $0.integer(0) }
  }

  private func end(_ victim: PostgreSQLConnection, by stranger: PostgreSQLConnection) throws {
    let process = victim.process
    try stranger.prepare("SELECT pg_terminate_backend($1)").each([.integer(Int64(process))]) { _ in }
    let seen = try stranger.prepare("SELECT COUNT(*) FROM pg_stat_activity WHERE pid = $1")
    while try seen.first([.integer(Int64(process))], { $0.integer(0) }) != 0 { Thread.pause(milliseconds: 1) }
  }

  @Test func `a session ended in a transaction refuses all but the rollback, then works again`() throws {
    let (connection, stranger) = try table()
    let insert = try connection.prepare("INSERT INTO t VALUES ($1)")
    try connection.execute("BEGIN")
    try insert.run([.integer(1)])
    try end(connection, by: stranger)
    #expect(fault { try insert.run([.integer(2)]) }?.kind == .lost)
    #expect(fault { try insert.run([.integer(3)]) }?.kind == .lost, "not outside the transaction it belonged to")
    #expect(fault { try connection.execute("COMMIT") }?.kind == .lost)
    #expect(connection.isInTransaction)
    try connection.execute("ROLLBACK")
    #expect(!connection.isInTransaction)
    try connection.execute("BEGIN")
    try insert.run([.integer(4)])
    try connection.execute("COMMIT")
    #expect(try rows(connection) == [4])
  }

  @Test func `a session ended while idle is opened again by the next transaction, a statement alone says so once`()
    throws
  {
    let (connection, stranger) = try table()
    let insert = try connection.prepare("INSERT INTO t VALUES ($1)")
    try end(connection, by: stranger)
    try connection.execute("BEGIN")
    try insert.run([.integer(1)])
    try connection.execute("COMMIT")
    try end(connection, by: stranger)
    while connection.isConnected { Thread.pause(milliseconds: 1) }
    #expect(fault { try insert.run([.integer(2)]) }?.kind == nil, "having looked")
    try end(connection, by: stranger)
    #expect(fault { try insert.run([.integer(3)]) }?.kind == .lost, "not having looked")
    try insert.run([.integer(3)])
    #expect(try rows(connection) == [1, 2, 3])
  }

  @Test func `a cancelled statement is a fault of its own and the session stays`() throws {
    let connection = try table().0
    let process = connection.process
    try connection.execute("BEGIN")
    let cancelled = fault {
      // The cancelling comes from the statement's own server, so that nothing has to be timed.
      try connection.prepare("SELECT pg_cancel_backend($1), pg_sleep(20)").each([.integer(Int64(process))]) { _ in }
    }
    #expect(cancelled?.kind == .cancelled)
    try connection.execute("ROLLBACK")
    #expect(connection.process == process)
  }

  @Test func `serialisation failures are told to begin again`() throws {
    let (one, other) = try table()
    try one.execute("INSERT INTO t VALUES (1)")
    try one.execute("BEGIN; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT a FROM t")
    try other.execute("UPDATE t SET a = 5")
    let found = fault { try one.execute("UPDATE t SET a = 6") }
    #expect(found?.kind == .conflict)
    #expect(found?.isPassing == true)
    try one.execute("ROLLBACK")
    #expect(try rows(one) == [5])
  }

  @Test func `a server that cannot be reached is said to be so, without its password`() {
    let found = fault {
      _ = try PostgreSQLConnection(PostgreSQLPlace("host=/nowhere user=loket password=rahasia dbname=pusat"))
    }
    #expect(found?.kind == .lost)
    #expect(!"\(String(describing: found)) \(PostgreSQLPlace("password=rahasia"))".contains("rahasia"))
  }

  @Test func `a server restarted in the middle of a transaction keeps what was committed and nothing else`() throws {
    let server = try TemporaryPostgres(isDurable: true)
    let connection = try PostgreSQLConnection(server.database())
    try connection.execute("CREATE TABLE t (a BIGINT PRIMARY KEY NOT NULL)")
    let insert = try connection.prepare("INSERT INTO t VALUES ($1)")
    for abruptly in [true, false] {
      let base: Int64 = abruptly ? 0 : 10
      try connection.execute("BEGIN")
      try insert.run([.integer(base + 1)])
      try connection.execute("COMMIT")
      try connection.execute("BEGIN")
      try insert.run([.integer(base + 2)])
      try server.restart(abruptly: abruptly)
      let cut = fault { try insert.run([.integer(base + 3)]) }
      #expect(cut?.kind == .lost, "\(String(describing: cut))")
      #expect(fault { try connection.execute("COMMIT") }?.kind == .lost)
      try connection.execute("ROLLBACK")
      try connection.execute("BEGIN")
      try insert.run([.integer(base + 4)])
      try connection.execute("COMMIT")
    }
    #expect(try rows(connection) == [1, 4, 11, 14])
  }
}
