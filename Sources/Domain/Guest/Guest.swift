/// What an office may know about a guest. Every field but the name may stay empty: collect as little as the form
/// allows. One record per person, reused when they return; nothing in it is unique, because families share phones.
public struct GuestProfile: Record {
  /// One field, as the guest says it: many Indonesians have a single name.
  public var name = ""
  public var email = ""
  /// E.164 where the number could be read, otherwise as typed.
  public var phone = ""
  public var gender: Gender?
  public var birthYear: Int?
  public var education: Education?
  public var occupation: Occupation?
  public var occupationOther = ""
  public var institutionKind: InstitutionKind?
  public var institutionOther = ""
  public var institution = ""
  public var disability: [Disability] = []

  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("name", &name)
    try visitor.field("email", &email)
    try visitor.field("phone", &phone)
    try visitor.field("gender", &gender)
    try visitor.field("birthYear", &birthYear)
    try visitor.field("education", &education)
    try visitor.field("occupation", &occupation)
    try visitor.field("occupationOther", &occupationOther)
    try visitor.field("institutionKind", &institutionKind)
    try visitor.field("institutionOther", &institutionOther)
    try visitor.field("institution", &institution)
    try visitor.field("disability", &disability)
  }

  /// The profile with its words made fit to store, or the refusal for the first that cannot be.
  public func checked(thisYear: Int) throws(Refusal) -> GuestProfile {
    var clean = self
    clean.name = try Words.required(name, .name, limit: Limits.name)
    clean.email = try Words.checked(email, .email, limit: Limits.contact)
    let phone = try Words.checked(phone, .phone, limit: Limits.contact)
    clean.phone = Phone.international(phone) ?? phone
    clean.institution = try Words.checked(institution, .institution, limit: Limits.line)
    clean.occupationOther = try Words.other(occupationOther, asked: occupation == .other)
    clean.institutionOther = try Words.other(institutionOther, asked: institutionKind == .other)
    if let birthYear, !(1900...max(1900, thisYear)).contains(birthYear) {
      throw .outOfRange(.birthYear, "1900–\(thisYear)")
    }
    guard disability.count <= Limits.choicesPerList else { throw .tooMany(.other, limit: Limits.choicesPerList) }
    return clean
  }

  /// What about the contact details looks wrong, though they were kept.
  public var notices: [Notice] {
    var notices: [Notice] = []
    if !phone.isEmpty, Phone.international(phone) == nil { notices.append(.phoneLooksWrong) }
    if !email.isEmpty, !Email.looksUsable(email) { notices.append(.emailLooksWrong) }
    return notices
  }

  /// The profile without the fields of some classes, for retention.
  public func without(_ classes: Set<FieldClass>) -> GuestProfile {
    var kept = self
    if classes.contains(.contact) {
      kept.email = ""
      kept.phone = ""
    }
    if classes.contains(.sensitive) { kept.disability = [] }
    if classes.contains(.profile) {
      kept = GuestProfile()
      if !classes.contains(.contact) { (kept.email, kept.phone) = (email, phone) }
      if !classes.contains(.sensitive) { kept.disability = disability }
    }
    return kept
  }
}

extension Words {
  /// The free text that goes with "Lainnya": required when it was chosen, dropped when it was not.
  static func other(_ text: String, asked: Bool) throws(Refusal) -> String {
    asked ? try required(text, .other, limit: Limits.line) : ""
  }
}

/// Classes of personal fields, each with its own retention.
public enum FieldClass: UInt8, Category {
  case contact = 1
  case profile, sensitive, words

  public static let terms = [
    Term("contact", "kontak", "contact details"), Term("profile", "nama dan profil", "name and profile"),
    Term("sensitive", "data khusus", "special data"), Term("words", "isi konsultasi dan ulasan", "notes and comments"),
  ]
}

/// How something reached the office.
public enum Channel: UInt8, Category {
  case kiosk = 1
  case desk, reservation, phone, paper

  public static let terms = [
    Term("kiosk", "anjungan", "kiosk"), Term("desk", "petugas", "staff"),
    Term("reservation", "reservasi", "reservation"), Term("phone", "ponsel", "phone"),
    Term("paper", "kertas", "paper"),
  ]
}

/// A person who came, as the office remembers them.
public struct Guest: Equatable, Sendable {
  public var id: GuestID
  public var profile = GuestProfile()
  public var registeredAt: Moment
  public var consent: Consent?
  /// Nothing of the profile is left in any copy; the visits remain as counts.
  public var isErased = false
  public var heads: [EventID]

  /// The code a returning guest may show instead of being searched for.
  public var code: String { id.description }
}

/// Agreement to the storing of personal data, in a given wording.
public struct Consent: Record {
  public var version = 0
  public var channel = Channel.desk
  public var givenAt = Moment.blank
  public var withdrawnAt: Moment?

  public init() {}
  init(version: Int, channel: Channel, givenAt: Moment) {
    self.version = version
    self.channel = channel
    self.givenAt = givenAt
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("version", &version)
    try visitor.field("channel", &channel)
    try visitor.field("givenAt", &givenAt)
    try visitor.field("withdrawnAt", &withdrawnAt)
  }

  /// The wording visitors agree to. Raise the version with every change of the sentence.
  public static let current = (
    version: 1,
    text: Bilingual(
      "Saya setuju BPS menyimpan data diri saya untuk layanan ini dan untuk menghubungi saya tentang permintaan saya. "
        + "Saya dapat menarik persetujuan, meminta perbaikan, atau meminta penghapusan kapan saja di meja layanan.",
      "I agree that BPS keeps my personal data for this service and to contact me about my request. "
        + "I can withdraw this, ask for a correction or ask for erasure at any time at the desk.")
  )
}
