import Domain
import Journal
import SQL

extension Store {
  /// Drops every projection and computes it again from the log, in one transaction. Returns how many events it read.
  /// Of tables that hold many offices, this office's rows only.
  @discardableResult
  public func rebuild(progress: (Int) -> Void = { _ in }) throws -> Int {
    guard let identity else { return 0 }
    return try writing {
      if isOneOfMany {
        for table in Projections.tables {
          try connection.prepare("DELETE FROM \(table) WHERE office = $1").run([.integer(identity.office.number)])
        }
      } else {
        try connection.execute(Projections.dropAll)
        try connection.execute(Projections.createAll(connection.dialect))
        try PlannerFigures.write(connection)
      }
      let writers = try ProjectionWriters(connection, office: identity.office, mode: .insert)
      let read = try eachSubject { sort, events in
        if let folded = fold(sort, events) { try writers.write(folded) }
        return true
      } progress: {
        progress($0)
      }
      try settle(identity)  // Statements prepared on the dropped tables are prepared again.
      return read
    }
  }

  /// Visits every subject of the log with all its events in id order, one subject at a time, in constant memory.
  @discardableResult
  func eachSubject(
    _ body: (SubjectKind, [Event]) throws -> Bool, progress: (Int) -> Void = { _ in }
  ) throws -> Int {
    guard let identity else { return 0 }
    var read = 0
    var current: [Event] = []
    // Stretch by stretch: an engine in another process sends all it is asked for before the first row can be looked at.
    let statement = try connection.prepare(
      """
      SELECT \(Log.columns) FROM event WHERE office = $1 AND (subject, node, sequence) > ($2, $3, $4)
      ORDER BY subject, node, sequence LIMIT \(Store.stretch)
      """)
    var place: [SQLValue] = [.integer(Int64.min), .integer(0), .integer(0)]
    while true {
      let stretch = try statement.map([.integer(identity.office.number)] + place) {
        try Log.event($0, identity.office).event
      }
      for event in stretch {
        if let last = current.last, last.subject != event.subject {
          if try !body(last.sort, current) { return read }
          current.removeAll(keepingCapacity: true)
        }
        current.append(event)
        read += 1
        if read % 65_536 == 0 { progress(read) }
      }
      guard stretch.count == Store.stretch, let last = stretch.last else { break }
      place = [
        .integer(last.subject.number), .integer(Int64(last.id.node)), .integer(Int64(last.id.sequence)),
      ]
    }
    if let last = current.last { _ = try body(last.sort, current) }
    return read
  }

  private static let stretch = 4_096
}
