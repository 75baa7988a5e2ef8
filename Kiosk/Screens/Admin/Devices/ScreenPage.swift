import Canvas
import Domain

/// Whether this screen shows what the terminals draw: colours, half blocks, big digits, a code for a telephone.
struct ScreenPage: AdminPage {
  func title(_ scene: Scene) -> String { scene.speech(DeviceWord.screenTest) }
  func hints(_ scene: Scene) -> [Frame.Hint] { [.back(scene.speech)] }
  mutating func press(_ key: Key, _ scene: Scene) -> [Step] { key.code == .escape ? [.back] : [] }

  private static let styles: [(DeviceWord, Style)] = [
    (.plain, .plain), (.faint, .faint), (.bar, .bar), (.button, .button), (.focus, .focus), (.field, .field),
    (.good, .good), (.warning, .warning), (.fault, .fault),
  ]

  /// As long as the codes on tickets are.
  static let sample = "HTTPS://PST.BPS.GO.ID/K/8205-CONTOH"

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    let (left, right) = region.split(left: region.width - 40)
    for (row, (word, style)) in Self.styles.enumerated() {
      let place = left.row(row)
      canvas.fill(place.split(left: 24).0, style)
      canvas.text(speech(word), place.split(left: 24).0.inset(x: 1), style)
    }
    let below = left.split(top: Self.styles.count + 1).1
    canvas.text(speech(DeviceWord.blocks), below.row(0), .faint)
    canvas.text("▀▄▀▄█▌▐ ─│┌┐└┘ « » • °", below.row(1), .plain)
    BigText("A12", .compact).draw(
      Region(below.x, below.y + 2, 24, max(0, min(7, below.height - 2))), on: &canvas)
    guard let matrix = scene.encode(Self.sample), QRCode(matrix).draw(right, on: &canvas) else {
      canvas.text(speech(DeviceWord.codeTooLarge), right, .plain, .centredParagraph)
      return []
    }
    return []
  }
}
