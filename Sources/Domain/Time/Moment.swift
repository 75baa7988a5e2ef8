/// An instant in UTC milliseconds since 1970. For display and service levels only: it never decides an outcome.
public struct Moment: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }

  /// The second that this moment lies in: what the journal keeps of it.
  public var second: Moment {
    let second = Span.seconds(1).milliseconds
    let into = milliseconds % second
    return Moment(milliseconds: milliseconds - (into < 0 ? into + second : into))
  }

  /// 2026-01-01: a clock that shows an earlier time knows none, such as one without a battery after a power cut.
  public static let earliestBelieved = Moment(milliseconds: 1_767_225_600_000)

  public func advanced(by duration: Span) -> Moment { Moment(milliseconds: milliseconds + duration.milliseconds) }
  public func span(until other: Moment) -> Span { Span(milliseconds: other.milliseconds - milliseconds) }
}

extension Moment: FieldValue {
  public static var blank: Moment { Moment(milliseconds: 0) }
  public mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.integer(&milliseconds) }
}

/// A length of time in whole milliseconds; `Duration` divides slowly and prints nothing a desk would say.
public struct Span: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public static let zero = Span(milliseconds: 0)
  public static func seconds(_ count: Int) -> Span { Span(milliseconds: Int64(count) * 1000) }
  public static func minutes(_ count: Int) -> Span { .seconds(count * 60) }
  public static func days(_ count: Int) -> Span { .minutes(count * 24 * 60) }
  public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }

  public var negated: Span { Span(milliseconds: -milliseconds) }
  public var wholeMinutes: Int { Int(milliseconds / 60_000) }
}

/// Indonesia's three zones. None has daylight saving, so fixed offsets are exact and no zone database is needed.
public enum Zone: UInt8, Category {
  case wib = 1
  case wita, wit

  public static let terms = [
    Term("WIB", "WIB (UTC+7)", "Western Indonesia (UTC+7)"),
    Term("WITA", "WITA (UTC+8)", "Central Indonesia (UTC+8)"),
    Term("WIT", "WIT (UTC+9)", "Eastern Indonesia (UTC+9)"),
  ]

  public var offset: Span { .minutes(60 * (6 + Int(rawValue))) }

  public func local(_ moment: Moment) -> LocalTime {
    let shifted = moment.milliseconds + offset.milliseconds
    let day = shifted.flooredDivision(by: 86_400_000)
    let rest = Int(shifted - day * 86_400_000)
    return LocalTime(
      day: Day(count: Int32(clamping: day)), time: TimeOfDay(minute: rest / 60_000), second: rest / 1000 % 60)
  }

  /// The service day an instant falls on, where days end at `turnover`.
  public func serviceDay(at moment: Moment, turnover: TimeOfDay) -> Day {
    let local = local(moment)
    return local.time < turnover ? local.day.advanced(by: -1) : local.day
  }

  public func moment(_ day: Day, _ time: TimeOfDay) -> Moment {
    Moment(milliseconds: Int64(day.count) * 86_400_000 + Int64(time.minute) * 60_000 - offset.milliseconds)
  }
}

extension Int64 {
  func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// What the clock on the office's wall would show.
public struct LocalTime: Equatable, Sendable {
  public var day: Day
  public var time: TimeOfDay
  public var second: Int
}

/// Minutes since midnight.
public struct TimeOfDay: Hashable, Comparable, Sendable {
  public var minute: Int

  public init(minute: Int) { self.minute = minute }
  public init(_ hour: Int, _ minute: Int) { self.minute = hour * 60 + minute }
  public static func < (a: Self, b: Self) -> Bool { a.minute < b.minute }
}

extension TimeOfDay: CustomStringConvertible {
  /// "08.00", the way Indonesian offices print hours.
  public var description: String { "\(padded(minute / 60, 2)).\(padded(minute % 60, 2))" }
}

extension TimeOfDay: Scalar {
  public static var blank: TimeOfDay { TimeOfDay(minute: 0) }
  public var number: Int64 { Int64(minute) }
  public init?(number: Int64) {
    guard (0...1440).contains(number) else { return nil }
    self.init(minute: Int(number))
  }
  public var word: String { description }
  public init?(word: String) {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "." || $0 == ":" }
    guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hour = unsigned(parts[0]),
      let minute = unsigned(parts[1]), (0...24).contains(hour), (0..<60).contains(minute), hour * 60 + minute <= 1440
    else { return nil }
    self.init(hour, minute)
  }
  public static var expected: String { "HH.MM" }
}
