/// Bounds on a profile that comes over the socket. The reader of profile files asks for more; this keeps out what no
/// later sum could stand, because a profile is in the journal for good once it was accepted.
extension OfficeProfile {
  static let minutesMax = 10_080
  static let daysMax = 36_500
  static let listMax = 120
  static let deskNumberMax = 99

  func checked() throws(Refusal) -> OfficeProfile {
    try Self.check("recall-limit", recallLimit, 0...Limits.recallsPerVisit)
    try Self.check("priority.every", priority.every, 0...1000)
    try Self.check("service-level.minutes", serviceLevel.minutes, 0...Self.minutesMax)
    for service in services { try Self.check("service.usual-minutes", service.usualMinutes, 0...Self.minutesMax) }
    for desk in desks { try Self.check("desk.number", desk.number, 1...Self.deskNumberMax) }
    for minutes in [reservations.leadMinutes, reservations.noShowMinutes, reservations.slotMinutes] {
      try Self.check("reservations", minutes, 0...Self.minutesMax)
    }
    for days in [idleClose.portalDays, idleClose.portalWorkingDays] {
      try Self.check("idle-close", days, 0...Self.daysMax)
    }
    for days in [retention.contactDays, retention.profileDays, retention.sensitiveDays, retention.wordsDays] {
      try Self.check("retention", days, 0...Self.daysMax)
    }
    try Self.check("lockers", lockers, 0...Limits.lockerMax)
    try Self.check("terminals.lock-minutes", lockMinutes, Limits.lockMinutes)
    try Self.check("terminals.idle-seconds", idleSeconds, Limits.idleSeconds)
    try Self.check("devices.code-page", devices.codePage, Limits.codePage)
    try checkLists()
    try checkTexts()
    try checkWording()
    return self
  }

  private func checkLists() throws(Refusal) {
    try Self.check("service", services.count, 0...Limits.servicesMax)
    try Self.check("desk", desks.count, 0...Limits.desksMax)
    try Self.check("flow", flow.count, 0...Limits.choicesPerList)
    try Self.check("languages", languages.count, 0...Limits.choicesPerList)
    try Self.check("closure", closures.count, 0...Self.listMax)
    try Self.check("complaint-channel", complaintChannels.count, 0...Limits.choicesPerList)
    for desk in desks { try Self.check("desk.services", desk.services.count, 0...Limits.servicesMax) }
    for hours in [deskHours, reservationHours, whatsappHours] {
      try Self.check("hours.season", hours.seasons.count, 0...Limits.choicesPerList)
      for week in [hours.week] + hours.seasons.map(\.week) {
        try Self.check("hours", week.count, 0...7)
        for day in week { try Self.check("hours", day.openings.count, 0...Limits.choicesPerList) }
      }
    }
    guard Set(services.map(\.key)).count == services.count else {
      throw .malformed(field: "service.key", expected: "each once")
    }
    guard Set(desks.map(\.number)).count == desks.count else {
      throw .malformed(field: "desk.number", expected: "each once")
    }
  }

  private func checkWording() throws(Refusal) {
    try Self.check("message", messages.count, 0...Limits.messagesMax)
    try Self.check("text", texts.count, 0...Limits.textsMax)
    guard onlineAddress.isEmpty || Self.isOnlineAddress(onlineAddress) else {
      throw .malformed(field: "online-address", expected: "https://pst.bps.go.id")
    }
    guard texts.allSatisfy({ OfficeText.isKey($0.key) }), Set(texts.map(\.key)).count == texts.count else {
      throw .malformed(field: "text.key", expected: "a-z 0-9 . -, each once")
    }
    _ = try Words.checked(devices.scannerPrefix, Field("devices", "devices"), limit: Limits.scannerPrefix)
  }

  private func checkTexts() throws(Refusal) {
    var texts = [name, address, phone, website, decree, devices.printer]
    texts += services.flatMap { [$0.key, $0.name, $0.nameEnglish] } + desks.flatMap { [$0.name] + $0.services }
    texts += closures.map(\.name) + complaintChannels.map(\.value)
    texts += messages.flatMap { [$0.indonesian, $0.english] } + self.texts.flatMap { [$0.indonesian, $0.english] }
    texts += [deskHours, reservationHours, whatsappHours].flatMap { $0.seasons.map(\.name) }
    for text in texts { _ = try Words.checked(text, Field("profil kantor", "office profile"), limit: Limits.line) }
  }

  private static func check(_ field: String, _ value: Int, _ range: ClosedRange<Int>) throws(Refusal) {
    guard range.contains(value) else {
      throw .outOfRange(
        Field("profil kantor, \(field)", "office profile, \(field)"), "\(range.lowerBound)–\(range.upperBound)")
    }
  }
}
