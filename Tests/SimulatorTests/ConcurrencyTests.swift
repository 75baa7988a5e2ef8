import Domain
import Journal
import RecordWalks
import Testing

/// The same facts mean the same state: all orders of all pairs and triples that two or three authors wrote at one time
/// about one subject, with clocks off by ten years either way.
@Suite struct `Concurrent facts about one subject` {
  private static let decade: Int64 = 10 * 31_557_600_000

  /// The first fact and, if anything stands between, one that everybody has seen; then one fact each, unseen by the
  /// others. `clocks` sets each author's.
  private func events(_ sort: SubjectKind, _ opening: FactKind, _ kinds: [FactKind], clocks: [Int64]) throws -> [Event]
  {
    let subject = EventID(node: 1, sequence: 1)
    func event(_ id: EventID, _ kind: FactKind, after: [EventID], clock: Int64) throws -> Event {
      var blank = Blanks()
      let fact = try Fact(kind, from: &blank)
      return Event(
        id: id, at: HybridTime(Moment(milliseconds: 1_800_000_000_000 + clock)), office: OfficeCode(8205),
        subject: subject, sort: sort, after: after, actor: .node, kind: kind.rawValue,
        body: .kept(Event.encode(fact, salt: 1)))
    }
    return try [event(subject, opening, after: [], clock: 0)]
      + zip(kinds, clocks).enumerated().map { index, pair in
        try event(EventID(node: UInt32(index + 1), sequence: 2), pair.0, after: [subject], clock: pair.1)
      }
  }

  /// What the fold says, without the times it shows.
  private func state(_ sort: SubjectKind, _ events: [Event]) -> String {
    var untimed = events
    for index in untimed.indices { untimed[index].at = HybridTime(bits: 1) }
    let settled = History.settled(events).map(\.occurrence.id.description).joined(separator: " ")
    switch sort {
    case .visit: return settled + "\(String(describing: History.fold(Visit.self, untimed)))"
    case .guest: return settled + "\(String(describing: History.fold(Guest.self, untimed)))"
    case .officer: return settled + "\(String(describing: History.fold(Officer.self, untimed)))"
    case .complaint: return settled + "\(String(describing: History.fold(Complaint.self, untimed)))"
    case .day: return settled + "\(String(describing: History.fold(ServiceDay.self, untimed)))"
    case .office: return settled + "\(String(describing: History.fold(Office.self, untimed)))"
    case .reservation: return settled + "\(String(describing: History.reservation(untimed)))"
    case .node: return settled
    }
  }

  private func check(_ sort: SubjectKind, _ opening: FactKind, _ kinds: [FactKind]) throws {
    let still = try events(sort, opening, kinds, clocks: Array(repeating: 60_000, count: kinds.count))
    let meant = state(sort, still)
    for order in Self.orders(still.count) {
      #expect(state(sort, order.map { still[$0] }) == meant, "\(kinds)")
    }
    for clocks in [[Self.decade, -Self.decade, 0], [-Self.decade, 0, Self.decade]] {
      let off = try events(sort, opening, kinds, clocks: clocks)
      #expect(state(sort, off.reversed()) == meant, "\(kinds), clocks off by ten years")
    }
  }

  private static func orders(_ count: Int) -> [[Int]] {
    guard count > 1 else { return [[0]] }
    return orders(count - 1).flatMap { order in
      (0..<count).map { place in Array(order[..<place]) + [count - 1] + Array(order[place...]) }
    }
  }

  private static let subjects: [(SubjectKind, FactKind, ClosedRange<UInt8>)] = [
    (.office, .officeOpened, 2...2), (.day, .dayOpened, 6...8), (.officer, .officerAdded, 11...13),
    (.guest, .guestRegistered, 61...63), (.reservation, .reservationBooked, 81...87),
    (.complaint, .complaintFiled, 101...103),
  ]

  @Test(arguments: subjects) func `all orders of all pairs and triples mean one state, whatever the clocks say`(
    _ subject: (sort: SubjectKind, opening: FactKind, kinds: ClosedRange<UInt8>)
  ) throws {
    let kinds = FactKind.allCases.filter { subject.kinds.contains($0.rawValue) || $0 == .wordsErased }
    for (place, first) in kinds.enumerated() {
      for (next, second) in kinds.enumerated().dropFirst(place) {
        try check(subject.sort, subject.opening, [first, second])
        for third in kinds.dropFirst(next) { try check(subject.sort, subject.opening, [first, second, third]) }
      }
    }
  }

  @Test func `all pairs of a visit's facts, and triples with each third, mean one state`() throws {
    let kinds = FactKind.allCases.filter { (21...50).contains($0.rawValue) || $0 == .wordsErased }
    for (place, first) in kinds.enumerated() {
      for (next, second) in kinds.enumerated().dropFirst(place) {
        try check(.visit, .visitOpened, [first, second, kinds[(place * 7 + next) % kinds.count]])
      }
    }
  }
}
