import Machine
import Node
import SQL
import SQLite
import TestSupport
import Testing

@testable import Store

/// Questions that must not walk the whole store. In a table whose rows all begin with the same office, SQLite does so
/// unless it is told better.
struct PlanTests {
  private static let questions = [
    "SELECT body FROM event WHERE office = 1 AND subject = 2 ORDER BY node, sequence":
      "event_subject (office=? AND subject=?)",
    "SELECT body FROM event WHERE office = 1 AND node = 1 AND sequence >= 5 ORDER BY sequence LIMIT 9":
      "PRIMARY KEY (office=? AND node=? AND sequence>?)",
    "SELECT id FROM visit WHERE office = 1 AND guest = 2 ORDER BY id": "visit_1 (office=? AND guest=?)",
    "SELECT id FROM visit WHERE office = 1 AND day = 2": "visit_one_1 (office=? AND day=?)",
    "SELECT body FROM event WHERE office = 1 AND (subject, node, sequence) > (5, 1, 1) ORDER BY subject, node, sequence LIMIT 9":
      "event_subject (office=? AND (subject,node,sequence)>(?,?,?))",
    "SELECT kind FROM command WHERE office = 1 AND id = x'00'": "PRIMARY KEY (office=? AND id=?)",
    "SELECT id FROM reservation WHERE office = 1 AND day = 2 ORDER BY minute, id":
      "reservation_1 (office=? AND day=?)",
    "SELECT id FROM reservation WHERE office = 1 AND day >= 2 AND undecided > 0 ORDER BY day, minute, id LIMIT 9":
      "reservation_1 (office=? AND day>?)",
    "SELECT state FROM print_job WHERE office = 1 AND visit = 2 ORDER BY id":
      "print_job_visit (office=? AND visit=?)",
    "SELECT id FROM print_job WHERE office = 1 ORDER BY id DESC LIMIT 1": "PRIMARY KEY (office=?)",
  ]

  private func check(_ connection: SQLiteConnection) throws {
    for (question, path) in Self.questions {
      var plan = ""
      try connection.prepare("EXPLAIN QUERY PLAN " + question).each([]) { plan += $0.text(3) + "; " }
      #expect(plan.contains(path), "\(question): \(plan)")
    }
  }

  @Test func `a subject, a guest's visits and a day are found through their index, also after a rebuild`() throws {
    let office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"))
    try office.open()
    try office.setUp()
    office.close()
    try check(SQLiteConnection(path: office.folder.database, access: .reading))
    try office.folder.open().rebuild()
    try check(SQLiteConnection(path: office.folder.database, access: .reading))
  }
}
