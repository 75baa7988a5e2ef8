/// One stretch of opening time, from the first minute inclusive to the last exclusive, written `08.00-12.00`.
public struct Opening: Hashable, Sendable {
  public var from: TimeOfDay
  public var to: TimeOfDay

  public init(_ from: TimeOfDay, _ to: TimeOfDay) {
    self.from = from
    self.to = to
  }

  public func contains(_ time: TimeOfDay) -> Bool { from <= time && time < to }
}

extension Opening: Scalar {
  public static var blank: Opening { Opening(.blank, .blank) }
  public var number: Int64 { Int64(from.minute) << 11 | Int64(to.minute) }
  public init?(number: Int64) {
    guard number >= 0, let from = TimeOfDay(number: number >> 11), let to = TimeOfDay(number: number & 2047)
    else { return nil }
    self.init(from, to)
  }
  public var word: String { "\(from)-\(to)" }
  public init?(word: String) {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = TimeOfDay(word: String(parts[0])), let to = TimeOfDay(word: String(parts[1])),
      from < to
    else { return nil }
    self.init(from, to)
  }
  public static var expected: String { "HH.MM-HH.MM" }
}

/// The openings of one weekday. Breaks are the gaps between them: Friday's is longer.
public struct DayHours: Record {
  public var weekday = Weekday.monday
  public var openings: [Opening] = []

  public init() {}
  public init(_ weekday: Weekday, _ openings: [Opening]) {
    self.weekday = weekday
    self.openings = openings
  }

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("weekday", &weekday)
    try visitor.field("openings", &openings)
  }
}

/// Hours that replace the usual week between two dates, such as Ramadan's.
public struct Season: Record {
  public var name = ""
  public var from = Day.blank
  public var to = Day.blank
  public var week: [DayHours] = []

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("name", &name)
    try visitor.field("from", &from)
    try visitor.field("to", &to)
    try visitor.field("week", &week)
  }
}

/// One of an office's three calendars: the desk's, the reservations', WhatsApp's.
public struct Hours: Record {
  public var week: [DayHours] = []
  public var seasons: [Season] = []

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("week", &week)
    try visitor.field("seasons", &seasons)
  }

  /// The openings of a date before holidays and closures are taken out. A season replaces the whole week.
  public func openings(on day: Day) -> [Opening] {
    let week = seasons.first { $0.from <= day && day <= $0.to }?.week ?? week
    return week.first { $0.weekday == day.weekday }?.openings ?? []
  }
}

/// A day without service: national, or the office's own.
public struct Holiday: Record {
  public var day = Day.blank
  public var name = ""

  public init() {}
  public init(_ day: Day, _ name: String) {
    self.day = day
    self.name = name
  }

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("day", &day)
    try visitor.field("name", &name)
  }
}

/// Whether the desk is open at a time, and if not, why and until when.
public enum OpenState: Equatable, Sendable {
  case open(until: TimeOfDay)
  /// Between two openings of the same day.
  case onBreak(until: TimeOfDay)
  case notYet(opens: TimeOfDay)
  case over(next: Day?)
  case holiday(name: String, next: Day?)
}

/// Weekly hours, seasons, national holidays and local closures taken together.
public struct Calendar: Equatable, Sendable {
  public var hours: Hours
  public var holidays: [Holiday]

  public init(hours: Hours, holidays: [Holiday]) {
    self.hours = hours
    self.holidays = holidays
  }

  public func isWorkingDay(_ day: Day) -> Bool {
    !hours.openings(on: day).isEmpty && !holidays.contains { $0.day == day }
  }

  /// The first working day after `day`, looked for within two months: no office closes longer.
  public func workingDay(after day: Day) -> Day? {
    (1...60).lazy.map { day.advanced(by: $0) }.first(where: isWorkingDay)
  }

  /// Counts working days only, as the service standards do ("3 hari kerja").
  public func adding(workingDays: Int, to day: Day) -> Day {
    var day = day
    for _ in 0..<workingDays {
      guard let next = workingDay(after: day) else { return day }
      day = next
    }
    return day
  }

  public func state(on day: Day, at time: TimeOfDay) -> OpenState {
    if let holiday = holidays.first(where: { $0.day == day }) {
      return .holiday(name: holiday.name, next: workingDay(after: day))
    }
    let openings = hours.openings(on: day).sorted { $0.from < $1.from }
    if let now = openings.first(where: { $0.contains(time) }) { return .open(until: now.to) }
    guard let next = openings.first(where: { time < $0.from }) else { return .over(next: workingDay(after: day)) }
    return next.from == openings[0].from ? .notYet(opens: next.from) : .onBreak(until: next.from)
  }
}
