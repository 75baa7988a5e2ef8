import Canvas
import Desk
import Domain

/// Who works here, in which roles, and who still has no PIN.
struct OfficersPage: AdminPage {
  private var selected = 0

  func title(_ scene: Scene) -> String { scene.speech(AdminWord.officers) }

  private func lines(_ scene: Scene) -> [OfficerLine] {
    (scene.officers.value?.officers ?? []).filter { !$0.left }.sorted { $0.profile.login < $1.profile.login }
  }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    let speech = scene.speech
    return [
      Frame.Hint(Key(.enter), "Enter", speech(AdminWord.open)),
      Frame.Hint(.function(3), "F3", speech(AdminWord.add)),
      Frame.Hint(.function(6), "F6", speech(OfficerWord.setPin)),
      Frame.Hint(.function(4), "F4", speech(OfficerWord.hasLeft)), .back(speech),
    ]
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    let lines = lines(scene)
    selected = min(selected, max(0, lines.count - 1))
    switch key.code {
    case .escape: return [.back]
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(max(0, lines.count - 1), selected + 1)
    case .enter: return open(selected, scene)
    case .character(let scalar): if let index = Form.index(scalar) { return open(index, scene) }
    case .function(3): return [.open(SheetPage(OfficerPart(original: nil), scene))]
    case .function(4): return remove(scene)
    case .function(6):
      guard lines.indices.contains(selected) else { return [] }
      return [.open(SheetPage(PinPart(officer: lines[selected].profile), scene))]
    default: break
    }
    return []
  }

  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] {
    guard case .choose(let index) = touch, lines(scene).indices.contains(index) else { return [] }
    if selected == index { return open(index, scene) }
    selected = index
    return []
  }

  private func open(_ index: Int, _ scene: Scene) -> [Step] {
    let lines = lines(scene)
    guard lines.indices.contains(index) else { return [] }
    return [.open(SheetPage(OfficerPart(original: lines[index].profile), scene))]
  }

  private func remove(_ scene: Scene) -> [Step] {
    let lines = lines(scene)
    guard lines.indices.contains(selected) else { return [] }
    let profile = lines[selected].profile
    return [
      .open(
        ChangeReview(
          Proposal(
            title: OfficerWord.hasLeft.both,
            changes: [
              Change(
                label: Bilingual(profile.login), from: Bilingual(profile.name), to: OfficerWord.willHaveLeft.both)
            ], remarks: [OfficerWord.leftRemark.both],
            command: .removeOfficer(RemoveOfficer { $0.login = profile.login }), closesPage: false)))
    ]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    switch scene.officers {
    case .awaited: canvas.text(scene.speech(AdminWord.loading), region, .faint)
    case .refused(let refused): canvas.text(scene.speech(refused.text), region, Style.faultText.bold, .paragraph)
    case .shown: return drawLines(region, scene, on: &canvas)
    }
    return []
  }

  private func drawLines(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    let rows = lines(scene).enumerated().map { index, line in
      Table<Touch>.Row(
        [
          "\(index < 36 ? Form.name(ofOption: index) : " ")  \(line.profile.login)", line.profile.name,
          line.profile.roles.map { speech($0.label) }.joined(separator: ", "),
          speech(line.hasPin ? OfficerWord.pinIsSet : OfficerWord.noPin),
        ], Touch.choose(index))
    }
    return Table(
      [
        .init(speech(OfficerWord.login), .fixed(16)), .init(speech(OfficerWord.name), .fill(3)),
        .init(speech(OfficerWord.roles), .fill(3)), .init("PIN", .fixed(9)),
      ], rows, selected: min(selected, max(0, rows.count - 1))
    ).draw(region, on: &canvas)
  }
}
