import Domain

/// All events of one subject that a copy holds, and the one state they mean.
///
/// Order is causal: an event follows those its author had seen. Events of which neither author saw the other are
/// ordered by how much they had seen, then by id: the same on every copy, whatever arrived first.
public enum History {
  /// Everything each event had seen, directly or not. Causes outside `events` count as seen but bring nothing, and
  /// whoever names a subject has seen its first event. Events that claim to have seen each other, which only a forger
  /// writes, are cut open at the same place on every copy.
  static func pasts(_ events: [Event]) -> [EventID: Set<EventID>] {
    let byID = Dictionary(events.map { ($0.id, $0) }) { first, _ in first }
    var pasts: [EventID: Set<EventID>] = [:]
    var open: Set<EventID> = []
    func past(_ id: EventID) -> Set<EventID> {
      if let known = pasts[id] { return known }
      guard let event = byID[id], open.insert(id).inserted else { return [] }
      var seen: Set<EventID> = id == event.subject ? [] : [event.subject]
      for earlier in event.after where earlier != id {
        seen.insert(earlier)
        seen.formUnion(past(earlier))
      }
      pasts[id] = seen
      return seen
    }
    // Sorted by id the usual history is already causal, which keeps the recursion shallow.
    for event in events.sorted(by: { $0.id < $1.id }) { _ = past(event.id) }
    return pasts
  }

  /// Whether each event follows the one before, whatever earlier one it names besides: the case of a single writer, needing no
  /// sorting.
  public static func isLinear(_ events: [Event]) -> Bool {
    for (earlier, event) in zip(events, events.dropFirst()) {
      guard event.after.contains(earlier.id) else { return false }
      guard event.after.count > 1 else { continue }
      guard event.after.allSatisfy({ id in id < event.id && events.contains { $0.id == id } }) else { return false }
    }
    return events.first?.after.isEmpty ?? true
  }

  /// The events in the order they count, with what each had seen. Erasure reaches every personal fact that its author
  /// had not written *after* it, also those that arrive later.
  public static func settled(_ events: [Event]) -> [SeenFact] {
    let pasts = pasts(events)
    let erasures = Self.erasures(events)
    return events.map { event in
      let past = pasts[event.id] ?? []
      var happening = event.happening
      if case .fact(let fact) = happening, fact.kind.isPersonal, !erasures.allSatisfy(past.contains) {
        happening = .erased(fact.kind)
      }
      return SeenFact(happening, event.occurrence, past: past)
    }.sorted { ($0.past.count, $0.occurrence.id) < ($1.past.count, $1.occurrence.id) }
  }

  /// The personal facts whose words are to be emptied for good.
  public static func erased(_ events: [Event]) -> Set<EventID> {
    Set(
      settled(events).compactMap { fact -> EventID? in
        if case .erased = fact.happening { fact.occurrence.id } else { nil }
      })
  }

  public static func erasures(_ events: [Event]) -> [EventID] {
    events.filter { $0.kind == FactKind.wordsErased.rawValue }.map(\.id)
  }

  /// Events of many subjects in an order in which they can have happened: none before what its author had seen, nor before
  /// what the same author wrote earlier. `time` only says which of two comes first that nothing else puts in order; a clock
  /// that is read wrongly moves no event before its cause.
  public static func ordered(_ events: [Event], by time: (Event) -> Moment) -> [Event] {
    let byID = Dictionary(events.map { ($0.id, $0) }) { first, _ in first }
    var before: [EventID: EventID] = [:]
    let written = byID.keys.sorted()
    for (earlier, later) in zip(written, written.dropFirst()) where earlier.node == later.node {
      before[later] = earlier
    }
    let told = byID.values.map { (time($0), $0) }.sorted { ($0.0, $0.1.at, $0.1.id) < ($1.0, $1.1.at, $1.1.id) }
    var entered: Set<EventID> = []
    var order: [Event] = []
    order.reserveCapacity(told.count)
    for (_, event) in told where !entered.contains(event.id) {
      entered.insert(event.id)
      // Each with the causes that still have to come before it; forged circles are cut where they close.
      var open = [(event, [before[event.id], event.subject] + event.after)]
      while let (last, waiting) = open.popLast() {
        var causes = waiting
        var cause: Event?
        while cause == nil, let next = causes.popLast() {
          if let next, let found = byID[next], entered.insert(next).inserted { cause = found }
        }
        guard let cause else {
          order.append(last)
          continue
        }
        open.append((last, causes))
        open.append((cause, [before[cause.id], cause.subject] + cause.after))
      }
    }
    return order
  }

  /// The ids nobody in `events` has built on.
  public static func heads(_ events: [Event]) -> [EventID] {
    let seen = Set(events.flatMap(\.after))
    return events.map(\.id).filter { !seen.contains($0) }.sorted()
  }

  /// The state of a visit, guest, officer, complaint, office or day. `events` in id order, as the store reads them.
  public static func fold<S: Subject>(_: S.Type, _ events: [Event]) -> S? {
    if isLinear(events) {
      guard let first = events.first, var subject = S(opening: first.happening, first.occurrence) else { return nil }
      for event in events.dropFirst() { subject.apply(event.happening, event.occurrence) }
      return subject
    }
    let facts = settled(events)
    guard let first = facts.first, var subject = S(opening: first.happening, first.occurrence) else { return nil }
    for fact in facts.dropFirst() { subject.apply(fact.happening, fact.occurrence) }
    subject.heads = heads(events)
    return subject
  }

  public static func reservation(_ events: [Event]) -> Reservation? { Reservation(settled(events)) }
  /// What is known of a reservation before its booking is.
  public static func awaited(_ id: ReservationID, _ events: [Event]) -> AwaitedReservation? {
    AwaitedReservation(id, settled(events))
  }
}
