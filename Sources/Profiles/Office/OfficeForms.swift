import Domain

/// Every table and field of an office's profile. The order is the one in which a profile is written.
enum OfficeForms {
  static let weekdays = Weekday.terms.map(\.key)

  static let root = TableForm(
    path: "", isRepeated: false,
    fields: [
      "code", "name", "address", "phone", "website", "zone", "turnover", "languages", "decree", "flow", "asks-identity",
      "recall-limit", "lockers", "online-address",
    ])
  static let service = TableForm.several(
    "service", "key", "series", "name", "name-english", "kind", "usual-minutes")
  static let desk = TableForm.several("desk", "number", "name", "services")
  static let serviceLevel = TableForm.one("service-level", "start", "minutes")
  static let closure = TableForm.several("closure", "date", "name")
  static let reservations = TableForm.one("reservations", "lead-minutes", "no-show-minutes", "slot-minutes")
  static let idleClose = TableForm.one("idle-close", "portal-days", "portal-working-days", "whatsapp-at-closing")
  static let priority = TableForm.one("priority", "mode", "every")
  static let retention = TableForm.one("retention", "contact-days", "profile-days", "sensitive-days", "words-days")
  static let complaintChannel = TableForm.several("complaint-channel", "kind", "value")
  static let devices = TableForm.one(
    "devices", "printer", "paper", "voice", "code-page", "scanner-prefix")
  static let terminals = TableForm.one("terminals", "lock-minutes", "idle-seconds")
  static let message = TableForm.several("message", "indonesian", "english")
  static let text = TableForm.several("text", "key", "indonesian", "english")

  static func hours(_ calendar: String) -> [TableForm] {
    [
      TableForm(path: "hours.\(calendar)", isRepeated: false, fields: weekdays),
      TableForm(path: "hours.\(calendar).season", isRepeated: true, fields: ["name", "from", "to"] + weekdays),
    ]
  }

  static let all =
    [root, service, desk, serviceLevel] + hours("desk") + hours("reservation") + hours("whatsapp")
    + [closure, reservations, idleClose, priority, retention, complaintChannel, devices, terminals, message, text]
}

/// Bounds of a profile that the domain itself does not set.
enum ProfileLimits {
  static let serviceKey = 40
  static let deskNumber = 1...99
  static let closures = 120
  static let seasons = 12
  static let openingsPerDay = 8
  static let channels = 16
  static let recallLimit = 1...20
  static let priorityEvery = 1...20
  /// A day's work, the longest anything at a desk can be promised to take.
  static let minutes = 1...480
  static let leadMinutes = 0...10_080
  static let idleDays = 0...365
  /// A hundred years: longer than anybody's file.
  static let retentionDays = 0...36_500
  static let paper = [58, 80]
}
