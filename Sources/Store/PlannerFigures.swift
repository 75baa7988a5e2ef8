import SQL

/// What SQLite's planner should assume about the tables.
///
/// Without figures it takes ten rows for every value of an index's first column. Here that column is the office, which
/// is the same in every row, so it would walk the whole log to find one visit. An office's store has one shape, so the
/// figures are written once instead of being measured; PostgreSQL measures for itself.
enum PlannerFigures {
  private static let figures = [
    ("event", "event", "1000000 1000000 1000000 1"), ("event", "event_subject", "1000000 1000000 8 8 1"),
    ("command", "command", "1000000 1000000 1"), ("visit", "visit", "100000 100000 1"),
    ("visit", "visit_one_1", "100000 100000 50 1 1"), ("visit", "visit_1", "100000 100000 4"),
    ("guest", "guest", "50000 50000 1"), ("reservation", "reservation", "10000 10000 1"),
    ("reservation", "reservation_1", "10000 10000 8 2"), ("reservation", "reservation_2", "10000 10000 2"),
    ("complaint", "complaint", "10000 10000 1"), ("complaint", "complaint_1", "10000 10000 2"),
    ("complaint", "complaint_2", "10000 10000 2"), ("service_day", "service_day", "1000 1000 1"),
    ("service_day", "service_day_1", "1000 1000 1"), ("print_job", "print_job", "2000 2000 1"),
    ("print_job", "print_job_visit", "2000 2000 2 1"),
  ]

  /// Whether they stand as written: a wrong figure makes no answer wrong, but the desk slow.
  static func areSound(_ connection: any SQLConnection) throws -> Bool {
    guard connection.dialect.takesPlannerFigures else { return true }
    let rows = try connection.prepare("SELECT tbl, idx, stat FROM sqlite_stat1").map { row in
      "\(row.text(0)) \(row.text(1)) \(row.text(2))"
    }
    return Set(rows) == Set(figures.map { "\($0.0) \($0.1) \($0.2)" }) && rows.count == figures.count
  }

  /// Inside the transaction that made the tables.
  static func write(_ connection: any SQLConnection) throws(SQLFault) {
    guard connection.dialect.takesPlannerFigures else { return }
    let rows = figures.map { "('\($0.0)', '\($0.1)', '\($0.2)')" }.joined(separator: ", ")
    try connection.execute(
      """
      ANALYZE sqlite_schema;
      DELETE FROM sqlite_stat1;
      INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES \(rows);
      ANALYZE sqlite_schema;
      """)
  }
}
