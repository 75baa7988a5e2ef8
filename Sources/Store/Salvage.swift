import Domain
import Journal
import SQL

/// Taking what is sound from one store into another.
extension Store {
  static let reservedKey = "reserved"

  /// Numbers that may be in visitors' hands although their events are lost.
  public func reservedNumbers() throws -> (day: Day, numbers: [QueueNumber])? {
    guard let words = try meta(Store.reservedKey)?.split(separator: " "), let first = words.first,
      let day = Day(word: String(first))
    else { return nil }
    return (day, words.dropFirst().compactMap { QueueNumber($0) })
  }

  public func reserve(_ numbers: [QueueNumber], on day: Day) throws {
    try setMeta(Store.reservedKey, ([day.description] + numbers.map(\.description)).joined(separator: " "))
  }

  /// The highest number given in each series and share of a day, from the projection: readable when events are not, and
  /// the other way round.
  public func highestNumbers(on day: Day) throws -> [QueueNumber] {
    guard let identity else { return [] }
    var highest: [[Int]: QueueNumber] = [:]
    let rows = try connection.prepare("SELECT number FROM visit WHERE office = $1 AND day = $2 AND number IS NOT NULL")
    try rows.each([.integer(identity.office.number), .integer(Int64(day.count))]) { row in
      guard let number = QueueNumber(number: row.integer(0)) else { return }
      let lane = [Int(number.series.letter), NumberShare(of: number.value).place]
      highest[lane] = max(highest[lane] ?? number, number)
    }
    return highest.values.sorted()
  }

  /// Guests whose data was erased, from the projection: it may remember when the erasure itself is lost.
  public func erasedGuests() throws -> [GuestID] {
    guard let identity else { return [] }
    return try connection.prepare("SELECT id FROM guest WHERE office = $1 AND erased = 1")
      .map([.integer(identity.office.number)]) { EventID(number: $0.integer(0)) }.compactMap { $0.map { GuestID($0) } }
  }

  /// Officers who had set a PIN that did not survive.
  public func officersWithoutPin() throws -> [Officer] {
    try hall().officers.values.filter { officer in
      guard !officer.hasLeft, try credential(officer.id) == nil else { return false }
      return try events(of: officer.id.first).contains { $0.kind == FactKind.officerPinSet.rawValue }
    }.sorted { $0.id < $1.id }
  }

  /// The last service day this store knows of.
  public func lastDay() throws -> Day? {
    guard let identity else { return nil }
    return try connection.prepare("SELECT MAX(day) FROM service_day WHERE office = $1")
      .first([.integer(identity.office.number)]) { $0.integerOrNil(0) }?.flatMap { Day(number: $0) }
  }

  /// Copies credentials and the ledger of answered commands as far as they can be read and are as they were written.
  /// What is here already stays: hand in the newest source first. Sessions are not taken: people log in again.
  public func takeLocalTables(from other: Store) {
    take(RowMark.credential, from: other)
    take(RowMark.command, from: other)
  }

  private func take(_ table: RowMark.Table, from other: Store) {
    let names = (table.columns + ["mark"]).joined(separator: ", ")
    let places = (1...table.columns.count + 1).map { "$\($0)" }.joined(separator: ", ")
    guard
      let write = try? connection.prepare(
        "INSERT INTO \(table.name) (\(names)) VALUES (\(places)) ON CONFLICT DO NOTHING")
    else { return }
    // From both ends, each up to the first damaged page.
    for order in ["ASC", "DESC"] {
      let by = table.key.split(separator: ",").map { "\($0) \(order)" }.joined(separator: ",")
      guard let read = try? other.connection.prepare("SELECT \(names) FROM \(table.name) ORDER BY \(by)") else {
        continue
      }
      try? read.each([]) { row in
        let values = table.values(row)
        guard (try? marks.verify(table, values, row)) != nil else { return }
        _ = try? write.run(values + [marks.of(table.name, values)])
      }
    }
  }

  /// Forgets presses whose events did not survive: pressed again, they have their effect again.
  public func dropLostCommands() throws(SQLFault) {
    try connection.execute(
      """
      DELETE FROM command WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.office = command.office
      AND event.node = command.node AND event.sequence = command.sequence) OR NOT EXISTS (SELECT 1 FROM event
      WHERE event.office = command.office AND event.node = command.node
      AND event.sequence = command.sequence + command.events - 1)
      """)
  }
}

/// Reads one node's events around damage, completing them from other copies of the same chain.
public struct EventRescue {
  private let sources: [Store]
  private let digester: Digester
  /// No file of this size holds more events: a sequence beyond it was never given.
  private let sequenceMax: UInt64
  /// Ends of chains that are known from elsewhere.
  private let ends: [EventID: Digest]

  private typealias Entry = (event: Event, link: Digest)

  /// The damaged store first, then backups, newest first.
  public init(_ sources: [Store], digester: Digester, sequenceMax: UInt64, ends: [EventID: Digest] = [:]) {
    self.sources = sources
    self.digester = digester
    self.sequenceMax = sequenceMax
    self.ends = ends
  }

  private func read(_ source: Store, _ node: UInt32, _ sequence: UInt64) -> Entry? {
    guard let found = try? source.events(node: node, from: sequence, limit: 1).first,
      found.event.id.sequence == sequence
    else { return nil }
    if case .unknown = found.event.happening, FactKind(rawValue: found.event.kind) != nil { return nil }
    return found
  }

  /// The last sequence anything can tell of: an event, an answered press, or what was noted elsewhere.
  private func last(_ node: UInt32) -> UInt64 {
    var last = ends.keys.filter { $0.node == node }.map(\.sequence).max() ?? 0
    for source in sources {
      let newest = (try? source.newest(node: node))??.event.id.sequence ?? 0
      let pressed =
        (try? source.connection.prepare("SELECT MAX(sequence + events - 1) FROM command WHERE node = $1")
        .first([.integer(Int64(node))]) { UInt64(clamping: $0.integer(0)) })?.flatMap { $0 } ?? 0
      for sequence in [newest, pressed] where sequence <= sequenceMax { last = max(last, sequence) }
    }
    // The newest page itself may be the damaged one: look a little further.
    var misses: UInt64 = 0
    var next = last + 1
    while misses < 512 {
      if sources.contains(where: { read($0, node, next) != nil }) { (last, misses) = (next, 0) } else { misses += 1 }
      next += 1
    }
    return last
  }

  /// Hands every sound event to `keep` in order and returns the stretches that no source has.
  public func rescue(_ node: UInt32, keep: (Event, Digest) throws -> Void) throws -> [NodeRestored.Hole] {
    var holes: [NodeRestored.Hole] = []
    var before = Before(links: [.zero], isKnown: true)
    let last = last(node)
    guard last > 0 else { return [] }
    for sequence in 1...last {
      if let sound = sound(node, sequence, before, isLast: sequence == last) {
        try keep(sound.event, sound.link)
        before = Before(links: [sound.link], isKnown: true)
        continue
      }
      before = Before(links: sources.compactMap { read($0, node, sequence)?.link }, isKnown: false)
      if let open = holes.last, open.to == Int(sequence) - 1 {
        holes[holes.count - 1].to = Int(sequence)
      } else {
        holes.append(
          NodeRestored.Hole {
            $0.node = Int(node)
            $0.from = Int(sequence)
            $0.to = Int(sequence)
          })
      }
    }
    return holes
  }

  /// The link of the event before: known, or as unsound rows have it.
  private struct Before {
    var links: [Digest]
    var isKnown: Bool
  }

  private func sound(_ node: UInt32, _ sequence: UInt64, _ before: Before, isLast: Bool) -> Entry? {
    var candidates: [Entry] = []
    for source in sources {
      guard let candidate = read(source, node, sequence) else { continue }
      if before.links.contains(where: { candidate.event.link(after: $0, digester) == candidate.link }) {
        return candidate
      }
      candidates.append(candidate)
    }
    if before.isKnown, let link = before.links.first {
      // Only the link may be damaged: then the next event bears out the one it should have.
      for candidate in candidates {
        let due = candidate.event.link(after: link, digester)
        if isBorneOut(due, candidate.event.id) { return (candidate.event, due) }
      }
      return nil
    }
    // After a hole the chain cannot speak for the event itself, only for its place.
    return candidates.first { isBorneOut($0.link, $0.event.id) || isLast && isIndexed($0.event) }
  }

  /// Whether what follows an event was written after this link.
  private func isBorneOut(_ link: Digest, _ id: EventID) -> Bool {
    if let end = ends[id] { return end == link }
    return sources.contains { source in
      guard let next = read(source, id.node, id.sequence + 1) else { return false }
      return next.event.link(after: link, digester) == next.link
    }
  }

  /// The subject's index leads to the event too, so its id and subject are what they were.
  private func isIndexed(_ event: Event) -> Bool {
    sources.contains { ((try? $0.events(of: event.subject)) ?? []).contains { $0.id == event.id } }
  }
}

/// Rows read off single pages, put where the rest of a salvage can ask for them.
extension Store {
  /// Takes a row that looks like one of a table's. Rows of the local tables must bear their mark; events are judged by
  /// the chain later.
  public func takeLoose(_ row: [SQLValue]) {
    if row.count == 12, Store.isEvent(row) { return insert("event", Store.eventColumns, row) }
    for table in [RowMark.meta, RowMark.command, RowMark.credential]
    where row.count == table.columns.count + 1 && marks.of(table.name, Array(row.dropLast())) == row.last {
      return insert(table.name, table.columns + ["mark"], row)
    }
  }

  private static let eventColumns = ["office"] + Log.columns.split(separator: ", ").map(String.init)

  private static func isEvent(_ row: [SQLValue]) -> Bool {
    for (index, value) in row.enumerated() {
      switch (index, value) {
      case (...7, .integer), (8..., .blob), (9...10, .null): continue
      default: return false
      }
    }
    return true
  }

  private func insert(_ table: String, _ columns: [String], _ row: [SQLValue]) {
    let places = (1...row.count).map { "$\($0)" }.joined(separator: ", ")
    _ = try? connection.prepare(
      "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places)) ON CONFLICT DO NOTHING"
    ).run(row)
  }

  /// Set where a store cannot say what it is for.
  public static let guessedKey = "guessed"

  /// Whose rows these are, where the store can no longer say so itself.
  public func settleByEvents() throws {
    guard identity == nil else { return }
    let found = try connection.prepare(
      "SELECT office, MAX(node) FROM event GROUP BY office ORDER BY COUNT(*) DESC LIMIT 1"
    ).first([]) { (OfficeCode(number: $0.integer(0)), UInt32(clamping: $0.integer(1))) }
    if case (let office?, let node)? = found, (1...EventID.nodeMax).contains(node) {
      try settle(Identity(office: office, node: node))
      try setMeta(Store.guessedKey, "yes")
    }
  }
}
