/// The office itself: its profile as last settled.
public struct Office: Subject, Equatable {
  public var profile: OfficeProfile
  public var heads: [EventID]
  public let id: EventID

  public init?(opening: Happening, _ occurrence: Occurrence) {
    guard case .fact(.officeOpened(let opened)) = opening else { return nil }
    profile = opened.profile
    heads = [occurrence.id]
    id = occurrence.id
  }

  public mutating func apply(_ happening: Happening, _ occurrence: Occurrence) {
    heads = [occurrence.id]
    if case .fact(.officeChanged(let changed)) = happening { profile = changed.profile }
  }
}

/// One service day of the office: opened with its first visit, closed on command or at turn-over.
public struct ServiceDay: Subject, Equatable {
  public let id: EventID
  public var day: Day
  public var basis: DayBasis
  public var openedAt: Moment
  public var closedAt: Moment?
  public var lapsed = 0
  /// What the office's computers found out about their clocks that day.
  public var clocks = ClockReadings()
  public var heads: [EventID]

  public var isClosed: Bool { closedAt != nil }

  public init?(opening: Happening, _ occurrence: Occurrence) {
    guard case .fact(.dayOpened(let opened)) = opening else { return nil }
    id = occurrence.id
    day = opened.day
    basis = opened.basis
    openedAt = occurrence.at
    heads = [occurrence.id]
  }

  public mutating func apply(_ happening: Happening, _ occurrence: Occurrence) {
    heads = [occurrence.id]
    guard case .fact(let fact) = happening else { return }
    switch fact {
    case .dayClosed(let closed):
      closedAt = occurrence.at
      lapsed += closed.lapsed
    case .dayReopened: closedAt = nil
    case .dayConfirmed: basis = .staff
    case .clockCompared(let compared): clocks.add(compared, by: occurrence.id)
    default: break
    }
  }
}
