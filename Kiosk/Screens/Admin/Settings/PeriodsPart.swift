import Domain

/// How long data are kept, and when screens lock and forget.
struct PeriodsPart: ProfilePart {
  func title(_ scene: Scene) -> Bilingual { AdminWord.periods.both }
  func remark(_ scene: Scene) -> Bilingual? { SettingWord.retentionRemark.both }

  var questions: [String: String] {
    [
      "terminals.lock-minutes": "lock", "terminals.idle-seconds": "idle", "retention.contact-days": "contact",
      "retention.profile-days": "profile", "retention.sensitive-days": "sensitive", "retention.words-days": "words",
      "idle-close.portal-days": "portal", "idle-close.portal-working-days": "portalWorking",
      "idle-close.whatsapp-at-closing": "whatsapp",
    ]
  }

  func entries(_ scene: Scene) -> [Entry] {
    let profile = scene.profile
    return [
      .number("lock", .lockMinutes, profile.lockMinutes, hint: .lockHint),
      .number("idle", .idleSeconds, profile.idleSeconds, hint: .idleHint),
      .number("contact", .contactDays, profile.retention.contactDays, hint: .contactHint),
      .number("profile", .profileDays, profile.retention.profileDays, hint: .profileHint),
      .number("sensitive", .sensitiveDays, profile.retention.sensitiveDays, hint: .sensitiveHint),
      .number("words", .wordsDays, profile.retention.wordsDays, hint: .wordsHint),
      .number("portal", .portalDays, profile.idleClose.portalDays, hint: .portalHint),
      .number("portalWorking", .portalWorkingDays, profile.idleClose.portalWorkingDays, hint: .portalHint),
      .truth("whatsapp", .whatsappAtClosing, profile.idleClose.whatsappAtClosing),
    ]
  }

  func read(_ form: Form, into profile: inout OfficeProfile, _ scene: Scene, _ faults: inout Faults) {
    faults.number(form, "lock", Limits.lockMinutes, into: &profile.lockMinutes)
    faults.number(form, "idle", Limits.idleSeconds, into: &profile.idleSeconds)
    faults.number(form, "contact", 0...36_500, into: &profile.retention.contactDays)
    faults.number(form, "profile", 0...36_500, into: &profile.retention.profileDays)
    faults.number(form, "sensitive", 0...36_500, into: &profile.retention.sensitiveDays)
    faults.number(form, "words", 0...36_500, into: &profile.retention.wordsDays)
    faults.number(form, "portal", 0...365, into: &profile.idleClose.portalDays)
    faults.number(form, "portalWorking", 0...365, into: &profile.idleClose.portalWorkingDays)
    profile.idleClose.whatsappAtClosing = form["whatsapp"].isYes
  }
}
