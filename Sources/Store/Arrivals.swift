import Domain
import Journal
import SQL

// What a store needs to hold histories of other authors that come over the line.
extension Store {
  /// The link of an event held here.
  public func link(_ node: UInt32, _ sequence: UInt64) throws -> Digest? {
    guard sequence > 0 else { return .zero }
    let found = try events(node: node, from: sequence, limit: 1).first
    return found.flatMap { $0.event.id.sequence == sequence ? $0.link : nil }
  }

  /// How far an author is held without a gap, going on from a sequence up to which it is known to be. What stands beside
  /// the log counts as held.
  public func mark(of node: UInt32, from known: UInt64, beside: Set<EventID>) throws -> UInt64 {
    guard let identity else { return known }
    let read = try connection.prepare(
      "SELECT sequence FROM event WHERE office = $1 AND node = $2 AND sequence > $3 ORDER BY sequence LIMIT 4096")
    var mark = known
    func skipBeside() { while beside.contains(EventID(node: node, sequence: mark + 1)) { mark += 1 } }
    while true {
      skipBeside()
      let before = mark
      let next = try read.map([.integer(identity.office.number), .integer(Int64(node)), .integer(Int64(mark))]) {
        UInt64(clamping: $0.integer(0))
      }
      for sequence in next {
        skipBeside()
        guard sequence == mark + 1 else { return mark }
        mark = sequence
      }
      if mark == before { return mark }
    }
  }

  /// Folds a subject from all its events, whatever is remembered of it elsewhere, and writes its projection. `nil` while
  /// the event that opens it is not here.
  public func refold(_ subject: EventID, _ sort: SubjectKind) throws -> Folded? {
    let events = try events(of: subject)
    // Events in the order of their ids begin with the opening one only where one author wrote them all.
    guard events.contains(where: { $0.id == subject }), let folded = fold(sort, events) else { return nil }
    try openWriters().write(folded)
    return folded
  }

  /// Facts about the store whose names begin alike.
  public func metas(_ prefix: String) throws -> [(key: String, value: String)] {
    try connection.prepare("SELECT key, value FROM meta WHERE key >= $1 AND key < $2 ORDER BY key").map(
      [.text(prefix), .text(prefix + "\u{7F}")]
    ) { ($0.text(0), $0.text(1)) }
  }

  /// There while a new PC still reads the state and the past of its office from the centre: gaps in other authors'
  /// histories are to be expected.
  public static let catchingUpKey = "catching-up"
  /// Events of other authors that this version cannot hold, and what they were, by id.
  public static let besidePrefix = "beside/"
  /// Stretches of other authors' histories that the centre has left out, having set them aside: by the first event, to the
  /// last.
  public static let absentPrefix = "absent/"

  /// Stretches known to be missing here without anything being wrong.
  public func absent() throws -> [(node: UInt32, sequences: ClosedRange<UInt64>)] {
    try metas(Self.absentPrefix).compactMap { key, value in
      guard let first = EventID(String(key.dropFirst(Self.absentPrefix.count))), let last = UInt64(value),
        first.sequence <= last
      else { return nil }
      return (first.node, first.sequence...last)
    }
  }

  /// Notes that a stretch was left out. Inside a transaction.
  public func noteAbsent(_ node: UInt32, _ sequences: ClosedRange<UInt64>) throws {
    let first = EventID(node: node, sequence: sequences.lowerBound)
    try setMeta(Self.absentPrefix + first.description, String(sequences.upperBound))
  }

  /// What was left out has come after all: from its end of the stretch it is missed again if it is gone. Inside a
  /// transaction.
  public func noteArrived(_ id: EventID) throws {
    for (node, sequences) in try absent() where node == id.node && sequences.contains(id.sequence) {
      try clearMeta(Self.absentPrefix + EventID(node: node, sequence: sequences.lowerBound).description)
      if sequences.lowerBound < id.sequence { try noteAbsent(node, sequences.lowerBound...id.sequence - 1) }
      if id.sequence < sequences.upperBound { try noteAbsent(node, id.sequence + 1...sequences.upperBound) }
    }
  }

  /// Every gap there is in other authors' histories: what the centre has left out, once all it has was read. Inside a
  /// transaction.
  public func noteAllAbsent() throws {
    guard let identity else { return }
    let read = try connection.prepare(
      """
      SELECT before + 1, sequence - 1 FROM (
        SELECT sequence, LAG(sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM event
        WHERE office = $1 AND node = $2) AS steps
      WHERE sequence > before + 1
      """)
    for node in try nodes() where node != identity.node {
      let gaps = try read.map([.integer(identity.office.number), .integer(Int64(node))]) {
        UInt64(clamping: $0.integer(0))...UInt64(clamping: $0.integer(1))
      }
      for gap in gaps { try noteAbsent(node, gap) }
    }
  }

  /// Replaces an author's events after one by the same under other names, with all that this PC keeps about them. Inside a
  /// transaction, with the store settled on the new identity already.
  ///
  /// The new log entries are the caller's to give, oldest first; projections of the subjects that lost their name go, those
  /// of all subjects in `entries` are folded anew.
  public func rename(
    _ author: UInt32, after: UInt64, to entries: [(event: Event, link: Digest)], _ renamed: (EventID) -> EventID
  ) throws {
    guard let identity else { throw NotSetUp() }
    let office = SQLValue.integer(identity.office.number)
    var gone: Set<EventID> = []
    var from = after + 1
    while true {
      let batch = try events(node: author, from: from, limit: 4_096)
      guard let last = batch.last else { break }
      for (event, _) in batch where event.subject == event.id { gone.insert(event.subject) }
      from = last.event.id.sequence + 1
    }
    for subject in gone {
      for table in Projections.tables {
        try connection.prepare("DELETE FROM \(table) WHERE office = $1 AND id = $2").run([
          office, .integer(subject.number),
        ])
      }
    }
    try connection.prepare("DELETE FROM event WHERE office = $1 AND node = $2 AND sequence > $3").run([
      office, .integer(Int64(author)), .integer(Int64(after)),
    ])
    try append(entries)
    for subject in Set(entries.map { SortedSubject(sort: $0.event.sort, subject: $0.event.subject) }).sorted(by: <) {
      _ = try refold(subject.subject, subject.sort)
    }
    try renameCommands(author, after, renamed)
    try renameOfficers(gone, renamed)
    // A paper of a visit whose name changed would show the old one: it is not printed.
    for visit in gone {
      try connection.prepare("DELETE FROM print_job WHERE office = $1 AND visit = $2").run([
        office, .integer(visit.number),
      ])
    }
  }

  private struct SortedSubject: Hashable {
    var sort: SubjectKind
    var subject: EventID

    static func < (a: SortedSubject, b: SortedSubject) -> Bool { a.subject < b.subject }
  }

  /// A press repeated after the change is answered from the events' new names.
  private func renameCommands(_ author: UInt32, _ after: UInt64, _ renamed: (EventID) -> EventID) throws {
    guard let identity else { return }
    let rows = try connection.prepare(
      "SELECT id, kind, sequence, events FROM command WHERE office = $1 AND node = $2 AND sequence > $3"
    ).map([.integer(identity.office.number), .integer(Int64(author)), .integer(Int64(after))]) {
      (id: $0.blob(0), kind: $0.text(1), sequence: UInt64(clamping: $0.integer(2)), events: $0.integer(3))
    }
    let update = try connection.prepare(
      "UPDATE command SET node = $1, sequence = $2, mark = $3 WHERE office = $4 AND id = $5")
    for row in rows {
      let first = renamed(EventID(node: author, sequence: row.sequence))
      let office = SQLValue.integer(identity.office.number)
      let (node, sequence) = (SQLValue.integer(Int64(first.node)), SQLValue.integer(Int64(first.sequence)))
      let mark = marks.of(
        "command", [office, .blob(row.id), .text(row.kind), node, sequence, .integer(row.events)])
      try update.run([node, sequence, mark, office, .blob(row.id)])
    }
  }

  /// PINs go with their officers; sessions end.
  private func renameOfficers(_ gone: Set<EventID>, _ renamed: (EventID) -> EventID) throws {
    for officer in gone.sorted() {
      let (old, new) = (OfficerID(officer), OfficerID(renamed(officer)))
      guard old != new, let credential = try credential(old) else { continue }
      try setCredential(new, hash: credential.hash)
      try connection.prepare("DELETE FROM credential WHERE officer = $1").run([.integer(officer.number)])
      try connection.prepare("DELETE FROM session WHERE officer = $1").run([.integer(officer.number)])
    }
  }
}
