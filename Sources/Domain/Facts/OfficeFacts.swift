/// The whole profile each time: settings change rarely, and a whole value needs no merging.
public struct OfficeSettled: Record {
  public var profile = OfficeProfile()

  public init() {}
  init(profile: OfficeProfile) {
    self.profile = profile
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
  }
}

public struct DayOpened: Record {
  public var day = Day.blank
  /// How the date became known.
  public var basis = DayBasis.clock

  public init() {}
  init(day: Day, basis: DayBasis) {
    self.day = day
    self.basis = basis
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("day", &day)
    try visitor.field("basis", &basis)
  }
}

/// How the office knew which day it is.
public enum DayBasis: UInt8, Category {
  case clock = 1
  /// Staff confirmed the date because the clock could not be believed.
  case staff

  public static let terms = [Term("clock", "jam komputer", "clock"), Term("staff", "petugas", "staff")]
}

public struct DayClosed: Record {
  public var reason = CloseReason.dayClosed
  /// Visits that were still open and lapsed with it.
  public var lapsed = 0

  public init() {}
  init(reason: CloseReason, lapsed: Int) {
    self.reason = reason
    self.lapsed = lapsed
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reason", &reason)
    try visitor.field("lapsed", &lapsed)
  }
}

public struct DayReopened: Record {
  public var reason = ""

  public init() {}
  init(reason: String) {
    self.reason = reason
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reason", &reason)
  }
}

/// Staff looked at an alarm of the clock and said that the service day is right.
public struct DayConfirmed: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

public struct OfficerSettled: Record {
  public var profile = OfficerProfile()

  public init() {}
  init(profile: OfficerProfile) {
    self.profile = profile
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
  }
}

public struct OfficerLeft: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}

/// That a PIN was set, for the audit trail. The PIN and its hash stay outside the journal.
public struct OfficerPinSet: Record {
  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {}
}
