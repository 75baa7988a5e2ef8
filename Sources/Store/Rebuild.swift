import Domain
import Journal
import SQL

extension Store {
  /// Drops every projection and computes it again from the log, in one transaction. Returns how many events it read.
  @discardableResult
  public func rebuild(progress: (Int) -> Void = { _ in }) throws -> Int {
    guard let identity else { return 0 }
    return try writing {
      try connection.execute(Projections.dropAll)
      try connection.execute(Projections.createAll(connection.dialect))
      try PlannerFigures.write(connection)
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
    struct Stop: Error {}
    var read = 0
    var current: [Event] = []
    let statement = try connection.prepare(
      "SELECT \(Log.columns) FROM event WHERE office = $1 ORDER BY subject, node, sequence")
    do {
      try statement.each([.integer(identity.office.number)]) { row in
        let event = try Log.event(row, identity.office).event
        if let last = current.last, last.subject != event.subject {
          if try !body(last.sort, current) { throw Stop() }
          current.removeAll(keepingCapacity: true)
        }
        current.append(event)
        read += 1
        if read % 65_536 == 0 { progress(read) }
      }
      if let last = current.last { _ = try body(last.sort, current) }
    } catch is Stop {}
    return read
  }
}
