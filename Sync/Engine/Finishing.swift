import Domain
import Journal
import Wire

// How an exchange ends, and how long to wait after a bad end.
extension SyncEngine {
  mutating func end(_ ending: Ending, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    guard let ended = running else { return }
    running = nil
    if ended.reply != nil, lockedOut(ended, now) { return }
    switch ending {
    case .whole: whole(ended, now)
    case .refused(413, let events, _) where events > 0:
      wholeInARow = 0
      if events == 1, let first = ended.plan.stretches.first {
        withhold(EventID(node: first.author, sequence: first.from), &effects)
      } else {
        eventsMax = max(1, events / 2)
      }
      notBefore = nil
    default: fail(ending, ended, now, &effects)
    }
  }

  /// The centre said no, and signed it: nothing is wrong with the line.
  private mutating func lockedOut(_ ended: Running, _ now: OfficeClock.Reading) -> Bool {
    switch ended.reply?.standing {
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
    if eventsMax < Int.max / 2, !ended.plan.stretches.isEmpty, ended.reply?.unreadable == EventID.none {
      eventsMax = eventsMax > 4_096 ? Int.max : eventsMax * 2
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
