import Domain
import SQL

/// Tables computed from the log, so that questions can be asked of many subjects at once.
///
/// A projection is one row per subject: a table, and a function from the folded subject to its row. Writing, rebuilding
/// and checking all use that one function, so they cannot disagree.
struct Projection<S: Sendable>: Sendable {
  let table: String
  /// Besides `office` and `id`, which every table begins with.
  let columns: [(name: String, type: ColumnType)]
  /// Whole clauses added to the table.
  var constraints: [String] = []
  var indexes: [String] = []
  var uniques: [String] = []
  let id: @Sendable (S) -> EventID
  let row: @Sendable (S) -> [SQLValue]

  enum ColumnType: Sendable { case integer, text, bytes }

  func create(_ dialect: Dialect) -> String {
    let lines =
      ["office BIGINT NOT NULL", "id BIGINT NOT NULL"]
      + columns.map { column in
        switch column.type {
        case .integer: "\(column.name) BIGINT"
        case .text: "\(column.name) TEXT"
        case .bytes: "\(column.name) \(dialect.bytes)"
        }
      } + ["PRIMARY KEY (office, id)"] + constraints
    return
      (["CREATE TABLE \(table) (\(lines.joined(separator: ", "))) \(dialect.clustered)"]
      + indexes.enumerated().map { "CREATE INDEX \(table)_\($0 + 1) ON \(table) \($1)" }
      + uniques.enumerated().map { "CREATE UNIQUE INDEX \(table)_one_\($0 + 1) ON \(table) \($1)" })
      .joined(separator: ";\n") + ";\n"
  }

  var names: String { columns.map(\.name).joined(separator: ", ") }

  var upsert: String {
    let places = (1...columns.count + 2).map { "$\($0)" }.joined(separator: ", ")
    let updates = columns.map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")
    return """
      INSERT INTO \(table) (office, id, \(names)) VALUES (\(places))
      ON CONFLICT (office, id) DO UPDATE SET \(updates)
      """
  }

  var insert: String {
    "INSERT INTO \(table) (office, id, \(names)) VALUES (\((1...columns.count + 2).map { "$\($0)" }.joined(separator: ", ")))"
  }

  var select: String { "SELECT \(names) FROM \(table) WHERE office = $1 AND id = $2" }

  /// A stored row in the form `row` gives, for comparison.
  func read(_ row: any SQLRow) -> [SQLValue] {
    columns.enumerated().map { index, column in
      if row.isNull(index) { return .null }
      return switch column.type {
      case .integer: .integer(row.integer(index))
      case .text: .text(row.text(index))
      case .bytes: .blob(row.blob(index))
      }
    }
  }
}

enum Projections {
  static let visit = Projection<Visit>(
    table: "visit",
    columns: [
      ("day", .integer), ("number", .integer), ("service", .text), ("stage", .integer), ("priority", .integer),
      ("channel", .integer), ("desk", .integer), ("officer", .integer), ("guest", .integer), ("reservation", .integer),
      ("opened_at", .integer), ("called_at", .integer), ("started_at", .integer), ("finished_at", .integer),
      ("recalls", .integer), ("reason", .integer), ("signed", .integer), ("needs", .integer), ("notes", .integer),
      ("words", .integer),
      ("overruled", .integer), ("review", .integer), ("skm", .bytes), ("skd", .bytes),
    ],
    indexes: ["(office, guest) WHERE guest IS NOT NULL"],
    // Of one author: two copies of a disk give the same numbers, and both histories are kept.
    uniques: ["(office, day, number, (id & 1023))"],
    id: { $0.id.first },
    row: { visit in
      [
        .integer(Int64(visit.day.count)), .integer(visit.number?.number), .text(visit.service),
        .integer(visit.stage.number), .integer(visit.priority.number), .integer(visit.channel.number),
        .integer(visit.desk.map(Int64.init)), .integer(visit.officer?.first.number),
        .integer(visit.guest?.first.number), .integer(visit.reservation?.first.number),
        .integer(visit.openedAt.milliseconds), .integer(visit.firstCalledAt?.milliseconds),
        .integer(visit.startedAt?.milliseconds), .integer(visit.finishedAt?.milliseconds), .integer(visit.recalls),
        .integer(visit.closeReason?.number), .integer(visit.entry == nil ? 0 : 1), .integer(visit.needs.count),
        .integer(visit.notes.count), .integer(visit.hasWords ? 1 : 0), .integer(visit.overruled.count),
        .integer(visit.ratings.first { $0.instrument == .review }?.scores.first.map { Int64($0.value) }),
        scores(visit, .skm), scores(visit, .skd),
      ]
    })

  /// One byte a score, in the instrument's order.
  private static func scores(_ visit: Visit, _ instrument: Instrument) -> SQLValue {
    guard let rating = visit.ratings.first(where: { $0.instrument == instrument }) else { return .null }
    return .blob(rating.scores.map { UInt8(clamping: $0.value) })
  }

  static let guest = Projection<Guest>(
    table: "guest",
    columns: [
      ("name", .text), ("search", .text), ("phone", .text), ("email", .text), ("institution", .text),
      ("erased", .integer), ("registered_at", .integer),
    ],
    id: { $0.id.first },
    row: { guest in
      let profile = guest.profile
      return [
        .text(profile.name), .text(Words.searchForm(profile.name + " " + profile.institution)), .text(profile.phone),
        .text(profile.email.lowercased()), .text(profile.institution), .integer(guest.isErased ? 1 : 0),
        .integer(guest.registeredAt.milliseconds),
      ]
    })

  static let officer = Projection<Officer>(
    table: "officer",
    columns: [("login", .text), ("has_left", .integer)],
    id: { $0.id.first },
    row: { [.text($0.profile.login), .integer($0.hasLeft ? 1 : 0)] })

  static let reservation = Projection<Reservation>(
    table: "reservation",
    columns: [
      ("day", .integer), ("minute", .integer), ("status", .integer), ("guest", .integer), ("officer", .integer),
      ("visit", .integer), ("undecided", .integer),
    ],
    indexes: ["(office, day, minute)", "(office, guest)"],
    id: { $0.id.first },
    row: {
      [
        .integer(Int64($0.slot.day.count)), .integer($0.slot.time.minute), .integer($0.status.number),
        .integer($0.guest?.first.number), .integer($0.officer?.first.number), .integer($0.visit?.first.number),
        .integer($0.undecided.count),
      ]
    })

  static let complaint = Projection<Complaint>(
    table: "complaint",
    columns: [
      ("status", .integer), ("filed_at", .integer), ("visit", .integer), ("guest", .integer), ("words", .integer),
    ],
    indexes: ["(office, guest)", "(office, visit) WHERE visit IS NOT NULL"],
    id: { $0.id.first },
    row: {
      [
        .integer($0.status.number), .integer($0.filedAt.milliseconds), .integer($0.visit?.first.number),
        .integer($0.guest?.first.number),
        .integer($0.hasWords ? 1 : 0),
      ]
    })

  static let day = Projection<ServiceDay>(
    table: "service_day",
    columns: [("day", .integer), ("opened_at", .integer), ("closed_at", .integer), ("lapsed", .integer)],
    indexes: ["(office, day)"],
    id: { $0.id },
    row: {
      [
        .integer(Int64($0.day.count)), .integer($0.openedAt.milliseconds), .integer($0.closedAt?.milliseconds),
        .integer($0.lapsed),
      ]
    })

  static let office = Projection<Office>(
    table: "office_profile", columns: [("code", .integer), ("name", .text)], id: { $0.id },
    row: { [.integer($0.profile.code.number), .text($0.profile.name)] })

  static let tables = [
    visit.table, guest.table, officer.table, reservation.table, complaint.table, day.table, office.table,
  ]

  static func createAll(_ dialect: Dialect) -> String {
    visit.create(dialect) + guest.create(dialect) + officer.create(dialect) + reservation.create(dialect)
      + complaint.create(dialect) + day.create(dialect) + office.create(dialect)
  }

  static var dropAll: String { tables.map { "DROP TABLE IF EXISTS \($0);" }.joined(separator: "\n") }
}

/// Any subject, folded.
public enum Folded: Sendable {
  case visit(Visit)
  case guest(Guest)
  case officer(Officer)
  case reservation(Reservation)
  case complaint(Complaint)
  case day(ServiceDay)
  case office(Office)
}
