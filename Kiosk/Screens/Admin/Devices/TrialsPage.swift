import Canvas
import Desk
import Domain

/// Printer and voice as the node sees them, each with a trial that says what is wrong.
struct TrialsPage: AdminPage {
  static let printErrand = Errand("admin.device.print")
  static let voiceErrand = Errand("admin.device.voice")

  private static let trials: [(DeviceWord, Maintenance, Errand, String)] = [
    (.printTrial, .printTest, printErrand, "printer"), (.voiceTrial, .voiceTest, voiceErrand, "voice"),
  ]

  func title(_ scene: Scene) -> String { scene.speech(DeviceWord.trials) }
  func hints(_ scene: Scene) -> [Frame.Hint] { [.back(scene.speech)] }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    if key.code == .escape { return [.back] }
    guard case .character(let scalar) = key.code, let index = Form.index(scalar), Self.trials.indices.contains(index)
    else { return [] }
    let (_, task, errand, _) = Self.trials[index]
    return scene.underWay.contains(errand) ? [] : [.maintain(task, errand)]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    let tall = Button<Touch>.rows(canvas.look)
    let (body, buttons) = region.split(top: region.height - tall)
    var y = body.y
    for (_, _, errand, name) in Self.trials {
      let line = scene.status.value?.devices.first { $0.name == name }
      let (label, rest) = Region(body.x, y, body.width, max(0, body.bottom - y)).split(left: 18)
      canvas.text(speech(name == "printer" ? DeviceWord.printer : .voice), label, Style.plain.bold)
      y += max(1, canvas.text(state(line, scene), rest, .plain, .paragraph))
      if let line, line.waiting > 0, y < body.bottom {
        canvas.text(speech(DeviceWord.inLine, line.waiting), Region(rest.x, y, rest.width, 1), .faint)
        y += 1
      }
      let place = Region(rest.x, y, rest.width, max(0, body.bottom - y))
      if scene.underWay.contains(errand) {
        y += max(1, canvas.text(speech(StoreWord.progress, scene.progress[errand] ?? ""), place, .faint))
      } else if let result = scene.results[errand] {
        let (text, style) = TrialsPage.result(result, speech)
        y += max(1, canvas.text(text, place, style, .paragraph))
      }
      y += 1
    }
    let places = Layout.columns(buttons, Self.trials.map { _ in .fill(1) }, gap: 2)
    return zip(Self.trials, places).enumerated().flatMap { index, pair in
      let key = Unicode.Scalar(UInt8(49 + index))
      let isBusy = scene.underWay.contains(pair.0.2)
      return Button(
        speech(pair.0.0), key: String(key), detail: isBusy ? speech(StoreWord.running) : "",
        state: isBusy ? .disabled : .normal, Touch.key(.character(key))
      ).draw(pair.1, on: &canvas)
    }
  }

  private func state(_ line: DeviceLine?, _ scene: Scene) -> String {
    guard scene.status.value != nil else { return scene.speech(AdminWord.loading) }
    guard let line else { return scene.speech(DeviceState.none.label) }
    let mark = line.state == .ready ? "(+) " : [.none, .notRunning].contains(line.state) ? "" : "(!) "
    let text = Bilingual(line.indonesian, line.english)
    return mark + scene.speech(line.indonesian.isEmpty ? line.state.label : text)
  }

  private static func result(_ result: StoreResult, _ speech: Speech) -> (String, Style) {
    if let refused = result.refused { return ("(x) \(result.time)  \(speech(refused.text))", Style.faultText.bold) }
    let findings = result.report?.findings ?? []
    if findings.isEmpty { return ("(+) \(result.time)  \(speech(DeviceWord.trialDone))", .plain) }
    return ("(x) \(result.time)  \(findings.map { speech.half($0) }.joined(separator: "; "))", Style.faultText.bold)
  }
}
