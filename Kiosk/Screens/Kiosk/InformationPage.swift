import Canvas
import Desk
import Domain

// What an office must tell everybody: hours, decree, complaints, that nothing is charged.
extension Kiosk {
  struct InformationLine {
    var label: String
    var text: String
  }

  var informationChoices: Choices<KioskAct> {
    Choices([
      Choice(digit: 1, bearings.speech(KioskWord.otherLeaf), .turnLeaf), Choice(digit: 2, backChoice.label, .back),
    ])
  }

  var informationLines: [InformationLine] { visitor.isSecondLeaf ? secondLeaf : firstLeaf }

  private var firstLeaf: [InformationLine] {
    guard let profile = bearings.profile else { return [] }
    let speech = bearings.speech
    var lines = hours(profile)
    let closures = profile.closures.filter { $0.day >= day?.day ?? .blank }.sorted { $0.day < $1.day }.prefix(3)
    for closure in closures {
      lines.append(
        InformationLine(
          label: speech(KioskWord.closure), text: closure.day.spoken(bearings.language) + " – " + closure.name))
    }
    lines.append(InformationLine(label: speech(KioskWord.cost), text: speech(VisitorWord.free)))
    if !promise.isEmpty { lines.append(InformationLine(label: speech(KioskWord.promise), text: promise)) }
    if !profile.decree.isEmpty {
      lines.append(InformationLine(label: speech(KioskWord.decree), text: profile.decree))
    }
    lines.append(InformationLine(label: speech(KioskWord.priority), text: speech(priorityRule(profile.priority.mode))))
    return lines
  }

  private func priorityRule(_ mode: PriorityMode) -> KioskWord {
    switch mode {
    case .off: .priorityOff
    case .first: .priorityFirst
    case .everyNth: .priorityNth
    }
  }

  /// This week's hours as they are now, in Ramadan too; days with the same hours share a line.
  private func hours(_ profile: OfficeProfile) -> [InformationLine] {
    let speech = bearings.speech
    guard let today = day?.day else { return [] }
    let monday = today.advanced(by: 1 - Int(today.weekday.rawValue))
    var groups: [(from: Weekday, to: Weekday, text: String)] = []
    for weekday in Weekday.allCases {
      let openings = profile.deskHours.openings(on: monday.advanced(by: Int(weekday.rawValue) - 1))
      let text = openings.isEmpty ? speech(KioskWord.shut) : openings.map(\.word).joined(separator: ", ")
      if groups.last?.text == text {
        groups[groups.count - 1].to = weekday
      } else {
        groups.append((weekday, weekday, text))
      }
    }
    return groups.map { group in
      let from = speech(group.from.label)
      return InformationLine(
        label: group.from == group.to ? from : from + "–" + speech(group.to.label), text: group.text)
    }
  }

  private var secondLeaf: [InformationLine] {
    guard let profile = bearings.profile else { return [] }
    let speech = bearings.speech
    var lines: [InformationLine] = []
    for (label, text) in [
      (KioskWord.address, profile.address), (.phone, profile.phone), (.website, profile.website),
    ] where !text.isEmpty { lines.append(InformationLine(label: speech(label), text: text)) }
    lines.append(InformationLine(label: speech(KioskWord.complaints), text: speech(KioskWord.complaintsExplained)))
    return lines
      + profile.complaintChannels.map { InformationLine(label: "  " + speech($0.kind.label), text: $0.value) }
  }

  mutating func turnLeaf() { visitor.isSecondLeaf.toggle() }

  func drawInformation(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let parts = Layout.rows(region.inset(x: 2), [.fixed(1), .fixed(1), .fixed(1), .fill(1), .fixed(1), .fixed(3)])
    canvas.text(bearings.speech(KioskWord.informationTitle), parts[1], .title)
    let lines = informationLines
    let labels = min(parts[3].width * 2 / 5, lines.map { Width.of($0.label) }.max() ?? 0)
    let rows = lines.map { TextLines.wrap($0.text, columns: parts[3].width - labels - 2, linesMax: 6).count }
    let gap = rows.reduce(0, +) + rows.count <= parts[3].height ? 1 : 0
    var y = parts[3].y
    for (line, tall) in zip(lines, rows) where y + tall <= parts[3].bottom {
      let (left, right) = Region(parts[3].x, y, parts[3].width, tall).split(left: labels + 2)
      canvas.text(line.label, left, Style.plain.bold)
      canvas.text(line.text, right, .plain, .paragraph)
      y += tall + gap
    }
    return informationChoices.draw(parts[5], columns: 2, focus: visitor.focus, on: &canvas)
  }
}
