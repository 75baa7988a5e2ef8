import Domain
import Journal
import SQL

/// Eight bytes of hash beside each row of the local tables. The chain protects events and the log protects projections;
/// without this, a flipped bit in a PIN's hash, a press's id or the store's own name would go unseen.
struct RowMark: Sendable {
  let digester: Digester

  func of(_ table: String, _ values: [SQLValue]) -> SQLValue {
    var bytes = Array(table.utf8)
    for value in values {
      switch value {
      case .null: bytes.append(0)
      case .integer(let integer):
        bytes.append(1)
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: integer >> Int64(shift * 8))) }
      case .text(let text): append(2, Array(text.utf8), to: &bytes)
      case .blob(let blob): append(3, blob, to: &bytes)
      }
    }
    return .integer(Int64(bitPattern: digester.digest(bytes).words[0]))
  }

  private func append(_ kind: UInt8, _ content: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(kind)
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: content.count >> (shift * 8))) }
    bytes += content
  }

  /// A local table, and how its columns are read.
  struct Table: Sendable {
    let name: String
    let columns: [String]
    /// One letter a column: i, t or b.
    let types: String
    let key: String

    func values(_ row: any SQLRow) -> [SQLValue] {
      types.enumerated().map { index, type in
        if row.isNull(index) { return .null }
        return switch type {
        case "i": .integer(row.integer(index))
        case "t": .text(row.text(index))
        default: .blob(row.blob(index))
        }
      }
    }
  }

  static let meta = Table(name: "meta", columns: ["key", "value"], types: "tt", key: "key")
  static let command = Table(
    name: "command", columns: ["office", "id", "kind", "node", "sequence", "events"], types: "ibtiii", key: "office, id"
  )
  static let credential = Table(
    name: "credential", columns: ["officer", "hash", "failures", "locked_until"], types: "itii", key: "officer")
  static let session = Table(name: "session", columns: ["token", "officer", "expires_at"], types: "bii", key: "token")
  static let printJob = Table(
    name: "print_job",
    columns: [
      "office", "id", "visit", "language", "asked", "copy", "state", "reason", "queued_at", "expires_at", "attempts",
    ], types: "iiiiiiitiii", key: "office, id")

  /// Those a store on this engine has.
  static func tables(_ dialect: Dialect) -> [Table] {
    dialect.isEmbedded ? [meta, command, credential, session, printJob] : [meta, command]
  }

  /// Throws when a row is not what was written. A row without a mark counts as written elsewhere.
  func verify(_ table: Table, _ values: [SQLValue], _ row: any SQLRow) throws(RowDamaged) {
    guard !row.isNull(values.count), of(table.name, values) != .integer(row.integer(values.count)) else { return }
    throw RowDamaged(table: table.name)
  }
}

/// A row of a local table that is not what was written.
public struct RowDamaged: Error, Equatable {
  public var table: String

  public init(table: String) { self.table = table }
}

extension Store {
  var marks: RowMark { RowMark(digester: digester) }

  /// What the store says of itself, row by row and not through the index, leaving out rows that are not as written.
  public func metaRows() throws -> (sound: [String: String], damaged: Int) {
    var sound: [String: String] = [:]
    var damaged = 0
    let rows = connection.dialect.isEmbedded ? "meta NOT INDEXED" : "meta"
    try connection.prepare("SELECT key, value, mark FROM \(rows)").each([]) { row in
      do {
        try marks.verify(RowMark.meta, RowMark.meta.values(row), row)
        sound[row.text(0)] = row.text(1)
      } catch is RowDamaged { damaged += 1 }
    }
    return (sound, damaged)
  }

  /// A damaged key or index would otherwise only look like a row that was never written.
  public func verifyMeta() throws {
    let rows = try metaRows()
    guard rows.damaged == 0 else { throw RowDamaged(table: "meta") }
    for (key, value) in rows.sound where try meta(key) != value { throw RowDamaged(table: "meta") }
  }

  /// Looks at every row of the local tables. Names the table, never what is in the row.
  public func verifyLocal() throws -> Findings {
    var findings = Findings()
    // A copy of an older store is looked at as it is.
    let isOlder = try meta("schema") == "1"
    for table in RowMark.tables(connection.dialect) where !(isOlder && table.name == RowMark.printJob.name) {
      var bad = 0
      try connection.prepare("SELECT \(table.columns.joined(separator: ", ")), mark FROM \(table.name)").each([]) {
        row in
        do { try marks.verify(table, table.values(row), row) } catch is RowDamaged { bad += 1 }
      }
      if bad > 0 { findings.add("\(table.name): \(bad) rows are not as they were written") }
    }
    if !isOlder, try !PlannerFigures.areSound(connection) {
      findings.add("sqlite_stat1: figures are not as they were written")
    }
    // A new PC that reads its office from the centre has written nothing yet.
    if let identity, try meta(Store.catchingUpKey) == nil, try newest(node: identity.node) == nil {
      findings.add("meta: node \(identity.node) has no event")
    }
    return findings
  }
}
