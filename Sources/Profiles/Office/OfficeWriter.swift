import Domain

extension OfficeFile {
  /// The profile as a file that reads back to the same profile, for an administrator to look at or to change.
  public static func write(_ profile: OfficeProfile) -> String {
    var page = Page()
    page.remark("Profil kantor. Sesudah diubah: loket office change PROFIL")
    page.writeOffice(profile)
    for service in profile.services { page.writeService(service) }
    for desk in profile.desks { page.writeDesk(desk) }
    page.writeServiceLevel(profile.serviceLevel)
    page.writeHours("desk", "Jam layanan meja. Hari yang tidak ditulis berarti tutup.", profile.deskHours)
    page.writeHours("reservation", "Jam reservasi konsultasi.", profile.reservationHours)
    page.writeHours("whatsapp", "Jam layanan WhatsApp.", profile.whatsappHours)
    page.writeClosures(profile.closures)
    page.writeRules(profile)
    page.writeChannels(profile.complaintChannels)
    page.writeDevices(profile.devices)
    page.writeScreens(profile)
    return page.text
  }
}

extension Page {
  mutating func writeOffice(_ profile: OfficeProfile) {
    line("code", .text(profile.code.word))
    line("name", .text(profile.name))
    line("address", .text(profile.address))
    line("phone", .text(profile.phone))
    line("website", .text(profile.website))
    line("zone", .text(profile.zone.key))
    line("turnover", .text(profile.turnover.word))
    line("languages", .texts(profile.languages.map(\.key)))
    line("decree", .text(profile.decree))
    line("flow", .texts(profile.flow.map(\.key)))
    line("asks-identity", .truth(profile.asksIdentity))
    line("recall-limit", .number(profile.recallLimit))
    line("lockers", .number(profile.lockers))
    line("online-address", .text(profile.onlineAddress))
  }

  mutating func writeService(_ service: Service) {
    table(OfficeForms.service)
    line("key", .text(service.key))
    line("series", .text(service.series.word))
    line("name", .text(service.name))
    line("name-english", .text(service.nameEnglish))
    line("kind", .text(service.kind.key))
    line("usual-minutes", .number(service.usualMinutes))
  }

  mutating func writeDesk(_ desk: DeskPlan) {
    table(OfficeForms.desk, remark: "Tanpa layanan yang disebut, meja melayani semuanya.")
    line("number", .number(desk.number))
    line("name", .text(desk.name))
    line("services", .texts(desk.services))
  }

  mutating func writeServiceLevel(_ level: ServiceLevel) {
    table(OfficeForms.serviceLevel, remark: "Janji layanan: paling lama berapa menit, dihitung sejak kapan.")
    line("start", .text(level.start.key))
    line("minutes", .number(level.minutes))
  }

  mutating func writeHours(_ calendar: String, _ remark: String, _ hours: Hours) {
    let forms = OfficeForms.hours(calendar)
    // A calendar nobody wrote stays unwritten.
    guard hours != Hours() else { return }
    table(forms[0], remark: remark)
    writeWeek(hours.week)
    for season in hours.seasons {
      table(forms[1])
      line("name", .text(season.name))
      line("from", .text(season.from.word))
      line("to", .text(season.to.word))
      writeWeek(season.week)
    }
  }

  private mutating func writeWeek(_ week: [DayHours]) {
    for day in week { line(day.weekday.key, .texts(day.openings.map(\.word))) }
  }

  mutating func writeClosures(_ closures: [Holiday]) {
    for closure in closures {
      table(OfficeForms.closure)
      line("date", .text(closure.day.word))
      line("name", .text(closure.name))
    }
  }

  mutating func writeRules(_ profile: OfficeProfile) {
    table(OfficeForms.reservations)
    line("lead-minutes", .number(profile.reservations.leadMinutes))
    line("no-show-minutes", .number(profile.reservations.noShowMinutes))
    line("slot-minutes", .number(profile.reservations.slotMinutes))
    table(OfficeForms.idleClose, remark: "Kapan percakapan daring yang diam ditutup. 0 berarti tidak dinyatakan.")
    line("portal-days", .number(profile.idleClose.portalDays))
    line("portal-working-days", .number(profile.idleClose.portalWorkingDays))
    line("whatsapp-at-closing", .truth(profile.idleClose.whatsappAtClosing))
    table(OfficeForms.priority)
    line("mode", .text(profile.priority.mode.key))
    line("every", .number(profile.priority.every))
    table(OfficeForms.retention, remark: "Lama penyimpanan data pribadi dalam hari. 0: sampai tamu minta dihapus.")
    line("contact-days", .number(profile.retention.contactDays))
    line("profile-days", .number(profile.retention.profileDays))
    line("sensitive-days", .number(profile.retention.sensitiveDays))
    line("words-days", .number(profile.retention.wordsDays))
  }

  mutating func writeChannels(_ channels: [ComplaintChannel]) {
    for channel in channels {
      table(OfficeForms.complaintChannel)
      line("kind", .text(channel.kind.key))
      line("value", .text(channel.value))
    }
  }

  mutating func writeDevices(_ devices: Devices) {
    table(OfficeForms.devices)
    line("printer", .text(devices.printer))
    line("paper", .number(devices.paperMillimetres))
    line("voice", .truth(devices.voice))
    line("code-page", .number(devices.codePage))
    line("scanner-prefix", .text(devices.scannerPrefix))
  }

  mutating func writeScreens(_ profile: OfficeProfile) {
    table(OfficeForms.terminals, remark: "Kapan layar petugas terkunci, dan kapan anjungan melupakan pengunjungnya.")
    line("lock-minutes", .number(profile.lockMinutes))
    line("idle-seconds", .number(profile.idleSeconds))
    for message in profile.messages {
      table(OfficeForms.message)
      line("indonesian", .text(message.indonesian))
      line("english", .text(message.english))
    }
    for text in profile.texts {
      table(OfficeForms.text)
      line("key", .text(text.key))
      line("indonesian", .text(text.indonesian))
      line("english", .text(text.english))
    }
  }
}
