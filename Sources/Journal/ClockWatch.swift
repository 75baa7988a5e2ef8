import Domain

/// What a computer finds out about its own clock: how far ahead of the centre's the stamps are that it gives its events.
///
/// The centre's time is learnt at exchanges and carried on by the uptime, which nothing sets. How stamps and uptime go
/// together is noted while events are written, so that a clock that was set or stood still can be told for what was written
/// before as well. Lives as long as the program runs.
public struct ClockWatch: Sendable {
  /// Smaller differences are ordinary time-keeping, and smaller than what people at a desk notice.
  public static let least = Span.seconds(10)
  /// A clock that never keeps still is told this often a day, and then only when it is off by much more.
  private static let oftenMax = 100
  private static let leastWhenOften = Span.minutes(5)
  private static let stretchesMax = 64

  /// Events whose stamps and uptimes differ alike.
  private struct Stretch: Sendable {
    var from: EventID
    var lead: Int64
  }

  private var stretches: [Stretch] = []
  /// The centre's time less the uptime, and how well it is known.
  private var centre: (lead: Int64, within: Span)?
  /// The same as far as an earlier run tells, until this one hears the centre.
  private var reckoned: (lead: Int64, within: Span)?

  /// What an earlier run found last, and the first event that was written without being measured.
  private var earlier: (ahead: Int, until: EventID)?

  public init() {}

  /// An earlier run had measured the clock: what it wrote was stamped `ahead` seconds late. A later one was stamped by a clock
  /// that may have been set since, or have lost its battery, and began with `until`.
  public mutating func recall(ahead: Int, until: EventID) { earlier = (ahead, until) }

  /// Whether an exchange has told the centre's time in this run.
  public var knowsCentre: Bool { centre != nil }

  /// The centre's clock showed `time` when the uptime was `uptime`.
  public mutating func hear(centre time: Moment, at uptime: Span, within: Span) {
    centre = (time.milliseconds - uptime.milliseconds, within)
  }

  /// The centre's clock has to be about here, by what an earlier run knew of it. From now on the uptime carries it: a clock that
  /// is set in this run is then off by so much more or less, as everybody could see who looked at both.
  public mutating func reckon(centre time: Moment, at uptime: Span, within: Span) {
    reckoned = (time.milliseconds - uptime.milliseconds, within)
  }

  /// What the centre's clock shows now, heard or else reckoned.
  public func likelyCentre(at uptime: Span) -> Moment? {
    (centre ?? reckoned).map { Moment(milliseconds: $0.lead + uptime.milliseconds) }
  }

  /// The next event of this computer is stamped so.
  public mutating func note(_ next: EventID, stamp: Moment, uptime: Span) {
    let lead = stamp.milliseconds - uptime.milliseconds
    if let last = stretches.last, last.from.node == next.node {
      if abs(last.lead - lead) < Self.least.milliseconds { return }
    } else {
      // Under another name everything is told again.
      stretches = []
    }
    stretches.append(Stretch(from: next, lead: lead))
    if stretches.count > Self.stretchesMax { stretches.removeFirst() }
  }

  /// What the centre's clock shows now, as this run has heard it.
  public func centre(at uptime: Span) -> Moment? {
    centre.map { Moment(milliseconds: $0.lead + uptime.milliseconds) }
  }

  /// What there is to say that `known` does not say yet.
  public func due(_ known: ClockReadings) -> [ClockCompared] {
    guard let centre = centre ?? reckoned, let last = stretches.last else { return [] }
    let isOften = known.count(last.from.node) >= Self.oftenMax
    let least = (isOften ? Self.leastWhenOften : Self.least).milliseconds + centre.within.milliseconds
    var (told, due) = (known, [ClockCompared]())
    func tell(_ compared: ClockCompared) {
      due.append(compared)
      // As if it were the newest fact there is.
      told.add(compared, by: EventID(node: compared.from.node, sequence: EventID.unwritten + UInt64(due.count)))
    }
    for (place, stretch) in stretches.enumerated() {
      let ahead = stretch.lead - centre.lead
      guard abs(told.ahead(of: stretch.from).milliseconds - ahead) > least else { continue }
      var from = stretch.from
      // Of the events that an earlier run had measured this says nothing: they keep what was found then.
      if place == 0, let earlier, earlier.until.node == from.node, earlier.until <= from, known.count(from.node) == 0,
        earlier.until.sequence > 1, abs(Int64(earlier.ahead) * 1_000 - ahead) > least
      {
        tell(ClockCompared(from: EventID(node: from.node, sequence: 1), ahead: earlier.ahead))
        from = earlier.until
      }
      tell(ClockCompared(from: from, ahead: Int(ahead / 1_000)))
    }
    return due
  }
}

extension EventID {
  /// Above every sequence that is ever written.
  fileprivate static let unwritten = UInt64.max >> 1
}
