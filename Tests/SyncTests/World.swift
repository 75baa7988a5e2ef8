import Domain
import Engine
import Journal
import LineDoubles
import Seal
import TestSupport
import Wire

/// An office's store and engine, in memory. What is in `kept` is durable.
final class OfficeDouble {
  let seat: Int
  var node: UInt32
  var kept: [EventID: Kept] = [:]
  var memory: Memory
  var engine: SyncEngine
  var pen: Pen
  var notices: [LineNotice] = []
  var changes: [Succession] = []
  var ring: Span?
  private let terms: Terms
  private var starts: UInt64 = 0

  init(seat: Int, node: UInt32, memory: Memory = Memory()) {
    self.seat = seat
    self.node = node
    self.memory = memory
    var terms = Terms(office: World.office, seat: seat, node: node, version: "0.1.0", dictionaries: [])
    terms.askOver = 8
    self.terms = terms
    pen = Pen(
      office: World.office, node: node, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
    engine = SyncEngine(terms, memory: memory, have: [], seed: UInt64(seat))
  }

  var have: [Mark] { kept.have }

  func write(_ count: Int, _ dice: inout Dice, at now: OfficeClock.Reading) {
    for _ in 0..<count {
      let before = pen.lastLink
      let subjects = kept.values.filter { $0.entry.header.sort == SubjectKind.visit.rawValue }.map(
        \.entry.header.subject)
      let opens = subjects.isEmpty || dice.one(in: 4)
      let subject = opens ? pen.next : dice.pick(subjects.sorted())
      let fact: Fact =
        opens
        ? .visitOpened(VisitOpened { $0.service = "konsultasi" })
        : .noteTaken(NoteTaken { $0.note.question = "Inflasi" })
      let heads = kept.values.filter { $0.entry.header.subject == subject }.map(\.entry.header.id).sorted().suffix(1)
      let salt = dice.next()
      let written = pen.write(
        [Draft(fact, about: subject, .visit)], actor: .visitor, now: now.wall, heads: { _, _ in Array(heads) },
        salt: { salt })
      kept.note(written, after: before)
    }
  }

  /// The process ends and starts again from what was durable.
  func restart() {
    starts += 1
    var again = terms
    again.node = node
    again.earlier = Set(changes.map(\.author)).sorted()
    engine = SyncEngine(again, memory: memory, have: have, seed: UInt64(seat) &+ starts &* 1_000)
    ring = nil
  }

  /// The disk is set back to what it was.
  func restore(_ copy: OfficeDouble) {
    (kept, memory, node, pen, changes) = (copy.kept, copy.memory, copy.node, copy.pen, copy.changes)
    restart()
  }

  func copy() -> OfficeDouble {
    let other = OfficeDouble(seat: seat, node: node, memory: memory)
    (other.kept, other.pen, other.changes) = (kept, pen, changes)
    return other
  }

  /// Renames what was written after the fork, as docs/sync.md section 7 says; bodies here hold no ids.
  func take(_ change: Succession) {
    changes.append(change)
    func renamed(_ id: EventID) -> EventID {
      id.node == change.author && id.sequence > change.after
        ? EventID(node: change.become, sequence: id.sequence - change.after + 1) : id
    }
    let moved = kept.values.filter { renamed($0.entry.header.id) != $0.entry.header.id }
      .sorted { $0.entry.header.id < $1.entry.header.id }
    for event in moved { kept[event.entry.header.id] = nil }
    var restored = NodeRestored()
    (restored.before, restored.lastKept) = (Int(change.author), Int(change.after))
    let id = EventID(node: change.become, sequence: 1)
    let first = Event(
      id: id, at: pen.lastTime.next(Moment(milliseconds: 0)), office: World.office, subject: id, sort: .node, after: [],
      actor: .node, kind: FactKind.nodeRestored.rawValue, body: .kept(Event.encode(.nodeRestored(restored), salt: 0)))
    var link = first.link(after: .zero, Seal.digester)
    kept[id] = Kept(entry: Entry(first), before: .zero, link: link)
    for event in moved {
      var entry = event.entry
      entry.header.id = renamed(entry.header.id)
      entry.header.subject = renamed(entry.header.subject)
      entry.header.after = entry.header.after.map(renamed)
      let before = link
      link = entry.link(after: before, Seal.digester)
      kept[entry.header.id] = Kept(entry: entry, before: before, link: link)
    }
    node = change.become
    pen = Pen(
      office: World.office, node: node, lastSequence: UInt64(moved.count) + 1, lastTime: first.at, lastLink: link,
      digester: Seal.digester)
  }
}

/// The centre: its tables, and a host's part in an exchange.
final class CentreDouble: CentreTables {
  var counters: [Int: Int] = [:]
  private var spares: [Int: UInt32] = [:]

  func begin(_ call: Call, at now: Moment) -> Reception {
    let seat = SeatRecord(office: office, seat: call.seat, counter: counters[call.seat] ?? 0)
    let reception = Reception(call, seat: seat, ledger: ledger, receivedAt: now)
    note(reception)
    ledger.spare = spare(of: call.seat)
    if reception.standing == .welcome { counters[call.seat] = call.counter }
    return reception
  }

  /// A seat keeps its spare until it has used it.
  private func spare(of seat: Int) -> UInt32 {
    if let kept = spares[seat], ledger.seats[kept] == nil { return kept }
    let new = max(99, spares.values.max() ?? 0, ledger.seats.keys.max() ?? 0) + 1
    spares[seat] = new
    return new
  }

  /// The reply and its frames.
  func answer(_ reception: Reception, at now: Moment) -> (Reply, [Frame]) {
    ledger.spare = spare(of: reception.call.seat)
    var reply = reception.reply(ledger, linkAt: linkAt, at: now)
    let frames = frames(for: reception.call, &reply, Portion(state: 20, news: 40, textMax: 400))
    return (reply, frames)
  }
}
