/// Sets up the office in an empty store.
public struct OpenOffice: Record {
  public var profile = OfficeProfile()
  /// Today, when the clock cannot be believed.
  public var day: Day?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
    try visitor.field("day", &day)
  }
}

public struct ChangeOffice: Record {
  public var profile = OfficeProfile()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
  }
}

/// Staff say which date it is, because the clock cannot be believed.
public struct ConfirmDay: Record {
  public var day = Day.blank
  /// Meant, although it is more than a month after the last service day.
  public var sure = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("day", &day)
    try visitor.field("sure", &sure)
  }
}

/// Ends the service day; what is still open lapses with a reason.
public struct CloseDay: Record {
  public var reason = CloseReason.dayClosed

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reason", &reason)
  }
}

public struct ReopenDay: Record {
  public var reason = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("reason", &reason)
  }
}

public struct AddOfficer: Record {
  public var profile = OfficerProfile()

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("profile", &profile)
  }
}

public struct ChangeOfficer: Record {
  public var login = ""
  public var name: String?
  public var roles: [Role]?
  public var specialisations: [String]?
  public var isShown: Bool?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("login", &login)
    try visitor.field("name", &name)
    try visitor.field("roles", &roles)
    try visitor.field("specialisations", &specialisations)
    try visitor.field("isShown", &isShown)
  }
}

public struct RemoveOfficer: Record {
  public var login = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("login", &login)
  }
}

/// Sets an officer's PIN. The node hashes it before anything is stored; it never enters the journal.
public struct SetPin: Record {
  public var login = ""
  public var pin = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("login", &login)
    try visitor.field("pin", &pin)
  }
}
