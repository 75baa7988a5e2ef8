import Canvas
import Desk
import Domain

/// A part of the settings that is written on one form.
protocol SettingsPart: Sendable {
  func title(_ scene: Scene) -> Bilingual
  /// The questions, answered as the office stands.
  func entries(_ scene: Scene) -> [Entry]
  /// What the answers come to. Faults are found before anything is sent.
  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal?
  /// Said above the questions.
  func remark(_ scene: Scene) -> Bilingual?
  /// The question a refusal of the node means.
  func question(for code: String) -> String?
  /// Nothing is there yet: to leave it as it stands is no reason to stop.
  var isAlwaysNew: Bool { get }
}

extension SettingsPart {
  var isAlwaysNew: Bool { false }
  func remark(_ scene: Scene) -> Bilingual? { nil }
  func question(for code: String) -> String? { nil }
}

/// What is wrong with answers, by question; and the readings of answers that can be wrong.
struct Faults: Sendable {
  private(set) var list: [(name: String, text: Bilingual)] = []

  mutating func add(_ name: String, _ text: Bilingual) { list.append((name, text)) }

  /// Leaves the target alone unless the answer is a number in the range.
  mutating func number(_ form: Form, _ name: String, _ range: ClosedRange<Int>, into target: inout Int) {
    let text = form[name].text
    if text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), range.contains(number) {
      target = number
    } else {
      add(
        name, Bilingual(SettingWord.numberRange, [Bilingual("\(range.lowerBound)"), Bilingual("\(range.upperBound)")]))
    }
  }

  mutating func day(_ form: Form, _ name: String, into target: inout Day) {
    if let day = DateText.day(form[name].text) { target = day } else { add(name, SettingWord.dateForm.both) }
  }
}

/// Dates as officers write them: 2026-03-19, 19-3-2026 or 19/3/2026.
enum DateText {
  static func day(_ text: String) -> Day? {
    let parts = text.split(omittingEmptySubsequences: false) { "-/. ".contains($0) }.map { Int($0) }
    guard parts.count == 3, let first = parts[0], let month = parts[1], let last = parts[2] else { return nil }
    return first > 31 ? Day(year: first, month: month, day: last) : Day(year: last, month: month, day: first)
  }
}

/// A form for a part of the settings. What is being written stays through a lock, a lost line and a restart of the node.
struct SheetPage: AdminPage {
  private let part: any SettingsPart
  private var form: Form
  /// As it was opened or last saved: what differs from it was written here.
  private var opened: [Entry]
  /// Esc was pressed once with something unsaved.
  private var isLeaving = false

  init(_ part: any SettingsPart, _ scene: Scene) {
    self.part = part
    opened = part.entries(scene)
    form = Form(opened)
    form.answers = .roomy
    form.move(to: 0)
  }

  func title(_ scene: Scene) -> String { scene.speech(part.title(scene)) }
  var digitsChoose: Bool { form.digitsChoose }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    [
      Frame.Hint(.function(5), "F5", scene.speech(AdminWord.review)), .back(scene.speech),
      Frame.Hint(Key(.tab), "Tab", scene.speech(AdminWord.nextField)),
    ]
  }

  private func isChanged(_ scene: Scene) -> Bool {
    zip(form.entries, part.entries(scene)).contains { $0.answer != $1.answer && $0.answerText != $1.answerText }
  }

  /// What was not touched here follows the office: nobody's change at another terminal is written over with old answers.
  private mutating func follow(_ scene: Scene) {
    let now = part.entries(scene)
    for index in form.entries.indices where index < now.count && now[index].name == form.entries[index].name {
      if form.entries[index].answerText == opened[index].answerText {
        if form.entries[index].answerText != now[index].answerText { form.entries[index].answer = now[index].answer }
        opened[index] = now[index]
      }
    }
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    if key.code == .escape {
      guard isChanged(scene), !isLeaving else { return [.back] }
      isLeaving = true
      return [.say(AdminWord.unsaved.both, .warning)]
    }
    isLeaving = false
    if key == .function(5) { return review(scene) }
    return form.take(key) == .finished ? review(scene) : []
  }

  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] {
    isLeaving = false
    return form.take(touch) == .finished ? review(scene) : []
  }

  mutating func hear(_ input: Input, _ scene: Scene) -> [Step] {
    switch input {
    case .refused(Proposal.errand, let refused):
      guard let name = part.question(for: refused.code) else { return [.say(refused.text, .warning)] }
      form[name].fault = refused.text
      form.move(toName: name)
    case .scan(_, let typed), .scanRefused(let typed): form.refuseScan(typed)
    case .done(Proposal.errand): opened = form.entries
    case .view(.profile, _): follow(scene)
    default: break
    }
    return []
  }

  private mutating func review(_ scene: Scene) -> [Step] {
    for index in form.entries.indices { form.entries[index].fault = nil }
    guard form.checkRequired(FormWord.missing.both) else {
      form.moveToFault()
      return []
    }
    guard isChanged(scene) || part.isAlwaysNew else { return [.say(AdminWord.nothingChanged.both, .information)] }
    var faults = Faults()
    let proposal = part.propose(form, scene, &faults)
    guard faults.list.isEmpty, let proposal else {
      let unplaced = faults.list.filter { fault in !form.entries.contains { $0.name == fault.name } }
      for fault in faults.list where !unplaced.contains(where: { $0.name == fault.name }) {
        form[fault.name].fault = fault.text
      }
      form.moveToFault()
      return unplaced.first.map { [.say($0.text, .warning)] } ?? []
    }
    return [.open(ChangeReview(proposal))]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let remark = part.remark(scene).map({ scene.speech($0) }), !form.showsKeyboard else {
      return form.draw(region, scene.speech, on: &canvas)
    }
    let rows = TextLines.wrap(remark, columns: region.width - 1, linesMax: 3).count
    let parts = Layout.rows(region, [.fixed(rows + 1), .fill(1)])
    canvas.text(remark, parts[0].inset(x: 1), .faint, .paragraph)
    return form.draw(parts[1], scene.speech, on: &canvas)
  }
}

extension SettingsPart {
  /// The differences of two sets of answers, in words.
  func changes(_ form: Form, _ scene: Scene) -> [Change] {
    zip(entries(scene), form.entries).compactMap { old, new in
      old.answerText == new.answerText
        ? nil : Change(label: old.label, from: old.answerText, to: new.answerText)
    }
  }
}

extension Form {
  /// Everything that was answered, for the review of something new: what was proposed and left so is part of it.
  var answered: [Change] {
    entries.filter { !$0.isEmpty }.map { Change(label: $0.label, from: Bilingual(""), to: $0.answerText) }
  }
}

extension Entry {
  /// The answer in both languages, for reviews.
  var answerText: Bilingual {
    if case .one(let index?) = answer { return options[index] }
    if isWritten, case .secret = answer { return Bilingual(shown(.indonesian)) }
    return isWritten ? Bilingual(text) : Bilingual(shown(.indonesian), shown(.english))
  }

  /// A number, as an answer.
  static func number(_ name: String, _ label: SettingWord, _ value: Int, hint: SettingWord? = nil) -> Entry {
    .line(name, label.both, hint: hint?.both ?? Bilingual(""), String(value), limit: 6)
  }

  /// Yes or no.
  static func truth(_ name: String, _ label: SettingWord, _ value: Bool, hint: SettingWord? = nil) -> Entry {
    .one(
      name, label.both, required: true, hint: hint?.both ?? Bilingual(""), [AdminWord.yes.both, AdminWord.no.both],
      chosen: value ? 0 : 1)
  }
  var isYes: Bool { chosen == 0 }
}

/// A part of the office's settings: reads its answers into a profile.
protocol ProfilePart: SettingsPart {
  func read(_ form: Form, into profile: inout OfficeProfile, _ scene: Scene, _ faults: inout Faults)
  /// The question that shows a field of office files.
  var questions: [String: String] { get }
  var closesPage: Bool { get }
}

extension ProfilePart {
  var closesPage: Bool { false }

  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal? {
    var profile = scene.profile
    read(form, into: &profile, scene, &faults)
    guard faults.list.isEmpty else { return nil }
    faults.take(scene.faults(profile), questions)
    return Proposal(
      title(scene), changes(form, scene), from: scene.profile, to: profile, closesPage: closesPage)
  }
}

extension Faults {
  /// Faults of the settings as a whole, put beside the questions they mean.
  mutating func take(_ found: [SettingFault], _ questions: [String: String]) {
    for fault in found { add(questions[fault.field] ?? fault.field, fault.message) }
  }
}
