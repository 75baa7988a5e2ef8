import Canvas
import Desk
import Domain

/// Whether all is well: the node, its store, its clock, and every alarm with the time it has stood.
struct StatusPage: AdminPage {
  func title(_ scene: Scene) -> String { scene.speech(AdminWord.status) }
  func hints(_ scene: Scene) -> [Frame.Hint] { [.back(scene.speech)] }
  mutating func press(_ key: Key, _ scene: Scene) -> [Step] { key.code == .escape ? [.back] : [] }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    guard let status = scene.drawnStatus(region, on: &canvas) else { return [] }
    let facts = facts(status, speech)
    let parts = Layout.rows(region, [.fixed(facts.count), .fixed(1), .fill(1)])
    Facts.draw(facts, parts[0], on: &canvas)
    drawAlarms(status, parts[2], speech, on: &canvas)
    return []
  }

  private func facts(_ status: StatusView, _ speech: Speech) -> [(String, String)] {
    let hours = status.uptimeSeconds / 3600
    let minutes = status.uptimeSeconds / 60 % 60
    return [
      (speech(StoreWord.node), "\(status.office) / \(status.node)  \(status.version)"),
      (speech(StoreWord.uptime), speech(StoreWord.uptimeText, hours, minutes)),
      (speech(StoreWord.terminals), "\(status.terminals)"),
      (speech(StoreWord.memory), Facts.size(status.memoryKiB << 10)),
      (speech(StoreWord.events), "\(status.events)"),
      (speech(StoreWord.file), "\(Facts.size(status.storeBytes)) + \(Facts.size(status.walBytes))"),
      (speech(StoreWord.free), Facts.size(status.freeBytes)),
      (speech(StoreWord.clock), speech(status.clockTrusted ? StoreWord.clockGood : StoreWord.clockDoubted)),
    ]
      + status.devices.map { device in
        let word: DeviceWord = device.name == "printer" ? .printer : .voice
        let text = Bilingual(device.indonesian, device.english)
        return (speech(word), speech(device.indonesian.isEmpty ? device.state.label : text))
      } + line(status.line, speech)
  }

  /// The line to the centre, where there is one.
  private func line(_ line: LineView, _ speech: Speech) -> [(String, String)] {
    guard line.state != .none else { return [] }
    return [(speech(StoreWord.centre), speech(Bilingual(line.indonesian, line.english)))]
  }

  private func drawAlarms(_ status: StatusView, _ region: Region, _ speech: Speech, on canvas: inout Canvas) {
    guard !status.alarms.isEmpty else {
      canvas.text("(+) " + speech(AdminWord.noAlarms), region, Style.plain.bold)
      return
    }
    var y = region.y
    for alarm in status.alarms where y < region.bottom {
      canvas.text("(!)", Region(region.x, y, 3, 1), Style.faultText.bold)
      let text = Bilingual(alarm.indonesian, alarm.english)
      let place = Region(region.x + 4, y, region.width - 4, region.bottom - y)
      y += max(1, canvas.text("\(speech(StoreWord.since, alarm.since)) \(speech(text))", place, .plain, .paragraph))
    }
  }
}

extension Scene {
  /// The node's status; where there is none, the page says in its place why, or that it is awaited.
  func drawnStatus(_ region: Region, on canvas: inout Canvas) -> StatusView? {
    switch status {
    case .shown(let view): return view
    case .refused(let refused): canvas.text(speech(refused.text), region, Style.faultText.bold, .paragraph)
    case .awaited: canvas.text(speech(AdminWord.loading), region, .faint)
    }
    return nil
  }
}
