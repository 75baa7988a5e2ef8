import Domain

/// The file in which an office says how it works; people of the office write it, so it explains what is wrong.
public enum OfficeFile {
  /// The profile, or every fault of the file at once. Any bytes may be given.
  public static func read(_ bytes: [UInt8]) -> Result<OfficeProfile, ProfileFaults> {
    var syntax = DocumentReader(bytes)
    syntax.read()
    var reader = OfficeReader(document: syntax.document, faults: syntax.faults)
    if syntax.isBounded { reader.read() }
    return reader.faults.result(reader.profile)
  }
}

/// Takes a profile out of a document, table by table, and then checks that its parts go together.
struct OfficeReader {
  let document: Document
  var faults: FaultList
  var profile = OfficeProfile()
  /// Where the opening times of all calendars stand, to be compared with the turn-over.
  var openings: [Opening] = []

  init(document: Document, faults: FaultList) {
    self.document = document
    self.faults = faults
  }

  mutating func read() {
    document.refuseUnknown(OfficeForms.all, &faults)
    readOffice()
    readFlow()
    readServices()
    readDesks()
    profile.deskHours = readHours("desk", .required)
    profile.reservationHours = readHours("reservation")
    profile.whatsappHours = readHours("whatsapp")
    readTurnover()
    readClosures()
    readRules()
    readChannels()
    readDevices()
    readTerminals()
    readMessages()
    readTexts()
  }

  private mutating func readOffice() {
    let root = document.root
    root.read("code", into: &profile.code, Expected.code, &faults, .required)
    root.read("name", into: &profile.name, limit: Limits.name, &faults, .required)
    root.read("address", into: &profile.address, limit: Limits.line, &faults)
    root.read("phone", into: &profile.phone, limit: Limits.contact, &faults)
    root.read("website", into: &profile.website, limit: Limits.line, &faults)
    root.read("zone", into: &profile.zone, &faults, .required)
    root.read("languages", into: &profile.languages, &faults, .required)
    root.read("decree", into: &profile.decree, limit: Limits.line, &faults)
    root.read("asks-identity", into: &profile.asksIdentity, &faults)
    root.read("recall-limit", into: &profile.recallLimit, ProfileLimits.recallLimit, &faults)
    root.read("lockers", into: &profile.lockers, 0...Limits.lockerMax, &faults)
    readOnlineAddress()
  }

  /// Visitors come in by a number or by registration, and every way leads to a desk.
  private mutating func readFlow() {
    let before = faults
    let root = document.root
    root.read("flow", into: &profile.flow, &faults, .required)
    // A step that could not be read may be the one that seems to be missing.
    guard let value = root["flow"], !profile.flow.isEmpty, before.found.count == faults.found.count else { return }
    if !profile.flow.contains(.desk) { faults.add(value.line, "flow", .flowWithoutDesk) }
    if !profile.flow.contains(.number), !profile.flow.contains(.registration) {
      faults.add(value.line, "flow", .flowWithoutStart)
    }
  }

  private mutating func readTurnover() {
    let root = document.root
    guard root.read("turnover", into: &profile.turnover, Expected.time, &faults), let value = root["turnover"] else {
      return checkTurnover(line: openingsLine)
    }
    checkTurnover(line: value.line)
  }

  /// Hours before the turn-over would be counted under the day before.
  private mutating func checkTurnover(line: Int) {
    guard profile.turnover < TimeOfDay(24, 0) else { return faults.add(line, "turnover", .turnoverLate) }
    if let early = openings.min(by: { $0.from < $1.from }), early.from < profile.turnover {
      faults.add(line, "turnover", .turnoverInside(early))
    }
  }

  /// The usual turn-over is not in the file; then the hours are what is to be looked at.
  private var openingsLine: Int { document.tables.first { $0.path.hasPrefix("hours.") }?.line ?? 1 }

  private mutating func readClosures() {
    var days = Taken<Day>()
    for table in document.tables("closure", limit: ProfileLimits.closures, &faults) {
      var closure = Holiday()
      if table.read("date", into: &closure.day, Expected.day, &faults, .required) {
        days.use(closure.day, table.line(of: "date"), table.field("date"), &faults)
      }
      table.read("name", into: &closure.name, limit: Limits.line, &faults, .required)
      profile.closures.append(closure)
    }
  }
}
