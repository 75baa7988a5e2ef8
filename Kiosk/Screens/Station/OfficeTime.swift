import Domain

/// The office's time on a terminal that has no clock of its own. The node tells it to the minute, with each picture; between two
/// pictures, and while the node is gone, the terminal counts on by itself. Never ahead, and at most a minute behind.
public struct OfficeTime: Sendable, Equatable {
  private static let day = Duration.seconds(86_400)

  /// The office's time at uptime zero, as early as it can have been.
  private var origin: Duration?

  public init() {}

  /// "08.05", as views say it. Anything else is no time and changes nothing.
  public mutating func hear(_ text: String, at now: Duration) {
    guard let told = TimeOfDay(word: text) else { return }
    let least = Duration.seconds(60 * told.minute) - now
    if let origin, origin >= least, origin < least + .seconds(60) { return }
    origin = least
  }

  private func sinceMidnight(at now: Duration) -> Duration? {
    guard let origin else { return nil }
    var time = origin + now
    while time >= Self.day { time -= Self.day }
    while time < .zero { time += Self.day }
    return time
  }

  /// "08.05"; empty until the node has told.
  public func text(at now: Duration) -> String {
    guard let time = sinceMidnight(at: now) else { return "" }
    return TimeOfDay(minute: Int(time.components.seconds / 60)).description
  }

  /// Whole minutes since a time of today or, past midnight, of yesterday evening.
  public func minutes(since text: String, at now: Duration) -> Int? {
    guard let time = sinceMidnight(at: now), let then = TimeOfDay(word: text) else { return nil }
    let minutes = Int(time.components.seconds / 60) - then.minute
    // A minute of doubt must not look like a whole day.
    return minutes < -720 ? minutes + 1_440 : max(0, minutes)
  }

  /// When the minute is next another one.
  public func deadline(at now: Duration) -> Duration? {
    guard let time = sinceMidnight(at: now) else { return nil }
    let (seconds, rest) = time.components
    let intoMinute = Duration(secondsComponent: seconds % 60, attosecondsComponent: rest)
    return now + .seconds(60) - intoMinute
  }
}
