import Domain
import SQL

/// One ticket that is to be on paper. No fact: it never leaves the office, and the number is valid without it.
public struct PrintJob: Equatable, Sendable {
  /// Counts up in one store; 0 before it is kept.
  public var id: Int64 = 0
  public var visit: VisitID
  public var language: Language
  /// Somebody asked for another copy.
  public var isAsked: Bool
  /// Marked SALINAN: asked for, or the first may already be on paper.
  public var isCopy: Bool
  public var state = PrintState.queued
  /// The printer's state that stood in the way, for staff.
  public var reason = ""
  public var queuedAt: Moment
  public var expiresAt: Moment
  public var attempts = 0

  public init(visit: VisitID, language: Language, isAsked: Bool, at now: Moment, timeToLive: Span) {
    self.visit = visit
    self.language = language
    self.isAsked = isAsked
    isCopy = isAsked
    queuedAt = now
    expiresAt = now.advanced(by: timeToLive)
  }

  private init(_ row: any SQLRow) {
    id = row.integer(1)
    visit = VisitID(EventID(number: row.integer(2)) ?? .none)
    language = Language(number: row.integer(3)) ?? .indonesian
    isAsked = row.integer(4) != 0
    isCopy = row.integer(5) != 0
    state = PrintState(number: row.integer(6)) ?? .failed
    reason = row.text(7)
    queuedAt = Moment(milliseconds: row.integer(8))
    expiresAt = Moment(milliseconds: row.integer(9))
    attempts = Int(clamping: row.integer(10))
  }

  /// `nil` for a row that is not as it was written: a wrong ticket is worse than none.
  static func read(_ row: any SQLRow, _ marks: RowMark) -> PrintJob? {
    guard (try? marks.verify(RowMark.printJob, RowMark.printJob.values(row), row)) != nil else { return nil }
    return PrintJob(row)
  }
}

/// The durable line in front of the printer. Rows are kept for two days, to count copies and to answer what became of a
/// ticket.
public final class PrintJobs {
  static let kept = Span.minutes(2 * 24 * 60)
  /// One in so many insertions clears what is too old; nothing else has to remember to.
  static let sweepEvery: Int64 = 64

  private let office: OfficeCode
  private let marks: RowMark
  private let insert: any SQLStatement
  private let replace: any SQLStatement
  private let ofVisit: any SQLStatement
  private let pending: any SQLStatement
  private let newest: any SQLStatement
  private let sweep: any SQLStatement

  init(_ connection: any SQLConnection, office: OfficeCode, _ marks: RowMark) throws(SQLFault) {
    self.office = office
    self.marks = marks
    let columns = "office, id, visit, language, asked, copy, state, reason, queued_at, expires_at, attempts, mark"
    insert = try connection.prepare(
      "INSERT INTO print_job (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    replace = try connection.prepare(
      "UPDATE print_job SET state = $1, copy = $2, reason = $3, attempts = $4, mark = $5 WHERE office = $6 AND id = $7")
    ofVisit = try connection.prepare(
      "SELECT \(columns) FROM print_job WHERE office = $1 AND visit = $2 ORDER BY id")
    pending = try connection.prepare(
      "SELECT \(columns) FROM print_job WHERE office = $1 AND state IN (2, 3) ORDER BY id")
    newest = try connection.prepare("SELECT id FROM print_job WHERE office = $1 ORDER BY id DESC LIMIT 1")
    sweep = try connection.prepare("DELETE FROM print_job WHERE office = $1 AND queued_at < $2")
  }

  private func values(_ job: PrintJob) -> [SQLValue] {
    [
      .integer(office.number), .integer(job.id), .integer(job.visit.first.number), .integer(job.language.number),
      .integer(job.isAsked ? 1 : 0), .integer(job.isCopy ? 1 : 0), .integer(job.state.number), .text(job.reason),
      .integer(job.queuedAt.milliseconds), .integer(job.expiresAt.milliseconds), .integer(job.attempts),
    ]
  }

  /// Inside the transaction of the ticket: both are kept or neither.
  @discardableResult
  public func add(_ job: PrintJob) throws -> PrintJob {
    var job = job
    job.id = try (newest.first([.integer(office.number)]) { $0.integer(0) } ?? 0) + 1
    let values = values(job)
    try insert.run(values + [marks.of("print_job", values)])
    if job.id % Self.sweepEvery == 0 {
      let before = job.queuedAt.milliseconds - Self.kept.milliseconds
      try sweep.run([.integer(office.number), .integer(before)])
    }
    return job
  }

  /// Notes where a job stands now.
  public func note(_ job: PrintJob) throws {
    let values = values(job)
    try replace.run([values[6], values[5], values[7], values[10], marks.of("print_job", values), values[0], values[1]])
  }

  /// All of a visit, oldest first.
  public func of(_ visit: VisitID) throws -> [PrintJob] {
    try ofVisit.map([.integer(office.number), .integer(visit.first.number)]) { PrintJob.read($0, marks) }.compactMap {
      $0
    }
  }

  /// Those that may still come out of the printer, oldest first.
  public func waiting() throws -> [PrintJob] {
    try pending.map([.integer(office.number)]) { PrintJob.read($0, marks) }.compactMap { $0 }
  }
}
