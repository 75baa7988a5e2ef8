import Domain
import Machine
import SQL
import SQLPool
import Seal

// A database that came back from a backup does not know it. What it stands on does: another server, another timeline,
// another table of the same name, another file.
extension Centre {
  /// Where the database stands now, in words that a restore changes: of PostgreSQL the cluster, its timeline (which a
  /// recovery or a promoted standby begins anew) and the table's own number (which `pg_restore` gives anew); of a file the
  /// machine's number for it.
  static func origin(_ place: Place, _ connection: any SQLConnection) throws -> String {
    switch place {
    case .folder(let folder): return "file \(Files.identity(folder + "/centre.sqlite") ?? 0)"
    case .database:
      return try connection.prepare(
        """
        SELECT (SELECT system_identifier FROM pg_control_system())::text || ' '
          || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) || ' ' || 'central_office'::regclass::oid::text
        """
      ).first([]) { $0.text(0) } ?? ""
    }
  }

  /// Compares that with what was noted at the first start. Where it differs, what was given out since the backup is
  /// forgotten: no name of the centre's own is written under again. Returns whether it did.
  static func noteOrigin(_ books: Books, _ origin: String, at now: Moment) throws -> Bool {
    try books.writing {
      let key = "centre-origin"
      let read = try books.statement("SELECT value FROM meta WHERE key = $1\(books.lock)")
      let known = try read.first([.text(key)]) { $0.text(0) }
      guard known != origin else { return false }
      try books.statement(
        "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
      ).run([.text(key), .text(origin)])
      guard known != nil else { return false }
      try books.renewAll(at: now)
      return true
    }
  }

  /// For who has brought back a backup in a way that leaves no trace, such as a disk's snapshot.
  public func wasRestored() async throws {
    let now = now
    try await pool.use { books in try books.writing { try books.renewAll(at: now) } }
  }
}

extension Books {
  /// Every office reads again from the start and may bring back what it holds; the centre writes under new names. Inside a
  /// transaction.
  func renewAll(at now: Moment) throws {
    for code in try offices() {
      guard var office = try office(code, locked: true) else { continue }
      try renew(&office, at: now)
    }
  }
}
