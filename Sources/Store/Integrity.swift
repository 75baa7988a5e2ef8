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
    for node in try nodes() {
      var check = ChainCheck(digester)
      var from: UInt64 = 1
      while true {
        let batch = try events(node: node, from: from, limit: 4096)
        for (event, link) in batch {
          findings.events += 1
          switch check.take(event, storedLink: link) {
          case .gap(let expected, let found) where found > expected: gaps.append((node, expected, found - 1))
          case .some(let fault): findings.add(fault.line(node: node))
          case nil: break
          }
          switch event.happening {
          case .unknown where FactKind(rawValue: event.kind) != nil: findings.add("event \(event.id): body unreadable")
          case .erased(let kind) where !kind.isPersonal: findings.add("event \(event.id): emptied, though it held nobody's words")
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

  /// Compares every projection with what the log means.
  public func verifyProjections() throws -> Findings {
    var findings = Findings()
    guard let identity else { return findings }
    let writers = try openWriters()
    var counts: [SubjectKind: Int] = [:]
    findings.events = try eachSubject { sort, events in
      guard let folded = fold(sort, events) else { return true }
      counts[sort, default: 0] += 1
      if try writers.differs(folded) { findings.add("\(sort.key) \(events[0].subject): projection differs from the log") }
      return true
    }
    for (sort, table) in Projections.tableOfKind {
      let rows = try connection.prepare("SELECT COUNT(*) FROM \(table) WHERE office = $1")
        .first([.integer(identity.office.number)]) { Int($0.integer(0)) } ?? 0
      if rows != counts[sort, default: 0] {
        findings.add("\(table): \(rows) rows, the log has \(counts[sort, default: 0])")
      }
    }
    return findings
  }

  /// The end of the chain only, for a quick start after a clean stop.
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
