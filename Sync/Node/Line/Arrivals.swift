import Domain
import Engine
import Journal
import Seal
import Store
import Wire

// What comes over the line: entered whole or not at all, one frame a turn.
extension Node {
  /// Events of other authors that this version cannot hold, with their links: the chain goes on behind them.
  func beside() throws -> [EventID: Digest] {
    var found: [EventID: Digest] = [:]
    for (key, value) in try store.metas(Store.besidePrefix) {
      let id = EventID(String(key.dropFirst(Store.besidePrefix.count)))
      let link = value.split(separator: " ").first.flatMap { hexBytes(String($0)) }.flatMap(Digest.init)
      if let id, let link { found[id] = link }
    }
    return found
  }

  /// Keeps a frame with the note that goes with it, in one transaction that is durable when this returns. `nil` when it
  /// does not go on from what is held here: then nothing was kept. Throws when the disk refuses.
  ///
  /// `held` is brought up to date with what is held without a gap.
  func keep(_ frame: Frame, held: inout Held, note: (Held) -> String) throws -> Bool? {
    guard let identity = store.identity else { return nil }
    var after = held
    var hasKept = false
    var failure: (any Error)?
    // Of what is new, which is nearly everything, nothing has to be looked up.
    var newest: [UInt32: UInt64] = [:]
    func mayHold(_ author: UInt32, _ sequence: UInt64) throws -> Bool {
      if let known = newest[author] { return sequence <= known }
      let last = try store.newest(node: author)?.event.id.sequence ?? 0
      newest[author] = max(last, held.beside.keys.lazy.filter { $0.node == author }.map(\.sequence).max() ?? 0)
      return sequence <= newest[author] ?? 0
    }
    let taken = Intake.judge(
      frame, writer: identity.node,
      held: { author in
        let mark = after.marks[author]
        return Standpoint(sequence: mark, link: (try? self.link(author, mark, after)) ?? .zero)
      },
      linkAt: { author, sequence in
        do { return try mayHold(author, sequence) ? self.link(author, sequence, after) : nil } catch {
          failure = error
          return nil
        }
      }, Seal.digester)
    if let failure { throw failure }
    guard let taken else { return nil }
    try takingIn {
      try noteAbsent(before: frame, after)
      try enter(taken, frame, &after)
      for author in Set(frame.runs.map(\.author)).sorted() {
        after.marks.raise(
          author, to: try store.mark(of: author, from: after.marks[author], beside: Set(after.beside.keys)))
      }
      try store.setMeta(LineRecord.key, note(after))
      hasKept = !taken.isEmpty
    }
    held = after
    return hasKept
  }

  /// Tries again what an older version could not hold: this one may have a word for it. Returns how many events are in the
  /// log now. Some at a time, each durable.
  func retryBeside() throws -> Int {
    guard let identity = store.identity else { return 0 }
    var ready: [(event: Event, link: Digest)] = []
    for (key, value) in try store.metas(Store.besidePrefix) {
      let parts = value.split(separator: " ").map(String.init)
      guard parts.count == 2, let link = hexBytes(parts[0]).flatMap(Digest.init), let box = hexBytes(parts[1]),
        let entry = (try? Box.open(box, office: identity.office, .none, Seal.digester))?.runs.first?.entries.first,
        Store.besidePrefix + entry.header.id.description == key, Intake.reason(of: entry) == nil,
        let event = entry.event
      else { continue }
      ready.append((event, link))
    }
    for start in stride(from: 0, to: ready.count, by: Self.retriedAtOnce) {
      let some = Array(ready[start..<min(ready.count, start + Self.retriedAtOnce)])
      try takingIn {
        for (event, _) in some { try store.clearMeta(Store.besidePrefix + event.id.description) }
        try enter(some)
      }
    }
    return ready.count
  }

  private static let retriedAtOnce = 256

  /// The centre sends an author's events on over one that it has set aside: what is left out is noted, so that nobody takes
  /// it for damage. While the past is still being read, gaps say nothing.
  private func noteAbsent(before frame: Frame, _ held: Held) throws {
    let runs = frame.runs.filter { $0.before != nil && $0.author != store.identity?.node }
    guard frame.stream != .state, !runs.isEmpty, try store.meta(Store.catchingUpKey) == nil else { return }
    var reached: [UInt32: UInt64] = [:]
    for run in runs {
      let beside = held.beside.keys.lazy.filter { $0.node == run.author }.map(\.sequence).max() ?? 0
      let reach = try reached[run.author] ?? max(store.newest(node: run.author)?.event.id.sequence ?? 0, beside)
      if run.first > reach + 1 { try store.noteAbsent(run.author, reach + 1...run.first - 1) }
      reached[run.author] = max(reach, run.last)
    }
  }

  private func link(_ author: UInt32, _ sequence: UInt64, _ held: Held) throws -> Digest? {
    try held.beside[EventID(node: author, sequence: sequence)] ?? store.link(author, sequence)
  }

  private func enter(_ taken: [Taken], _ frame: Frame, _ held: inout Held) throws {
    var entries: [(event: Event, link: Digest)] = []
    for item in taken {
      if item.parked == nil, let event = item.entry.event {
        entries.append((event, item.link))
      } else {
        let id = item.entry.header.id
        held.beside[id] = item.link
        try store.setMeta(Store.besidePrefix + id.description, Self.besideText(item))
      }
    }
    try enter(entries)
  }

  private func enter(_ entries: [(event: Event, link: Digest)]) throws {
    try store.take(entries)
    for absent in try store.absent() {
      for (event, _) in entries where event.id.node == absent.node && absent.sequences.contains(event.id.sequence) {
        try store.noteArrived(event.id)
      }
    }
    if entries.contains(where: { $0.event.kind == FactKind.wordsErased.rawValue }) {
      isScrubbingDue = true
      try store.setMeta(Node.scrubKey, "due")
    }
    for entry in entries { remembered.forget(entry.event) }
    try show(entries.map(\.event))
  }

  /// The whole event as a frame of its own, for a version that can hold it.
  private static func besideText(_ item: Taken) -> String {
    let id = item.entry.header.id
    let run = Run(author: id.node, first: id.sequence, entries: [item.entry], before: .zero, check: item.link.check)
    return
      "\(item.link) \(hexText(Box.pack(Frame(stream: .state, runs: [run]), .none, dictionaries: [], Seal.digester)))"
  }

  /// Folds exactly the subjects the events are about, and puts those the desk has in hand in their new state.
  private func show(_ events: [Event]) throws {
    var needsHall = false
    var seen: Set<EventID> = []
    for event in events where seen.insert(event.subject).inserted {
      guard let folded = try store.refold(event.subject, event.sort) else { continue }
      switch folded {
      case .visit(let visit): if hall.visits[visit.id] != nil || visit.day == hall.day?.day { hall.place(visit) }
      case .guest(let guest): if hall.guests[guest.id] != nil { hall.guests[guest.id] = guest }
      case .officer(let officer): hall.officers[officer.id] = officer
      case .reservation(let booked):
        hall.awaited[booked.id] = nil
        if hall.reservations[booked.id] != nil { hall.reservations[booked.id] = booked }
      case .complaint(let complaint):
        if hall.complaints[complaint.id] != nil { hall.complaints[complaint.id] = complaint }
      case .day, .office: needsHall = true
      }
    }
    // Rare, and the day hangs on them: everything as at a start.
    guard needsHall else { return }
    let wasEmpty = hall.office == nil
    try reload()
    if wasEmpty, hall.office != nil { noteOfficeArrived() }
  }
}

/// What of every author is held here.
struct Held {
  /// Without a gap from the first.
  var marks = Marks()
  /// Beside the log: this version cannot hold them.
  var beside: [EventID: Digest] = [:]
}
