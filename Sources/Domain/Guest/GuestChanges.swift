/// Corrections to a guest's profile: only what is named changes. An empty text clears a field.
public struct GuestChanges: Record {
  public var name: String?
  public var email: String?
  public var phone: String?
  public var gender: Gender?
  public var birthYear: Int?
  public var education: Education?
  public var occupation: Occupation?
  public var occupationOther: String?
  public var institutionKind: InstitutionKind?
  public var institutionOther: String?
  public var institution: String?
  public var disability: [Disability]?

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

  func applied(to profile: GuestProfile) -> GuestProfile {
    var changed = profile
    if let name { changed.name = name }
    if let email { changed.email = email }
    if let phone { changed.phone = phone }
    if let gender { changed.gender = gender }
    if let birthYear { changed.birthYear = birthYear }
    if let education { changed.education = education }
    if let occupation { changed.occupation = occupation }
    if let occupationOther { changed.occupationOther = occupationOther }
    if let institutionKind { changed.institutionKind = institutionKind }
    if let institutionOther { changed.institutionOther = institutionOther }
    if let institution { changed.institution = institution }
    if let disability { changed.disability = disability }
    return changed
  }
}
