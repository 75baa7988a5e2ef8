import Canvas
import Domain

/// What the guest book asks (SKD Blok I), one by one, in the order in which staff go through it.
enum Question: String, CaseIterable, Sendable {
  case name, consent, phone, email, gender, birthYear, education, occupation, occupationOther
  case institutionKind, institutionOther, institution
  case purpose, purposeOther, services, means, meansOther
  case disability, identity, locker

  /// Part of the guest's profile: asked and kept only with consent.
  var isPersonal: Bool {
    switch self {
    case .name, .phone, .email, .gender, .birthYear, .education, .occupation, .occupationOther, .institutionKind,
      .institutionOther, .institution, .disability:
      true
    case .consent, .purpose, .purposeOther, .services, .means, .meansOther, .identity, .locker: false
    }
  }

  /// The question to which "Lainnya" must have been the answer.
  var follows: (question: Question, option: Int)? {
    switch self {
    case .occupationOther: (.occupation, Int(Occupation.other.rawValue) - 1)
    case .institutionOther: (.institutionKind, Int(InstitutionKind.other.rawValue) - 1)
    case .purposeOther: (.purpose, Int(Purpose.other.rawValue) - 1)
    case .meansOther: (.means, Int(Means.other.rawValue) - 1)
    default: nil
    }
  }

  /// Without an answer yet.
  var entry: Entry {
    switch self {
    case .consent:
      .one(
        rawValue, label, required: true, hint: Consent.current.text,
        [BookWord.agree.both, BookWord.disagree.both])
    case .name: .line(rawValue, label, required: true, hint: hint, limit: Limits.name)
    case .phone, .email: .line(rawValue, label, hint: hint, limit: Limits.contact)
    case .birthYear: .line(rawValue, label, hint: hint, limit: 4)
    case .institution: .line(rawValue, label, hint: hint, limit: Limits.line)
    case .occupationOther, .institutionOther, .purposeOther, .meansOther:
      .line(rawValue, label, required: true, hint: hint, limit: Limits.line)
    case .gender: .category(rawValue, label, Gender.self, hint: hint)
    case .education: .category(rawValue, label, Education.self, hint: hint)
    case .occupation: .category(rawValue, label, Occupation.self, hint: hint)
    case .institutionKind: .category(rawValue, label, InstitutionKind.self, hint: hint)
    case .purpose: .category(rawValue, label, Purpose.self, required: true, hint: hint)
    case .services: .categories(rawValue, label, ServiceKind.self, hint: hint)
    case .means: .categories(rawValue, label, Means.self, hint: hint, [.visit])
    case .disability: .categories(rawValue, label, Disability.self, hint: hint)
    case .identity: .category(rawValue, label, IdentityKind.self, hint: hint)
    case .locker: .one(rawValue, label, hint: hint, [BookWord.lockerYes.both, BookWord.lockerNo.both])
    }
  }

  /// A short name for lists and for the dense page.
  var label: Bilingual { word("").both }
  /// The whole question, as visitors are asked it.
  var ask: BookWord { self == .identity || self == .locker ? word("") : word("Ask") }
  /// What to write, with an example.
  var hint: Bilingual { self == .consent ? Consent.current.text : word("Hint").both }

  private func word(_ suffix: String) -> BookWord {
    guard let word = BookWord(rawValue: rawValue + suffix) else { preconditionFailure("no words for \(rawValue)") }
    return word
  }
}

extension Form {
  subscript(_ question: Question) -> Entry {
    get { self[question.rawValue] }
    set { self[question.rawValue] = newValue }
  }
}

/// What has been answered so far; the one place where the words of a guest live until they are sent.
struct Answers: Sendable {
  private var entries: [Question: Entry]

  init() { entries = Dictionary(uniqueKeysWithValues: Question.allCases.map { ($0, $0.entry) }) }

  subscript(_ question: Question) -> Entry {
    get { entries[question] ?? question.entry }
    set { entries[question] = newValue }
  }

  /// Takes over what stands in a form.
  mutating func keep(_ form: Form) {
    for entry in form.entries {
      if let question = Question(rawValue: entry.name) { entries[question] = entry }
    }
  }

  /// Whether a question is asked at all, as far as "Lainnya" goes.
  func asks(_ question: Question) -> Bool {
    guard let (first, option) = question.follows else { return true }
    return self[first].chosen == option || self[first].chosenSeveral.contains(option)
  }

  var agrees: Bool? { self[.consent].chosen.map { $0 == 0 } }

  mutating func choose(_ question: Question, _ option: Int?) { self[question].answer = .one(option) }
  mutating func write(_ question: Question, _ text: String) {
    guard case .line(let editor) = self[question].answer else { return }
    self[question].answer = .line(LineEditor(text, limit: editor.limit))
    self[question].fault = nil
  }
}
