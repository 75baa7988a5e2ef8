/// The sums of a service day: waits, lengths, and whether the office kept its promise.
public struct DayFigures: Sendable {
  private let profile: OfficeProfile
  private let level: ServiceLevel
  /// Finishing times of each service, ascending.
  private let finishes: [String: [Moment]]
  private var waits: [Span] = []
  private var lengths: [String: [Span]] = [:]
  public private(set) var promiseKept = 0
  public private(set) var promiseMissed = 0

  public init(_ visits: [Visit], _ profile: OfficeProfile) {
    self.profile = profile
    level = profile.serviceLevel
    var finishes: [String: [Moment]] = [:]
    for visit in visits where visit.stage == .finished {
      if let at = visit.finishedAt { finishes[visit.service, default: []].append(at) }
    }
    self.finishes = finishes.mapValues { $0.sorted() }
    for visit in visits {
      guard let started = visit.startedAt else {
        // Whoever waited in vain until the day ended was kept waiting as well.
        if visit.stage == .lapsed, let ended = visit.endOfWaiting(profile),
          case .late = waitedInVain(visit, until: ended)
        {
          promiseMissed += 1
        }
        continue
      }
      waits.append(visit.openedAt.span(until: started))
      if visit.stage == .finished, let finished = visit.finishedAt {
        lengths[visit.service, default: []].append(started.span(until: finished))
      }
      switch promise(visit, now: started) {
      case .kept: promiseKept += 1
      case .missed: promiseMissed += 1
      default: break
      }
    }
  }

  /// How one visit stands against the promise. "Previous" is the last of the same service that finished before this
  /// visitor was served, or before now.
  public func promise(_ visit: Visit, now: Moment) -> ServiceLevelState {
    guard visit.startedAt != nil || visit.stage.isOpen else { return .notPromised }
    let until = visit.startedAt ?? now
    let previous = lastFinish(visit.service, until)
    return level.judge(arrival: visit.openedAt, previousFinished: previous, served: visit.startedAt, now: now)
  }

  /// By halving: every visit of the day asks.
  private func lastFinish(_ service: String, _ until: Moment) -> Moment? {
    guard let times = finishes[service] else { return nil }
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= until { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? times[low - 1] : nil
  }

  private func waitedInVain(_ visit: Visit, until ended: Moment) -> ServiceLevelState {
    let previous = lastFinish(visit.service, ended)
    return level.judge(arrival: visit.openedAt, previousFinished: previous, served: nil, now: ended)
  }

  private static func mean(_ spans: [Span]) -> Int? {
    guard !spans.isEmpty else { return nil }
    return Int(spans.reduce(0) { $0 + $1.milliseconds } / Int64(spans.count) / 60_000)
  }

  public var meanWaitMinutes: Int? { Self.mean(waits) }
  public var meanServiceMinutes: Int? { Self.mean(lengths.values.flatMap { $0 }) }

  /// For somebody with `ahead` before them: the day's own mean length once three are known, shared by the desks that
  /// serve it.
  public func expectedMinutes(_ service: Service, ahead: Int) -> Int {
    let known = lengths[service.key] ?? []
    // In milliseconds until the end: services of half a minute are quick, a queue of twenty of them is not.
    let usual = Int64(service.usualMinutes) * 60_000
    let mean = known.count < 3 ? usual : known.reduce(0) { $0 + $1.milliseconds } / Int64(known.count)
    let desks = Int64(max(1, profile.desks.count { $0.serves(service.key) }))
    return Int((Int64(ahead) * mean + desks * 60_000 - 1) / (desks * 60_000))
  }
}

extension ServiceLevelState {
  /// For lists and scripts; colour is never the only sign.
  public var word: String {
    switch self {
    case .notPromised: ""
    case .running: "running"
    case .late: "late"
    case .kept: "kept"
    case .missed: "missed"
    }
  }
}
