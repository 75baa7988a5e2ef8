import Desk
import Domain

/// What visitors come for.
struct ServiceList: ProfileList {
  var title: Bilingual { AdminWord.services.both }
  var emptyText: Bilingual { SettingWord.servicesEmpty.both }
  var blank: Service { Service() }
  var questions: [String: String] {
    [
      "service.key": "key", "service.series": "series", "service.name": "name", "service.name-english": "english",
      "service.kind": "kind", "service.usual-minutes": "minutes",
    ]
  }

  func items(of profile: OfficeProfile) -> [Service] { profile.services }
  func put(_ items: [Service], into profile: inout OfficeProfile) { profile.services = items }

  func line(_ item: Service, _ scene: Scene) -> (label: Bilingual, detail: String) {
    let label = item.label
    let letter = item.series.word
    return (
      Bilingual("\(letter)  \(label.indonesian)", "\(letter)  \(label.english)"),
      scene.speech(SettingWord.minutesShort, item.usualMinutes)
    )
  }

  func entries(_ item: Service, isNew: Bool, _ scene: Scene) -> [Entry] {
    var entries: [Entry] = []
    if isNew {
      entries.append(
        .line("key", SettingWord.serviceKey.both, required: true, hint: SettingWord.serviceKeyHint.both, limit: 40))
    }
    entries += [
      .line(
        "series", SettingWord.series.both, required: true, hint: SettingWord.seriesHint.both,
        isNew ? freeLetter(scene) : item.series.word, limit: 1),
      .line("name", SettingWord.serviceName.both, required: true, item.name, limit: Limits.name),
      .line("english", SettingWord.serviceEnglish.both, item.nameEnglish, limit: Limits.name),
      .category(
        "kind", SettingWord.serviceKind.both, ServiceKind.self, required: true, hint: SettingWord.serviceKindHint.both,
        isNew ? nil : item.kind),
      .number("minutes", .usualMinutes, item.usualMinutes, hint: .usualHint),
    ]
    return entries
  }

  private func freeLetter(_ scene: Scene) -> String {
    let taken = Set(scene.profile.services.map(\.series.word))
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init).first { !taken.contains($0) } ?? ""
  }

  func read(_ form: Form, _ item: inout Service, others: [Service], _ scene: Scene, _ faults: inout Faults) {
    if form.entries[0].name == "key" {
      item.key = form["key"].text
      if let other = others.first(where: { $0.key == item.key }) {
        faults.add("key", Bilingual(SettingWord.taken, [other.label]))
      }
    }
    if let series = Series(word: form["series"].text.uppercased()) {
      item.series = series
      if let other = others.first(where: { $0.series == series }) {
        faults.add("series", Bilingual(SettingWord.taken, [other.label]))
      }
    } else {
      faults.add("series", SettingWord.seriesHint.both)
    }
    item.name = form["name"].text
    item.nameEnglish = form["english"].text
    if let kind = form["kind"].value(ServiceKind.self) { item.kind = kind }
    faults.number(form, "minutes", 1...600, into: &item.usualMinutes)
  }

  /// Numbers that were given today keep their letter: they must stay callable.
  func removal(of item: Service, _ scene: Scene) -> Removal {
    guard let queue = scene.queue.value, let day = scene.day.value else { return .refused(AdminWord.loading.both) }
    let open = queue.visits.count { $0.service == item.key }
    if open > 0 { return .refused(Bilingual(SettingWord.serviceBusy, [item.label, Bilingual(String(open))])) }
    if scene.profile.services.count == 1 { return .refused(SettingWord.lastService.both) }
    let onlyThis = scene.profile.desks.filter { $0.services == [item.key] }
    if let desk = onlyThis.first {
      return .refused(Bilingual(SettingWord.deskOnlyThis, [Bilingual(String(desk.number)), item.label]))
    }
    let wasUsed = day.services.first { $0.key == item.key }?.last != nil
    return .free(wasUsed ? [Bilingual(SettingWord.serviceUsed, [item.label])] : [])
  }

  /// Desks do not go on listing a service that is gone.
  func amend(_ profile: inout OfficeProfile, from old: Service, to new: Service?) {
    guard new == nil else { return }
    for index in profile.desks.indices { profile.desks[index].services.removeAll { $0 == old.key } }
  }

  func consequences(from old: Service, to new: Service, _ scene: Scene) -> [Bilingual] {
    let last = scene.day.value?.services.first { $0.key == old.key }?.last
    guard old.series != new.series, last != nil else { return [] }
    return [Bilingual(SettingWord.letterChanged, [Bilingual(old.series.word), Bilingual(new.series.word)])]
  }
}
