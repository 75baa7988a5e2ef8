import Domain
import Engine
import Journal
import Wire

/// An event with the links around it, as a store keeps it.
struct Kept: Equatable {
  var entry: Entry
  var before: Digest
  var link: Digest

  var id: EventID { entry.header.id }
}

/// All events that one store holds, by the store's rules: each once, links beside them, words emptied that an erasure
/// reaches whichever of the two came first.
struct Copy {
  private(set) var events: [EventID: Kept] = [:]
  /// Contiguous from the first.
  private(set) var marks = Marks()
  private(set) var subjects: [EventID: [EventID]] = [:]
  private var erased: Set<EventID> = []

  func linkAt(_ author: UInt32, _ sequence: UInt64) -> Digest? {
    sequence == 0 ? .zero : events[EventID(node: author, sequence: sequence)]?.link
  }

  func held(_ author: UInt32) -> Standpoint {
    Standpoint(sequence: marks[author], link: linkAt(author, marks[author]) ?? .zero)
  }

  /// In id order, as the store reads them.
  func history(_ subject: EventID) -> [Event] {
    (subjects[subject] ?? []).sorted().compactMap { events[$0]?.entry.event }
  }

  mutating func add(_ kept: Kept, erases: Bool = true) {
    let id = kept.id
    events[id] = kept
    let subject = kept.entry.header.subject
    subjects[subject, default: []].append(id)
    var mark = marks[id.node]
    while events[EventID(node: id.node, sequence: mark + 1)] != nil { mark += 1 }
    marks[id.node] = mark
    let kind = FactKind(rawValue: kept.entry.header.kind)
    if kind == .wordsErased { erased.insert(subject) }
    if erased.contains(subject), kind == .wordsErased || kind?.isPersonal == true && erases { empty(subject) }
  }

  /// The same event, with the body it came without.
  mutating func replace(_ kept: Kept) {
    events[kept.id] = kept
    let subject = kept.entry.header.subject
    if FactKind(rawValue: kept.entry.header.kind) == .wordsErased { erased.insert(subject) }
    if erased.contains(subject) { empty(subject) }
  }

  private mutating func empty(_ subject: EventID) {
    for id in History.erased(history(subject)) {
      guard case .kept(let bytes)? = events[id]?.entry.body else { continue }
      events[id]?.entry.body = .erased(Secrets.digester.digest(bytes))
    }
  }

  mutating func remove(_ ids: [EventID]) {
    for id in ids {
      guard let kept = events.removeValue(forKey: id) else { continue }
      subjects[kept.entry.header.subject]?.removeAll { $0 == id }
      marks[id.node] = min(marks[id.node], id.sequence - 1)
    }
  }
}
