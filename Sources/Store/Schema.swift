import Domain
import SQL

/// The tables, in the order in which versions added them.
///
/// Every key begins with the office, so that the centre's engine can shard as it is. `event` and the local tables are
/// the truth; everything in `Projections` can be dropped and computed again.
///
/// PINs, sessions and print jobs belong to one office's PC: a server has no such tables. `meta` it has, for the version
/// of the schema; being a handful of rows that every node reads, it is what Citus calls a reference table.
public enum Schema {
  /// Migration n brings a store from version n to n + 1. Never change one that has been released.
  static let migrations: [@Sendable (Dialect) -> String] = [
    { dialect in
      """
      CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, mark BIGINT);
      CREATE TABLE event (
        office BIGINT NOT NULL, node BIGINT NOT NULL, sequence BIGINT NOT NULL,
        subject BIGINT NOT NULL, sort BIGINT NOT NULL, kind BIGINT NOT NULL,
        at BIGINT NOT NULL, actor BIGINT NOT NULL, after \(dialect.bytes) NOT NULL,
        body \(dialect.bytes), digest \(dialect.bytes), link \(dialect.bytes) NOT NULL,
        PRIMARY KEY (office, node, sequence)
      ) \(dialect.clustered);
      CREATE INDEX event_subject ON event (office, subject, node, sequence);
      CREATE TABLE command (
        office BIGINT NOT NULL, id \(dialect.bytes) NOT NULL, kind TEXT NOT NULL,
        node BIGINT NOT NULL, sequence BIGINT NOT NULL, events BIGINT NOT NULL, mark BIGINT,
        PRIMARY KEY (office, id)
      ) \(dialect.clustered);
      """ + (dialect.isEmbedded ? ofThisPC(dialect) : "")
    },
    { dialect in
      guard dialect.isEmbedded else { return "" }
      return """
        CREATE TABLE print_job (
          office BIGINT NOT NULL, id BIGINT NOT NULL, visit BIGINT NOT NULL, language BIGINT NOT NULL,
          asked BIGINT NOT NULL, copy BIGINT NOT NULL, state BIGINT NOT NULL, reason TEXT NOT NULL,
          queued_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, attempts BIGINT NOT NULL, mark BIGINT,
          PRIMARY KEY (office, id)
        ) \(dialect.clustered);
        CREATE INDEX print_job_visit ON print_job (office, visit, id);
        """
    },
    // A day's numbers are one author's: two histories of one office may have given the same.
    { dialect in
      """
      CREATE TABLE visit_before AS SELECT * FROM visit;
      DROP TABLE visit;
      \(Projections.visit.create(dialect))
      INSERT INTO visit SELECT * FROM visit_before;
      DROP TABLE visit_before;
      """
    },
  ]

  private static func ofThisPC(_ dialect: Dialect) -> String {
    """

    CREATE TABLE credential (
      officer BIGINT PRIMARY KEY NOT NULL, hash TEXT NOT NULL, failures BIGINT NOT NULL, locked_until BIGINT NOT NULL,
      mark BIGINT
    );
    CREATE TABLE session (
      token \(dialect.bytes) PRIMARY KEY NOT NULL, officer BIGINT NOT NULL, expires_at BIGINT NOT NULL, mark BIGINT
    ) \(dialect.clustered);
    """
  }

  /// A store written by a newer program: left alone.
  public struct TooNew: Error, Equatable {
    public var found: Int
    public var known: Int

    public init(found: Int, known: Int) {
      self.found = found
      self.known = known
    }

    public var text: Bilingual {
      Bilingual(
        "Penyimpanan ini ditulis versi loket yang lebih baru (\(found), versi ini mengenal \(known)) dan tidak disentuh. Pasang "
          + "versi yang baru.",
        "This store was written by a newer version of loket (\(found), this one knows \(known)) and was not touched. Install "
          + "the newer version.")
    }
  }

  /// Brings the store to this version, each step in a transaction of its own.
  static func migrate(_ connection: any SQLConnection, _ marks: RowMark) throws {
    // Several processes may begin at once on one server. The lock ends with the session at the latest.
    guard !connection.dialect.isEmbedded else { return try bringUp(connection, marks) }
    try connection.prepare("SELECT pg_advisory_lock($1)").each([lock]) { _ in }
    defer { try? connection.prepare("SELECT pg_advisory_unlock($1)").each([lock]) { _ in } }
    try bringUp(connection, marks)
  }

  /// Any number nobody else takes: the letters of "loket".
  private static let lock = SQLValue.integer(Int64(0x6C6F_6B65_74))

  private static func bringUp(_ connection: any SQLConnection, _ marks: RowMark) throws {
    let version = try version(connection)
    guard version <= migrations.count else { throw TooNew(found: version, known: migrations.count) }
    for (index, migration) in migrations.enumerated().dropFirst(version) {
      try connection.execute(connection.dialect.beginWriting)
      do {
        try connection.execute(migration(connection.dialect))
        if index == 0 {
          try connection.execute(Projections.createAll(connection.dialect))
        }
        try PlannerFigures.write(connection)
        try connection.prepare(
          """
          INSERT INTO meta (key, value, mark) VALUES ('schema', $1, $2)
          ON CONFLICT (key) DO UPDATE SET value = excluded.value, mark = excluded.mark
          """
        ).run([.text(String(index + 1)), marks.of("meta", [.text("schema"), .text(String(index + 1))])])
        try connection.execute("COMMIT")
      } catch {
        try? connection.execute("ROLLBACK")
        throw error
      }
    }
  }

  private static func version(_ connection: any SQLConnection) throws -> Int {
    guard let read = try? connection.prepare("SELECT value FROM meta WHERE key = 'schema'") else {
      // No table yet, or a file that is no database: creating the tables tells which.
      return 0
    }
    return try read.first { Int($0.text(0)) ?? 0 } ?? 0
  }
}
