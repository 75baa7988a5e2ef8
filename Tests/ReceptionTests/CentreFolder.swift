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
import Testing
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

/// A centre that knows one office, whose first PC is enrolled as its node 1.
struct CentreWithOffice {
  let folder: CentreFolder
  let centre: Centre
  var seat: EnrolledSeat

  static let office = OfficeCode(8205)

  init(_ folder: CentreFolder) async throws {
    self.folder = folder
    centre = try await folder.open()
    try await centre.addOffice(Self.office, name: "BPS Halmahera Utara")
    seat = EnrolledSeat(Self.office)
    #expect(try await seat.enrol(centre, node: 1).status == 200)
  }

  init(_ engine: TestSupport.Engine) async throws { try await self.init(try CentreFolder(engine)) }
}

/// Looks again until it is so, and lets others work in between; `false` when it never is.
func comesTrue(_ isSo: () async throws -> Bool) async throws -> Bool {
  let pause = 5
  for _ in 0..<Patience.milliseconds / pause {
    if try await isSo() { return true }
    try await Task.sleep(for: .milliseconds(pause))
  }
  return false
}
