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
    noteMeasured(reading)
    guard hall.day != nil, !watch.due(hall.clocks).isEmpty else { return }
    try? takingIn { try noteClock(now) }
  }

  /// What was measured outlives this run: the next one may find another clock, and must not judge by it what this one stamped.
  private func noteMeasured(_ reading: OfficeClock.Reading) {
    guard pen != nil, let centre = watch.centre(at: reading.uptime) else { return }
    let found = MeasuredClock(
      ahead: Int(centre.span(until: now).milliseconds / 1_000), uptime: reading.uptime.milliseconds,
      centre: centre.milliseconds, until: nil,
      isFollowing: isClockTrusted)
    if let known = measured, known.until == nil, known.isLike(found) { return }
    // A disk that refuses is tried again with the next exchange.
    if (try? store.setMeta(MeasuredClock.key, found.text)) != nil { measured = found }
  }

  /// What the last run that heard a centre left behind, and whether this one may still go by it.
  func recallClock() {
    measured = (try? store.meta(MeasuredClock.key)).flatMap { $0 }.flatMap(MeasuredClock.init(text:))
    guard !watch.knowsCentre, let pen else { return }
    firstOfRun = firstOfRun ?? pen.next
    guard var known = measured else { return }
    watch.recall(
      ahead: known.ahead, until: known.until.map { EventID(node: pen.next.node, sequence: $0) } ?? pen.next)
    // The uptime began anew: it says nothing of the centre's time any more, also when it has grown past this again.
    if let uptime = known.uptime, reading.uptime.milliseconds < uptime {
      known.uptime = nil
      measured = known
      try? store.setMeta(MeasuredClock.key, known.text)
    }
  }

  /// The first event of a run that has heard no centre, in its turn.
  func noteUnmeasured(_ next: EventID) throws {
    guard !watch.knowsCentre, var known = measured, known.until == nil else { return }
    known.until = next.sequence
    try store.setMeta(MeasuredClock.key, known.text)
    measured = known
  }

  /// How far this clock is ahead, as long as this run has heard no centre: by the uptime where that went on, otherwise what it
  /// was last found to be, unless it now shows something else.
  private func aheadUnheard(_ now: Moment) -> Span {
    if let known = measured, let uptime = known.uptime {
      return Moment(milliseconds: known.centre + reading.uptime.milliseconds - uptime).span(until: now)
    }
    // A clock that was not believed stamped nothing, and tells nothing of one that is; nor the other way round.
    if let known = measured, known.isFollowing != isClockTrusted { return .zero }
    if let stamp = stampAtStart {
      let days = stamp.span(until: now).wholeMinutes / (24 * 60)
      // Years passed over, or back: not the clock that stamped it.
      if abs(days) > OfficeClock.closedDaysMax { return .zero }
    }
    return measured.map { .seconds($0.ahead) } ?? hall.clocks.lastAhead(store.identity?.node ?? 0)
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
    hall.unmeasured = watch.knowsCentre ? nil : firstOfRun
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

/// What an exchange found out about this computer's clock, as it is kept for later runs.
struct MeasuredClock: Equatable {
  static let key = "clock-measured"

  /// By how many seconds what is written is stamped too late.
  var ahead: Int
  /// When the centre's clock showed `centre`; none once the computer was started anew.
  var uptime: Int64?
  var centre: Int64
  /// The first event of this computer that was written in a later run, which had not heard the centre.
  var until: UInt64?
  /// What was written followed the clock of the computer, which was believed.
  var isFollowing: Bool

  /// A few seconds more or less are no news.
  func isLike(_ other: MeasuredClock) -> Bool {
    guard let uptime, let later = other.uptime else { return false }
    let least = ClockWatch.least.milliseconds
    return isFollowing == other.isFollowing && abs(ahead - other.ahead) < Int(least / 1_000)
      && abs((other.centre - later) - (centre - uptime)) < least
  }

  var text: String {
    "\(ahead) \(uptime.map(String.init) ?? "-") \(centre) \(until.map(String.init) ?? "-") \(isFollowing ? 1 : 0)"
  }
}

extension MeasuredClock {
  /// Nothing where somebody else's hand was in it.
  init?(text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 5, let ahead = Int(words[0]), let centre = Int64(words[2]),
      abs(centre) < Self.yearsMax, abs(ahead) < Int(Self.yearsMax / 1_000),
      words[1] == "-" || Int64(words[1]).map({ (0..<Self.yearsMax).contains($0) }) == true,
      words[3] == "-" || UInt64(words[3]) != nil
    else { return nil }
    self.init(
      ahead: ahead, uptime: Int64(words[1]), centre: centre, until: UInt64(words[3]), isFollowing: words[4] == "1")
  }

  /// No sum of times may overflow.
  private static let yearsMax: Int64 = 1_000 * 366 * 86_400_000
}
