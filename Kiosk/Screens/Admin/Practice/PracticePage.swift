import Canvas
import Desk
import Domain

/// Whether this is practice, what becomes of what is practised, and the way there and back.
struct PracticePage: AdminPage {
  private var reading = Reading()
  /// Whether to go there, or back, is being asked.
  private var asks = false

  func title(_ scene: Scene) -> String { scene.speech(PracticeWord.practice) }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    let speech = scene.speech
    if asks { return [Frame.Hint(Key(.escape), "Esc", speech(PracticeWord.stay))] }
    let turn = act(scene).map { [Frame.Hint(.character("1"), "1", speech($0))] } ?? []
    return [.back(speech)] + turn + [
      Frame.Hint(Key(.down), "↓", speech(AdminWord.more)), Frame.Hint(Key(.up), "↑", speech(AdminWord.up)),
    ]
  }

  /// What the key does, where there is one: a practice that was opened by a command ends by one.
  private func act(_ scene: Scene) -> PracticeWord? {
    switch scene.practiceWay {
    case .byCommand: nil
    case .begin: scene.isPractice ? nil : .begin
    case .end: scene.isPractice ? .end : nil
    }
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    guard asks else {
      switch key.code {
      case .escape: return [.back]
      case .character("1") where act(scene) != nil: asks = true
      default: _ = reading.take(key, count: paragraphs(scene).count)
      }
      return []
    }
    switch key.code {
    // The harmless answer has the focus.
    case .character("1"), .escape, .enter: asks = false
    case .character("2"):
      asks = false
      return [scene.isPractice ? .endPractice : .practise(scene.practiceStart)]
    default: break
    }
    return []
  }

  private func paragraphs(_ scene: Scene) -> [Paragraph] {
    let speech = scene.speech
    func head(_ word: PracticeWord) -> Paragraph { Paragraph(text: speech(word), isHead: true) }
    func line(_ word: PracticeWord, _ gaps: String...) -> Paragraph {
      Paragraph(mark: "  ", text: Speech.filled(speech(word), gaps))
    }
    if scene.isPractice {
      let way: PracticeWord = scene.practiceWay == .end ? .endHere : .endCommand
      return [
        head(.isPractice), line(.itsData), line(.itsCentre), line(.itsPaper), head(.toEnd), line(way), line(.toClear),
      ]
    }
    let what = [head(.isReal), line(.ownFolder), line(.ownClock), line(.notSent), line(.untouched)]
    let clock = scene.practiceStart.clock
    guard case .begin(let folder) = scene.practiceWay else {
      return what + [head(.toBegin), line(.byCommand, clock), line(.othersCommand, PracticePage.usualFolder)]
    }
    return what + [head(.toBegin), line(.beginHere, folder), line(.firstTime), line(.othersCommand, folder)]
  }

  /// As the command's own help names it.
  private static let usualFolder = "latihan"

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    let tall = act(scene) == nil ? 0 : Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(region, [.fill(1), .fixed(tall)], gap: tall == 0 ? 0 : 1)
    reading.draw(paragraphs(scene), parts[0], on: &canvas)
    guard let word = act(scene) else { return [] }
    guard asks else {
      return Button(speech(word), key: "1", Touch.key(.character("1"))).draw(parts[1], on: &canvas)
    }
    return Dialog(
      speech(word), speech(scene.isPractice ? PracticeWord.endText : .beginText),
      [
        Button(speech(PracticeWord.stay), key: "1", state: .focused, Touch.key(.character("1"))),
        Button(speech(scene.isPractice ? PracticeWord.endYes : .beginYes), key: "2", Touch.key(.character("2"))),
      ]
    ).draw(region, on: &canvas)
  }
}

extension Scene {
  var practiceStart: PracticeStart { PracticeStart(profile, holidays, today: day.value?.day ?? status.value?.day) }
}
