import Desk
import Domain
import Foundation
import Machine
import Node
import PostgreSQL
import Profiles
import SQL
import SQLite
import Seal
import Store
import Synchronization
import TemporaryPostgres

/// The offices that ship with the project, read from the checkout the tests were built from.
public enum ShippedOffice {
  public static func profile(_ name: String) throws -> OfficeProfile {
    var top = URL(fileURLWithPath: #filePath)
    for _ in 1...4 { top.deleteLastPathComponent() }
    return try OfficeFile.read([UInt8](Data(contentsOf: top.appendingPathComponent("Offices/\(name).toml")))).get()
  }
}

/// A folder under the system's temporary one, gone when the test lets go.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() {
    path = FileManager.default.temporaryDirectory.path + "/loket-\(UInt64.random(in: 0...UInt64.max))"
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Where a store stands in a test that is run on both.
public enum Engine: String, CaseIterable, Sendable { case sqlite, postgresql }

/// An office with its store in a folder of its own, and a clock the test moves. Opened and closed as often as wanted.
public final class TemporaryOffice {
  public let folder: StoreFolder
  public let clock: Clockwork
  public let profile: OfficeProfile
  private let disk: String?
  private let place: TemporaryFolder
  public private(set) var opened: OpenedNode?
  public private(set) var head = OfficerID.blank
  private let server: PostgreSQLPlace?
  private var served: Node?

  /// On PostgreSQL the same node works on a database of its own; the folder then holds no store.
  public convenience init(_ profile: OfficeProfile, engine: Engine) throws {
    self.init(profile, server: engine == .sqlite ? nil : try TemporaryPostgres.shared().database())
  }

  public init(
    _ profile: OfficeProfile, on day: Day = OfficeStart.day, at time: TimeOfDay = OfficeStart.time, disk: String? = nil,
    in place: TemporaryFolder = TemporaryFolder(), server: PostgreSQLPlace? = nil
  ) {
    self.server = server
    self.profile = profile
    self.disk = disk
    self.place = place
    folder = StoreFolder(place.path)
    clock = Clockwork(profile.zone.moment(day, time))
  }

  public var surroundings: Surroundings {
    let salt = Mutex(UInt64(1))
    return Surroundings(
      clock: clock.machine,
      salt: {
        salt.withLock {
          $0 = $0 &* 6_364_136_223_846_793_005 &+ 1; return $0
        }
      }, holidays: [])
  }

  @discardableResult
  public func open(disk other: String? = nil) throws -> Node {
    precondition(opened == nil && served == nil, "the test opened its office twice")
    if let server {
      let node = try Node(
        store: Store(PostgreSQLConnection(server), digester: Seal.digester), surroundings: surroundings)
      served = node
      if let head = node.hall.officer(login: "kepala") { self.head = head.id }
      return node
    }
    let opened = try folder.open(surroundings, disk: other ?? disk)
    self.opened = opened
    if let head = opened.node.hall.officer(login: "kepala") { self.head = head.id }
    return opened.node
  }

  public var node: Node {
    guard let node = served ?? opened?.node else { preconditionFailure("the test has closed its office") }
    return node
  }

  /// As the power goes: no farewell.
  public func drop() { (opened, served) = (nil, nil) }

  /// Another connection to the same store, for planting damage.
  public func strangersConnection() throws -> any SQLConnection {
    if let server { return try PostgreSQLConnection(server) }
    return try SQLiteConnection(path: folder.database, access: .writing)
  }

  /// A look at the store while nobody, or somebody else, has it open.
  public func openForReading() throws -> Store {
    if let server { return try Store(reading: PostgreSQLConnection(server), digester: Seal.digester) }
    return try folder.openForReading()
  }

  /// A clean stop.
  public func close() {
    if let opened { Upkeep(opened.node, folder: folder).close() }
    drop()
  }

  /// The office, its head and two consultants, with no PINs: tests at this level say who presses.
  public func setUp() throws {
    for (index, command) in OfficeStart.commands(profile).enumerated() {
      _ = try press(command, "setup-\(index)", as: .visitor).get()
    }
    guard let head = node.hall.officer(login: "kepala") else { preconditionFailure("setting up made no head") }
    self.head = head.id
  }

  public func press(_ command: Command, _ id: String, as actor: Actor? = nil) -> Result<Answer, Refusal> {
    guard let press = PressID.read(id) else { preconditionFailure("the test's press has no id") }
    return node.carryOut([Node.Press(id: press, command: command, actor: actor ?? .officer(head))])[0]
  }

  public func pass(_ span: Span) { clock.pass(span) }

  /// The next working morning.
  public func nextMorning() {
    let local = profile.zone.local(clock.wall)
    var day = local.day.advanced(by: 1)
    while day.weekday == .saturday || day.weekday == .sunday { day = day.advanced(by: 1) }
    clock.pass(clock.wall.span(until: profile.zone.moment(day, OfficeStart.time)))
  }
}

public enum OfficeStart {
  /// A Monday without a holiday.
  public static let day = Day(year: 2026, month: 11, day: 16)!
  public static let time = TimeOfDay(8, 5)

  public static func officer(_ login: String, _ name: String, _ roles: [Role]) -> Command {
    .addOfficer(
      AddOfficer {
        $0.profile.login = login
        $0.profile.name = name
        $0.profile.roles = roles
      })
  }

  public static func commands(_ profile: OfficeProfile) -> [Command] {
    [
      .openOffice(OpenOffice { $0.profile = profile }), officer("kepala", "Maria Tobelo", [.head]),
      officer("yusuf", "Yusuf Galela", [.consultant]), officer("dewi", "Dewi Kao", [.frontOffice]),
    ]
  }
}

/// What stands in the tables computed from the log, row by row, for comparison.
public enum OfficeTables {
  public static let projections = [
    "visit", "guest", "officer", "reservation", "complaint", "service_day", "office_profile",
  ]

  /// The same text for the same row on every engine.
  public static func dump(_ connection: any SQLConnection, _ tables: [String] = projections) throws -> [String] {
    try tables.flatMap { table in
      let columns = try connection.dialect.isEmbedded ? embedded(connection, table) : served(connection, table)
      let list = columns.joined(separator: "||'|'||")
      return try connection.prepare("SELECT \(list) FROM \(table) ORDER BY 1").map { "\(table): \($0.text(0))" }
    }
  }

  private static func embedded(_ connection: any SQLConnection, _ table: String) throws -> [String] {
    try connection.prepare("SELECT name FROM pragma_table_info('\(table)')").map { "quote(\($0.text(0)))" }
  }

  private static func served(_ connection: any SQLConnection, _ table: String) throws -> [String] {
    try connection.prepare(
      """
      SELECT column_name::text, data_type::text FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position
      """
    ).map([.text(table)]) { row in
      let name = row.text(0)
      let shown =
        switch row.text(1) {
        case "bytea": "'X''' || upper(encode(\(name), 'hex')) || ''''"
        case "text": "'''' || replace(\(name), '''', '''''') || ''''"
        default: "\(name)::text"
        }
      return "coalesce(\(shown), 'NULL')"
    }
  }

  public static func dump(_ folder: StoreFolder, _ tables: [String] = projections) throws -> [String] {
    try dump(SQLiteConnection(path: folder.database, access: .reading), tables)
  }

  /// What the node holds in memory about its office, to be compared with what the log means.
  public static func memory(_ hall: Hall) -> [String] {
    var lines = ["office \(String(describing: hall.office))", "day \(String(describing: hall.day))"]
    lines += hall.officers.values.sorted { $0.id < $1.id }.map { "\($0)" }
    lines += hall.todaysVisits.sorted { $0.id < $1.id }.map { "\($0)" }
    lines += (hall.profile?.services ?? []).map { "\($0.series.word) \(hall.lastNumber($0.series))" }
    lines += (hall.profile?.desks ?? []).map { "\($0.number) \(String(describing: hall.visit(atDesk: $0.number)?.id))" }
    lines += hall.waitingVisits.map { "waiting \($0.id)" }.sorted()
    lines.append("lately \(hall.latelyOutOfTurn)")
    return lines
  }
}
