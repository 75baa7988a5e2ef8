import Domain
import Engine
import Journal
import Wire

/// An engine and its clock: what goes in and what comes out reads like a transcript.
struct Tale {
  var engine: SyncEngine
  var tellsClock = false
  var now = OfficeClock.Reading(wall: Moment(milliseconds: 1_800_000_000_000), uptime: Span(milliseconds: 0))

  /// Without chance where a test wants to see times; `patient` keeps what the programs have.
  init(
    have: [Mark] = [Mark(1, 10)], memory: Memory = .known(), seed: UInt64 = 1,
    _ change: (inout Terms) -> Void = { _ in }
  ) {
    var terms = Terms(office: OfficeCode(8205), seat: 4, node: 1, version: "0.1.0", dictionaries: [1])
    terms.spread = Span(milliseconds: 0)
    terms.goodAtStart = 0
    change(&terms)
    engine = SyncEngine(terms, memory: memory, have: have, seed: seed)
  }

  mutating func after(_ span: Span) {
    now.uptime = Span(milliseconds: now.uptime.milliseconds + span.milliseconds)
    now.wall = now.wall.advanced(by: span)
  }

  /// What comes of it, without what is only remembered or shown.
  @discardableResult mutating func hear(_ input: Input) -> [String] {
    effects(input).compactMap(describe)
  }

  /// The node's own last event, which the centre is asked about until it has agreed.
  private var tail = Mark()

  mutating func effects(_ input: Input) -> [Effect] {
    let effects = engine.step(input, at: now)
    for case .exchange(let plan) in effects {
      tail =
        plan.call.room > 0
        ? plan.call.probes.first.map { Mark(UInt32($0.node), UInt64($0.sequence)) } ?? Mark() : Mark()
    }
    return effects
  }

  /// The running exchange ends whole with this reply.
  @discardableResult mutating func answered(_ change: (inout Reply) -> Void = { _ in }) -> [String] {
    let exchange = engine.exchange ?? 0
    return hear(.replied(exchange: exchange, reply(change))).withoutRings + hear(.ended(exchange: exchange, .whole))
  }

  func reply(_ change: (inout Reply) -> Void) -> Reply {
    var reply = Reply()
    reply.standing = .welcome
    reply.incarnation = 77
    reply.receivedAt = now.wall
    reply.answeredAt = now.wall
    reply.spare = 9
    reply.marks = [Mark(1, 10)]
    reply.agreed = tail
    change(&reply)
    return reply
  }

  private func describe(_ effect: Effect) -> String? {
    switch effect {
    case .exchange(let plan): "call \(plan.exchange)" + describe(plan)
    case .abandon(let exchange): "abandon \(exchange)"
    case .arm(let at): "ring at \(Double(at.milliseconds) / 1000)"
    case .disarm: "no ring"
    case .remember, .tell(.status): nil
    case .takeIdentity(let change): "become \(change.become) after \(change.author)-\(change.after)"
    case .takeLinkKey(let sealed): "new key \(sealed)"
    case .takeCodes(let sealed): "codes \(sealed)"
    case .tell(.clockOffset(let offset, _)): tellsClock ? "clock \(offset.milliseconds)" : nil
    case .tell(let notice): "\(notice)"
    }
  }

  private func describe(_ plan: Plan) -> String {
    var text = plan.stretches.map { " \($0.author)-\($0.from)…\($0.through)" }.joined()
    if plan.eventsMax < Int.max, !plan.stretches.isEmpty { text += " at most \(plan.eventsMax)" }
    if !plan.withheld.isEmpty { text += " withheld " + plan.withheld.map(\.description).joined(separator: ",") }
    if !plan.call.probes.isEmpty, plan.call.room == 0 {
      text += " probes " + plan.call.probes.map { "\($0.sequence)" }.joined(separator: ",")
    }
    if !plan.offers.isEmpty { text += " offering " + plan.offers.map(\.description).joined(separator: ",") }
    if !plan.offers.isEmpty, plan.dictionaries.isEmpty { text += " unfolded" }
    if plan.call.format != engine.terms.formats.upperBound { text += " in format \(plan.call.format)" }
    if plan.call.wait > 0 { text += " held" }
    if plan.call.cursor.isReadingState { text += " state" }
    return text
  }
}

extension Memory {
  /// A node that has talked to the centre before, which signed for everything it has.
  static func known(_ change: (inout Memory) -> Void = { _ in }) -> Memory {
    var memory = Memory()
    memory.counter = 100
    memory.incarnation = 77
    memory.marks = [Mark(1, 10)]
    memory.cursor.news = 20
    change(&memory)
    return memory
  }
}

extension [String] {
  var withoutRings: [String] { filter { !$0.hasPrefix("ring at") } }
}
