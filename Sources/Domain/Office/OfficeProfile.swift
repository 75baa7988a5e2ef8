/// Everything in which one office differs from another. Differences live here and never in code.
public struct OfficeProfile: Record {
  public var code = OfficeCode(0)
  public var name = ""
  public var address = ""
  public var phone = ""
  public var website = ""
  public var zone = Zone.wib
  /// When one service day ends and the next begins; no office serves at this hour.
  public var turnover = TimeOfDay(3, 0)
  public var languages: [Language] = []
  /// Number of the decree (*No. SK*) that sets the service standard; shown to visitors.
  public var decree = ""
  public var flow: [FlowStep] = []
  public var services: [Service] = []
  public var desks: [DeskPlan] = []
  public var asksIdentity = false
  public var serviceLevel = ServiceLevel()
  public var deskHours = Hours()
  public var reservationHours = Hours()
  public var whatsappHours = Hours()
  public var closures: [Holiday] = []
  public var reservations = ReservationRules()
  public var idleClose = IdleClose()
  public var recallLimit = 3
  public var priority = PriorityPolicy()
  public var retention = Retention()
  public var complaintChannels: [ComplaintChannel] = []
  public var devices = Devices()
  /// Running messages of the office on the wall board.
  public var messages: [OfficeMessage] = []
  /// The office's own wording for sentences of its screens.
  public var texts: [OfficeText] = []
  /// Number of lockers; 0 where visitors keep their bags.
  public var lockers = 0
  /// What a QR code leads to, "https://pst.bps.go.id"; empty prints none.
  public var onlineAddress = ""
  /// A staff terminal left without a key for so long is locked.
  public var lockMinutes = 5
  /// A kiosk left without a touch for so long forgets its visitor.
  public var idleSeconds = 60

  /// Minutes that visitors may be promised: a promise stands in a decree, or it is none.
  public var promisedMinutes: Int? { serviceLevel.start == .unstated || decree.isEmpty ? nil : serviceLevel.minutes }

  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("code", &code)
    try visitor.field("name", &name)
    try visitor.field("address", &address)
    try visitor.field("phone", &phone)
    try visitor.field("website", &website)
    try visitor.field("zone", &zone)
    try visitor.field("turnover", &turnover)
    try visitor.field("languages", &languages)
    try visitor.field("decree", &decree)
    try visitor.field("flow", &flow)
    try visitor.field("services", &services)
    try visitor.field("desks", &desks)
    try visitor.field("asksIdentity", &asksIdentity)
    try visitor.field("serviceLevel", &serviceLevel)
    try visitor.field("deskHours", &deskHours)
    try visitor.field("reservationHours", &reservationHours)
    try visitor.field("whatsappHours", &whatsappHours)
    try visitor.field("closures", &closures)
    try visitor.field("reservations", &reservations)
    try visitor.field("idleClose", &idleClose)
    try visitor.field("recallLimit", &recallLimit)
    try visitor.field("priority", &priority)
    try visitor.field("retention", &retention)
    try visitor.field("complaintChannels", &complaintChannels)
    try visitor.field("devices", &devices)
    try visitor.field("messages", &messages)
    try visitor.field("texts", &texts)
    try visitor.field("lockers", &lockers)
    try visitor.field("onlineAddress", &onlineAddress)
    try visitor.field("lockMinutes", &lockMinutes)
    try visitor.field("idleSeconds", &idleSeconds)
  }

  public func service(_ key: String) -> Service? { services.first { $0.key == key } }
  public func desk(_ number: Int) -> DeskPlan? { desks.first { $0.number == number } }
  /// Whether visitors take a number (Halmahera Utara) or register and wait (Seruyan).
  public var givesNumbers: Bool { flow.contains(.number) }
}

/// What a visitor passes through, in the order the office lists them.
public enum FlowStep: UInt8, Category {
  case number = 1
  case registration, wait, locker, guestBook, desk, rating

  public static let terms = [
    Term("number", "ambil nomor antrean", "take a number"),
    Term("registration", "registrasi", "register"),
    Term("wait", "menunggu", "wait"),
    Term("locker", "simpan tas di loker", "leave bags in a locker"),
    Term("guest-book", "buku tamu", "guest book"),
    Term("desk", "meja layanan", "desk"),
    Term("rating", "penilaian", "rating"),
  ]
}

/// The letter in front of a number: one series per service, restarting each service day.
public struct Series: Hashable, Comparable, Sendable {
  public let letter: UInt8

  public init?(letter: Character) {
    guard let ascii = letter.asciiValue, (65...90).contains(ascii) else { return nil }
    self.letter = ascii
  }
  public static func < (a: Self, b: Self) -> Bool { a.letter < b.letter }
}

extension Series: Scalar {
  public static var blank: Series { Series(letter: "A")! }
  public var number: Int64 { Int64(letter) - 64 }
  public init?(number: Int64) {
    guard (1...26).contains(number) else { return nil }
    self.init(letter: Character(Unicode.Scalar(UInt8(64 + number))))
  }
  public var word: String { String(Character(Unicode.Scalar(letter))) }
  public init?(word: String) {
    guard word.count == 1, let first = word.first else { return nil }
    self.init(letter: first)
  }
  public static var expected: String { "A–Z" }
}

/// One thing visitors come for, with its own queue.
public struct Service: Record {
  public var key = ""
  public var series = Series.blank
  public var name = ""
  public var nameEnglish = ""
  /// The line of the official guest book this service is counted under.
  public var kind = ServiceKind.consultation
  /// Usual length, for the expected waiting time until the day has figures of its own.
  public var usualMinutes = 15

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("key", &key)
    try visitor.field("series", &series)
    try visitor.field("name", &name)
    try visitor.field("nameEnglish", &nameEnglish)
    try visitor.field("kind", &kind)
    try visitor.field("usualMinutes", &usualMinutes)
  }

  public var label: Bilingual { Bilingual(name, nameEnglish.isEmpty ? name : nameEnglish) }
}

/// A counter (*loket / meja*) and the services called from it; none listed means all.
public struct DeskPlan: Record {
  public var number = 0
  public var name = ""
  public var services: [String] = []

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("number", &number)
    try visitor.field("name", &name)
    try visitor.field("services", &services)
  }

  public func serves(_ service: String) -> Bool { services.isEmpty || services.contains(service) }
}

public struct ReservationRules: Record {
  /// A booking must be made this long before.
  public var leadMinutes = 60
  /// After this long without the visitor the reservation is cancelled.
  public var noShowMinutes = 15
  /// Length of one slot; two approvals of one officer may not overlap.
  public var slotMinutes = 60

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("leadMinutes", &leadMinutes)
    try visitor.field("noShowMinutes", &noShowMinutes)
    try visitor.field("slotMinutes", &slotMinutes)
  }
}

/// When a silent online conversation is closed. Zero means the office's standard does not say.
public struct IdleClose: Record {
  public var portalDays = 0
  public var portalWorkingDays = 0
  public var whatsappAtClosing = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("portalDays", &portalDays)
    try visitor.field("portalWorkingDays", &portalWorkingDays)
    try visitor.field("whatsappAtClosing", &whatsappAtClosing)
  }
}

/// How long each class of personal field is kept after a guest's last visit. Zero keeps it until erasure is asked
/// for: the law fixes no period.
public struct Retention: Record {
  public var contactDays = 0
  public var profileDays = 0
  public var sensitiveDays = 0
  public var wordsDays = 0

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("contactDays", &contactDays)
    try visitor.field("profileDays", &profileDays)
    try visitor.field("sensitiveDays", &sensitiveDays)
    try visitor.field("wordsDays", &wordsDays)
  }
}

/// Where complaints may go, shown to every visitor.
public struct ComplaintChannel: Record {
  public var kind = ComplaintChannelKind.box
  public var value = ""

  public init() {}
  public init(_ kind: ComplaintChannelKind, _ value: String) {
    self.kind = kind
    self.value = value
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("kind", &kind)
    try visitor.field("value", &value)
  }
}

public enum ComplaintChannelKind: UInt8, Category {
  case box = 1
  case phone, email, whatsapp, website, facebook, instagram, lapor, kiosk

  public static let terms = [
    Term("box", "Kotak saran dan pengaduan", "Suggestion box"), Term("phone", "Telepon", "Telephone"),
    Term("email", "Email", "Email"), Term("whatsapp", "WhatsApp", "WhatsApp"),
    Term("website", "Situs web", "Website"), Term("facebook", "Facebook", "Facebook"),
    Term("instagram", "Instagram", "Instagram"), Term("lapor", "SP4N-LAPOR!", "SP4N-LAPOR!"),
    Term("kiosk", "Anjungan PST", "Kiosk"),
  ]
}

/// Optional hardware. Every one may be missing.
public struct Devices: Record {
  public var printer = "none"
  public var paperMillimetres = 58
  public var voice = true
  /// The printer's number for the code page of our letters, sent before each receipt.
  public var codePage = 16
  /// What the scanner sends before a code, "F12" or "~"; empty tells a scan by its speed.
  public var scannerPrefix = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("printer", &printer)
    try visitor.field("paperMillimetres", &paperMillimetres)
    try visitor.field("voice", &voice)
    try visitor.field("codePage", &codePage)
    try visitor.field("scannerPrefix", &scannerPrefix)
  }
}
