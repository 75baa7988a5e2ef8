/// What an officer may do.
public enum Role: UInt8, Category {
  /// Front office: guests, tickets, reservations, complaints.
  case frontOffice = 1
  /// Consultation desk: calls, serves, records.
  case consultant
  /// Head of section or administrator: settings, officers, day, store.
  case head

  public static let terms = [
    Term("front-office", "Petugas front office", "Front office"),
    Term("consultant", "Petugas konsultasi", "Consultation officer"),
    Term("head", "Kepala/Admin", "Head or administrator"),
  ]
}

/// Somebody who works at the desk. The PIN is not part of this: it never enters the journal.
public struct OfficerProfile: Record {
  /// Short name typed at login.
  public var login = ""
  public var name = ""
  public var roles: [Role] = []
  /// *Keahlian*.
  public var specialisations: [String] = []
  /// Shown to visitors who choose an officer.
  public var isShown = true

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("login", &login)
    try visitor.field("name", &name)
    try visitor.field("roles", &roles)
    try visitor.field("specialisations", &specialisations)
    try visitor.field("isShown", &isShown)
  }

  /// As it would be stored, or why it cannot be: who writes it down before there is an office hears it at once.
  public func checked() throws(Refusal) -> OfficerProfile {
    var clean = self
    clean.name = try Words.required(name, .name, limit: Limits.name)
    guard OfficerProfile.isLogin(login) else { throw .loginMalformed }
    guard !roles.isEmpty else { throw .missing(Field("peran", "role")) }
    guard specialisations.count <= Limits.choicesPerList else {
      throw .tooMany(.specialisation, limit: Limits.choicesPerList)
    }
    var words: [String] = []
    for word in specialisations { words.append(try Words.required(word, .specialisation, limit: Limits.line)) }
    clean.specialisations = words
    return clean
  }

  static func isLogin(_ text: String) -> Bool {
    (2...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 46 || $0 == 45 }
  }
}

public struct Officer: Equatable, Sendable {
  public var id: OfficerID
  public var profile: OfficerProfile
  public var hasLeft = false
  /// A PIN was set once; what it is stays outside the journal.
  public var hasPin = false
  public var heads: [EventID]

  public func may(_ role: Role) -> Bool { !hasLeft && (profile.roles.contains(role) || profile.roles.contains(.head)) }
}
