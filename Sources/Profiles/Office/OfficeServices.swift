import Domain

// What visitors come for, and where they are served.
extension OfficeReader {
  mutating func readServices() {
    var keys = Taken<String>()
    var letters = Taken<Series>()
    for table in document.tables("service", limit: Limits.servicesMax, &faults, .required) {
      var service = Service()
      if readServiceKey(table, &service) {
        keys.use(service.key, table.line(of: "key"), table.field("key"), &faults)
      }
      if table.read("series", into: &service.series, Expected.series, &faults, .required) {
        letters.use(service.series, table.line(of: "series"), table.field("series"), &faults)
      }
      table.read("name", into: &service.name, limit: Limits.name, &faults, .required)
      table.read("name-english", into: &service.nameEnglish, limit: Limits.name, &faults)
      table.read("kind", into: &service.kind, &faults, .required)
      table.read("usual-minutes", into: &service.usualMinutes, ProfileLimits.minutes, &faults)
      profile.services.append(service)
    }
  }

  /// Keys are typed at the command line and stored in the journal, so they are kept plain.
  private mutating func readServiceKey(_ table: Table, _ service: inout Service) -> Bool {
    var key = ""
    guard table.read("key", into: &key, limit: ProfileLimits.serviceKey, &faults, .required) else { return false }
    guard key.utf8.allSatisfy(isServiceKeyByte), key.utf8.first != UInt8(ascii: "-") else {
      faults.add(table.line(of: "key"), table.field("key"), .wrongType(Expected.serviceKey))
      return false
    }
    service.key = key
    return true
  }

  private func isServiceKeyByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
  }

  mutating func readDesks() {
    var numbers = Taken<Int>()
    for table in document.tables("desk", limit: Limits.desksMax, &faults, .required) {
      var desk = DeskPlan()
      if table.read("number", into: &desk.number, ProfileLimits.deskNumber, &faults, .required) {
        numbers.use(desk.number, table.line(of: "number"), table.field("number"), &faults)
      }
      table.read("name", into: &desk.name, limit: Limits.name, &faults)
      desk.services = readDeskServices(table)
      profile.desks.append(desk)
    }
    checkEveryServiceHasADesk()
  }

  private mutating func readDeskServices(_ table: Table) -> [String] {
    let field = table.field("services")
    let known = profile.services.map(\.key)
    var services: [String] = []
    for value in table.list("services", limit: Limits.servicesMax, &faults) ?? [] {
      guard let key = value.text(field, limit: ProfileLimits.serviceKey, mayBeEmpty: false, &faults) else { continue }
      // A service whose own key could not be read may be the one meant here.
      if !known.contains(key), !known.contains("") {
        faults.add(value.line, field, .unknownWord(suggestion(for: key, among: known), known))
      }
      if services.contains(key) { faults.add(value.line, field, .listedTwice) } else { services.append(key) }
    }
    return services
  }

  /// Only asked of a sound file: a desk that could not be read may be the one that serves it.
  private mutating func checkEveryServiceHasADesk() {
    guard faults.found.isEmpty else { return }
    for (service, table) in zip(profile.services, document.tables("service")) {
      guard !profile.desks.contains(where: { $0.serves(service.key) }) else { continue }
      faults.add(table.line, table.path, .serviceNowhere)
    }
  }
}
