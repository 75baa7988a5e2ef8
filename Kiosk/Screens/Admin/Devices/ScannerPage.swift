import Canvas
import Desk
import Domain

/// "Scan a code now": shows what arrived, and whether it is one of ours.
struct ScannerPage: AdminPage {
  private enum Last: Sendable {
    case code(String)
    case foreign
  }

  private var last: Last?
  private var count = 0
  /// What came as plain keys: a scanner that is too slow, or a prefix that was not taken.
  private var typed = ""

  func title(_ scene: Scene) -> String { scene.speech(DeviceWord.scannerTest) }
  var digitsChoose: Bool { false }
  func hints(_ scene: Scene) -> [Frame.Hint] { [.back(scene.speech)] }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    switch key.code {
    case .escape: return [.back]
    case .character(let scalar):
      typed.unicodeScalars.append(scalar)
      typed = String(typed.suffix(60))
    case .enter: typed += " "
    default: break
    }
    return []
  }

  mutating func hear(_ input: Input, _ scene: Scene) -> [Step] {
    switch input {
    case .scan(let text, let characters): note(.code(text), characters)
    case .scanRefused(let characters): note(.foreign, characters)
    default: break
    }
    return []
  }

  private mutating func note(_ what: Last, _ characters: Int) {
    last = what
    count += 1
    typed.removeLast(min(characters, typed.count))
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    let parts = Layout.rows(region, [.fixed(3), .fixed(3), .fixed(2), .fill(1)], gap: 1)
    let prefix = scene.profile.devices.scannerPrefix
    canvas.text(speech(DeviceWord.scanNow), parts[0].row(0), Style.plain.bold)
    canvas.text(
      prefix.isEmpty ? speech(DeviceWord.bySpeed) : speech(DeviceWord.byPrefix, prefix), parts[0].row(1), .plain)
    switch last {
    case nil: canvas.text(speech(DeviceWord.nothingScanned), parts[1].inset(x: 1), .faint)
    case .code(let text):
      Banner(speech(DeviceWord.scanFits, count, text), .good).draw(parts[1], on: &canvas)
    case .foreign: Banner(speech(DeviceWord.scanForeign, count), .warning).draw(parts[1], on: &canvas)
    }
    if !typed.isEmpty {
      canvas.text(speech(DeviceWord.typedKeys), parts[2].row(0), .plain)
      canvas.text(typed, parts[2].row(1).inset(x: 2), Style.plain.bold)
    }
    return []
  }
}
