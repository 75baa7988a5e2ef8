import Domain

/// Printer, voice and scanner as they are set up.
struct DevicePart: ProfilePart {
  func title(_ scene: Scene) -> Bilingual { DeviceWord.settings.both }

  var questions: [String: String] {
    [
      "devices.printer": "printer", "devices.paper": "paper", "devices.voice": "voice", "devices.code-page": "codePage",
      "devices.scanner-prefix": "prefix",
    ]
  }

  private static let papers = [58, 80]

  func entries(_ scene: Scene) -> [Entry] {
    let devices = scene.profile.devices
    return [
      .line(
        "printer", DeviceWord.printer.both, required: true, hint: DeviceWord.printerHint.both, devices.printer,
        limit: 120),
      .one(
        "paper", DeviceWord.paper.both, required: true, Self.papers.map { Bilingual("\($0) mm") },
        chosen: Self.papers.firstIndex(of: devices.paperMillimetres)),
      .line(
        "codePage", DeviceWord.codePage.both, required: true, hint: DeviceWord.codePageHint.both,
        String(devices.codePage), limit: 3),
      .one(
        "voice", DeviceWord.voice.both, required: true, hint: DeviceWord.voiceHint.both,
        [AdminWord.yes.both, AdminWord.no.both], chosen: devices.voice ? 0 : 1),
      .line(
        "prefix", DeviceWord.prefix.both, hint: DeviceWord.prefixHint.both, devices.scannerPrefix,
        limit: Limits.scannerPrefix),
    ]
  }

  func read(_ form: Form, into profile: inout OfficeProfile, _ scene: Scene, _ faults: inout Faults) {
    profile.devices.printer = form["printer"].text
    if let chosen = form["paper"].chosen { profile.devices.paperMillimetres = Self.papers[chosen] }
    faults.number(form, "codePage", Limits.codePage, into: &profile.devices.codePage)
    profile.devices.voice = form["voice"].isYes
    profile.devices.scannerPrefix = form["prefix"].text
    let prefix = profile.devices.scannerPrefix
    let isKey = prefix.first == "F" && Int(prefix.dropFirst()).map { (1...20).contains($0) } == true
    if prefix.count > 1, !isKey { faults.add("prefix", DeviceWord.prefixForm.both) }
  }
}
