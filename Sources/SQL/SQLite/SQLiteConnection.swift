import CSQLite
import SQL

/// One open SQLite database. One thread uses it; one process has one that writes.
///
/// Settings and their reasons: WAL with synchronous=FULL, because a number that was shown must survive a power cut;
/// secure_delete, because an erased name must not stay in free pages; no automatic checkpoint, because two connections
/// that checkpoint at the same instant can corrupt a database in this version of SQLite, so the writer does it when it
/// has time.
public final class SQLiteConnection: SQLConnection {
  public enum Access: Sendable {
    case writing
    /// Sees a consistent picture, never checkpoints, never writes.
    case reading
  }

  public let dialect = Dialect.sqlite
  let handle: OpaquePointer
  public let path: String
  private let logPages = LogPages()

  /// `disk` names a registered file system of SQLite; tests hand in one that fails on purpose.
  public init(path: String, access: Access, disk: String? = nil) throws(SQLFault) {
    self.path = path
    let flags =
      (access == .writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX
      | SQLITE_OPEN_EXRESCODE
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags, disk)
    guard code == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLFault(code: code, message: message, statement: "open")
    }
    handle = opened
    sqlite3_busy_timeout(handle, Self.busyMilliseconds)
    _ = loket_sqlite_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    // The write-ahead log stays when the last connection closes: closing must be quick, and readers never clean up.
    _ = loket_sqlite_flag(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    do throws(SQLFault) {
      if access == .writing {
        // SQLite answers with the mode it got. Without WAL, FULL may lose the last commit in a power cut.
        guard try pragma("journal_mode=WAL") == "wal" else {
          throw SQLFault(
            code: SQLITE_CANTOPEN, message: "no write-ahead log here", statement: "PRAGMA journal_mode=WAL")
        }
        try execute(
          """
          PRAGMA synchronous=FULL;
          PRAGMA secure_delete=ON;
          PRAGMA wal_autocheckpoint=0;
          PRAGMA temp_store=MEMORY;
          PRAGMA cache_size=-8192;
          """)
        // After the pragmas: setting wal_autocheckpoint takes away whatever hook there is.
        sqlite3_wal_hook(
          handle,
          { context, _, _, pages in
            Unmanaged<LogPages>.fromOpaque(context!).takeUnretainedValue().now = Int(pages)
            return SQLITE_OK
          }, Unmanaged.passUnretained(logPages).toOpaque())
      } else {
        try execute(
          "PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4096;")
      }
    } catch {
      sqlite3_close_v2(handle)
      throw error
    }
  }

  /// One process writes, so whoever holds the file up is a passing backup or check.
  static let busyMilliseconds: Int32 = 2_000

  deinit { sqlite3_close_v2(handle) }

  func fault(_ code: Int32, _ statement: String) -> SQLFault {
    SQLFault(code: code, message: String(cString: sqlite3_errmsg(handle)), statement: statement)
  }

  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  public func execute(_ script: String) throws(SQLFault) {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw fault(code, script) }
  }

  private func pragma(_ text: String) throws(SQLFault) -> String {
    var answer = ""
    do {
      try prepare("PRAGMA " + text).each([]) { answer = $0.text(0) }
    } catch let fault as SQLFault {
      throw fault
    } catch { throw SQLFault(code: SQLITE_ERROR, message: "unreadable", statement: text) }
    return answer
  }

  public func prepare(_ sql: String) throws(SQLFault) -> any SQLStatement {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw fault(code, sql) }
    return SQLiteStatement(statement, sql, self)
  }

  /// Copies the write-ahead log into the main file as far as readers allow; returns the pages left in the log.
  /// `truncating` also empties the log file, which no reader may be using; one that is makes it throw at once.
  @discardableResult
  public func checkpoint(truncating: Bool = false) throws(SQLFault) -> Int {
    var left: Int32 = 0
    var moved: Int32 = 0
    sqlite3_busy_timeout(handle, 0)
    defer { sqlite3_busy_timeout(handle, Self.busyMilliseconds) }
    let code = sqlite3_wal_checkpoint_v2(
      handle, "main", truncating ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &left, &moved)
    guard code == SQLITE_OK else { throw fault(code, "checkpoint") }
    logPages.copied = Int(moved)
    return Int(max(0, left - moved))
  }

  /// Pages committed to the write-ahead log that the last checkpoint had not copied yet.
  public var pagesSinceCheckpoint: Int {
    // A shorter log than was copied has begun anew.
    logPages.now >= logPages.copied ? logPages.now - logPages.copied : logPages.now
  }

  /// Copies the whole database into a new file, a few hundred pages at a time, while others go on reading.
  public func backUp(to path: String, progress: (_ done: Int, _ total: Int) -> Bool) throws(SQLFault) {
    let copy = try SQLiteConnection(plain: path)
    guard let job = sqlite3_backup_init(copy.handle, "main", handle, "main") else {
      throw copy.fault(sqlite3_errcode(copy.handle), "backup")
    }
    var code = SQLITE_OK
    repeat {
      code = sqlite3_backup_step(job, 512)
      let total = Int(sqlite3_backup_pagecount(job))
      if !progress(total - Int(sqlite3_backup_remaining(job)), total) { break }
    } while code == SQLITE_OK || code == SQLITE_BUSY
    let finished = sqlite3_backup_finish(job)
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      throw SQLFault(code: finished == SQLITE_OK ? code : finished, message: "backup", statement: "backup")
    }
  }

  /// A file to be filled, with no settings of ours.
  private init(plain path: String) throws(SQLFault) {
    self.path = path
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw SQLFault(code: code, message: "cannot create", statement: "open")
    }
    handle = opened
  }

  /// What SQLite itself finds wrong with the file, at most `limit` findings; empty when sound.
  public func damage(limit: Int = 100) -> [String] {
    var found: [String] = []
    do {
      try prepare("PRAGMA integrity_check(\(limit))").each([]) { row in
        let line = row.text(0)
        if line != "ok" { found.append(line) }
      }
    } catch let fault as SQLFault {
      found.append(fault.message)
    } catch { found.append("unreadable") }
    return found
  }

  /// Bytes SQLite holds in memory for this process.
  public static var memoryUsed: Int { Int(sqlite3_memory_used()) }
}

/// Told by SQLite after every commit.
private final class LogPages {
  var now = 0
  var copied = 0
}

extension SQLFault {
  init(code: Int32, message: String, statement: String) {
    let kind: SQLFault.Kind =
      switch code & 0xFF {
      case SQLITE_FULL: .full
      case SQLITE_IOERR where code >> 8 == 12: .memory  // SQLITE_IOERR_NOMEM
      case SQLITE_IOERR, SQLITE_CANTOPEN: .disk
      case SQLITE_NOMEM: .memory
      case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
      case SQLITE_CONSTRAINT: .constraint
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_READONLY: .readOnly
      default: .other
      }
    self.init(kind: kind, code: code, message: message, statement: statement)
  }
}
