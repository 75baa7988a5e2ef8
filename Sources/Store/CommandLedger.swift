import Domain
import SQL

/// The id of one press, made where the key was pressed. Sixteen bytes, the first six of them time, so that new ones
/// land next to each other in the index.
public struct CommandID: Hashable, Sendable {
  public let bytes: [UInt8]

  /// `nil` unless there are sixteen.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }
}

/// Which commands have had their effect, and which events that was. Local to the node: a sequence number already
/// identifies an event everywhere, so the press itself need not travel.
public final class CommandLedger {
  public struct Entry: Equatable, Sendable {
    public var kind: String
    public var first: EventID
    public var events: Int
  }

  private let office: OfficeCode
  private let marks: RowMark
  private let insert: any SQLStatement
  private let find: any SQLStatement

  init(_ connection: any SQLConnection, office: OfficeCode, _ marks: RowMark) throws(SQLFault) {
    self.office = office
    self.marks = marks
    insert = try connection.prepare(
      "INSERT INTO command (office, id, kind, node, sequence, events, mark) VALUES ($1, $2, $3, $4, $5, $6, $7)")
    find = try connection.prepare(
      "SELECT office, id, kind, node, sequence, events, mark FROM command WHERE office = $1 AND id = $2")
  }

  func entry(_ id: CommandID) throws -> Entry? {
    try find.first([.integer(office.number), .blob(id.bytes)]) { row in
      try marks.verify(RowMark.command, RowMark.command.values(row), row)
      return Entry(
        kind: row.text(2),
        first: EventID(node: UInt32(clamping: row.integer(3)), sequence: UInt64(clamping: row.integer(4))),
        events: Int(row.integer(5)))
    }
  }

  func remember(_ id: CommandID, _ kind: CommandKind, first: EventID, events: Int) throws {
    let values: [SQLValue] = [
      .integer(office.number), .blob(id.bytes), .text(kind.rawValue), .integer(Int64(first.node)),
      .integer(Int64(first.sequence)), .integer(events),
    ]
    try insert.run(values + [marks.of("command", values)])
  }
}
