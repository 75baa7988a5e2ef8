import Domain

/// The steps a visitor goes through, in their order.
struct FlowList: ProfileList {
  var title: Bilingual { AdminWord.flow.both }
  var emptyText: Bilingual { SettingWord.flowEmpty.both }
  var blank: FlowStep { .number }
  var questions: [String: String] { ["flow": "step"] }

  func items(of profile: OfficeProfile) -> [FlowStep] { profile.flow }
  func put(_ items: [FlowStep], into profile: inout OfficeProfile) { profile.flow = items }
  func line(_ item: FlowStep, _ scene: Scene) -> (label: Bilingual, detail: String) { (item.label, "") }

  func entries(_ item: FlowStep, isNew: Bool, _ scene: Scene) -> [Entry] {
    [
      .category(
        "step", SettingWord.flowStep.both, FlowStep.self, required: true, hint: SettingWord.flowHint.both,
        isNew ? nil : item)
    ]
  }

  func read(_ form: Form, _ item: inout FlowStep, others: [FlowStep], _ scene: Scene, _ faults: inout Faults) {
    guard let step = form["step"].value(FlowStep.self) else { return }
    if others.contains(step) { faults.add("step", SettingWord.alreadyThere.both) }
    item = step
  }
}
