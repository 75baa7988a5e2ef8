import Domain
import Journal
import Wire

// How an exchange begins: what is sent, what is asked for.
extension SyncEngine {
  mutating func begin(_ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    exchanges += 1
    counter += 1
    if counter > memory.counter { memory.counter = counter + Self.countersAhead }
    let stretches = stretches
    let offers = offers(now, stretches)
    let isHeld =
      stretches.isEmpty && offers.isEmpty && search == nil && isLineGood && !hasMore && !isAsked && !isCatchingUp
    var call = Call()
    call.format = format
    call.office = terms.office
    call.seat = terms.seat
    call.node = Int(terms.node)
    call.counter = counter
    call.version = terms.version
    call.sentAt = now.wall
    call.incarnation = memory.incarnation
    call.cursor = memory.cursor
    call.have = have.list
    call.probes = probes
    call.room = search != nil ? 0 : isLineGood || isAsked ? terms.room : terms.roomWhenBad
    call.wait = isHeld ? Int(terms.poll.milliseconds) : 0
    call.dictionaries = terms.dictionaries.map(Int.init)
    call.parkedKnown = memory.parkedCount
    call.signed = Int(clamping: signed[terms.node])
    call.earlier = terms.earlier.map(Int.init)
    let plan = Plan(
      exchange: exchanges, call: call, stretches: stretches, eventsMax: size.most, bytesMax: terms.bytesMax,
      withheld: memory.withheld, offers: offers,
      dictionaries: isPlain || isOfferPlain && !offers.isEmpty ? [] : terms.dictionaries)
    memory.isMidway = !stretches.isEmpty && unsentCount > terms.askOver
    running = Running(
      plan: plan, begunAt: now.uptime, sentAt: now.wall, lastMove: now.uptime,
      deadline: now.uptime + terms.longest + Span(milliseconds: Int64(call.wait)), isHeld: isHeld)
    lastBegun = now.uptime
    isAsked = false
    hasMore = false
    effects.append(.exchange(plan))
  }

  /// Places of a chain in doubt; without a doubt the node's own last event, until the centre has agreed to it: of a disk
  /// that was copied or set back, the centre may hold as many events under this name, and others.
  private var probes: [Probe] {
    if let search { return search.places.map { Probe(search.author, $0) } }
    let last = have[terms.node]
    return last > proven ? [Probe(terms.node, last)] : []
  }

  /// One body the centre lacks, once its time has come and nothing else is to be sent: what may be refused goes alone.
  private func offers(_ now: OfficeClock.Reading, _ stretches: [Plan.Stretch]) -> [EventID] {
    guard let offerDue, offerDue <= now.uptime, stretches.isEmpty, search == nil, !mustAsk else { return [] }
    return Array(memory.owed.prefix(1))
  }

  /// How far the stored counter runs ahead of the calls.
  static let countersAhead = 64

  private var isCatchingUp: Bool { memory.cursor.isReadingState || memory.cursor.isReadingPast }

  /// Everything the centre lacks, the smallest author first: a node's earlier identities before its later ones.
  private var stretches: [Plan.Stretch] {
    guard !mustAsk else { return [] }
    return have.nodes.compactMap { node in
      guard node != search?.author, !disputed.contains(node), have[node] > signed[node] else { return nil }
      return Plan.Stretch(author: node, from: signed[node] + 1, through: have[node])
    }
  }
}
