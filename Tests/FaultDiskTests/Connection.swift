import CSQLite

/// What SQLite said no with.
struct SQLiteError: Error, Equatable {
  var code: Int32
}

/// A connection to a database on a fault disk; keeps the disk until it is closed.
final class Connection {
  private let disk: Disk
  private var handle: OpaquePointer?

  init(_ disk: Disk, file: String = "office.db", synchronous: Synchronous = .full, vfs: String? = nil) throws {
    self.disk = disk
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE
    try check(sqlite3_open_v2(disk.path(file), &handle, flags, vfs ?? disk.name))
    // A small cache spills pages of a transaction still open; a small -wal is checkpointed and begun anew often.
    try run("PRAGMA cache_size = 8; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 6")
    try run("PRAGMA synchronous = \(synchronous.rawValue)")
  }

  deinit { sqlite3_close_v2(handle) }

  enum Synchronous: String { case off, normal, full, extra }

  func run(_ sql: String) throws { try check(sqlite3_exec(handle, sql, nil, nil, nil)) }

  /// The first column of every row.
  func column(_ sql: String) throws -> [String] {
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
    defer { sqlite3_finalize(statement) }
    var rows: [String] = []
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else { throw SQLiteError(code: code) }
      rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
    }
  }

  func numbers(_ sql: String) throws -> [Int] { try column(sql).compactMap { Int($0) } }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw SQLiteError(code: code) }
  }
}
