import Domain

/// Who the office is and how it is reached.
struct OfficePart: ProfilePart {
  func title(_ scene: Scene) -> Bilingual { AdminWord.office.both }

  func remark(_ scene: Scene) -> Bilingual? {
    Bilingual(SettingWord.zoneFixed, [Bilingual("\(scene.profile.code)"), scene.profile.zone.label])
  }

  var questions: [String: String] {
    [
      "name": "name", "address": "address", "phone": "phone", "website": "website", "online-address": "online",
      "decree": "decree", "turnover": "turnover", "languages": "first",
    ]
  }

  func entries(_ scene: Scene) -> [Entry] {
    let profile = scene.profile
    return [
      .line("name", SettingWord.name.both, required: true, profile.name, limit: Limits.name),
      .line("address", SettingWord.address.both, profile.address, limit: Limits.line),
      .line("phone", SettingWord.phone.both, profile.phone, limit: Limits.contact),
      .line("website", SettingWord.website.both, profile.website, limit: Limits.line),
      .line(
        "online", SettingWord.online.both, hint: SettingWord.onlineHint.both, profile.onlineAddress,
        limit: Limits.onlineAddress),
      .line("decree", SettingWord.decree.both, hint: SettingWord.decreeHint.both, profile.decree, limit: Limits.line),
      .line(
        "turnover", SettingWord.turnover.both, required: true, hint: SettingWord.turnoverHint.both,
        "\(profile.turnover)", limit: 5),
      .category(
        "first", SettingWord.firstLanguage.both, Language.self, required: true,
        hint: SettingWord.firstLanguageHint.both, profile.languages.first),
      .truth("second", .bothLanguages, profile.languages.count > 1),
    ]
  }

  func read(_ form: Form, into profile: inout OfficeProfile, _ scene: Scene, _ faults: inout Faults) {
    profile.name = form["name"].text
    profile.address = form["address"].text
    profile.phone = form["phone"].text
    profile.website = form["website"].text
    profile.onlineAddress = form["online"].text
    profile.decree = form["decree"].text
    if let time = TimeOfDay(word: form["turnover"].text) {
      profile.turnover = time
    } else {
      faults.add("turnover", SettingWord.timeForm.both)
    }
    guard let first = form["first"].value(Language.self) else { return }
    profile.languages = form["second"].isYes ? [first, first == .indonesian ? .english : .indonesian] : [first]
  }
}
