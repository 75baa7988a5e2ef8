/// Letters and digits to tap, for a touch panel without a keyboard.
public struct Keyboard<Action: Hashable & Sendable>: Sendable {
  /// What a tap on a key asks for.
  public enum Press: Hashable, Sendable {
    case letter(Unicode.Scalar)
    case capitals, backspace, enter
  }

  /// Which keys are there: PINs and years need no letters, codes have capitals only.
  public enum Layout: Hashable, Sendable { case letters, digits, codes }

  let layout: Layout
  let isCapital: Bool
  /// Words on the wide keys, in the reader's language.
  let space: String
  let enter: String
  let action: @Sendable (Press) -> Action

  /// `action` turns a press into what the screen understands, usually the key itself.
  public init(
    _ layout: Layout = .letters, isCapital: Bool = false, space: String, enter: String,
    _ action: @escaping @Sendable (Press) -> Action
  ) {
    self.layout = layout
    self.isCapital = isCapital
    self.space = space
    self.enter = enter
    self.action = action
  }

  /// Rows of keys; each is two or three lines tall.
  public static func rows(_ layout: Layout, _ look: Look) -> Int { (layout == .digits ? 4 : 5) * (look.large ? 3 : 2) }

  /// Fills the region with keys of equal width, a blank between them.
  public func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Action>] {
    let lines = keys
    canvas.fill(region, .plain)
    let places = CanvasLayout.rows(region, lines.map { _ in .fill(1) })
    return zip(lines, places).flatMap { line, place in
      zip(line, CanvasLayout.columns(place, line.map { .fill($0.weight) }, gap: 1)).map { key, place in
        draw(key, place, on: &canvas)
      }
    }
  }

  private struct Cap {
    var label: String
    var press: Press
    var weight = 1
  }

  private var keys: [[Cap]] {
    func caps(_ letters: String) -> [Cap] {
      letters.unicodeScalars.map { scalar in
        let shown =
          isCapital || layout == .codes ? scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar : scalar
        return Cap(label: String(shown), press: .letter(shown))
      }
    }
    let back = Cap(label: "<-", press: .backspace, weight: 2)
    let done = Cap(label: enter, press: .enter, weight: 3)
    switch layout {
    case .digits: return [caps("123"), caps("456"), caps("789"), [back] + caps("0") + [done]]
    case .letters, .codes:
      // A key that changes nothing has no place: codes know no small letters.
      let shift = layout == .codes ? [] : [Cap(label: isCapital ? "abc" : "ABC", press: .capitals, weight: 2)]
      return [
        caps("1234567890"), caps("qwertyuiop"), caps("asdfghjkl'"), caps("zxcvbnm.-_"),
        shift + caps("@+/") + [Cap(label: space, press: .letter(" "), weight: 4), back, done],
      ]
    }
  }

  private func draw(_ cap: Cap, _ place: Region, on canvas: inout Canvas) -> Target<Action> {
    canvas.fill(place, .button)
    canvas.text(cap.label, place.row((place.height - 1) / 2), Style.button.bold, .centred)
    return Target(place, action(cap.press))
  }
}

/// The canvas's arithmetic, beside a keyboard's own layouts.
private typealias CanvasLayout = Layout
