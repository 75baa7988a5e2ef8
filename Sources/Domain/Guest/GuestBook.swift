/// One visit's entry in the electronic guest book (SKD Blok I). The guest's own categories are copied in at
/// signing, because the official figures count people as they were that day.
public struct GuestBookEntry: Record {
  public var edition = guestBookEdition
  public var purpose: Purpose?
  public var services: [ServiceKind] = []
  public var means: [Means] = []
  public var gender: Gender?
  public var ageBand: AgeBand?
  public var education: Education?
  public var occupation: Occupation?
  public var institutionKind: InstitutionKind?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("edition", &edition)
    try visitor.field("purpose", &purpose)
    try visitor.field("services", &services)
    try visitor.field("means", &means)
    try visitor.field("gender", &gender)
    try visitor.field("ageBand", &ageBand)
    try visitor.field("education", &education)
    try visitor.field("occupation", &occupation)
    try visitor.field("institutionKind", &institutionKind)
  }
}

/// The free texts of an entry, kept apart because they are somebody's words and erasable.
public struct GuestBookWords: Record {
  public var purposeOther = ""
  public var meansOther = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("purposeOther", &purposeOther)
    try visitor.field("meansOther", &meansOther)
  }
}

/// One line of Blok III: data the guest needs, and what became of it.
public struct DataNeed: Record {
  public var detail = ""
  public var region = ""
  public var fromYear: Int?
  public var toYear: Int?
  public var level: DataLevel?
  public var period: DataPeriod?
  public var obtained: Obtained?
  public var source = ""
  public var title = ""
  public var sourceYear: Int?
  public var quality: Int?

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("detail", &detail)
    try visitor.field("region", &region)
    try visitor.field("fromYear", &fromYear)
    try visitor.field("toYear", &toYear)
    try visitor.field("level", &level)
    try visitor.field("period", &period)
    try visitor.field("obtained", &obtained)
    try visitor.field("source", &source)
    try visitor.field("title", &title)
    try visitor.field("sourceYear", &sourceYear)
    try visitor.field("quality", &quality)
  }

  public func checked() throws(Refusal) -> DataNeed {
    var clean = self
    clean.detail = try Words.required(detail, .dataDetail, limit: Limits.note, lines: .many)
    clean.region = try Words.checked(region, .region, limit: Limits.line)
    clean.source = try Words.checked(source, .source, limit: Limits.line)
    clean.title = try Words.checked(title, .source, limit: Limits.line)
    for year in [fromYear, toYear, sourceYear].compactMap({ $0 }) where !(1900...2100).contains(year) {
      throw .outOfRange(.years, "1900–2100")
    }
    if let fromYear, let toYear, fromYear > toYear { throw .outOfRange(.years, "1900 ≤ … ≤ … ≤ 2100") }
    if let quality, !(1...10).contains(quality) { throw .outOfRange(.quality, "1–10") }
    return clean
  }
}

/// What was asked and what was given, in the officer's words.
public struct ConsultationNote: Record {
  public var question = ""
  public var answer = ""

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("question", &question)
    try visitor.field("answer", &answer)
  }
}
