import Canvas
import Desk
import Domain

/// The pages' questions, and what their answers come to.
extension Founding {
  /// In the order they are asked. Where only the first officer is missing, there is nothing else to ask.
  var steps: [Page] {
    isOpened ? [.head, .review] : [.source, .office, .clock, .head, .desks, .printer, .review]
  }

  /// Opens a page with what was written on it before.
  mutating func show(_ page: Page) {
    self.page = page
    // What was confirmed was the time in another zone.
    if page == .clock, clockZone != profile.zone { (forms[.clock], clockZone) = (nil, profile.zone) }
    guard forms[page] == nil else { return }
    if page == .source { offices = tools.offices() }
    if page == .printer { printers = tools.printers() }
    let entries = entries(of: page)
    guard !entries.isEmpty else { return }
    var form = Form(entries)
    form.answers = .roomy
    form.move(to: 0)
    forms[page] = form
  }

  private func entries(of page: Page) -> [Entry] {
    switch page {
    case .source:
      [
        .one("source", FoundingWord.sourceLabel.both, required: true, sourceOptions),
        .line("file", FoundingWord.file.both, hint: FoundingWord.fileHint.both, limit: Limits.line),
      ]
    case .office:
      [
        .line(
          "name", FoundingWord.name.both, required: true, hint: FoundingWord.nameHint.both, source?.profile.name ?? "",
          limit: Limits.name),
        .line(
          "code", FoundingWord.officeCode.both, required: true, hint: FoundingWord.officeCodeHint.both,
          source?.profile.code.word ?? "", limit: 4),
        .one(
          "zone", FoundingWord.zone.both, required: true, hint: FoundingWord.zoneHint.both, Zone.allCases.map(\.label),
          chosen: Zone.allCases.firstIndex { $0 == source?.profile.zone }),
        .one(
          "purpose", FoundingWord.purpose.both, required: true, hint: FoundingWord.purposeHint.both,
          [FoundingWord.real.both, FoundingWord.practice.both], chosen: status?.practice == true ? 1 : 0),
      ]
    case .clock:
      [
        .one(
          "right", FoundingWord.clockQuestion.both, required: true, hint: FoundingWord.clockHint.both,
          [FoundingWord.clockYes.both, FoundingWord.dateWrong.both, FoundingWord.hourWrong.both]),
        .line("date", FoundingWord.date.both, hint: FoundingWord.dateHint.both, limit: 10),
      ]
    case .head:
      [
        .line("login", OfficerWord.login.both, required: true, hint: OfficerWord.loginHint.both, limit: 32),
        .line("name", OfficerWord.name.both, required: true, limit: Limits.name),
        .secret("pin", OfficerWord.newPin.both, hint: OfficerWord.pinHint.both, limit: 12),
        .secret("again", FoundingWord.again.both, hint: OfficerWord.pinHint.both, limit: 12),
      ]
    case .desks: deskEntries
    case .printer: printerEntries
    case .centre: Enrolment.entries
    case .join:
      [
        .line(
          "office", FoundingWord.officeCode.both, required: true, hint: FoundingWord.officeCodeHint.both, limit: 4)
      ] + Enrolment.entries
    case .review, .working, .ready, .told: []
    }
  }

  private var sourceOptions: [Bilingual] {
    offices.map { Bilingual($0.profile.name) } + [FoundingWord.ownFile.both, FoundingWord.atCentre.both]
  }

  private var deskEntries: [Entry] {
    let services = source?.profile.services ?? []
    return [
      .line(
        "count", FoundingWord.deskCount.both, required: true, hint: FoundingWord.deskCountHint.filled(Limits.desksMax),
        String(source?.profile.desks.count ?? 1), limit: 2),
      .several(
        "services", FoundingWord.services.both, required: true, hint: FoundingWord.servicesHint.both,
        services.map(\.label), chosen: Set(services.indices)),
    ]
  }

  private static let papers = [58, 80]

  /// The profile's own printer, then what was found; none is the first choice, so that nothing waits for a device.
  private var printerChoices: [String] {
    let own = source?.profile.devices.printer ?? "none"
    return ["none"] + (own == "none" || printers.contains(own) ? [] : [own]) + printers
  }

  private var printerEntries: [Entry] {
    let own = source?.profile.devices
    return [
      .one(
        "printer", FoundingWord.printerLabel.both, required: true, hint: FoundingWord.printerHint.both,
        [FoundingWord.noPrinter.both] + printerChoices.dropFirst().map { Bilingual($0) }
          + [FoundingWord.otherPrinter.both],
        chosen: printerChoices.firstIndex(of: own?.printer ?? "none") ?? 0),
      .line("other", FoundingWord.other.both, hint: DeviceWord.printerHint.both, limit: 120),
      .one(
        "paper", FoundingWord.paper.both, required: true, Self.papers.map { Bilingual("\($0) mm") },
        chosen: Self.papers.firstIndex(of: own?.paperMillimetres ?? 58)),
    ]
  }

  // MARK: What the answers come to

  var headProfile: OfficerProfile {
    OfficerProfile {
      $0.login = (forms[.head]?["login"].text ?? "").lowercased()
      $0.name = forms[.head]?["name"].text ?? ""
      // The first officer often is the only one: nothing at the desks is closed to them.
      $0.roles = [.head, .consultant, .frontOffice]
    }
  }

  /// The chosen profile with everything that was written since.
  var profile: OfficeProfile {
    var profile = source?.profile ?? OfficeProfile()
    if let office = forms[.office] { read(office: office, into: &profile) }
    if let desks = forms[.desks] { read(desks, into: &profile) }
    if let printer = forms[.printer] {
      profile.devices.printer = self.printer(printer)
      if let paper = printer["paper"].chosen { profile.devices.paperMillimetres = Self.papers[paper] }
    }
    return profile
  }

  private func read(office form: Form, into profile: inout OfficeProfile) {
    profile.name = form["name"].text
    if let chosen = form["zone"].chosen { profile.zone = Zone.allCases[chosen] }
    guard let code = OfficeCode(word: form["code"].text), code != profile.code else { return }
    profile.code = code
    // What only the office of the profile can say of itself: visitors would write to the wrong office.
    (profile.address, profile.phone, profile.website, profile.onlineAddress, profile.decree) = ("", "", "", "", "")
    (profile.complaintChannels, profile.messages, profile.texts, profile.closures) = ([], [], [], [])
  }

  /// The office is another than the one whose profile it began with.
  var isAnotherOffice: Bool { source.map { $0.profile.code != profile.code } ?? false }

  private func read(_ form: Form, into profile: inout OfficeProfile) {
    let all = profile.services
    profile.services = form["services"].chosenSeveral.filter(all.indices.contains).map { all[$0] }
    let offered = Set(profile.services.map(\.key))
    let count = Int(form["count"].text) ?? profile.desks.count
    profile.desks = Array(profile.desks.prefix(count))
    // A desk left with no service of its own would have nothing to do: it serves them all.
    for index in profile.desks.indices { profile.desks[index].services.removeAll { !offered.contains($0) } }
    while profile.desks.count < min(count, Limits.desksMax) {
      let taken = Set(profile.desks.map(\.number))
      let free = (1...Limits.desksMax + 1).first { !taken.contains($0) } ?? 1
      profile.desks.append(DeskPlan { $0.number = free })
    }
  }

  private func printer(_ form: Form) -> String {
    guard let chosen = form["printer"].chosen else { return "none" }
    return printerChoices.indices.contains(chosen) ? printerChoices[chosen] : form["other"].text
  }

  /// The PC's time in the office's zone, counted on from when it was told.
  var localTime: LocalTime? {
    guard let told, source != nil else { return nil }
    let seconds = told.seconds + Int((bearings.now - told.at).components.seconds)
    return profile.zone.local(Moment(milliseconds: Int64(seconds) * 1_000))
  }

  /// The service day it is by the PC's clock.
  private var clockDay: Day? {
    guard let told, let source else { return nil }
    let seconds = told.seconds + Int((bearings.now - told.at).components.seconds)
    return profile.zone.serviceDay(
      at: Moment(milliseconds: Int64(seconds) * 1_000), turnover: source.profile.turnover)
  }

  /// The first service day, as somebody has confirmed or written it.
  var confirmedDay: Day? {
    guard let form = forms[.clock], let right = form["right"].chosen else { return nil }
    return right == 0 ? clockDay : DateText.day(form["date"].text)
  }

  // MARK: Whether a page can be left

  /// Marks what is wrong; true when nothing is.
  mutating func check(_ page: Page) -> Bool {
    guard forms[page] != nil else { return entries(of: page).isEmpty }
    for index in forms[page]!.entries.indices { forms[page]!.entries[index].fault = nil }
    guard forms[page]!.checkRequired(FormWord.missing.both) else {
      forms[page]!.moveToFault()
      return false
    }
    var faults = Faults()
    switch page {
    case .source: chooseSource(&faults)
    case .office: checkPurpose(&faults)
    case .clock: checkClock(&faults)
    case .head: checkHead(&faults)
    case .desks: checkDesks(&faults)
    case .printer: checkPrinter(&faults)
    case .join:
      if OfficeCode(word: forms[page]!["office"].text) == nil { faults.add("office", FoundingWord.officeCodeForm.both) }
    default: break
    }
    for fault in faults.list where forms[page]!.entries.contains(where: { $0.name == fault.name }) {
      forms[page]![fault.name].fault = fault.text
    }
    forms[page]!.moveToFault()
    return faults.list.isEmpty
  }

  private mutating func chooseSource(_ faults: inout Faults) {
    guard let form = forms[.source], let chosen = form["source"].chosen else { return }
    if offices.indices.contains(chosen) { return begin(with: offices[chosen]) }
    guard chosen == offices.count else { return }
    let path = form["file"].text
    guard !path.isEmpty else { return faults.add("file", FoundingWord.fileNeeded.both) }
    switch tools.read(path) {
    case .success(let source): begin(with: source)
    case .failure(let unusable): faults.add("file", unusable.text)
    }
  }

  /// What was written for another profile would be put upon this one.
  private mutating func begin(with source: FoundingTools.Source) {
    guard self.source != source else { return }
    self.source = source
    for page in [Page.office, .clock, .desks, .printer] { forms[page] = nil }
  }

  /// The centre knows the office: nothing is founded here.
  var joins: Bool { forms[.source]?["source"].chosen == offices.count + 1 }

  private func checkPurpose(_ faults: inout Faults) {
    let wantsPractice = forms[.office]?["purpose"].chosen == 1
    if let status, wantsPractice != status.practice {
      faults.add("purpose", wantsPractice ? FoundingWord.needsPractice.both : FoundingWord.needsReal.both)
    }
    if let code = forms[.office]?["code"].text, OfficeCode(word: code) == nil {
      faults.add("code", FoundingWord.officeCodeForm.both)
    }
    place(tools.check(profile), ["name": "name", "code": "code"], &faults)
  }

  private func checkClock(_ faults: inout Faults) {
    guard let form = forms[.clock] else { return }
    switch form["right"].chosen {
    case 0 where isClockImpossible: faults.add("date", FoundingWord.clockImpossible.both)
    case 1 where DateText.day(form["date"].text) == nil: faults.add("date", SettingWord.dateForm.both)
    case 2: faults.add("right", FoundingWord.hourAdvice.both)
    default: break
    }
  }

  /// A clock without a battery starts in 1970, and nobody's today lies before this program.
  var isClockImpossible: Bool { Moment(milliseconds: Int64(told?.seconds ?? 0) * 1_000) < .earliestBelieved }

  /// Nobody sees what stands under the dots: what is typed next must not be added to it.
  private mutating func emptyPin(_ name: String) { forms[.head]?[name].answer = .secret(LineEditor(limit: 12)) }

  private mutating func checkHead(_ faults: inout Faults) {
    guard let form = forms[.head] else { return }
    do { _ = try headProfile.checked() } catch {
      faults.add(error.code == Refusal.loginMalformed.code ? "login" : "name", error.text)
    }
    let pin = form["pin"].text
    if !Pin.isAcceptable(pin) {
      faults.add("pin", FoundingWord.pinSimple.both)
      emptyPin("pin")
    } else if form["again"].text != pin {
      faults.add("again", OfficerWord.pinsDiffer.both)
    } else {
      return
    }
    emptyPin("again")
  }

  private func checkDesks(_ faults: inout Faults) {
    guard let form = forms[.desks] else { return }
    var count = 0
    faults.number(form, "count", 1...Limits.desksMax, into: &count)
    place(
      tools.check(profile), ["desk.number": "count", "desk.services": "services", "service": "services"], &faults)
  }

  private func checkPrinter(_ faults: inout Faults) {
    guard let form = forms[.printer] else { return }
    if form["printer"].chosen == printerChoices.count, form["other"].text.isEmpty {
      faults.add("other", FoundingWord.otherNeeded.both)
      return
    }
    place(
      tools.check(profile), ["devices.printer": form["other"].isEmpty ? "printer" : "other", "devices.paper": "paper"],
      &faults)
  }

  /// Only what this page can mend: the profile itself was read without faults.
  private func place(_ found: [SettingFault], _ questions: [String: String], _ faults: inout Faults) {
    for fault in found { if let name = questions[fault.field] { faults.add(name, fault.message) } }
  }
}
