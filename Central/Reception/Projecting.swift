import Domain
import SQL
import Store

// The tables that answer questions over many subjects follow the feed: not in the frame's own transaction, which they
// would slow down, but before anybody asks, and soon after by themselves.
extension Books {
  private static let atOnce = 64

  /// Brings an office's projections up to its feed; returns how many subjects were computed again.
  @discardableResult
  func project(_ office: OfficeCode) throws -> Int {
    var done = 0
    while true {
      let step = try projectSome(office)
      done += step.subjects
      if step.isWhole { return done }
    }
  }

  private func projectSome(_ office: OfficeCode) throws -> (subjects: Int, isWhole: Bool) {
    try writing {
      // The row's lock: one process at a time, and none that receives frames waits for it.
      let position =
        try statement("SELECT position FROM projecting WHERE office = $1\(lock)").first([.integer(office.number)]) {
          $0.integer(0)
        } ?? 0
      let ranges = try statement(
        "SELECT last, count, node, sequence FROM feed WHERE office = $1 AND last > $2 ORDER BY last LIMIT \(Self.atOnce)"
      ).map([.integer(office.number), .integer(position)]) {
        (last: $0.integer(0), count: $0.integer(1), node: $0.integer(2), sequence: $0.integer(3))
      }
      guard let end = ranges.last?.last else { return (0, true) }
      let store = try store(of: office)
      var subjects: [EventID: SubjectKind] = [:]
      for range in ranges {
        try statement(
          """
          SELECT DISTINCT subject, sort FROM event WHERE office = $1 AND node = $2 AND sequence >= $3 AND sequence < $4
          """
        ).each([
          .integer(office.number), .integer(range.node), .integer(range.sequence),
          .integer(range.sequence + range.count),
        ]) { row in
          if let id = EventID(number: row.integer(0)), let sort = SubjectKind(number: row.integer(1)) {
            subjects[id] = sort
          }
        }
      }
      for (subject, sort) in subjects.sorted(by: { $0.key < $1.key }) {
        // One author's number twice on a day is a story no office of ours writes: the first to come is listed. Of two
        // authors both are.
        do { try connection.attempt { try store.project(subject, sort, from: Hall()) } } catch let fault as SQLFault
          where fault.kind == .constraint
        {}
      }
      try statement("UPDATE projecting SET position = $2 WHERE office = $1")
        .run([.integer(office.number), .integer(end)])
      return (subjects.count, ranges.count < Self.atOnce)
    }
  }

  /// Offices whose projections are behind their feeds.
  func behind() throws -> [OfficeCode] {
    try statement(
      "SELECT p.office FROM projecting p JOIN feed_counter f ON f.office = p.office WHERE p.position < f.last LIMIT 64"
    ).map([]) { OfficeCode(number: $0.integer(0)) ?? .blank }
  }
}
