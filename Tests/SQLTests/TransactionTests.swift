import PostgreSQL
import SQL
import TemporaryPostgres
import Testing

/// Transactions and faults mean the same on both engines.
struct TransactionTests {
  private func guests(_ engine: Engine) throws -> any SQLConnection {
    let connection = try engine.connection()
    try connection.execute("CREATE TABLE guest (name TEXT PRIMARY KEY NOT NULL)")
    return connection
  }

  private func names(_ connection: any SQLConnection) throws -> [String] {
    try connection.prepare("SELECT name FROM guest ORDER BY name").map { $0.text(0) }
  }

  @Test(arguments: Engine.allCases) func `transactions do not nest, and nothing ends that has not begun`(engine: Engine)
    throws
  {
    let connection = try guests(engine)
    let begin = connection.dialect.beginWriting
    #expect(fault { try connection.execute("COMMIT") }?.kind == .other)
    #expect(fault { try connection.execute("ROLLBACK") }?.kind == .other)
    #expect(!connection.isInTransaction)
    try connection.execute(begin)
    #expect(connection.isInTransaction)
    #expect(fault { try connection.execute(begin) }?.kind == .other)
    try connection.execute("INSERT INTO guest VALUES ('Ani')")
    try connection.prepare("ROLLBACK").run([])
    #expect(!connection.isInTransaction)
    try connection.prepare(begin).run([])
    try connection.execute("INSERT INTO guest VALUES ('Budi')")
    try connection.prepare("COMMIT").run([])
    #expect(try names(connection) == ["Budi"])
  }

  @Test(arguments: Engine.allCases) func `part of a transaction fails by itself, however deep`(engine: Engine) throws {
    struct Stop: Error {}
    let connection = try guests(engine)
    let insert = try connection.prepare("INSERT INTO guest VALUES ($1)")
    try connection.whole { () throws(SQLFault) in
      try insert.run([.text("Ani")])
      _ = fault {
        try connection.attempt {
          try insert.run([.text("Budi")]); try insert.run([.text("Ani")])
        }
      }
      try? connection.attempt {
        try insert.run([.text("Citra")])
        try? connection.attempt {
          try insert.run([.text("Dewi")])
          throw Stop()
        }
        try insert.run([.text("Eka")])
      }
      try insert.run([.text("Fajar")])
    }
    #expect(try names(connection) == ["Ani", "Citra", "Eka", "Fajar"])
  }

  @Test(arguments: Engine.allCases) func `faults are told apart by kind and hold no value`(engine: Engine) throws {
    let connection = try guests(engine)
    let insert = try connection.prepare("INSERT INTO guest VALUES ($1)")
    try insert.run([.text("Siti Rahmawati")])
    let faults = [
      fault { try insert.run([.text("Siti Rahmawati")]) }, fault { try insert.run([.null]) },
      fault { _ = try connection.prepare("SELEKT 1") }, fault { try connection.execute("SELECT * FROM nothing") },
    ]
    #expect(faults.map(\.?.kind) == [.constraint, .constraint, .other, .other])
    #expect(!"\(faults)".contains("Siti"))
    #expect(try names(connection).count == 1)
  }

  @Test(
    arguments: [
      ("53100", .full), ("53200", .memory), ("53300", .busy), ("55P03", .busy), ("40001", .conflict),
      ("40P01", .conflict), ("57014", .cancelled), ("58030", .disk), ("XX001", .corrupt), ("23514", .constraint),
      ("25006", .readOnly), ("22003", .value), ("54000", .value), ("P0001", .other),
    ] as [(String, SQLFault.Kind)])
  func `each SQLSTATE has its kind, and only harmless classes keep the server's words`(
    state: String, kind: SQLFault.Kind
  )
    throws
  {
    let connection = try Engine.postgresql.connection()
    let found = fault {
      try connection.execute("DO $$ BEGIN RAISE EXCEPTION 'about Siti' USING ERRCODE = '\(state)'; END $$")
    }
    #expect(found?.kind == kind)
    #expect(found?.state == state)
    if ["22003", "P0001"].contains(state) { #expect(found?.message == "SQLSTATE \(state)") }
  }

  @Test func `a fault in PostgreSQL's transaction cannot be committed away`() throws {
    let connection = try guests(.postgresql)
    try connection.execute("BEGIN")
    try connection.execute("INSERT INTO guest VALUES ('Ani')")
    #expect(fault { try connection.execute("INSERT INTO guest VALUES ('Ani')") }?.kind == .constraint)
    #expect(connection.isInTransaction)
    #expect(fault { try connection.execute("COMMIT") }?.state == "25P02")
    #expect(!connection.isInTransaction)
    #expect(try names(connection) == [])
  }

  @Test func `statements are prepared once, and as many as are allowed stay prepared`() throws {
    var place = try TemporaryPostgres.shared().database()
    place.limits.statements = 8
    let connection = try PostgreSQLConnection(place)
    func prepared() throws -> Int64? {
      try connection.prepare("SELECT COUNT(*) FROM pg_prepared_statements").first { $0.integer(0) }
    }
    for _ in 0..<5 {
      #expect(try connection.prepare("SELECT $1::bigint + 1").first([.integer(1)]) { $0.integer(0) } == 2)
    }
    #expect(try prepared() == 2)
    let early = try connection.prepare("SELECT 'early'")
    for index in 0..<50 { _ = try connection.prepare("SELECT \(index)") }
    #expect(try prepared() ?? 99 <= 8)
    #expect(try early.first { $0.text(0) } == "early", "prepared again when it is wanted again")
    try connection.execute("CREATE TABLE t (a BIGINT)")
    let all = try connection.prepare("SELECT * FROM t")
    #expect(try all.map { $0.isNull(0) } == [])
    try connection.execute("DROP TABLE t; CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x')")
    #expect(fault { _ = try all.map { $0.text(0) } }?.state == "0A000")
    #expect(try all.map { $0.text(0) } == ["x"])
  }

  @Test func `a statement over its time and a lock over its time end in a fault`() throws {
    var place = try TemporaryPostgres.shared().database()
    let other = try PostgreSQLConnection(place)
    place.limits.statement = .milliseconds(50)
    let hasty = try PostgreSQLConnection(place)
    #expect(fault { try hasty.execute("SELECT pg_sleep(20)") }?.kind == .cancelled)
    place.limits.statement = .seconds(20)
    place.limits.lock = .milliseconds(50)
    let impatient = try PostgreSQLConnection(place)
    try other.execute("CREATE TABLE t (a BIGINT); INSERT INTO t VALUES (1)")
    try other.execute("BEGIN")
    try other.execute("UPDATE t SET a = 2")
    #expect(fault { try impatient.execute("UPDATE t SET a = 3") }?.kind == .busy)
    try other.execute("COMMIT")
    #expect(try impatient.prepare("UPDATE t SET a = 3").run([]) == 1)
  }
}
