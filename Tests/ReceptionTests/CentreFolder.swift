import CentralReception
import CentralWeb
import Domain
import PostgreSQL
import SQL
import SQLPool
import SQLite
import Squeeze
import Synchronization
import TemporaryPostgres
import TestSupport
import Wire

/// A centre on a store of its own, with a clock the test moves.
final class CentreFolder: Sendable {
  let folder = TemporaryFolder()
  let keys: CentreKeys
  let place: Centre.Place
  private let clock = Mutex(Moment(milliseconds: 1_800_000_000_000))

  init(_ engine: TestSupport.Engine) throws {
    keys = try CentreKeys.open(in: folder.path)
    switch engine {
    case .sqlite: place = .folder(folder.path)
    case .postgresql: place = .database(try TemporaryPostgres.shared().database())
    }
  }

  init(at server: PostgreSQLPlace) throws {
    keys = try CentreKeys.open(in: folder.path)
    place = .database(server)
  }

  var now: Moment {
    get { clock.withLock { $0 } }
    set { clock.withLock { $0 = newValue } }
  }

  func after(_ span: Span) { now = now.advanced(by: span) }

  /// Changes the database behind the centre's back.
  func change(_ sql: String, _ values: [SQLValue]) async throws {
    switch place {
    case .folder(let folder):
      _ = try SQLiteConnection(path: folder + "/centre.sqlite", access: .writing).prepare(sql).run(values)
    case .database(let server):
      let pool = try Pool(PoolLimits(connections: 1)) { try PostgreSQLConnection(server) }
      _ = try await pool.use { try $0.prepare(sql).run(values) }
      await pool.close()
    }
  }

  /// One process of this centre.
  func open(connections: Int = 4) async throws -> Centre {
    var surroundings = Centre.Surroundings(now: { self.now }, squeezer: Zstd.squeezer(dictionaries: [1], level: 3))
    surroundings.connections = connections
    return try await Centre(place, keys, surroundings)
  }
}
