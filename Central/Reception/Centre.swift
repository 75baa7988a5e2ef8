import Domain
import Engine
import Journal
import Machine
import PostgreSQL
import SQL
import SQLPool
import SQLite
import Seal
import Store
import Wire

/// The centre of all offices: one per process, any number of processes per PostgreSQL database.
public final class Centre: Sendable {
  /// Where the centre keeps what it knows.
  public enum Place: Sendable {
    /// A folder with a file of its own: one process.
    case folder(String)
    /// A server that several processes share.
    case database(PostgreSQLPlace)
  }

  /// What the programs hand in, and tests replace.
  public struct Surroundings: Sendable {
    public var now: @Sendable () -> Moment
    public var squeezer: Squeezer
    public var connections = 8
    /// Only offices that practise too are enrolled.
    public var isPractice = false

    public init(now: @escaping @Sendable () -> Moment, squeezer: Squeezer) {
      self.now = now
      self.squeezer = squeezer
    }
  }

  let pool: Pool<Books>
  public let keys: CentreKeys
  public let bells = Bells()
  public let figures = Figures()
  let surroundings: Surroundings
  let crypto = Crypto(
    digester: Seal.digester, keyed: { Seal.keyed($0, $1, $2) }, verify: { Seal.verify($0, $1, $2) })
  let isShared: Bool
  private let place: Place

  /// Opens the place, bringing it up to this version; refuses one that was begun with another key.
  public init(_ place: Place, _ keys: CentreKeys, _ surroundings: Surroundings) async throws {
    self.place = place
    self.keys = keys
    self.surroundings = surroundings
    let isPractice = surroundings.isPractice
    var limits = PoolLimits(connections: surroundings.connections, waiting: 1_024, patience: .seconds(10))
    switch place {
    case .folder(let folder):
      isShared = false
      limits.connections = 1
      try Files.makeFolder(folder, mode: 0o700)
      pool = try Pool(limits) {
        try Books(SQLiteConnection(path: folder + "/centre.sqlite", access: .writing), keys, isPractice: isPractice)
      }
    case .database(let server):
      isShared = true
      pool = try Pool(limits) { try Books(PostgreSQLConnection(server), keys, isPractice: isPractice) }
    }
    try await Self.prepare(place, keys, at: surroundings.now())
  }

  private static func prepare(_ place: Place, _ keys: CentreKeys, at now: Moment) async throws {
    let connection: any SQLConnection
    switch place {
    case .folder(let folder): connection = try SQLiteConnection(path: folder + "/centre.sqlite", access: .writing)
    case .database(let server): connection = try PostgreSQLConnection(server)
    }
    try Tables.prepare(connection, Seal.digester)
    let own = hexText(keys.pair.publicKey)
    try connection.prepare(
      "INSERT INTO meta (key, value) VALUES ('centre-key', $1) ON CONFLICT (key) DO NOTHING"
    ).run([.text(own)])
    let known = try connection.prepare("SELECT value FROM meta WHERE key = 'centre-key'").first([]) { $0.text(0) }
    guard known == own else { throw CentreKeys.Foreign() }
    _ = try noteOrigin(Books(connection, keys), origin(place, connection), at: now)
  }

  /// Whether a centre with a key of its own was begun here. Makes nothing; what cannot be reached throws.
  public static func isBegun(_ place: Place) throws -> Bool {
    let connection: any SQLConnection
    switch place {
    case .folder(let folder):
      guard Files.exists(folder + "/centre.sqlite") else { return false }
      connection = try SQLiteConnection(path: folder + "/centre.sqlite", access: .reading)
    case .database(let server): connection = try PostgreSQLConnection(server)
    }
    // Before the first start there is no such table.
    let known = try? connection.prepare("SELECT value FROM meta WHERE key = 'centre-key'").first([]) { $0.text(0) }
    return known != nil
  }

  public var now: Moment { surroundings.now() }

  /// After this nothing is answered any more.
  public func close() async {
    await bells.close()
    await pool.close()
  }

  // MARK: For officers at the centre

  public func addOffice(_ office: OfficeCode, name: String) async throws {
    let now = now
    try await pool.use { try $0.addOffice(office, name, at: now) }
  }

  /// A one-time code for a node of this office, shown once.
  public func makeCode(_ office: OfficeCode) async throws -> EnrolCode {
    let (now, crypto) = (now, crypto)
    return try await pool.use { try $0.makeCode(office, crypto, at: now) }
  }

  public func revoke(_ office: OfficeCode, seat: Int) async throws {
    let now = now
    try await pool.use { try $0.revoke(office, seat, at: now) }
    await bells.ring(office)
  }

  public func seats(_ office: OfficeCode?) async throws -> [SeatLine] {
    try await pool.use { try $0.seats(office) }
  }

  public func feed(_ office: OfficeCode, above position: Int, limit: Int) async throws -> [FeedLine] {
    try await pool.use { try $0.feedLines(office, above: position, limit: limit) }
  }

  /// Numbers given twice since a day.
  public func doubleNumbers(_ office: OfficeCode, since day: Day) async throws -> [DoubleNumber] {
    try await pool.use { try $0.doubleNumbers(office, since: day) }
  }

  public func quarantine(_ office: OfficeCode?, limit: Int = 1_000) async throws -> [ParkedEvent] {
    try await pool.use { try $0.quarantine(office, limit: limit) }
  }

  /// Tries what is parked again; returns how many events were entered.
  public func retry(_ office: OfficeCode?) async throws -> Int {
    let now = now
    let codes = try await pool.use { books in
      guard let office else { return try books.offices() }
      guard try books.office(office) != nil else { throw CentreRefusal.noSuchOffice(office) }
      return [office]
    }
    var entered = 0
    for code in codes {
      entered += try await pool.use { try $0.retry(code, at: now) }
      if !isShared { await bells.ring(code) }
    }
    return entered
  }

  /// Commands of the centre, decided by the office's own rules: all or none. Each is told the first event of the one
  /// before.
  @discardableResult
  public func carryOut(_ office: OfficeCode, _ commands: [@Sendable (EventID?) -> Command]) async throws -> [EventID] {
    let now = now
    let written = try await pool.use(urgently: true) { try $0.carryOut(commands, for: office, at: now) }
    if !isShared { await bells.ring(office) }
    return written
  }

  public func reservations(_ office: OfficeCode, on day: Day) async throws -> [Reservation] {
    try await pool.use(urgently: true) { try $0.reservations(office, on: day) }
  }

  public func status() async throws -> CentreStatus {
    let now = now
    var status = try await pool.use { try $0.status(at: now) }
    status.held = await bells.count
    return status
  }

  // MARK: Beside the exchanges

  /// Whether the database answers.
  public func isWell() async -> Bool {
    (try? await pool.use { try $0.statement("SELECT value FROM meta WHERE key = 'centre'").first([]) { _ in true } })
      == true
  }

  /// Brings projections up to their feeds; returns how many subjects were computed.
  @discardableResult
  public func project() async throws -> Int {
    let behind = try await pool.use { try $0.behind() }
    var done = 0
    for office in behind { done += try await pool.use { try $0.project(office) } }
    return done
  }

  /// Hears the other processes' announcements and follows the feeds with projections until cancelled.
  public func attend() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.followFeeds() }
      group.addTask { await self.retryNowAndThen() }
      if case .database(let server) = place { group.addTask { await self.listen(server) } }
    }
  }

  /// What an older version set aside, this one may have a word for: tried at the start, and every hour, since processes of
  /// both may run side by side for a while.
  private func retryNowAndThen() async {
    while !Task.isCancelled {
      if let entered = try? await retry(nil) { figures.add("loket_centre_unparked_total", entered) }
      try? await Task.sleep(for: .seconds(3_600))
    }
  }

  private func followFeeds() async {
    while !Task.isCancelled {
      _ = try? await project()
      try? await Task.sleep(for: .seconds(2))
    }
  }

  private func listen(_ server: PostgreSQLPlace) async {
    guard
      let ears = try? Pool(
        PoolLimits(connections: 1), open: { try PostgreSQLListener(server, channels: [Bells.channel]) })
    else { return }
    while !Task.isCancelled {
      do {
        let heard = try await ears.use { try $0.wait(atMost: .milliseconds(500)).map(\.payload) }
        for office in Set(heard).compactMap({ OfficeCode(word: $0) }) { await bells.ring(office) }
      } catch {
        // What was announced meanwhile was not heard: everybody looks again.
        try? await Task.sleep(for: .seconds(1))
        await bells.ringAll()
      }
    }
    await ears.close()
  }
}
