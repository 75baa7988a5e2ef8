import Domain
import Journal
import Wire

// How an exchange ends, and how long to wait after a bad end.
extension SyncEngine {
  mutating func end(_ ending: Ending, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    guard let ended = running else { return }
    running = nil
    if ended.reply != nil, lockedOut(ended, now) { return }
    offered(ended, now)
    switch ending {
    case .whole: whole(ended, now)
    case .refused(413, _, _) where !ended.plan.offers.isEmpty:
      // Still too large. Nothing else hangs on it.
      wholeInARow = 0
    case .refused(413, let events, _) where events > 1 || events == 1 && mayWithhold(ended.plan):
      wholeInARow = 0
      size.refuse(events)
      if events == 1, let first = ended.plan.stretches.first {
        refusedAlone(EventID(node: first.author, sequence: first.from), &effects)
      }
      notBefore = nil
    default: fail(ending, ended, now, &effects)
    }
  }

  /// An event that goes without its body already and is refused all the same is not too large: whoever answers refuses
  /// everything.
  private func mayWithhold(_ plan: Plan) -> Bool {
    guard let first = plan.stretches.first else { return false }
    return !plan.withheld.contains(EventID(node: first.author, sequence: first.from))
  }

  /// Too large is what is refused while less comes through: a call without events is next, and then this one once more.
  private mutating func refusedAlone(_ id: EventID, _ effects: inout [Effect]) {
    if suspect == id { return withhold(id, &effects) }
    suspect = id
    mustAsk = true
  }

  /// What became of a body offered again. Any end but the centre's word that it is in puts the next attempt off, and lets
  /// another body go first.
  mutating func offered(_ ended: Running, _ now: OfficeClock.Reading) {
    // An old counter is no answer: the next call, which follows at once, carries it again.
    guard let body = ended.plan.offers.first, ended.reply?.standing != .stale else { return }
    memory.offeredBy = terms.version
    memory.owed.removeAll { $0 == body }
    if ended.reply?.entered.contains(body) == true {
      offersFailed = 0
      offerDue = memory.owed.isEmpty ? nil : now.uptime
      return
    }
    memory.owed.append(body)
    if ended.reply?.standing == .welcome { isOfferPlain = true }
    let doubled = terms.offerFirst.milliseconds << Int64(min(offersFailed / memory.owed.count, 20))
    offersFailed += 1
    // Each body has its turn before the wait grows.
    let isRound = offersFailed % memory.owed.count == 0
    offerDue = now.uptime + (isRound ? min(Span(milliseconds: doubled), terms.offerCap) : terms.gather)
  }

  /// The centre said no, and signed it: nothing is wrong with the line.
  private mutating func lockedOut(_ ended: Running, _ now: OfficeClock.Reading) -> Bool {
    switch ended.reply?.standing {
    case .unsupported where ended.plan.call.format > format:
      // Again, in the newest format both know.
      failures = 0
      notBefore = nil
      return true
    case .newKey:
      // Under the new key the host begins anew. Where it cannot keep that, this is a failure like another.
      failures += 1
      wholeInARow = 0
      retryLater(now)
      return true
    case .revoked, .unknown, .unsupported:
      failures = 0
      wholeInARow = 0
      notBefore = now.uptime + terms.lockedOut
      return true
    case .busy:
      let wait = Span(milliseconds: Int64(clamping: max(0, ended.reply?.wait ?? 0)))
      failures += 1
      notBefore = now.uptime + wait + chance.span(upTo: max(wait, terms.backoffFirst))
      return true
    default: return false
    }
  }

  private mutating func whole(_ ended: Running, _ now: OfficeClock.Reading) {
    if let reply = ended.reply {
      let cursor = memory.cursor.after(reply)
      if cursor != memory.cursor { hasMore = true }
      memory.cursor = cursor
    }
    let isStuck = !ended.hasProgress && (hasMore || !ended.plan.stretches.isEmpty || search != nil)
    let isDropped = ended.isHeld && !ended.hasProgress && now.uptime < ended.begunAt + Span(milliseconds: 5_000)
    guard !isStuck, !isDropped else {
      // Going on at once would be the same exchange again, and again.
      failures += 1
      wholeInARow = 0
      return retryLater(now)
    }
    failures = 0
    wholeInARow += 1
    notBefore = nil
    lastWhole = (now.uptime, now.wall)
    if !ended.plan.stretches.isEmpty, ended.reply?.unreadable == EventID.none {
      let carried = ended.plan.stretches.reduce(0) { $0 + Int(clamping: $1.through - $1.from + 1) }
      size.pass(isFull: carried >= ended.plan.eventsMax)
    }
  }

  mutating func fail(_ ending: Ending, _ ended: Running, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    failures += 1
    wholeInARow = 0
    var wait = Span(milliseconds: 0)
    switch ending {
    case .cut(let hasSent):
      // With a signed reply in hand, what arrived is known.
      if hasSent, ended.reply == nil, unsentCount > terms.askOver { mustAsk = true }
    // Whoever refuses even the smallest call as too large knows no time either.
    case .refused(413, _, let asked): wait = min(asked ?? wait, terms.backoffCap)
    case .refused(_, _, let asked): wait = asked ?? wait
    case .stranger: if failures == 1 { effects.append(.tell(.notTheCentre)) }
    case .unreadable, .diskRefused, .whole: break
    }
    retryLater(now, atLeast: wait)
  }

  /// Full jitter: any time up to the first × 2ⁿ, so that offices that failed together do not come back together.
  private mutating func retryLater(_ now: OfficeClock.Reading, atLeast wait: Span = Span(milliseconds: 0)) {
    let doubled = terms.backoffFirst.milliseconds << Int64(min(failures - 1, 20))
    let most = min(Span(milliseconds: doubled), terms.backoffCap)
    notBefore = now.uptime + wait + chance.span(upTo: max(most, wait))
  }
}
