import Domain

/// What is wrong with the PC's clock, as far as the office can tell by itself.
public enum ClockAlarm: Equatable, Sendable {
  /// Shows a time before something that has already happened here.
  case behind(by: Span)
  /// Shows a date much later than the last service day.
  case farAhead(by: Span)
  /// Was moved while the node ran.
  case jumped(by: Span)
}

/// Turns readings of a clock that cannot be trusted into a time that never runs back and a service day that never
/// changes by accident.
///
/// Two readings go in: the wall clock, which anything may set, and the uptime, which only counts. While the wall clock
/// is plausible it is followed. When it is not, time goes on from the last event by the uptime, an alarm is shown, and
/// the service day stays as it is until the clock is plausible again or staff confirm the date.
public struct OfficeClock: Sendable {
  /// Longer than any run of holidays an office closes for.
  public static let closedDaysMax = 14
  /// A correction smaller than this is ordinary time-keeping.
  public static let jumpMin = Span.minutes(5)
  /// Before this program existed; a PC without a clock battery starts in 1970.
  static let earliest = Moment.earliestBelieved
  static let latest = Moment(milliseconds: 4_102_444_800_000)  // 2100-01-01

  public struct Reading: Equatable, Sendable {
    public var wall: Moment
    public var uptime: Span

    public init(wall: Moment, uptime: Span) {
      self.wall = wall
      self.uptime = uptime
    }
  }

  /// What the time is counted from, and so how much it can say against the wall clock.
  private enum Basis {
    /// The last event of an earlier run: how long the PC was off since, nobody knows.
    case lastEvent
    /// The wall clock, believed in this run: from then on the uptime tells the time as well as any clock.
    case wall
    /// Staff said the day.
    case staff
  }

  private let zone: Zone
  private let turnover: TimeOfDay
  /// The last reading that was believed and the time it stood for.
  private var anchor: (time: Moment, uptime: Span)
  private var basis = Basis.lastEvent
  /// The latest time that was written or given out.
  private var told: Moment?
  public private(set) var today: Day?
  public private(set) var alarm: ClockAlarm?

  /// `lastEvent` and `lastDay` are the newest the store knows; none in an empty store. `isDoubted` when the clock had
  /// jumped to another day before the node stopped.
  public init(
    zone: Zone, turnover: TimeOfDay, lastEvent: Moment?, lastDay: Day?, first reading: Reading, isDoubted: Bool = false
  ) {
    self.zone = zone
    self.turnover = turnover
    today = lastDay
    told = lastEvent
    // Nothing was written here yet: no hour is known but the one the clock shows, on the day the office has got to.
    let reached = lastDay.map { Self.moment(on: $0, reading.wall, zone, turnover) } ?? Self.earliest
    anchor = (lastEvent ?? max(Self.earliest, reached), reading.uptime)
    // As if it had jumped in this run: what the last event says is held against it.
    if isDoubted { basis = .wall }
    follow(reading)
  }

  public var isTrusted: Bool { alarm == nil }

  /// The time now, as well as the office can know it.
  public mutating func read(_ reading: Reading) -> Moment {
    follow(reading)
    let now = max(told ?? known(reading.uptime), known(reading.uptime))
    told = now
    return now
  }

  /// Staff have said which day it is. A wall clock that agrees is believed from here on, even if time then runs back;
  /// one that does not is only asked for the time of day, and raises an alarm until it shows the day staff said.
  public mutating func confirm(_ day: Day, _ reading: Reading) {
    today = day
    if self.day(at: reading.wall) == day, reading.wall >= Self.earliest {
      anchor = (reading.wall, reading.uptime)
      basis = .wall
      told = reading.wall
      alarm = nil
      return
    }
    let said = Self.moment(on: day, reading.wall, zone, turnover)
    anchor = (max(told ?? said, said), reading.uptime)
    basis = .staff
    follow(reading)
  }

  /// A clock with a wrong date is asked for the time of day. One that starts from nothing knows no hour either; the
  /// earliest one lets the right time be followed later.
  private static func moment(on day: Day, _ wall: Moment, _ zone: Zone, _ turnover: TimeOfDay) -> Moment {
    let time = wall < earliest ? turnover : zone.local(wall).time
    return zone.moment(time < turnover ? day.advanced(by: 1) : day, time)
  }

  /// The time by the uptime alone.
  private func known(_ uptime: Span) -> Moment {
    anchor.time.advanced(by: Span(milliseconds: max(0, uptime.milliseconds - anchor.uptime.milliseconds)))
  }

  private func day(at moment: Moment) -> Day {
    zone.serviceDay(at: moment, turnover: turnover)
  }

  /// Believes the wall clock if nothing speaks against it, and says what does otherwise. Asked at every reading: a
  /// clock that is set right, or slowly drawn right, clears its alarm by itself.
  private mutating func follow(_ reading: Reading) {
    let wall = reading.wall
    let known = known(reading.uptime)
    let gap = known.span(until: wall)
    // A small step back is waited out, not followed: time shown to people stands still until the clock is there again.
    let time = max(told ?? wall, wall)
    let shown = day(at: time)
    if wall < Self.earliest {
      alarm = .behind(by: wall.span(until: max(known, Self.earliest)))
    } else if wall > Self.latest {
      alarm = .farAhead(by: gap)
    } else if gap.milliseconds <= -Self.jumpMin.milliseconds {
      alarm = .behind(by: wall.span(until: known))
    } else if let today, today.days(until: shown) > Self.closedDaysMax {
      alarm = .farAhead(by: gap)
    } else if basis != .lastEvent, gap >= Self.jumpMin, day(at: wall) != day(at: known) {
      // The uptime says another day: not believed until both agree again or staff say so.
      alarm = basis == .staff ? .farAhead(by: gap) : .jumped(by: gap)
    } else if let today, shown < today {
      alarm = .behind(by: wall.span(until: zone.moment(today, turnover)))
    } else {
      alarm = nil
      anchor = (time, reading.uptime)
      basis = .wall
      today = shown
    }
  }
}
