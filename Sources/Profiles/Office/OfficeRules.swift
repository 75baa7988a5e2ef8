import Domain

// Promises, limits and hardware: small tables that may all be left out.
extension OfficeReader {
  mutating func readRules() {
    readServiceLevel()
    readReservations()
    readIdleClose()
    readPriority()
    readRetention()
  }

  private mutating func readServiceLevel() {
    guard let table = document.table("service-level", &faults) else { return }
    table.read("start", into: &profile.serviceLevel.start, &faults, .required)
    table.read("minutes", into: &profile.serviceLevel.minutes, ProfileLimits.minutes, &faults)
  }

  private mutating func readReservations() {
    guard let table = document.table("reservations", &faults) else { return }
    table.read("lead-minutes", into: &profile.reservations.leadMinutes, ProfileLimits.leadMinutes, &faults)
    table.read("no-show-minutes", into: &profile.reservations.noShowMinutes, ProfileLimits.minutes, &faults)
    table.read("slot-minutes", into: &profile.reservations.slotMinutes, ProfileLimits.minutes, &faults)
  }

  private mutating func readIdleClose() {
    guard let table = document.table("idle-close", &faults) else { return }
    table.read("portal-days", into: &profile.idleClose.portalDays, ProfileLimits.idleDays, &faults)
    table.read("portal-working-days", into: &profile.idleClose.portalWorkingDays, ProfileLimits.idleDays, &faults)
    table.read("whatsapp-at-closing", into: &profile.idleClose.whatsappAtClosing, &faults)
  }

  private mutating func readPriority() {
    guard let table = document.table("priority", &faults) else { return }
    table.read("mode", into: &profile.priority.mode, &faults, .required)
    table.read("every", into: &profile.priority.every, ProfileLimits.priorityEvery, &faults)
  }

  private mutating func readRetention() {
    guard let table = document.table("retention", &faults) else { return }
    let range = ProfileLimits.retentionDays
    table.read("contact-days", into: &profile.retention.contactDays, range, &faults)
    table.read("profile-days", into: &profile.retention.profileDays, range, &faults)
    table.read("sensitive-days", into: &profile.retention.sensitiveDays, range, &faults)
    table.read("words-days", into: &profile.retention.wordsDays, range, &faults)
  }

  mutating func readChannels() {
    for table in document.tables("complaint-channel", limit: ProfileLimits.channels, &faults) {
      var channel = ComplaintChannel()
      table.read("kind", into: &channel.kind, &faults, .required)
      table.read("value", into: &channel.value, limit: Limits.line, &faults, .required)
      profile.complaintChannels.append(channel)
    }
  }

  mutating func readDevices() {
    guard let table = document.table("devices", &faults) else { return }
    if table["printer"] != nil {
      table.read("printer", into: &profile.devices.printer, limit: Limits.line, &faults, .required)
    }
    if table.read("paper", into: &profile.devices.paperMillimetres, 0...1_000, &faults),
      !ProfileLimits.paper.contains(profile.devices.paperMillimetres)
    {
      faults.add(table.line(of: "paper"), table.field("paper"), .paperWidth(ProfileLimits.paper))
    }
    table.read("voice", into: &profile.devices.voice, &faults)
    table.read("code-page", into: &profile.devices.codePage, Limits.codePage, &faults)
    table.read("scanner-prefix", into: &profile.devices.scannerPrefix, limit: Limits.scannerPrefix, &faults)
  }
}
