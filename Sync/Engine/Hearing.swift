import Domain
import Journal
import Wire

// What a signed reply means.
extension SyncEngine {
  mutating func hear(_ reply: Reply, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    guard running != nil else { return }
    running?.reply = reply
    running?.lastMove = now.uptime
    let before = condition
    // First: what follows may end this exchange.
    if !reply.sealedCodes.bytes.isEmpty, reply.standing == .welcome || reply.standing == .newKey {
      effects.append(.takeCodes(sealed: reply.sealedCodes.bytes))
      // A held call that was answered for this was not dropped.
      running?.hasProgress = true
    }
    let spoken = running?.plan.call.format ?? format
    // The centre may have been brought up to date as well as this program.
    format = terms.formats.contains(reply.format) ? reply.format : terms.formats.upperBound
    switch reply.standing {
    case .welcome:
      condition = .good
      if before == .revoked { effects.append(.tell(.reinstated)) }
      return welcome(reply, now, &effects)
    case .stale:
      // Going on from the centre's number makes the next call a new one.
      running?.hasProgress = reply.counter >= counter
      counter = max(counter, reply.counter)
    case .revoked: condition = .revoked
    case .unknown: condition = .notEnrolled
    case .unsupported:
      // Spoken in another format: nothing is wrong yet.
      guard format >= spoken else { return }
      condition = .unsupported
    case .newKey: effects.append(.takeLinkKey(sealed: reply.sealedLinkKey.bytes))
    case .busy: break
    }
    guard condition != before else { return }
    switch condition {
    case .revoked: effects.append(.tell(.revoked))
    case .notEnrolled: effects.append(.tell(.notEnrolled))
    case .unsupported: effects.append(.tell(.unsupported(centreFormat: reply.format)))
    default: break
    }
  }

  private mutating func welcome(_ reply: Reply, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    hearClock(reply, now, &effects)
    var hasForgotten = false
    if reply.incarnation != memory.incarnation {
      if memory.incarnation != 0 {
        hasForgotten = true
        memory.cursor = memory.cursor.isReadingState || memory.cursor.isReadingPast ? .fresh : .again
        hasMore = true
      }
      memory.incarnation = reply.incarnation
      running?.hasProgress = true
    }
    let marks = Marks(reply.marks)
    if signed.nodes.contains(where: { marks[$0] < signed[$0] }) { hasForgotten = true }
    if marks != signed { running?.hasProgress = true }
    signed = marks
    proven = min(proven, marks[terms.node])
    memory.withheld.removeAll { marks[$0.node] >= $0.sequence }
    mustAsk = false
    memory.isMidway = false
    if hasForgotten { effects.append(.tell(.centreRestored)) }
    if reply.spare != 0 { memory.spare = reply.spare }
    hearParked(reply, &effects)
    hearUnreadable(reply, &effects)
    hearFork(reply, &effects)
    hasMore = hasMore || reply.hasMore
  }

  private mutating func hearClock(_ reply: Reply, _ now: OfficeClock.Reading, _ effects: inout [Effect]) {
    guard let running else { return }
    let there = running.sentAt.span(until: reply.receivedAt)
    let back = now.wall.span(until: reply.answeredAt)
    let onTheWay = running.sentAt.span(until: now.wall) - reply.receivedAt.span(until: reply.answeredAt)
    let offset = Span(milliseconds: (there.milliseconds + back.milliseconds) / 2)
    let within = Span(milliseconds: max(0, onTheWay.milliseconds) / 2)
    // A clock that was set between call and reply makes nonsense of both.
    guard within < .seconds(60), onTheWay.milliseconds >= 0 else { return }
    if let toldOffset, abs((toldOffset - offset).milliseconds) <= max(1_000, 2 * within.milliseconds) { return }
    toldOffset = offset
    effects.append(.tell(.clockOffset(offset, within: within)))
  }

  private mutating func hearParked(_ reply: Reply, _ effects: inout [Effect]) {
    guard reply.parkedCount != memory.parkedCount else { return }
    memory.parkedCount = reply.parkedCount
    memory.parked = reply.parked
    effects.append(.tell(.parked(reply.parked)))
  }

  /// First without a dictionary, then fewer events at a time, then without the one body that cannot be read.
  private mutating func hearUnreadable(_ reply: Reply, _ effects: inout [Effect]) {
    guard reply.unreadable != .none, let plan = running?.plan else { return }
    running?.hasProgress = true
    if !plan.dictionaries.isEmpty {
      isPlain = true
    } else if plan.eventsMax > 1 {
      size.refuse(plan.eventsMax == Int.max ? 2 * terms.askOver : plan.eventsMax)
    } else {
      withhold(reply.unreadable, &effects)
    }
  }

  mutating func withhold(_ id: EventID, _ effects: inout [Effect]) {
    guard !memory.withheld.contains(id) else { return }
    if suspect == id { suspect = nil }
    memory.withheld.append(id)
    memory.offeredBy = terms.version
    if !memory.owed.contains(id), memory.owed.count < terms.owedMax { memory.owed.append(id) }
    effects.append(.tell(.withheld(id)))
  }

  private mutating func hearFork(_ reply: Reply, _ effects: inout [Effect]) {
    if let author = search?.author, running?.plan.call.probes.isEmpty == false {
      let isAbout = reply.agreed.node == Int(author)
      search?.hear(agreed: isAbout ? UInt64(clamping: reply.agreed.sequence) : 0)
      running?.hasProgress = true
    } else if search == nil {
      search = doubt(reply)
      // The frames of this reply may hold our own events: nothing is kept until we are somebody else.
      if search != nil { abandon(&effects) }
    }
    guard let search, search.isOver else { return }
    guard search.low < search.centreEnd, memory.spare != 0 else {
      // They agree to the end: whatever was in doubt, it was not the history.
      if search.low >= search.centreEnd { self.search = nil }
      running?.hasProgress = false
      return
    }
    isChangingIdentity = true
    let succession = Succession(
      author: search.author, after: search.low, become: UInt32(clamping: memory.spare), through: search.centreEnd)
    memory.spare = 0
    effects.append(.tell(.diskRestored(succession)))
    effects.append(.takeIdentity(succession))
  }

  /// A history of ours that the centre holds otherwise, or holds more of than we do.
  private mutating func doubt(_ reply: Reply) -> Search? {
    if let author = UInt32(exactly: reply.fork.node), author != 0, have[author] > 0 {
      guard author == terms.node || terms.earlier.contains(author) else {
        disputed.insert(author)
        return nil
      }
      guard signed[author] > 0 else { return nil }
      return Search(author: author, high: min(have[author], signed[author]) + 1, centreEnd: signed[author])
    }
    if let probe = running?.plan.call.probes.first, probe.node == Int(terms.node) {
      let last = UInt64(clamping: probe.sequence)
      if reply.agreed.node == probe.node, reply.agreed.sequence == probe.sequence {
        proven = max(proven, last)
      } else if signed[terms.node] >= last {
        return Search(author: terms.node, high: last, centreEnd: signed[terms.node])
      }
    }
    guard signed[terms.node] > have[terms.node] else { return nil }
    return Search(author: terms.node, high: have[terms.node] + 1, centreEnd: signed[terms.node])
  }
}
