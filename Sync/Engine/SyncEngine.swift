import Domain
import Journal
import Wire

/// The office's end of the line: decides when to call, what to send, and what an answer means.
///
/// A pure state machine. What happened goes in with the time, what to do comes out; no clock, no disk, no network.
/// ```
///            work, news, time                        whole
///   resting ──────────────────▶ talking ──────────────────────────▶ resting (good: hold the next call open)
///      ▲                           │ cut, refused, stranger, watchdog
///      └── a random time ◀─────────┘        revoked, not enrolled: once an hour
/// ```
public struct SyncEngine: Sendable {
  public internal(set) var memory: Memory
  public internal(set) var terms: Terms
  /// What is durable here, and what the centre has signed for.
  var have: Marks
  var signed: Marks
  var running: Running?
  var search: Search?
  /// Through here the centre is known to hold this node's own history, and not another under the same name.
  var proven: UInt64 = 0
  /// Somebody else's histories that the centre holds otherwise: not ours to bring.
  var disputed: Set<UInt32> = []
  /// The host is giving this node another identity.
  var isChangingIdentity = false
  var condition = LineStatus.Condition.never
  var failures = 0
  var wholeInARow = 0
  /// How often the line has failed after it had gone through, each time within an hour of the time before, and when last.
  var hiccups = 0
  var lastHiccup: Span?
  /// Not before this uptime, unless somebody asks.
  var notBefore: Span?
  var isPaused = false
  var isAsked = false
  var isLineUp = true
  /// Learn the centre's marks before sending anything.
  var mustAsk: Bool
  var hasMore = false
  var isPlain = false
  /// The newest format both sides are known to read.
  var format: Int
  /// When a body the centre lacks is offered next, and how often that came to nothing.
  var offerDue: Span?
  var offersFailed = 0
  /// The centre read the call and not what was offered in it: from then on bodies are offered unfolded.
  var isOfferPlain = false
  var size = CallSize()
  /// Refused alone as too large. Refused so again after a smaller call has come through, it goes without its body.
  var suspect: EventID?
  var counter: Int
  var exchanges = 0
  /// When the oldest unsent event was written, and when work was last found waiting: uptime and wall.
  var unsentSince: (uptime: Span, wall: Moment)?
  var lastBegun: Span?
  var lastWhole: (uptime: Span, wall: Moment)?
  var toldOffset: Span?
  var chance: Chance
  private var armed: Span?
  private var remembered: Memory
  private var told: LineStatus?

  /// An exchange under way.
  struct Running: Sendable {
    var plan: Plan
    var begunAt: Span
    var sentAt: Moment
    var lastMove: Span
    var deadline: Span
    /// Held open at the centre with nothing to say: may be ended for the sake of a press.
    var isHeld: Bool
    var reply: Reply?
    /// Something was learnt, sent or received: going on at once cannot be an endless loop.
    var hasProgress = false
  }

  /// `have` is what the store holds; while the past is still being read, only what history has brought.
  public init(_ terms: Terms, memory: Memory, have: [Mark], seed: UInt64) {
    self.terms = terms
    self.memory = memory
    remembered = memory
    self.have = Marks(have)
    signed = Marks(memory.marks)
    counter = memory.counter
    format = terms.formats.upperBound
    mustAsk = memory.isMidway || memory.incarnation == 0
    chance = Chance(seed: seed)
  }

  /// The exchange under way, if any.
  public var exchange: Int? { running?.plan.exchange }

  /// Takes in what happened and says what to do about it, in this order.
  public mutating func step(_ input: Input, at now: OfficeClock.Reading) -> [Effect] {
    var effects: [Effect] = []
    take(input, now, &effects)
    settle(now, &effects)
    memory.marks = signed.list
    if memory != remembered {
      remembered = memory
      effects.insert(.remember(memory), at: 0)
    }
    let status = status
    if status != told {
      told = status
      effects.append(.tell(.status(status)))
    }
    return effects
  }

  private mutating func take(_ input: Input, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    switch input {
    case .begun:
      notBefore = now.uptime + chance.span(upTo: terms.spread)
      wholeInARow = terms.goodAtStart
      if !memory.owed.isEmpty, memory.offeredBy != terms.version { offerDue = now.uptime }
    case .wrote(let mark):
      guard let node = UInt32(exactly: mark.node) else { return }
      have.raise(node, to: UInt64(clamping: mark.sequence))
    case .rang: watch(now, &effects)
    case .lineChanged(let isUp):
      if isUp, !isLineUp { notBefore = now.uptime + chance.span(upTo: terms.spread) }
      isLineUp = isUp
    case .asked: isAsked = true
    case .retried:
      guard !memory.owed.isEmpty else { return }
      (offerDue, offersFailed, isAsked) = (now.uptime, 0, true)
    case .paused(let paused):
      isPaused = paused
      if paused { abandon(&effects) }
    case .moved(let exchange):
      if running?.plan.exchange == exchange { running?.lastMove = now.uptime }
    case .kept(let exchange, let cursor, let have): keep(exchange, cursor, have, now)
    case .replied(let exchange, let reply):
      if running?.plan.exchange == exchange { hear(reply, now, &effects) }
    case .ended(let exchange, let ending):
      if running?.plan.exchange == exchange { end(ending, now, &effects) }
    case .tookIdentity(let node, let have):
      isChangingIdentity = false
      search = nil
      suspect = nil
      proven = 0
      // Under its new name everything goes whole once more.
      let given = Marks(have)
      memory.owed.removeAll { given[$0.node] < $0.sequence }
      if terms.node != node { terms.earlier.append(terms.node) }
      terms.node = node
      self.have = Marks(have)
      memory.cursor = .again
      hasMore = true
    }
  }

  /// What came from the centre is at the centre: it is not sent back.
  private mutating func keep(_ exchange: Int, _ cursor: Cursor, _ marks: [Mark], _ now: OfficeClock.Reading) {
    let held = Marks(marks)
    for node in held.nodes where held[node] > have[node] {
      have.raise(node, to: held[node])
      if node != terms.node { signed.raise(node, to: held[node]) }
    }
    if cursor != memory.cursor, running?.plan.exchange == exchange { running?.hasProgress = true }
    memory.cursor = cursor
    remembered.cursor = cursor
    if running?.plan.exchange == exchange { running?.lastMove = now.uptime }
  }

  /// Ends whatever does not end by itself.
  private mutating func watch(_ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    armed = nil
    guard let running, now.uptime >= patience(running) else { return }
    abandon(&effects)
    offered(running, now)
    fail(.cut(hasSent: !running.plan.stretches.isEmpty), running, now, &effects)
  }

  func patience(_ running: Running) -> Span {
    min(running.deadline, running.lastMove + terms.stall + Span(milliseconds: Int64(running.plan.call.wait)))
  }

  mutating func abandon(_ effects: inout [Effect]) {
    guard let exchange = running?.plan.exchange else { return }
    effects.append(.abandon(exchange: exchange))
    running = nil
  }

  // MARK: What next

  /// Begins an exchange if one is due, and otherwise arms the one timer for when it will be.
  private mutating func settle(_ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    noteUnsent(now)
    // Nothing is due where nothing is owed any longer: a call that only listens would be broken off for it, again and again.
    offerDue = memory.owed.isEmpty ? nil : offerDue ?? now.uptime + terms.offerFirst
    let sending = [unsentSince.map { $0.uptime + terms.gather }, offerDue].compactMap { $0 }.min()
    if let running, running.isHeld, isAsked || sending.map({ $0 <= now.uptime }) == true {
      // A press is not kept waiting by a call that only listens, nor is somebody who asks for one now.
      abandon(&effects)
    }
    if let running {
      let next = running.isHeld ? min(patience(running), sending ?? patience(running)) : patience(running)
      return arm(next, now, &effects)
    }
    guard let due = due(now) else { return arm(nil, now, &effects) }
    guard due <= now.uptime else { return arm(due, now, &effects) }
    begin(now, &effects)
    if let running { arm(patience(running), now, &effects) }
  }

  private mutating func noteUnsent(_ now: OfficeClock.Reading) {
    guard unsentCount > 0 else { return unsentSince = nil }
    if unsentSince == nil { unsentSince = (now.uptime, now.wall) }
  }

  /// When the next exchange is due; `nil` while there is to be none.
  private func due(_ now: OfficeClock.Reading) -> Span? {
    guard !isPaused, !isChangingIdentity else { return nil }
    if isAsked { return now.uptime }
    guard isLineUp else { return nil }
    let earliest = notBefore ?? now.uptime
    return max(earliest, wished(now))
  }

  private func wished(_ now: OfficeClock.Reading) -> Span {
    guard condition == .good, failures == 0 else { return now.uptime }
    if search != nil || hasMore || memory.cursor.isReadingState || mustAsk && unsentCount > 0 { return now.uptime }
    if isLineGood, memory.cursor.isReadingPast { return now.uptime }
    if let unsentSince { return unsentSince.uptime + terms.gather }
    // A line that has just gone through once is tried once more soon: it may only have hiccuped, and whoever is deaf for
    // long misses what is booked at the centre. One that hiccups again and again is left in peace.
    let second = Span(milliseconds: terms.second.milliseconds << Int64(min(hiccups, 10)))
    let rest = wholeInARow > 0 ? min(second, terms.quiet) : terms.quiet
    let idle = isLineGood ? now.uptime : (lastWhole?.uptime ?? lastBegun ?? now.uptime) + rest
    return min(idle, offerDue ?? idle)
  }

  var isLineGood: Bool { failures == 0 && wholeInARow >= terms.goodAfter }

  private mutating func arm(_ time: Span?, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    guard time != armed else { return }
    armed = time
    effects.append(time.map { .arm($0) } ?? .disarm)
  }

  /// Events the centre has not signed for.
  public var unsent: Int { unsentCount }
  var unsentCount: Int {
    have.nodes.filter { !disputed.contains($0) }.reduce(0) { $0 + Int(clamping: have[$1] - min(have[$1], signed[$1])) }
  }

  private var status: LineStatus {
    var status = LineStatus()
    status.condition = isPaused ? .paused : failures > 0 && condition == .good ? .failing : condition
    status.isTalking = running != nil
    status.unsent = unsentCount
    status.unsentSince = unsentSince?.wall
    status.lastWhole = lastWhole?.wall
    status.failures = failures
    status.parkedCount = memory.parkedCount
    status.isCatchingUp = memory.cursor.isReadingState || memory.cursor.isReadingPast
    return status
  }
}
