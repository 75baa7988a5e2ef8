import Domain
import Journal
import SQL

/// The memory of an office, or of the centre: the log, and the projections computed from it.
///
/// Belongs to one thread. Whoever writes brackets its work with `begin` and `commit`; several commands may share one
/// transaction, which is what makes a busy morning cost one disk sync instead of sixty.
public final class Store {
  public let connection: any SQLConnection
  public let digester: Digester
  /// Whose store this is; `nil` until an office is set up in it.
  public private(set) var identity: Identity?
  /// The tables hold other offices as well: a centre.
  public let isOneOfMany: Bool
  private var log: Log?
  private var writers: ProjectionWriters?
  private var commands: CommandLedger?
  private var prints: PrintJobs?
  private let begin: any SQLStatement
  private let commit: any SQLStatement
  private let rollback: any SQLStatement
  private let readMeta: any SQLStatement
  private let writeMeta: any SQLStatement

  /// The office, and which of its nodes writes here.
  public struct Identity: Equatable, Sendable {
    public var office: OfficeCode
    public var node: UInt32

    public init(office: OfficeCode, node: UInt32) {
      self.office = office
      self.node = node
    }
  }

  /// Opens what is there, bringing an older store to this version first.
  public init(_ connection: any SQLConnection, digester: Digester) throws {
    self.connection = connection
    self.digester = digester
    isOneOfMany = false
    try Schema.migrate(connection, RowMark(digester: digester))
    begin = try connection.prepare(connection.dialect.beginWriting)
    commit = try connection.prepare("COMMIT")
    rollback = try connection.prepare("ROLLBACK")
    readMeta = try connection.prepare("SELECT key, value, mark FROM meta WHERE key = $1")
    writeMeta = try connection.prepare(Store.writeMeta)
    if let office = try meta("office").flatMap(OfficeCode.init(word:)), let node = try meta("node").flatMap(UInt32.init)
    {
      try adopt(Identity(office: office, node: node))
    }
  }

  /// One office's store in a database that holds many: the centre's. Several may share a connection; each costs no more
  /// than the statements it shares with them. Call `Store.prepareCentre` once before.
  public init(_ connection: any SQLConnection, digester: Digester, of identity: Identity) throws {
    self.connection = connection
    self.digester = digester
    isOneOfMany = true
    begin = try connection.prepare(connection.dialect.beginWriting)
    commit = try connection.prepare("COMMIT")
    rollback = try connection.prepare("ROLLBACK")
    readMeta = try connection.prepare("SELECT key, value, mark FROM meta WHERE key = $1")
    writeMeta = try connection.prepare(Store.writeMeta)
    try adopt(identity)
  }

  /// Brings a centre's database to this version.
  public static func prepareCentre(_ connection: any SQLConnection, digester: Digester) throws {
    try Schema.migrate(connection, RowMark(digester: digester))
  }

  private static let writeMeta = """
    INSERT INTO meta (key, value, mark) VALUES ($1, $2, $3)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, mark = excluded.mark
    """

  /// Looks at a store somebody else writes. Whatever would write throws.
  public init(reading connection: any SQLConnection, digester: Digester) throws {
    self.connection = connection
    self.digester = digester
    isOneOfMany = false
    begin = try connection.prepare("BEGIN")
    commit = try connection.prepare("COMMIT")
    rollback = try connection.prepare("ROLLBACK")
    readMeta = try connection.prepare("SELECT key, value, mark FROM meta WHERE key = $1")
    writeMeta = try connection.prepare("INSERT INTO meta (key, value, mark) VALUES ($1, $2, $3)")
    if let office = try meta("office").flatMap(OfficeCode.init(word:)), let node = try meta("node").flatMap(UInt32.init)
    {
      try adopt(Identity(office: office, node: node))
    }
  }

  private func adopt(_ identity: Identity) throws {
    log = try Log(connection, office: identity.office)
    writers = try ProjectionWriters(connection, office: identity.office)
    commands = try CommandLedger(connection, office: identity.office, marks)
    prints = nil
    self.identity = identity
  }

  /// Makes this the store of an office, or gives its node a new identity. Inside a transaction.
  public func settle(_ identity: Identity) throws {
    if !isOneOfMany {
      try setMeta("office", identity.office.word)
      try setMeta("node", String(identity.node))
    }
    try adopt(identity)
  }

  // MARK: Transactions

  public func beginWriting() throws(SQLFault) { try begin.run([]) }
  public func commitWriting() throws(SQLFault) { try commit.run([]) }

  /// Undoes everything since `beginWriting`. SQLite may have done so by itself after a failure; that is no fault.
  public func rollBack() { _ = try? rollback.run([]) }

  public func writing<T>(_ work: () throws -> T) throws -> T {
    try beginWriting()
    do {
      let result = try work()
      try commitWriting()
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  // MARK: Small facts about the store itself

  /// Among many, each office has its own facts of a name.
  private func metaKey(_ key: String) -> String {
    guard isOneOfMany, let identity else { return key }
    return "\(identity.office.word)/\(key)"
  }

  public func meta(_ key: String) throws -> String? {
    let key = metaKey(key)
    return try readMeta.first([.text(key)]) { row in
      try marks.verify(RowMark.meta, RowMark.meta.values(row), row)
      return row.text(1)
    }
  }

  public func setMeta(_ key: String, _ value: String) throws(SQLFault) {
    let key = metaKey(key)
    try writeMeta.run([.text(key), .text(value), marks.of("meta", [.text(key), .text(value)])])
  }

  public func clearMeta(_ key: String) throws(SQLFault) {
    try connection.prepare("DELETE FROM meta WHERE key = $1").run([.text(metaKey(key))])
  }

  // MARK: The log

  func openLog() throws(NotSetUp) -> Log {
    guard let log else { throw NotSetUp() }
    return log
  }

  func openWriters() throws(NotSetUp) -> ProjectionWriters {
    guard let writers else { throw NotSetUp() }
    return writers
  }

  /// The tickets that are to be on paper; prepared when first asked for, since most offices print nothing.
  public func printJobs() throws -> PrintJobs {
    if let prints { return prints }
    guard let identity else { throw NotSetUp() }
    let jobs = try PrintJobs(connection, office: identity.office, marks)
    prints = jobs
    return jobs
  }

  public struct NotSetUp: Error {}

  /// A pen that goes on where this node stopped.
  public func pen() throws -> Pen {
    guard let identity else { throw NotSetUp() }
    let newest = try openLog().newest(node: identity.node)
    return Pen(
      office: identity.office, node: identity.node, lastSequence: newest?.event.id.sequence ?? 0,
      lastTime: newest?.event.at ?? HybridTime(bits: 0), lastLink: newest?.link ?? .zero, digester: digester)
  }

  /// Adds events in order. Bodies that an erasure reaches are emptied in the same transaction, whichever of the two
  /// arrives first.
  public func append(_ entries: [(event: Event, link: Digest)]) throws {
    let log = try openLog()
    for entry in entries { try log.append(entry.event, link: entry.link) }
    try emptyReached(entries.map(\.event), log)
  }

  /// Adds many events at once, passing over those that are here already; returns how many were new. The way in for what
  /// comes over the line: whether a known event is the same event is for the caller to know.
  @discardableResult
  public func take(_ entries: [(event: Event, link: Digest)]) throws -> Int {
    let log = try openLog()
    let added = try log.take(entries)
    // Of many subjects few were ever erased: one question instead of one for each.
    let reachable = Set(entries.map(\.event).filter(Self.mayConcernErasure).map(\.subject))
    for subject in try log.erased(among: reachable.sorted()) { try empty(log.events(of: subject), log) }
    return added
  }

  /// An erasure, or a fact that one may reach.
  private static func mayConcernErasure(_ event: Event) -> Bool {
    event.kind == FactKind.wordsErased.rawValue
      || event.subject != event.id && FactKind(rawValue: event.kind)?.isPersonal == true
  }

  private func emptyReached(_ events: [Event], _ log: Log) throws {
    for event in events where Self.mayConcernErasure(event) { try empty(log.events(of: event.subject), log) }
  }

  /// Empties exactly the bodies that the fold counts as erased.
  private func empty(_ events: [Event], _ log: Log) throws {
    guard events.contains(where: { $0.kind == FactKind.wordsErased.rawValue }) else { return }
    let erased = History.erased(events)
    for event in events where erased.contains(event.id) { try log.erase(event, digester: digester) }
  }

  public func events(of subject: EventID) throws -> [Event] { try openLog().events(of: subject) }

  /// The erasures of a subject's words, for whoever writes about it again.
  public func erasures(of subject: EventID) throws -> [EventID] { try openLog().erasures(of: subject) }

  public func events(node: UInt32, from sequence: UInt64, limit: Int) throws -> [(event: Event, link: Digest)] {
    try openLog().events(node: node, from: sequence, limit: limit)
  }

  public func newest(node: UInt32) throws -> (event: Event, link: Digest)? { try openLog().newest(node: node) }
  public func nodes() throws -> [UInt32] { try openLog().nodes() }

  /// Of all identities this office's nodes have had; none in a store without an office.
  public func eventCount() throws -> Int {
    guard let log else { return 0 }
    return try log.nodes().reduce(0) { try $0 + Int(log.newest(node: $1)?.event.id.sequence ?? 0) }
  }

  // MARK: Commands already answered

  /// What a command id was used for, if it was.
  public func answered(_ id: CommandID) throws -> CommandLedger.Entry? {
    guard let commands else { return nil }
    return try commands.entry(id)
  }

  public func remember(_ id: CommandID, _ kind: CommandKind, first: EventID, events: Int) throws {
    try commands?.remember(id, kind, first: first, events: events)
  }
}
