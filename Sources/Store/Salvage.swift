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

  /// The highest number given in each series of a day, from the projection: readable when events are not, and the
  /// other way round.
  public func highestNumbers(on day: Day) throws -> [QueueNumber] {
    guard let identity else { return [] }
    var highest: [Series: QueueNumber] = [:]
    let rows = try connection.prepare("SELECT number FROM visit WHERE office = $1 AND day = $2 AND number IS NOT NULL")
    try rows.each([.integer(identity.office.number), .integer(Int64(day.count))]) { row in
      guard let number = QueueNumber(number: row.integer(0)) else { return }
      highest[number.series] = max(highest[number.series] ?? number, number)
    }
    return highest.values.sorted()
  }

  /// The last service day this store knows of.
  public func lastDay() throws -> Day? {
    guard let identity else { return nil }
    return try connection.prepare("SELECT MAX(day) FROM service_day WHERE office = $1")
      .first([.integer(identity.office.number)]) { $0.integerOrNil(0) }?.flatMap { Day(number: $0) }
  }

  /// Copies credentials, sessions and the ledger of answered commands as far as they can be read.
  public func takeLocalTables(from other: Store) {
    take("credential", ["officer", "hash", "failures", "locked_until"], "itii", from: other)
    take("session", ["token", "officer", "expires_at"], "bii", from: other)
    take("command", ["office", "id", "kind", "node", "sequence", "events"], "ibtiii", from: other)
  }

  private func take(_ table: String, _ columns: [String], _ types: String, from other: Store) {
    let names = columns.joined(separator: ", ")
    let places = (1...columns.count).map { "$\($0)" }.joined(separator: ", ")
    guard let read = try? other.connection.prepare("SELECT \(names) FROM \(table)"),
      let write = try? connection.prepare("INSERT INTO \(table) (\(names)) VALUES (\(places)) ON CONFLICT DO NOTHING")
    else { return }
    // Up to the first damaged page; what follows it cannot be reached this way.
    try? read.each([]) { row in
      try write.run(
        types.enumerated().map { index, type in
          switch type {
          case "i": .integer(row.integer(index))
          case "t": .text(row.text(index))
          default: .blob(row.blob(index))
          }
        })
    }
  }
}

/// Reads one node's events around damage, completing them from other copies of the same chain.
public struct EventRescue {
  private let sources: [Store]
  private let digester: Digester

  /// The damaged store first, then backups, newest first.
  public init(_ sources: [Store], digester: Digester) {
    self.sources = sources
    self.digester = digester
  }

  private func read(_ node: UInt32, _ sequence: UInt64) -> [(event: Event, link: Digest)] {
    sources.compactMap { source in
      guard let found = try? source.events(node: node, from: sequence, limit: 1).first,
        found.event.id.sequence == sequence
      else { return nil }
      return found
    }
  }

  /// The last sequence any source can tell of.
  private func last(_ node: UInt32) -> UInt64 {
    var last: UInt64 = 0
    for source in sources {
      if let newest = try? source.newest(node: node) { last = max(last, newest.event.id.sequence) }
    }
    // The newest page itself may be the damaged one: look a little further.
    var misses: UInt64 = 0
    var next = last + 1
    while misses < 512 {
      if read(node, next).isEmpty { misses += 1 } else { (last, misses) = (next, 0) }
      next += 1
    }
    return last
  }

  /// Hands every sound event to `keep` in order and returns the stretches that no source has.
  public func rescue(_ node: UInt32, keep: (Event, Digest) throws -> Void) throws -> [NodeRestored.Hole] {
    var holes: [NodeRestored.Hole] = []
    var previous: Digest? = .zero
    let last = last(node)
    guard last > 0 else { return [] }
    for sequence in 1...last {
      let candidates = read(node, sequence)
      // With the link before known, the chain says which copy is true; after a hole, the first that reads must do.
      let sound = candidates.first { candidate in
        if case .unknown = candidate.event.happening, FactKind(rawValue: candidate.event.kind) != nil { return false }
        guard let previous else { return true }
        return candidate.event.link(after: previous, digester) == candidate.link
      }
      if let sound {
        try keep(sound.event, sound.link)
        previous = sound.link
      } else {
        previous = nil
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
    }
    return holes
  }
}
