import Desk
import Domain

/// One officer: who they are and what they may do.
struct OfficerPart: SettingsPart {
  /// As the office knows them; `nil` for a new one.
  let original: OfficerProfile?

  func title(_ scene: Scene) -> Bilingual { original.map { Bilingual($0.name) } ?? AdminWord.add.both }
  var isAlwaysNew: Bool { original == nil }

  func remark(_ scene: Scene) -> Bilingual? {
    original.map { Bilingual(OfficerWord.loginFixed, [Bilingual($0.login)]) } ?? OfficerWord.addRemark.both
  }

  func question(for code: String) -> String? {
    switch code {
    case "login-taken", "login-malformed": original == nil ? "login" : nil
    case "last-head": "roles"
    default: nil
    }
  }

  func entries(_ scene: Scene) -> [Entry] {
    let profile = original ?? OfficerProfile()
    var entries: [Entry] = []
    if original == nil {
      entries.append(
        .line("login", OfficerWord.login.both, required: true, hint: OfficerWord.loginHint.both, limit: 32))
    }
    return entries + [
      .line("name", OfficerWord.name.both, required: true, profile.name, limit: Limits.name),
      .categories(
        "roles", OfficerWord.roles.both, Role.self, required: true, hint: OfficerWord.rolesHint.both, profile.roles),
      .line(
        "specialisations", OfficerWord.specialisations.both, hint: OfficerWord.specialisationsHint.both,
        profile.specialisations.joined(separator: ", "), limit: 300),
      .one(
        "shown", OfficerWord.isShown.both, required: true, hint: OfficerWord.isShownHint.both,
        [AdminWord.yes.both, AdminWord.no.both], chosen: profile.isShown ? 0 : 1),
    ]
  }

  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal? {
    let words = form["specialisations"].text.split(separator: ",").map { Entry.trimmed(String($0)) }
      .filter { !$0.isEmpty }
    let roles = form["roles"].values(Role.self)
    guard let original else { return add(form, words, roles, scene, &faults) }
    let command = ChangeOfficer {
      $0.login = original.login
      $0.name = form["name"].text
      $0.roles = roles
      $0.specialisations = words
      $0.isShown = form["shown"].isYes
    }
    return Proposal(
      title: Bilingual(original.name), changes: changes(form, scene), command: .changeOfficer(command))
  }

  private func add(
    _ form: Form, _ words: [String], _ roles: [Role], _ scene: Scene, _ faults: inout Faults
  ) -> Proposal? {
    let profile = OfficerProfile {
      $0.login = form["login"].text
      $0.name = form["name"].text
      $0.roles = roles
      $0.specialisations = words
      $0.isShown = form["shown"].isYes
    }
    if scene.officers.value?.officers.contains(where: { $0.profile.login == profile.login && !$0.left }) == true {
      faults.add("login", Refusal.loginTaken.text)
      return nil
    }
    // A new officer without a PIN could not come in: that is the next page.
    return Proposal(
      title: OfficerWord.newOfficer.both, changes: form.answered,
      command: .addOfficer(AddOfficer { $0.profile = profile }), done: OfficerWord.added.both,
      next: SheetPage(PinPart(officer: profile), scene))
  }
}

/// A new PIN, typed twice. It is hashed by the node and never shown or stored here.
struct PinPart: SettingsPart {
  let officer: OfficerProfile

  func title(_ scene: Scene) -> Bilingual { Bilingual(OfficerWord.pinOf, [Bilingual(officer.name)]) }
  func remark(_ scene: Scene) -> Bilingual? { OfficerWord.pinRemark.both }
  func question(for code: String) -> String? { code == "pin-too-simple" ? "pin" : nil }
  var isAlwaysNew: Bool { true }

  func entries(_ scene: Scene) -> [Entry] {
    [
      .secret("pin", OfficerWord.newPin.both, hint: OfficerWord.pinHint.both, limit: 12),
      .secret("again", OfficerWord.pinAgain.both, hint: OfficerWord.pinHint.both, limit: 12),
    ]
  }

  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal? {
    let pin = form["pin"].text
    if !Pin.isAcceptable(pin) { faults.add("pin", Refusal.pinTooSimple.text) }
    if form["again"].text != pin { faults.add("again", OfficerWord.pinsDiffer.both) }
    guard faults.list.isEmpty else { return nil }
    let command = SetPin {
      $0.login = officer.login
      $0.pin = pin
    }
    return Proposal(
      title: title(scene),
      changes: [Change(label: Bilingual("PIN"), from: Bilingual("••••••"), to: OfficerWord.pinNew.both)],
      command: .setPin(command), done: Bilingual(OfficerWord.pinDone, [Bilingual(officer.name)]))
  }
}
