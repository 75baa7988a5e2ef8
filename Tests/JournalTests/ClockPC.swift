import Domain
import Journal

/// A PC at an office: the time as it really is, what its clock shows, and the office's clock-keeping on it.
struct ClockPC {
  let zone: Zone
  /// 20 November 2026, 08.00 on the office's wall.
  let start: Moment
  var real: Moment
  var error = Span(milliseconds: 0)
  var uptime = Span.minutes(3)
  var clock: OfficeClock

  static let day = Day(year: 2026, month: 11, day: 20)!
  static let turnover = TimeOfDay(3, 0)

  init(_ zone: Zone) {
    self.zone = zone
    start = zone.moment(Self.day, TimeOfDay(8, 0))
    real = start
    clock = OfficeClock(
      zone: zone, turnover: Self.turnover, lastEvent: start, lastDay: Self.day,
      first: OfficeClock.Reading(wall: start, uptime: uptime))
    _ = read()
  }

  var reading: OfficeClock.Reading { OfficeClock.Reading(wall: real.advanced(by: error), uptime: uptime) }

  var isRight: Bool { error.milliseconds == 0 }

  @discardableResult mutating func read() -> Moment { clock.read(reading) }

  /// Time goes by while the node runs or sleeps; it looks at its clocks once at the end.
  mutating func wait(_ span: Span) {
    real = real.advanced(by: span)
    uptime = Span(milliseconds: uptime.milliseconds + span.milliseconds)
    read()
  }

  /// Switched off with the last event just written, and on again later.
  mutating func off(_ span: Span) {
    let last = read()
    real = real.advanced(by: span)
    uptime = Span.seconds(40)
    clock = OfficeClock(
      zone: zone, turnover: Self.turnover, lastEvent: last, lastDay: clock.today, first: reading)
  }

  mutating func confirm(_ day: Day) {
    clock.confirm(day, reading)
    read()
  }
}
