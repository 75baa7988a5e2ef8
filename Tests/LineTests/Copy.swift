import Domain
import PostgreSQL
import SQL
import SQLite

/// What one side holds of an office: every event with its link, which binds header, body and everything before it, and
/// whether the body is still there.
struct Copy: Equatable {
  private var links: [EventID: [UInt8]] = [:]
  private var bodies: [EventID: [UInt8]] = [:]
  /// Rows beyond one for each event.
  private(set) var eventsTwice = 0
  private(set) var parked = 0

  init(ofOffice path: String, _ code: OfficeCode) throws {
    try read(SQLiteConnection(path: path, access: .reading), code)
  }

  init(atCentre database: String, _ code: OfficeCode) throws {
    let connection = try PostgreSQLConnection(PostgreSQLPlace(database))
    try read(connection, code)
    let count = try connection.prepare("SELECT count(*) FROM parked WHERE office = $1")
    parked = try count.first([.integer(code.number)]) { Int($0.integer(0)) } ?? -1
  }

  private mutating func read(_ connection: any SQLConnection, _ code: OfficeCode) throws {
    let rows = try connection.prepare("SELECT node, sequence, link, body FROM event WHERE office = $1")
    try rows.each([.integer(code.number)]) { row in
      let event = EventID(node: UInt32(row.integer(0)), sequence: UInt64(row.integer(1)))
      if links.updateValue(row.blob(2), forKey: event) != nil { eventsTwice += 1 }
      if !row.isNull(3) { bodies[event] = row.blob(3) }
    }
  }

  static func == (a: Copy, b: Copy) -> Bool { a.links == b.links && a.bodies == b.bodies }

  var count: Int { links.count }
  func holds(_ event: EventID) -> Bool { links[event] != nil }

  func difference(from other: Copy) -> String {
    let lacking = links.keys.filter { other.links[$0] == nil }.sorted { $0.sequence < $1.sequence }
    let otherwise = links.filter { other.links[$0.key] != nil && other.links[$0.key] != $0.value }
    return "lacking \(lacking.prefix(5)), otherwise \(otherwise.count)"
  }
}
