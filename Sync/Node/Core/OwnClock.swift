import Domain
import Journal
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
    guard hall.day != nil, !watch.due(hall.clocks).isEmpty else { return }
    try? takingIn { try noteClock(now) }
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
    guard !hall.clocks.isEmpty else { return }
    let ahead =
      watch.centre(at: reading.uptime).map { $0.span(until: now) } ?? hall.clocks.lastAhead(store.identity?.node ?? 0)
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
