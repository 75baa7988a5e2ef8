import Journal
import SQL
import Store

/// What the centre keeps beside the offices' stores, in the same database.
///
/// Every key begins with the office but for `guess`, which forgets after an hour.
enum Tables {
  private static func create(_ dialect: Dialect) -> String {
    """
    \(FeedCounter.table) \(dialect.clustered);
    CREATE TABLE central_office (
      office BIGINT PRIMARY KEY NOT NULL, name TEXT NOT NULL, incarnation BIGINT NOT NULL,
      recovering_until BIGINT NOT NULL, own BIGINT NOT NULL, added_at BIGINT NOT NULL
    ) \(dialect.clustered);
    CREATE TABLE seat (
      office BIGINT NOT NULL, seat BIGINT NOT NULL, node BIGINT NOT NULL, public_key \(dialect.bytes) NOT NULL,
      link_key \(dialect.bytes) NOT NULL, counter BIGINT NOT NULL, spare BIGINT NOT NULL, version TEXT NOT NULL,
      enrolled_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, revoked_at BIGINT NOT NULL, PRIMARY KEY (office, seat)
    ) \(dialect.clustered);
    CREATE TABLE author (
      office BIGINT NOT NULL, node BIGINT NOT NULL, seat BIGINT, mark BIGINT NOT NULL, link \(dialect.bytes) NOT NULL,
      PRIMARY KEY (office, node)
    ) \(dialect.clustered);
    CREATE TABLE feed (
      office BIGINT NOT NULL, last BIGINT NOT NULL, count BIGINT NOT NULL, node BIGINT NOT NULL,
      sequence BIGINT NOT NULL, PRIMARY KEY (office, last)
    ) \(dialect.clustered);
    CREATE TABLE parked (
      office BIGINT NOT NULL, node BIGINT NOT NULL, sequence BIGINT NOT NULL, reason BIGINT NOT NULL,
      entry \(dialect.bytes) NOT NULL, link \(dialect.bytes) NOT NULL, parked_at BIGINT NOT NULL,
      retried_at BIGINT NOT NULL, PRIMARY KEY (office, node, sequence)
    ) \(dialect.clustered);
    CREATE TABLE enrolment (
      office BIGINT NOT NULL, name TEXT NOT NULL, code_key \(dialect.bytes) NOT NULL, made_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL, seat BIGINT NOT NULL, used_at BIGINT NOT NULL, PRIMARY KEY (office, name)
    ) \(dialect.clustered);
    CREATE TABLE projecting (office BIGINT PRIMARY KEY NOT NULL, position BIGINT NOT NULL) \(dialect.clustered);
    CREATE TABLE guess (address TEXT PRIMARY KEY NOT NULL, count BIGINT NOT NULL, since BIGINT NOT NULL)
      \(dialect.clustered);
    """
  }

  /// What the second version has beside the first: which code keys an office has, by name, and the newest that each seat has
  /// said it holds.
  private static func codes(_ dialect: Dialect) -> String {
    """
    CREATE TABLE code_key (office BIGINT NOT NULL, name BIGINT NOT NULL, PRIMARY KEY (office, name)) \(dialect.clustered);
    ALTER TABLE central_office ADD COLUMN code_floor BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE seat ADD COLUMN code_key BIGINT NOT NULL DEFAULT 0;
    """
  }

  /// Brings a database to this version; several processes may do so at once. What is added has a value for rows that an older
  /// process writes beside this one.
  static func prepare(_ connection: any SQLConnection, _ digester: Digester) throws {
    try Store.prepareCentre(connection, digester: digester)
    let isShared = !connection.dialect.isEmbedded
    if isShared { try connection.prepare("SELECT pg_advisory_lock($1)").each([lock]) { _ in } }
    defer { if isShared { try? connection.prepare("SELECT pg_advisory_unlock($1)").each([lock]) { _ in } } }
    let known = try connection.prepare("SELECT value FROM meta WHERE key = 'centre'").first([]) { $0.text(0) }
    guard known == nil || known == "1" else { return }
    try connection.execute(connection.dialect.beginWriting)
    do {
      if known == nil { try connection.execute(create(connection.dialect)) }
      try connection.execute(codes(connection.dialect))
      try connection.prepare(
        "INSERT INTO meta (key, value) VALUES ('centre', '2') ON CONFLICT (key) DO UPDATE SET value = excluded.value"
      ).run([])
      try connection.execute("COMMIT")
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// The letters of "pusat".
  private static let lock = SQLValue.integer(Int64(0x70_7573_6174))
}
