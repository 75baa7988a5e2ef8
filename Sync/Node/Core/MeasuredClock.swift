import Domain
import Journal

/// What is known of this computer's clock, as it is kept for later runs.
struct MeasuredClock: Equatable {
  static let key = "clock-measured"

  /// By how many seconds what was written was stamped too late, as an exchange found it.
  var ahead: Int
  /// The first event of this computer that was written in a later run, which had not heard the centre.
  var until: UInt64?
  /// Here the centre's clock had got to when last looked at, here the uptime, counted from this start of the computer.
  var centre: Int64
  var uptime: Int64
  var boot: String
  /// How many seconds the clock of the computer, believed or not, was ahead of it then.
  var shown: Int

  /// Smaller corrections are ordinary time-keeping, and somebody's hand in the clock is larger.
  private static let within = OfficeClock.jumpMin
  /// A clock that went on by itself while the computer was off is set by a little once there is a network.
  private static let unsure = Span.seconds(20)
  /// How often it is looked how far the centre's clock has got.
  private static let often = Span.minutes(60)

  init(ahead: Int, until: UInt64?, at centre: Moment, _ reading: OfficeClock.Reading, _ boot: String) {
    (self.ahead, self.until, self.boot) = (ahead, until, boot)
    (self.centre, uptime) = (centre.milliseconds, reading.uptime.milliseconds)
    shown = Int(centre.span(until: reading.wall).milliseconds / 1_000)
  }

  /// Where the centre's clock has to be, from what is kept here and what this computer's clocks show; and how well that is known.
  ///
  /// As long as the computer was not started anew, its uptime tells. Afterwards there is only the clock. It goes on being off by as
  /// much as it was, unless time would have run back then, or for longer than an office closes: then somebody has set it, and
  /// nobody sets a clock but to what is right, unless that does not fit either. Then nothing is known.
  func centre(at reading: OfficeClock.Reading, _ boot: String) -> (Moment, within: Span)? {
    if !boot.isEmpty, boot == self.boot, reading.uptime.milliseconds >= uptime {
      return (Moment(milliseconds: centre + reading.uptime.milliseconds - uptime), .zero)
    }
    let earliest = Moment(milliseconds: centre).advanced(by: Self.within.negated)
    let latest = Moment(milliseconds: centre).advanced(by: .minutes(OfficeClock.closedDaysMax * 24 * 60))
    for (shown, within) in [(shown, Self.unsure), (0, .zero)] {
      let found = reading.wall.advanced(by: .seconds(-shown))
      if (earliest...latest).contains(found) { return (found, within) }
    }
    return nil
  }

  /// A few seconds more or less are no news.
  func isLike(_ other: MeasuredClock) -> Bool {
    let least = ClockWatch.least.milliseconds
    return isNear(other) && abs(ahead - other.ahead) < Int(least / 1_000)
      && abs((other.centre - other.uptime) - (centre - uptime)) < least
      && abs(other.shown - shown) < Int(least / 1_000)
  }

  /// Nothing a later run would have to know has changed.
  func isNear(_ other: MeasuredClock) -> Bool {
    until == other.until && boot == other.boot && abs(other.shown - shown) < Int(Self.within.milliseconds / 1_000)
      && abs(other.centre - centre) < Self.often.milliseconds
  }

  var text: String {
    "\(ahead) \(until.map(String.init) ?? "-") \(centre) \(uptime) \(boot.isEmpty ? "-" : boot) \(shown)"
  }
}

extension MeasuredClock {
  /// Nothing where somebody else's hand was in it.
  init?(text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 6, let ahead = Int(words[0]), let centre = Int64(words[2]), let uptime = Int64(words[3]),
      let shown = Int(words[5]), words[1] == "-" || UInt64(words[1]) != nil, centre.magnitude < Self.yearsMax.magnitude,
      (0..<Self.yearsMax).contains(uptime), max(ahead.magnitude, shown.magnitude) < UInt(Self.yearsMax / 1_000)
    else { return nil }
    (self.ahead, until, self.centre) = (ahead, UInt64(words[1]), centre)
    (self.uptime, boot, self.shown) = (uptime, words[4] == "-" ? "" : words[4], shown)
  }

  /// No sum of times may overflow.
  private static let yearsMax: Int64 = 1_000 * 366 * 86_400_000
}
