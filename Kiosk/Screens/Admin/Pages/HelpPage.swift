import Canvas
import Domain

/// The keys of this terminal in six sentences.
struct HelpPage: AdminPage {
  func title(_ scene: Scene) -> String { scene.speech(AdminWord.help) }
  func hints(_ scene: Scene) -> [Frame.Hint] { [.back(scene.speech)] }
  mutating func press(_ key: Key, _ scene: Scene) -> [Step] { key.code == .escape ? [.back] : [] }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    var y = region.y
    let words: [AdminWord] = [.helpWay, .helpForm, .helpList, .helpUndo, .helpLost, .helpFile]
    for word in words where y < region.bottom {
      let place = Region(region.x, y, min(region.width, 90), region.bottom - y)
      y += canvas.text(scene.speech(word), place, .plain, .paragraph) + 1
    }
    return []
  }
}
