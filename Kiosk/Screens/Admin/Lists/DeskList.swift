import Desk
import Domain

/// The counters and what is called to each.
struct DeskList: ProfileList {
  var title: Bilingual { AdminWord.desks.both }
  var emptyText: Bilingual { SettingWord.desksEmpty.both }
  var blank: DeskPlan { DeskPlan() }
  var questions: [String: String] {
    ["desk.number": "number", "desk.name": "name", "desk.services": "services", "service": "services"]
  }

  func items(of profile: OfficeProfile) -> [DeskPlan] { profile.desks }
  func put(_ items: [DeskPlan], into profile: inout OfficeProfile) { profile.desks = items }

  func line(_ item: DeskPlan, _ scene: Scene) -> (label: Bilingual, detail: String) {
    let letters = scene.profile.services.filter { item.services.contains($0.key) }.map(\.series.word)
    return (
      Bilingual(
        Speech.filled(SettingWord.deskLabel.both.indonesian, ["\(item.number)", item.name]),
        Speech.filled(SettingWord.deskLabel.both.english, ["\(item.number)", item.name])),
      letters.isEmpty ? scene.speech(SettingWord.allServices) : letters.joined(separator: ", ")
    )
  }

  func entries(_ item: DeskPlan, isNew: Bool, _ scene: Scene) -> [Entry] {
    let services = scene.profile.services
    let next = (scene.profile.desks.map(\.number).max() ?? 0) + 1
    let chosen = services.indices.filter { item.services.contains(services[$0].key) }
    return [
      .number("number", .deskNumber, isNew ? next : item.number),
      .line("name", SettingWord.deskName.both, item.name, limit: Limits.name),
      .several(
        "services", SettingWord.deskServices.both, hint: SettingWord.deskServicesHint.both, services.map(\.label),
        chosen: Set(chosen)),
    ]
  }

  func read(_ form: Form, _ item: inout DeskPlan, others: [DeskPlan], _ scene: Scene, _ faults: inout Faults) {
    faults.number(form, "number", 1...99, into: &item.number)
    if others.contains(where: { $0.number == item.number }) {
      faults.add("number", Bilingual(SettingWord.taken, [SettingWord.anotherDesk.both]))
    }
    item.name = form["name"].text
    let keys = scene.profile.services.map(\.key)
    item.services = form["services"].chosenSeveral.filter(keys.indices.contains).map { keys[$0] }
  }

  /// Nobody is left sitting at a desk that is gone.
  func removal(of item: DeskPlan, _ scene: Scene) -> Removal {
    guard let queue = scene.queue.value else { return .refused(AdminWord.loading.both) }
    if scene.profile.desks.count == 1 { return .refused(SettingWord.lastDesk.both) }
    if queue.visits.contains(where: { $0.desk == item.number }) {
      return .refused(Bilingual(SettingWord.deskBusy, [Bilingual(String(item.number))]))
    }
    return .free([])
  }
}
