import Domain
import Journal
import SQL

/// What a check of the store found.
public struct Findings: Equatable, Sendable {
  public var events = 0
  /// One line each; at most `Findings.max`.
  public var lines: [String] = []

  static let max = 100

  public var isSound: Bool { lines.isEmpty }

  mutating func add(_ line: String) {
    if lines.count < Findings.max { lines.append(line) }
  }
}

extension Store {
  /// Walks every node's chain: finds events that are lost, repeated, rewritten or unreadable.
  public func verifyChain(progress: (Int) -> Void = { _ in }) throws -> Findings {
    var findings = Findings()
    var gaps: [(node: UInt32, from: UInt64, to: UInt64)] = []
    var holes: [NodeRestored.Hole] = []
    let beside = Set(
      try metas(Store.besidePrefix).compactMap { EventID(String($0.key.dropFirst(Store.besidePrefix.count))) })
    let absent = try absent()
    func isKnown(_ node: UInt32, _ sequence: UInt64) -> Bool {
      beside.contains(EventID(node: node, sequence: sequence))
        || absent.contains { $0.node == node && $0.sequences.contains(sequence) }
    }
    let isCatchingUp = try meta(Store.catchingUpKey) != nil
    for node in try nodes() {
      let isArriving = isCatchingUp && node != identity?.node
      var check = ChainCheck(digester)
      var from: UInt64 = 1
      while true {
        let batch = try events(node: node, from: from, limit: 4096)
        for (event, link) in batch {
          findings.events += 1
          switch check.take(event, storedLink: link) {
          case .gap(let expected, let found)
          where found > expected
            && (isArriving || (expected..<found).allSatisfy { isKnown(node, $0) }):
            break
          case .gap(let expected, let found) where found > expected: gaps.append((node, expected, found - 1))
          case .some(let fault): findings.add(fault.line(node: node))
          case nil: break
          }
          switch event.happening {
          case .unknown where FactKind(rawValue: event.kind) != nil: findings.add("event \(event.id): body unreadable")
          case .erased(let kind) where !kind.isPersonal:
            findings.add("event \(event.id): emptied, though it held nobody's words")
          case .fact(.nodeRestored(let restored)): holes += restored.holes
          default: break
          }
        }
        progress(findings.events)
        guard let last = batch.last else { break }
        from = last.event.id.sequence + 1
      }
    }
    // A loss that was found, named and lived with is history; any other gap is damage.
    for gap in gaps
    where !holes.contains(where: { $0.node == Int(gap.node) && $0.from <= Int(gap.from) && Int(gap.to) <= $0.to }) {
      findings.add("node \(gap.node): events \(gap.from) to \(gap.to) are missing")
    }
    return findings
  }

  /// Stretches that were found lost at earlier repairs.
  public func knownHoles() throws -> [NodeRestored.Hole] {
    guard let identity else { return [] }
    return try connection.prepare(
      "SELECT \(Log.columns) FROM event WHERE office = $1 AND sort = $2 AND kind = $3"
    ).map([
      .integer(identity.office.number), .integer(SubjectKind.node.number),
      .integer(Int64(FactKind.nodeRestored.rawValue)),
    ]) { row -> [NodeRestored.Hole] in
      guard case .fact(.nodeRestored(let restored)) = try Log.event(row, identity.office).event.happening else {
        return []
      }
      return restored.holes
    }.flatMap { $0 }
  }

  /// Compares every projection with what the log means.
  public func verifyProjections() throws -> Findings {
    var findings = Findings()
    guard let identity else { return findings }
    let writers = try openWriters()
    var counts: [SubjectKind: Int] = [:]
    findings.events = try eachSubject { sort, events in
      guard let folded = fold(sort, events) else { return true }
      counts[sort, default: 0] += 1
      if try writers.differs(folded) {
        findings.add("\(sort.key) \(events[0].subject): projection differs from the log")
      }
      return true
    }
    for (sort, table) in Projections.tableOfKind {
      let rows =
        try connection.prepare("SELECT COUNT(*) FROM \(table) WHERE office = $1")
        .first([.integer(identity.office.number)]) { Int($0.integer(0)) } ?? 0
      if rows != counts[sort, default: 0] {
        findings.add("\(table): \(rows) rows, the log has \(counts[sort, default: 0])")
      }
    }
    return findings
  }

  /// Whether the hall holds the office, the last service day and all its visits: a projection that forgot one would
  /// give its number again. Looks at the events since that day began and no others.
  public func verifyToday(_ hall: Hall) throws -> Findings {
    var findings = Findings()
    guard let identity else { return findings }
    // A new PC that has everything from the centre has written nothing yet.
    guard try meta(Store.catchingUpKey) == nil else { return findings }
    if try newest(node: identity.node) == nil { findings.add("node \(identity.node): no events") }
    if hall.office == nil { findings.add("office_profile: no office") }
    let opened = try connection.prepare(
      "SELECT sequence, kind, subject FROM event WHERE office = $1 AND node = $2 AND sequence > $3 AND kind IN ($4, $5)"
    )
    let began = hall.day?.id ?? EventID(node: 1, sequence: 0)
    for node in began.node...max(began.node, identity.node) {
      let from = node == began.node ? Int64(began.sequence) : 0
      let values: [SQLValue] = [
        .integer(identity.office.number), .integer(Int64(node)), .integer(from),
        .integer(Int64(FactKind.visitOpened.rawValue)), .integer(Int64(FactKind.dayOpened.rawValue)),
      ]
      let rows = try opened.map(values) { ($0.integer(0), $0.integer(1), EventID(number: $0.integer(2)) ?? .none) }
      for (sequence, kind, subject) in rows {
        if kind == Int64(FactKind.dayOpened.rawValue) {
          guard let day = History.fold(ServiceDay.self, try events(of: subject)), day.day <= hall.day?.day ?? Day.blank
          else {
            findings.add("service_day: the day opened by event \(node)-\(sequence) is missing")
            continue
          }
        } else if hall.visits[VisitID(subject)] == nil {
          if let visit = try visit(VisitID(subject)), visit.day != hall.day?.day { continue }
          findings.add("visit \(subject): missing from the day")
        }
      }
    }
    return findings
  }

  /// What the office and its officers are, however long ago it was settled: few events, and nothing works without them.
  public func verifySettled() throws -> Findings {
    var findings = Findings()
    guard let identity else { return findings }
    for table in [Projections.office.table, Projections.officer.table] {
      let subjects = try connection.prepare("SELECT id FROM \(table) WHERE office = $1")
        .map([.integer(identity.office.number)]) { EventID(number: $0.integer(0)) ?? .none }
      for subject in subjects {
        let found = try events(of: subject)
        if !found.contains(where: { $0.id == subject }) { findings.add("\(table): event \(subject) is missing") }
        for event in found {
          findings.events += 1
          if try !fitsChain(event.id) { findings.add("event \(event.id): does not fit the chain") }
        }
      }
    }
    return findings
  }

  private func fitsChain(_ id: EventID) throws -> Bool {
    let from = max(1, id.sequence - 1)
    let two = try events(node: id.node, from: from, limit: id.sequence == 1 ? 1 : 2)
    guard let own = two.last, own.event.id == id else { return false }
    let before = id.sequence == 1 ? Digest.zero : two.first { $0.event.id.sequence == from }?.link
    // After a hole nothing tells what came before; the hole itself is known or found elsewhere.
    return before.map { own.event.link(after: $0, digester) == own.link } ?? true
  }

  /// The end of the chain only, for a quick start: the last `count` events, or since `first` if that is further back.
  public func verifyTail(_ count: Int, since first: EventID? = nil, atMost: Int = Int.max) throws -> Findings {
    var count = count
    if let first, let identity, first.node == identity.node, let newest = try newest(node: identity.node),
      newest.event.id.sequence > first.sequence
    {
      count = max(count, min(atMost, Int(newest.event.id.sequence - first.sequence)))
    }
    return try verifyTail(count)
  }

  public func verifyTail(_ count: Int) throws -> Findings {
    var findings = Findings()
    guard let identity, let newest = try newest(node: identity.node) else { return findings }
    let last = newest.event.id.sequence
    let from = last > UInt64(count) ? last - UInt64(count) : 1
    let events = try events(node: identity.node, from: from, limit: count + 1)
    guard let first = events.first else { return findings }
    var check =
      from == 1
      ? ChainCheck(digester)
      : ChainCheck(after: first.event.id.sequence, time: first.event.at, link: first.link, digester)
    for (event, link) in from == 1 ? events[...] : events.dropFirst() {
      findings.events += 1
      if let fault = check.take(event, storedLink: link) { findings.add(fault.line(node: identity.node)) }
      if case .unknown = event.happening, FactKind(rawValue: event.kind) != nil {
        findings.add("event \(event.id): body unreadable")
      }
    }
    return findings
  }
}

extension ChainCheck.Fault {
  func line(node: UInt32) -> String {
    switch self {
    case .gap(let expected, let found): "node \(node): expected event \(expected), found \(found)"
    case .brokenLink(let id): "event \(id): does not fit the chain"
    case .timeRanBack(let id): "event \(id): earlier than the event before it"
    }
  }
}

extension Projections {
  static let tableOfKind: [(SubjectKind, String)] = [
    (.visit, visit.table), (.guest, guest.table), (.officer, officer.table), (.reservation, reservation.table),
    (.complaint, complaint.table), (.day, day.table), (.office, office.table),
  ]
}
