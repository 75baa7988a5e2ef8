import Canvas
import Desk
import Domain

/// Enrolling at a centre after the first set-up, with the same questions.
struct EnrolPage: AdminPage {
  static let errand = Errand("admin.enrol")

  private var form: Form

  init() {
    form = Form(Enrolment.entries)
    form.answers = .roomy
  }

  func title(_ scene: Scene) -> String { scene.speech(FoundingWord.enrol) }
  var digitsChoose: Bool { false }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    let speech = scene.speech
    return [
      Frame.Hint(Key(.enter), "Enter", speech(FoundingWord.next)),
      Frame.Hint(.function(5), "F5", speech(FoundingWord.enrol)), .back(speech),
    ]
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    if key.code == .escape { return [.back] }
    if key == .function(5) { return send(scene) }
    return form.take(key) == .finished ? send(scene) : []
  }

  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] {
    form.take(touch) == .finished ? send(scene) : []
  }

  private mutating func send(_ scene: Scene) -> [Step] {
    guard !scene.underWay.contains(Self.errand) else { return [] }
    for index in form.entries.indices { form.entries[index].fault = nil }
    guard form.checkRequired(FormWord.missing.both) else {
      form.moveToFault()
      return []
    }
    return [.maintain(.line(.enrol(Enrolment.request(form))), Self.errand)]
  }

  mutating func hear(_ input: Input, _ scene: Scene) -> [Step] {
    switch input {
    case .report(Self.errand, let report):
      guard let fault = Enrolment.fault(report) else { return [.back, .say(FoundingWord.enrolled.both, .good)] }
      return form.mark(report.field, fault) ? [] : [.say(fault, .warning)]
    case .refused(Self.errand, let refused): return [.say(refused.text, .warning)]
    case .scan(_, let typed), .scanRefused(let typed):
      form.refuseScan(typed)
      return []
    default: return []
    }
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let (head, body) = region.split(top: form.showsKeyboard ? 0 : 3)
    let isBusy = scene.underWay.contains(Self.errand)
    canvas.text(
      scene.speech(isBusy ? FoundingWord.enrolling : .centreIntro), head, isBusy ? Style.plain.bold : .faint, .paragraph
    )
    return form.draw(body, scene.speech, on: &canvas)
  }
}
