/// A statement the server has prepared for this session.
final class ServerStatement {
  let name: String
  let sql: String
  /// The type the server expects of each value.
  var types: [UInt32] = []
  fileprivate(set) var isKnown = true
  fileprivate var lastUse = 0

  fileprivate init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }
}

/// What a session has prepared, by its words; the longest unused leave when there are too many.
struct PreparedStatements {
  var limit = 256
  private var bySQL: [String: ServerStatement] = [:]
  private var count = 0
  private var uses = 0

  mutating func find(_ sql: String) -> ServerStatement? {
    guard let known = bySQL[sql] else { return nil }
    touch(known)
    return known
  }

  mutating func touch(_ statement: ServerStatement) {
    uses += 1
    statement.lastUse = uses
  }

  /// A name never used before in this session, not even by a statement whose preparing failed.
  mutating func name(_ sql: String) -> ServerStatement {
    count += 1
    return ServerStatement("loket_\(count)", sql)
  }

  /// Returns those that had to leave.
  mutating func keep(_ statement: ServerStatement) -> [ServerStatement] {
    touch(statement)
    bySQL[statement.sql] = statement
    guard bySQL.count > limit else { return [] }
    // A quarter at once, so that looking for the oldest is rare.
    let leaving = bySQL.values.sorted { $0.lastUse < $1.lastUse }.prefix(max(1, limit / 4))
    for old in leaving where old !== statement { forget(old) }
    return leaving.filter { $0 !== statement }
  }

  mutating func forget(_ statement: ServerStatement) {
    statement.isKnown = false
    if bySQL[statement.sql] === statement { bySQL[statement.sql] = nil }
  }

  mutating func forgetAll() {
    for statement in bySQL.values { statement.isKnown = false }
    bySQL = [:]
  }
}
