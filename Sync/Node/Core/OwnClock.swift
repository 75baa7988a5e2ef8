import Domain
import Journal
import Machine
import Store

// What this computer's clock is worth beside the centre's: never applied to what it stamps, only said.
extension Node {
  /// A clock that jumped to another day is not believed after a restart either, as long as it shows no earlier time: a
  /// date one day off looks like any other morning, and today's visitors would lapse. What it jumped to, in milliseconds.
  static let doubtKey = "clock-doubt"

  /// Of this computer's own events; none before it has written one.
  var lastStamp: Moment? { pen.flatMap { $0.lastSequence > 0 ? $0.lastTime.moment : nil } }

  func startClock() {
    guard let profile = hall.profile else { return }
    let first = reading
    clock = OfficeClock(
      zone: profile.zone, turnover: profile.turnover, lastEvent: lastStamp,
      lastDay: hall.day?.day ?? dayOfCentre(profile, first), first: first,
      isDoubted: doubtedSince.map { $0 <= first.wall.milliseconds } ?? false)
    judgeClock()
  }

  func judgeClock() {
    alarms.set(.clock, clock?.alarm?.text, at: reading.wall)
    let isDoubted = if case .jumped = clock?.alarm { true } else { false }
    guard isDoubted != (doubtedSince != nil) else { return }
    let wall = reading.wall.milliseconds
    do {
      if isDoubted { try store.setMeta(Node.doubtKey, String(wall)) } else { try store.clearMeta(Node.doubtKey) }
      doubtedSince = isDoubted ? wall : nil
    } catch {}  // Tried again when the clock is next judged.
  }

  /// An exchange has told how far the centre's clock is ahead of this one. If what was written so far is stamped otherwise
  /// than known, that is said now; a disk that refuses is tried again with the next press.
  func hear(centreAhead offset: Span, within: Span) {
    let reading = reading
    watch.hear(centre: reading.wall.advanced(by: offset), at: reading.uptime, within: within)
    noteMeasured(reading)
    guard hall.day != nil, !watch.due(hall.clocks).isEmpty else { return }
    try? takingIn { try noteClock(now) }
  }

  /// What was measured outlives this run: the next one may find another clock, and must not judge by it what this one stamped.
  private func noteMeasured(_ reading: OfficeClock.Reading) {
    guard pen != nil, let centre = watch.centre(at: reading.uptime) else { return }
    let found = MeasuredClock(
      ahead: Int(centre.span(until: now).milliseconds / 1_000), until: nil, at: centre, reading, boot)
    if let known = measured, known.until == nil, known.isLike(found) { return }
    // A disk that refuses is tried again with the next exchange.
    if (try? store.setMeta(MeasuredClock.key, found.text)) != nil { measured = found }
  }

  private var boot: String { surroundings.clock.boot() }

  /// What earlier runs left behind, and what this one may still make of it.
  func recallClock() {
    measured = (try? store.meta(MeasuredClock.key)).flatMap { $0 }.flatMap(MeasuredClock.init(text:))
    guard !watch.knowsCentre, let pen else { return }
    firstOfRun = firstOfRun ?? pen.next
    guard let known = measured else { return }
    watch.recall(
      ahead: known.ahead, until: known.until.map { EventID(node: pen.next.node, sequence: $0) } ?? pen.next)
    let reading = reading
    guard watch.likelyCentre(at: reading.uptime) == nil, let (centre, within) = known.centre(at: reading, boot) else {
      return
    }
    watch.reckon(centre: centre, at: reading.uptime, within: within)
  }

  /// In the turn of whatever is written next: the first event of a run that has heard no centre, a clock that was set meanwhile,
  /// and from time to time how far the centre's clock has got, so that a later run knows what it cannot be behind of.
  func noteWorth(_ next: EventID) throws {
    guard var known = measured else { return }
    if !watch.knowsCentre, known.until == nil { known.until = next.sequence }
    let reading = reading
    if let centre = watch.likelyCentre(at: reading.uptime) {
      let found = MeasuredClock(ahead: known.ahead, until: known.until, at: centre, reading, boot)
      if !known.isNear(found) { known = found }
    }
    guard known != measured else { return }
    try store.setMeta(MeasuredClock.key, known.text)
    measured = known
  }

  /// How far this clock is ahead, as long as this run has heard no centre.
  private func aheadUnheard(_ now: Moment) -> Span {
    if let centre = watch.likelyCentre(at: reading.uptime) { return centre.span(until: now) }
    // A clock of which nothing fits any more: what it was off says nothing of it.
    return measured == nil ? hall.clocks.lastAhead(store.identity?.node ?? 0) : .zero
  }

  /// In the turn of whatever was just written.
  func noteClock(_ now: Moment) throws {
    guard let day = hall.day else { return }
    let due = watch.due(hall.clocks)
    guard !due.isEmpty else { return }
    _ = try write(due.map { Draft(.clockCompared($0), about: day.id, .day) }, .node, now)
    lookAtOwnClock()
  }

  /// How others' times are to be shown here. Pictures of the day are drawn anew when that has changed.
  func lookAtOwnClock() {
    hall.unmeasured = watch.likelyCentre(at: reading.uptime) == nil ? firstOfRun : nil
    guard !hall.clocks.isEmpty else { return }
    let now = now
    let ahead = watch.centre(at: reading.uptime).map { $0.span(until: now) } ?? aheadUnheard(now)
    guard abs(ahead.milliseconds - hall.ahead.milliseconds) >= ClockWatch.least.milliseconds else { return }
    hall.ahead = ahead
    remembered = Remembered()
  }

  /// The last service day that counts here: none that another computer's clock has run ahead to.
  var lastDayAllowed: Day? {
    guard let clock, let profile = hall.profile else { return nil }
    if clock.isTrusted { return clock.today }
    return watch.centre(at: reading.uptime).map { profile.zone.serviceDay(at: $0, turnover: profile.turnover) }
      .map { max($0, clock.today ?? $0) }
  }

  /// The service day has come here and not at the centre. What ends with a day must wait: an erasure reaches every copy.
  var isAheadOfCentre: Bool {
    guard let profile = hall.profile, let day = hall.day?.day, let centre = watch.centre(at: reading.uptime) else {
      return false
    }
    return day > profile.zone.serviceDay(at: centre, turnover: profile.turnover)
  }

  /// The same before the clock is judged: what the wall shows, or where this computer itself had got to.
  var lastDayAtStart: Day? {
    guard let profile = hall.profile, let day = hall.day?.day else { return nil }
    let moments = [reading.wall] + (lastStamp.map { [$0] } ?? [])
    let limit = moments.map { profile.zone.serviceDay(at: $0, turnover: profile.turnover) }.max() ?? day
    return day > limit && pen?.lastSequence ?? 0 > 0 ? limit : nil
  }

  /// For a computer that knows no day yet and has a clock nobody would believe: the centre's.
  func dayOfCentre(_ profile: OfficeProfile, _ reading: OfficeClock.Reading) -> Day? {
    guard let centre = watch.centre(at: reading.uptime) else { return nil }
    let day = profile.zone.serviceDay(at: centre, turnover: profile.turnover)
    let shown = profile.zone.serviceDay(at: reading.wall, turnover: profile.turnover)
    return abs(day.days(until: shown)) > OfficeClock.closedDaysMax ? day : nil
  }
}
