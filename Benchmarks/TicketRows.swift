import SQL

/// The rows a ticket writes, as the store's own tables hold them: one event, one visit, one answered command.
enum TicketRows {
  static let schema = """
    CREATE TABLE event (
      office BIGINT NOT NULL, node BIGINT NOT NULL, sequence BIGINT NOT NULL, subject BIGINT NOT NULL,
      sort BIGINT NOT NULL, kind BIGINT NOT NULL, at BIGINT NOT NULL, actor BIGINT NOT NULL, after BLOB NOT NULL,
      body BLOB, digest BLOB, link BLOB NOT NULL, PRIMARY KEY (office, node, sequence)) WITHOUT ROWID;
    CREATE INDEX event_subject ON event (office, subject, node, sequence);
    CREATE TABLE command (
      office BIGINT NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL, node BIGINT NOT NULL, sequence BIGINT NOT NULL,
      events BIGINT NOT NULL, PRIMARY KEY (office, id)) WITHOUT ROWID;
    CREATE TABLE visit (
      office BIGINT NOT NULL, id BIGINT NOT NULL, day BIGINT, number BIGINT, service TEXT, stage BIGINT, priority BIGINT,
      channel BIGINT, desk BIGINT, officer BIGINT, guest BIGINT, reservation BIGINT, opened_at BIGINT, called_at BIGINT,
      started_at BIGINT, finished_at BIGINT, recalls BIGINT, reason BIGINT, signed BIGINT, needs BIGINT, notes BIGINT, words BIGINT,
      overruled BIGINT, review BIGINT, skm BLOB, skd BLOB, PRIMARY KEY (office, id), UNIQUE (office, day, number)
    ) WITHOUT ROWID;
    CREATE INDEX visit_1 ON visit (office, guest) WHERE guest IS NOT NULL;
    """

  static let inserts = [
    "INSERT INTO event VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    """
    INSERT INTO visit VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
      $21, $22, $23, $24, $25, $26)
    """,
    "INSERT INTO command VALUES ($1, $2, $3, $4, $5, $6)",
  ]

  /// `.null` in the places that hold the running number is filled by `numbered`.
  static let values: [[SQLValue]] = [
    [
      .integer(8205), .integer(1), .text("#"), .text("#"), .integer(4), .integer(20),
      .integer(Int64(1_795_392_000_000 << 16)), .integer(0), .blob([]), .blob([UInt8](repeating: 9, count: 24)), .null,
      .blob([UInt8](repeating: 5, count: 32)),
    ],
    [
      .integer(8205), .text("#"), .integer(20_780), .text("#"), .text("layanan-a"), .integer(1), .integer(1),
      .integer(1),
      .null, .null, .null, .null, .integer(1_795_392_000_000), .null, .null, .null, .integer(0), .null, .integer(0),
      .integer(0), .integer(0), .integer(0), .integer(0), .null, .null, .null,
    ],
    [.integer(8205), .blob([]), .text("issueTicket"), .integer(1), .text("#"), .integer(1)],
  ]

  static func numbered(_ values: [SQLValue], _ number: Int) -> [SQLValue] {
    values.map { value in
      if value == .text("#") { return .integer(Int64(number) << 10 | 1) }
      if value == .blob([]), values.count == 6 {
        return .blob((0..<16).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (56 - $0 * 8)) : UInt8($0) })
      }
      return value
    }
  }
}
