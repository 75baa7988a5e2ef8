import PostgreSQL
import SQL
import SQLPool
import SQLite

// Erased words leave the rows in the transaction that takes the erasure in. What the engine keeps of the old rows is another
// matter: an embedded file overwrites it by itself, a server's tables have to be written anew.
extension Books {
  static let scrubKey = "centre-scrub"

  /// Every table that may hold somebody's words, or held them before the erasure.
  private static let scrubbed = ["event", "guest", "visit", "complaint", "reservation", "parked"]

  /// Inside the transaction that takes the erasure in.
  func noteErasure() throws {
    hasErased = true
    try statement("INSERT INTO meta (key, value) VALUES ($1, 'due') ON CONFLICT (key) DO NOTHING")
      .run([.text(Self.scrubKey)])
  }

  var isScrubbingDue: Bool {
    get throws {
      try statement("SELECT 1 FROM meta WHERE key = $1").first([.text(Self.scrubKey)]) { _ in true } ?? false
    }
  }

  /// Takes what is left of erased words out of an embedded file, once the tables that are computed from the log have
  /// followed the erasure: until then their rows hold the words still, and so does every copy of their pages. Returns
  /// whether nothing is left.
  func sweep(_ file: SQLiteConnection) throws -> Bool {
    guard try behind().isEmpty else { return false }
    try file.checkpoint(truncating: true)
    // Last: a process that ends in between sweeps again.
    try statement("DELETE FROM meta WHERE key = $1").run([.text(Self.scrubKey)])
    hasErased = false
    return true
  }

  /// Writes the tables anew without the rows that were replaced; they are locked meanwhile, one after the other.
  func scrub() throws {
    if let file = connection as? SQLiteConnection {
      while let office = try behind().first { try project(office) }
      _ = try sweep(file)
    } else {
      // Noted first: what is erased while this runs is due again.
      try statement("DELETE FROM meta WHERE key = $1").run([.text(Self.scrubKey)])
      do {
        for table in Self.scrubbed { try connection.execute("VACUUM (FULL, ANALYZE) \(table)") }
      } catch {
        try? noteErasure()
        throw error
      }
    }
  }
}

extension Centre {
  /// Takes away what the database still keeps of erased words. The write-ahead log, its archives and backups are the
  /// administrator's.
  public func scrub() async throws { try await pool.use { try $0.scrub() } }

  /// Whether words were erased since the tables were last written anew.
  public func isScrubbingDue() async throws -> Bool { try await pool.use { try $0.isScrubbingDue } }
}
