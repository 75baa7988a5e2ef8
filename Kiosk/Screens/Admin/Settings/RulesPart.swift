import Domain

/// How visitors are taken in, called and served in turn.
struct RulesPart: ProfilePart {
  func title(_ scene: Scene) -> Bilingual { AdminWord.rules.both }

  var questions: [String: String] {
    [
      "asks-identity": "identity", "recall-limit": "recalls", "lockers": "lockers", "service-level.start": "start",
      "service-level.minutes": "minutes", "priority.mode": "mode", "priority.every": "every",
      "reservations.lead-minutes": "lead", "reservations.no-show-minutes": "noShow",
      "reservations.slot-minutes": "slot",
    ]
  }

  func entries(_ scene: Scene) -> [Entry] {
    let profile = scene.profile
    return [
      .category(
        "start", SettingWord.promiseStart.both, ServiceLevelStart.self, required: true, profile.serviceLevel.start),
      .number("minutes", .promiseMinutes, profile.serviceLevel.minutes, hint: .promiseHint),
      .category("mode", SettingWord.priorityMode.both, PriorityMode.self, required: true, profile.priority.mode),
      .number("every", .priorityEvery, profile.priority.every, hint: .priorityHint),
      .number("recalls", .recallLimit, profile.recallLimit),
      .truth("identity", .asksIdentity, profile.asksIdentity, hint: .identityHint),
      .number("lockers", .lockers, profile.lockers, hint: .lockersHint),
      .number("lead", .leadMinutes, profile.reservations.leadMinutes),
      .number("noShow", .noShowMinutes, profile.reservations.noShowMinutes),
      .number("slot", .slotMinutes, profile.reservations.slotMinutes),
    ]
  }

  func read(_ form: Form, into profile: inout OfficeProfile, _ scene: Scene, _ faults: inout Faults) {
    if let start = form["start"].value(ServiceLevelStart.self) { profile.serviceLevel.start = start }
    if let mode = form["mode"].value(PriorityMode.self) { profile.priority.mode = mode }
    profile.asksIdentity = form["identity"].isYes
    faults.number(form, "minutes", 1...600, into: &profile.serviceLevel.minutes)
    faults.number(form, "every", 1...100, into: &profile.priority.every)
    faults.number(form, "recalls", 1...Limits.recallsPerVisit, into: &profile.recallLimit)
    faults.number(form, "lockers", 0...Limits.lockerMax, into: &profile.lockers)
    faults.number(form, "lead", 0...10_080, into: &profile.reservations.leadMinutes)
    faults.number(form, "noShow", 1...600, into: &profile.reservations.noShowMinutes)
    faults.number(form, "slot", 1...600, into: &profile.reservations.slotMinutes)
  }
}
