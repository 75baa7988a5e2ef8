import Desk
import Domain

// From answers to records and back.
extension Answers {
  /// The guest as the answers describe them.
  var profile: GuestProfile {
    GuestProfile {
      $0.name = self[.name].text
      $0.email = self[.email].text
      $0.phone = self[.phone].text
      $0.gender = self[.gender].value(Gender.self)
      $0.birthYear = Int(self[.birthYear].text)
      $0.education = self[.education].value(Education.self)
      $0.occupation = self[.occupation].value(Occupation.self)
      $0.occupationOther = asks(.occupationOther) ? self[.occupationOther].text : ""
      $0.institutionKind = self[.institutionKind].value(InstitutionKind.self)
      $0.institutionOther = asks(.institutionOther) ? self[.institutionOther].text : ""
      $0.institution = self[.institution].text
      $0.disability = self[.disability].values(Disability.self)
    }
  }

  /// The visit's own entry, as far as it is answered.
  func entry(of visit: VisitKey) -> SignGuestBook {
    SignGuestBook {
      $0.visit = visit
      $0.purpose = self[.purpose].value(Purpose.self)
      $0.purposeOther = asks(.purposeOther) ? self[.purposeOther].text : ""
      $0.services = self[.services].values(ServiceKind.self)
      $0.means = self[.means].values(Means.self)
      $0.meansOther = asks(.meansOther) ? self[.meansOther].text : ""
    }
  }

  mutating func fill(_ profile: GuestProfile) {
    write(.name, profile.name)
    write(.email, profile.email)
    write(.phone, profile.phone)
    write(.birthYear, profile.birthYear.map { String($0) } ?? "")
    write(.institution, profile.institution)
    write(.occupationOther, profile.occupationOther)
    write(.institutionOther, profile.institutionOther)
    choose(.gender, profile.gender.map { Int($0.rawValue) - 1 })
    choose(.education, profile.education.map { Int($0.rawValue) - 1 })
    choose(.occupation, profile.occupation.map { Int($0.rawValue) - 1 })
    choose(.institutionKind, profile.institutionKind.map { Int($0.rawValue) - 1 })
    self[.disability].answer = .several(Set(profile.disability.map { Int($0.rawValue) - 1 }))
  }

  mutating func fill(_ entry: GuestBookEntry, _ words: GuestBookWords?) {
    choose(.purpose, entry.purpose.map { Int($0.rawValue) - 1 })
    self[.services].answer = .several(Set(entry.services.map { Int($0.rawValue) - 1 }))
    self[.means].answer = .several(Set(entry.means.map { Int($0.rawValue) - 1 }))
    write(.purposeOther, words?.purposeOther ?? "")
    write(.meansOther, words?.meansOther ?? "")
  }

  /// What differs from what the office has; `nil` when nothing does. A choice cannot be taken back to "not answered".
  func changes(from old: GuestProfile) -> GuestChanges? {
    let new = profile
    let changes = GuestChanges {
      if new.name != old.name { $0.name = new.name }
      if new.email != old.email { $0.email = new.email }
      if new.phone != old.phone { $0.phone = new.phone }
      if new.gender != old.gender { $0.gender = new.gender }
      if new.birthYear != old.birthYear { $0.birthYear = new.birthYear }
      if new.education != old.education { $0.education = new.education }
      if new.occupation != old.occupation { $0.occupation = new.occupation }
      if new.occupationOther != old.occupationOther { $0.occupationOther = new.occupationOther }
      if new.institutionKind != old.institutionKind { $0.institutionKind = new.institutionKind }
      if new.institutionOther != old.institutionOther { $0.institutionOther = new.institutionOther }
      if new.institution != old.institution { $0.institution = new.institution }
      if Set(new.disability) != Set(old.disability) { $0.disability = new.disability }
    }
    return changes == GuestChanges() ? nil : changes
  }
}

// What is wrong with an answer, beside it: hard refusals are few, an unusual address only asks for a look.
extension Answers {
  /// Marks the faults of one question; true when nothing stops it.
  mutating func check(_ question: Question, thisYear: Int) -> Bool {
    self[question].fault = nil
    self[question].isOnlyWarning = false
    if let stop = stop(question, thisYear) {
      self[question].fault = stop
      return false
    }
    if let warning = warning(question) {
      self[question].fault = warning
      self[question].isOnlyWarning = true
    }
    return true
  }

  private func stop(_ question: Question, _ thisYear: Int) -> Bilingual? {
    let entry = self[question]
    switch question {
    case .name: return refusal { () throws(Refusal) in try Words.required(entry.text, .name, limit: Limits.name) }
    case .occupationOther, .institutionOther, .purposeOther, .meansOther:
      return refusal { () throws(Refusal) in try Words.required(entry.text, .other, limit: Limits.line) }
    case .email: return refusal { () throws(Refusal) in try Words.checked(entry.text, .email, limit: Limits.contact) }
    case .phone: return refusal { () throws(Refusal) in try Words.checked(entry.text, .phone, limit: Limits.contact) }
    case .institution:
      return refusal { () throws(Refusal) in try Words.checked(entry.text, .institution, limit: Limits.line) }
    case .birthYear:
      guard !entry.text.isEmpty else { return nil }
      guard entry.text.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(entry.text),
        (1900...thisYear).contains(year)
      else { return BookWord.birthYearFault.both.filled(String(thisYear)) }
      return nil
    case .consent: return entry.chosen == nil ? BookWord.consentMissing.both : nil
    case .purpose: return entry.isEmpty ? FormWord.missing.both : nil
    default: return nil
    }
  }

  private func refusal(_ check: () throws(Refusal) -> String) -> Bilingual? {
    do { _ = try check() } catch {
      switch error {
      case .missing: return FormWord.missing.both
      case .tooLong: return BookWord.tooLong.both
      default: return BookWord.unfit.both
      }
    }
    return nil
  }

  private func warning(_ question: Question) -> Bilingual? {
    let text = self[question].text
    guard !text.isEmpty else { return nil }
    switch question {
    case .email: return Email.looksUsable(text) ? nil : BookWord.emailWarning.both
    case .phone: return Phone.international(text) == nil ? BookWord.phoneWarning.both : nil
    default: return nil
    }
  }
}

extension Bilingual {
  /// Both halves with their gaps filled.
  func filled(_ gaps: String...) -> Bilingual {
    Bilingual(Speech.filled(indonesian, gaps), Speech.filled(english, gaps))
  }
}
