/// From when the promised minutes are counted. Standards differ by office.
public enum ServiceLevelStart: UInt8, Category {
  case previousFinished = 1
  case registration
  case unstated

  public static let terms = [
    Term("previous-finished", "sejak antrean sebelumnya selesai", "after the previous number finished"),
    Term("registration", "sejak registrasi", "after registration"),
    Term("unstated", "tidak dinyatakan", "not stated"),
  ]
}

/// The office's promise: "dilayani maksimal 10 menit sejak …".
public struct ServiceLevel: Record {
  public var start = ServiceLevelStart.unstated
  public var minutes = 10

  public init() {}
  public init(_ start: ServiceLevelStart, minutes: Int = 10) {
    self.start = start
    self.minutes = minutes
  }

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("start", &start)
    try visitor.field("minutes", &minutes)
  }

  /// When the clock of somebody who arrived at `arrival` starts, given when the number before theirs finished.
  /// Nobody's clock runs before they came.
  public func clockStart(arrival: Moment, previousFinished: Moment?) -> Moment? {
    switch start {
    case .unstated: nil
    case .registration: arrival
    case .previousFinished: previousFinished.map { max($0, arrival) } ?? arrival
    }
  }

  public func judge(arrival: Moment, previousFinished: Moment?, served: Moment?, now: Moment) -> ServiceLevelState {
    guard let start = clockStart(arrival: arrival, previousFinished: previousFinished) else { return .notPromised }
    let due = start.advanced(by: .minutes(minutes))
    if let served { return served <= due ? .kept : .missed(by: due.span(until: served)) }
    return now <= due ? .running(left: now.span(until: due)) : .late(by: due.span(until: now))
  }
}

public enum ServiceLevelState: Equatable, Sendable {
  case notPromised
  case running(left: Span)
  case late(by: Span)
  case kept
  case missed(by: Span)

  /// Whole minutes to the promise, below zero once it is broken; none where nothing is promised or it was kept.
  public var minutesLeft: Int? {
    switch self {
    case .notPromised, .kept: nil
    case .running(let left): left.wholeMinutes
    case .late(let by), .missed(let by): -by.wholeMinutes
    }
  }
}
