import Machine
import PostgreSQL
import SQL
import SQLite
import TemporaryPostgres

/// The engines behind the interface.
enum Engine: String, CaseIterable, Sendable {
  case sqlite, postgresql

  /// An empty database with a connection to it.
  func connection() throws -> any SQLConnection {
    switch self {
    case .sqlite:
      let file = "/tmp/loket-sql-\(UInt64.random(in: 0...UInt64.max))"
      let connection = try SQLiteConnection(path: file, access: .writing)
      try connection.execute("CREATE TABLE begun (id BIGINT)")
      // Open files outlive their names.
      for ending in ["", "-wal", "-shm"] { Files.remove(file + ending) }
      return connection
    case .postgresql: return try PostgreSQLConnection(TemporaryPostgres.shared().database())
    }
  }
}

/// The fault that some work ends in, if it does.
func fault(_ work: () throws -> Void) -> SQLFault? {
  do {
    try work()
    return nil
  } catch {
    return error as? SQLFault
  }
}
