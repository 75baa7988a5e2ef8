import SQL
import Testing

/// What goes in comes out, on both engines.
struct ValueTests {
  private func table(_ engine: Engine) throws -> any SQLConnection {
    let connection = try engine.connection()
    let bytes = connection.dialect.bytes
    try connection.execute("CREATE TABLE t (id BIGINT PRIMARY KEY NOT NULL, a TEXT, b \(bytes), c BIGINT)")
    return connection
  }

  private static let texts = [
    "", "é張🧕🏽\u{200F}", "'; DROP TABLE t; --", "\\x00", String(repeating: "x", count: 300_000),
  ]
  private static let blobs: [[UInt8]] = [
    [], [0], [0, 255, 0, 92, 39], Array(0...255), [UInt8](repeating: 7, count: 5 << 20),
  ]
  private static let integers: [Int64] = [0, -1, .max, .min, 1 << 32]

  @Test(arguments: Engine.allCases) func `values of every sort come back as they went in`(engine: Engine) throws {
    let connection = try table(engine)
    let insert = try connection.prepare("INSERT INTO t (id, a, b, c) VALUES ($1, $2, $3, $4)")
    for index in Self.texts.indices {
      try insert.run([
        .integer(index), .text(Self.texts[index]), .blob(Self.blobs[index]), .integer(Self.integers[index]),
      ])
    }
    try insert.run([.integer(99), .null, .null, .null])
    let rows = try connection.prepare("SELECT a, b, c FROM t WHERE id < $1 ORDER BY id").map([.integer(99)]) {
      ($0.text(0), $0.blob(1), $0.integer(2))
    }
    #expect(rows.map(\.0) == Self.texts)
    #expect(rows.map(\.1) == Self.blobs)
    #expect(rows.map(\.2) == Self.integers)
    let nulls = try connection.prepare("SELECT a, b, c FROM t WHERE id = $1").first([.integer(99)]) { row in
      ((0...2).map { row.isNull($0) }, row.integerOrNil(2), row.text(0), row.blob(1))
    }
    #expect(nulls?.0 == [true, true, true])
    #expect(nulls?.1 == nil && nulls?.2 == "" && nulls?.3 == [])
  }

  @Test(arguments: Engine.allCases) func `whole tables of them are inserted at once, known keys passed over`(
    engine: Engine
  ) throws {
    let connection = try table(engine)
    let columns: [BulkInsertion.Column] = [
      .init("id", .integer), .init("a", .text), .init("b", .bytes), .init("c", .integer),
    ]
    let bulk = try connection.prepare(BulkInsertion(into: "t", columns, skipsKnown: true))
    var rows: [[SQLValue]] = (0..<5_000).map { index in
      let place = index % Self.integers.count
      // One of each sort in its length, the others short.
      return [
        .integer(index), index % 7 == 0 ? .null : .text(index < 5 ? Self.texts[place] : "\(index)'\\"),
        index % 11 == 0
          ? .null : .blob(index < 4 ? Self.blobs[place] : [UInt8](repeating: UInt8(index % 256), count: index % 9)),
        .integer(Self.integers[place]),
      ]
    }
    #expect(try bulk.run(rows) == 5_000)
    #expect(try bulk.run(Array(rows.suffix(10))) == 0, "sent again")
    rows.append([.integer(7_000), .null, .null, .null])
    #expect(try bulk.run(rows) == 1)
    #expect(try bulk.run([]) == 0)
    let back = try connection.prepare("SELECT id, a, b, c FROM t ORDER BY id").map { row -> [SQLValue] in
      [
        .integer(row.integer(0)), row.isNull(1) ? .null : .text(row.text(1)),
        row.isNull(2) ? .null : .blob(row.blob(2)),
        row.isNull(3) ? .null : .integer(row.integer(3)),
      ]
    }
    #expect(back == rows)
    let strict = try connection.prepare(BulkInsertion(into: "t", columns, skipsKnown: false))
    let clash: [[SQLValue]] = (9_000..<14_000).map { [.integer($0), .null, .null, .null] } + [rows[0]]
    #expect(fault { try strict.run(clash) }?.kind == .constraint)
    #expect(!connection.isInTransaction)
    #expect(try connection.prepare("SELECT COUNT(*) FROM t").first { $0.integer(0) } == 5_001, "all rows or none")
  }

  @Test(arguments: Engine.allCases) func `sums, counts, small numbers and their text are read alike`(engine: Engine)
    throws
  {
    let connection = try table(engine)
    try connection.execute("INSERT INTO t (id, c) VALUES (1, 9000000000), (2, 123456789), (3, -20000), (4, NULL)")
    let row = try connection.prepare(
      "SELECT SUM(c), COUNT(*), MAX(c), 1, MIN(a), MIN(c), -7, CAST(-8 AS SMALLINT) FROM t"
    ).first {
      row in
      ([0, 1, 2, 3, 5, 6, 7].map { row.integer($0) }, row.text(0), row.isNull(4))
    }
    #expect(row?.0 == [9_123_436_789, 4, 9_000_000_000, 1, -20_000, -7, -8])
    #expect(row?.1 == "9123436789")
    #expect(row?.2 == true)
    try connection.execute("DELETE FROM t WHERE c > 0")
    #expect(try connection.prepare("SELECT SUM(c) FROM t").first { $0.integer(0) } == -20_000)
    try connection.execute("UPDATE t SET c = 0")
    #expect(try connection.prepare("SELECT SUM(c) FROM t").first { $0.integer(0) } == 0)
  }

  @Test(arguments: Engine.allCases) func `a value goes to the place with its number, wherever it stands`(engine: Engine)
    throws
  {
    let connection = try table(engine)
    try connection.execute("INSERT INTO t (id, a, c) VALUES (1, 'old', 5)")
    let update = try connection.prepare("UPDATE t SET a = $3, c = $2 WHERE id = $1 AND c < $2")
    #expect(try update.run([.integer(1), .integer(70), .text("new")]) == 1)
    let row = try connection.prepare("SELECT a, c FROM t").first { ($0.text(0), $0.integer(1)) }
    #expect(row?.0 == "new" && row?.1 == 70)
  }

  @Test func `what PostgreSQL cannot hold is refused before it is sent, without being repeated`() throws {
    let connection = try table(.postgresql)
    try connection.execute("CREATE TABLE small (n INTEGER, s SMALLINT)")
    let insert = try connection.prepare("INSERT INTO t (id, a) VALUES ($1, $2)")
    let small = try connection.prepare("INSERT INTO small VALUES ($1, $2)")
    let faults = [
      fault { try insert.run([.integer(1), .text("Siti\u{0}")]) }, fault { try insert.run([.text("Siti"), .null]) },
      fault { try insert.run([.integer(1), .blob([1])]) }, fault { try small.run([.integer(1 << 31), .null]) },
      fault { try small.run([.null, .integer(40_000)]) },
    ]
    #expect(faults.map(\.?.kind) == Array(repeating: .value, count: 5))
    #expect(!"\(faults)".contains("Siti"))
    #expect(fault { try insert.run([.integer(1)]) }?.kind == .other, "too few values")
    try small.run([.integer(Int64(Int32.min)), .integer(Int64(Int16.max))])
    #expect(
      try connection.prepare("SELECT n, s FROM small").first { [$0.integer(0), $0.integer(1)] } == [-(1 << 31), 32_767])
  }
}
