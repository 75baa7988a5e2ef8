import Domain
import Engine
import Journal
import Wire

// The promises, held against the world after every step that could break them.
extension World {
  /// What has just been entered goes on from what was there, without a gap, in time and in its chain.
  func judgeAuthor(_ copy: Copy, _ ids: [EventID], _ place: @autoclosure () -> String) {
    for id in ids {
      guard let kept = copy.events[id] else { continue }
      let before = copy.events[EventID(node: id.node, sequence: id.sequence - 1)]
      if id.sequence > 1, before == nil { fail("no author has a gap", "\(id) \(place())") }
      if let before, before.link != kept.before { fail("every event is chained to the one before", "\(id) \(place())") }
      if let before, before.entry.header.at >= kept.entry.header.at {
        fail("no author's time runs back", "\(id) \(place())")
      }
    }
  }

  /// Nothing counts as acknowledged that the centre does not hold.
  func judgeMarks(_ pc: OfficePC) {
    guard pc.hasHeard else { return }
    let marks = centre.tables.offices[pc.place].copy.marks
    for mark in pc.files.memory.marks where marks[UInt32(mark.node)] < UInt64(mark.sequence) {
      fail("nothing is acknowledged that is not durable", "\(pc.name) believes in \(mark.node)-\(mark.sequence)")
    }
  }

  /// Only what stands in this office's own feed is ever sent to it.
  func judgeFrames(_ frames: [Frame], _ session: Session) {
    let copy = centre.tables.offices[session.place].copy
    for entry in frames.flatMap(\.runs).flatMap(\.entries) where copy.events[entry.header.id]?.entry != entry {
      fail("another office's data never leaves the centre", "\(entry.header.id) for \(session.pc.name)")
    }
  }

  /// Nobody calls in a circle, and nobody carries more than was done.
  func judgePace(_ pc: OfficePC) {
    pc.recentExchanges.append(now)
    if pc.recentExchanges.count > 60 { pc.recentExchanges.removeFirst() }
    if pc.recentExchanges.count == 60, now - pc.recentExchanges[0] < 4_000 {
      fail("an exchange with nothing new ends", "\(pc.name) called sixty times in four seconds")
    }
    if let unsent = pc.engine?.unsent, unsent > pc.files.copy.events.count {
      fail("the outbox holds no more than was done", "\(pc.name): \(unsent)")
    }
  }

  /// Somebody looks at a screen: nothing they have seen before may be missing.
  func look(_ pc: OfficePC) {
    guard pc.isOn, let subject = pc.files.copy.subjects.keys.sorted().randomly(&play) else { return }
    show(subject, pc)
    for known in pc.shown.keys.sorted().prefix(4) { show(known, pc) }
  }

  private func show(_ subject: EventID, _ pc: OfficePC) {
    let copy = pc.files.copy
    let seen = Set((copy.subjects[subject] ?? []).compactMap { copy.events[$0].flatMap { oracle.births[$0.link] } })
    if let before = pc.shown[subject], !before.isSubset(of: seen) {
      fail("what a screen has shown is never older afterwards", "\(subject) at \(pc.name)")
    }
    pc.shown[subject] = seen
  }

  /// Whether the world may end. Asked once a minute when nothing goes wrong any more.
  func isSettled(_ item: Item) -> Bool {
    guard case .tick = item else { return false }
    if let settledAt {
      guard now >= settledAt + 3_600_000 else { return false }
      // What was written as the hour ended, of a clock that drifts, is still under way.
      if !isTogether, now < settledAt + 3_600_000 + 600_000 { return false }
      judgeIdle()
      return true
    }
    if isTogether {
      settledAt = now
      idleFrom = exchanges
      note(71, 0, 0) { "all copies are together" }
    } else if now > calmAt + 9 * 3_600_000 {
      fail("everything comes together once the troubles are over", whatIsApart)
      return true
    }
    return false
  }

  private func judgeIdle() {
    // Six held calls of ten minutes an hour each, and a few for what was just learnt. Copies of one disk call under one seat
    // and take the counter from each other: a call may have to be made once more for each of them. A body that is still too
    // large is offered after ten minutes, twenty and forty.
    let most = pcs.reduce(0) { sum, pc in
      sum + 16 * pcs.count { $0 === pc || $0.seat == pc.seat && pc.seat != 0 } + 4 * pc.files.memory.owed.count
    }
    if exchanges - idleFrom > most { fail("a quiet line is quiet", "\(exchanges - idleFrom) calls in an hour") }
    if !isTogether { fail("what has come together stays together", whatIsApart) }
  }

  private var isTogether: Bool { pcs.allSatisfy { apart($0) == nil } }

  private var whatIsApart: String {
    pcs.compactMap { pc in apart(pc).map { "\(pc.name): \($0)" } }.joined(separator: "; ")
  }

  /// What keeps this PC from being one with the centre.
  private func apart(_ pc: OfficePC) -> String? {
    guard pc.isOn, let engine = pc.engine else { return "not running" }
    let office = centre.tables.offices[pc.place]
    let cursor = engine.memory.cursor
    if engine.unsent > 0 { return "\(engine.unsent) unsent" }
    if bodyMax == nil || isProxyGone, let owed = engine.memory.owed.first { return "the body of \(owed) is owed" }
    if cursor.isReadingState || cursor.isReadingPast { return "still catching up" }
    for (id, kept) in office.copy.events where !office.parkedIDs.contains(id) {
      if pc.files.copy.events[id]?.link != kept.link {
        return "\(id) is \(pc.files.copy.events[id] == nil ? "missing" : "another")"
      }
    }
    for (id, kept) in pc.files.copy.events where office.copy.events[id]?.link != kept.link {
      return "\(id) is not the centre's"
    }
    return nil
  }
}

extension Array {
  fileprivate func randomly(_ chance: inout Chance) -> Element? { isEmpty ? nil : chance.pick(self) }
}
