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
  static let earliest = Moment(milliseconds: 1_767_225_600_000)  // 2026-01-01
  static let latest = Moment(milliseconds: 4_102_444_800_000)  // 2100-01-01

  public struct Reading: Equatable, Sendable {
    public var wall: Moment
    public var uptime: Span

    public init(wall: Moment, uptime: Span) {
      self.wall = wall
      self.uptime = uptime
    }
  }

  private let zone: Zone
  private let turnover: TimeOfDay
  /// The last reading that was believed and the time it stood for.
  private var anchor: (time: Moment, uptime: Span)
  /// The wall as last read: a jump is judged between two readings.
  private var previous: Reading
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
    anchor = (lastEvent ?? reading.wall, reading.uptime)
    previous = reading
    if isDoubted { alarm = .jumped(by: anchor.time.span(until: reading.wall)) }
    follow(reading)
  }

  public var isTrusted: Bool { alarm == nil }

  /// The time now, as well as the office can know it.
  public mutating func read(_ reading: Reading) -> Moment {
    let expected = Moment(milliseconds: previous.wall.milliseconds + reading.uptime.milliseconds - previous.uptime.milliseconds)
    let jump = expected.span(until: reading.wall)
    previous = reading
    let jumped = abs(jump.milliseconds) >= Self.jumpMin.milliseconds
    if jumped && alarm == nil && day(at: reading.wall) != day(at: expected) {
      // It was right, and now says another day: not believed until it agrees again or staff say so.
      alarm = .jumped(by: jump)
    }
    if jumped || alarm == nil { follow(reading) }
    return now(reading.uptime)
  }

  /// Staff have said which day it is; the wall clock is believed for the time of day only if it agrees.
  public mutating func confirm(_ day: Day, _ reading: Reading) {
    today = day
    let time = zone.local(reading.wall).time
    if self.day(at: reading.wall) == day {
      anchor = (reading.wall, reading.uptime)
      alarm = nil
    } else {
      anchor = (max(anchor.time, zone.moment(day, time)), reading.uptime)
    }
    previous = reading
  }

  private func now(_ uptime: Span) -> Moment {
    anchor.time.advanced(by: Span(milliseconds: max(0, uptime.milliseconds - anchor.uptime.milliseconds)))
  }

  private func day(at moment: Moment) -> Day {
    let local = zone.local(moment)
    return local.time < turnover ? local.day.advanced(by: -1) : local.day
  }

  /// Believes the wall clock if nothing speaks against it, and says what does otherwise.
  private mutating func follow(_ reading: Reading) {
    let known = now(reading.uptime)
    let shown = day(at: reading.wall)
    if reading.wall < Self.earliest {
      alarm = .behind(by: reading.wall.span(until: max(known, Self.earliest)))
    } else if reading.wall > Self.latest {
      alarm = .farAhead(by: known.span(until: reading.wall))
    } else if reading.wall.span(until: known) >= Self.jumpMin {
      alarm = .behind(by: reading.wall.span(until: known))
    } else if let today, today.days(until: shown) > Self.closedDaysMax {
      alarm = .farAhead(by: known.span(until: reading.wall))
    } else if case .jumped = alarm, let today, shown != today {
      return  // Still on the day it jumped to.
    } else {
      alarm = nil
      // A small step back is waited out, not followed: time shown to people does not run backwards.
      anchor = (max(known, reading.wall), reading.uptime)
      today = max(today ?? shown, shown)
    }
  }
}
