import Canvas

/// One of the buttons of a visitors' page.
struct Choice<Act: Sendable>: Sendable {
  let key: Key
  /// The key as it stands on the button.
  let name: String
  let label: String
  let detail: String
  let act: Act
  /// Done already: it keeps its place and its key, so that none of the others is another one under the finger.
  var isDone = false

  init(_ key: Key, _ name: String, _ label: String, detail: String = "", _ act: Act) {
    self.key = key
    self.name = name
    self.label = label
    self.detail = detail
    self.act = act
  }

  /// Chosen by a digit, as the first nine of a page are.
  init(digit: Int, _ label: String, detail: String = "", _ act: Act) {
    let scalar = Unicode.Scalar(UInt8(48 + digit))
    self.init(.character(scalar), String(digit), label, detail: detail, act)
  }

  init(function number: Int, _ label: String, detail: String = "", _ act: Act) {
    self.init(.function(number), "F\(number)", label, detail: detail, act)
  }
}

/// The buttons of a page: pressed by their own key, by Enter on the focus, or by a tap, which is the same as the key.
struct Choices<Act: Sendable>: Sendable {
  let items: [Choice<Act>]

  init(_ items: [Choice<Act>]) { self.items = items }

  /// What a key does here. Enter without a focus presses nothing: it only shows where one is.
  enum Outcome {
    case act(Act)
    case focus(Int)
    case notMine
  }

  /// `focus` is where Enter acts now; nowhere until somebody has moved.
  func take(_ key: Key, focus: Int?) -> Outcome {
    if let item = items.first(where: { $0.key == key }) { return item.isDone ? .notMine : .act(item.act) }
    guard !items.isEmpty else { return .notMine }
    let last = items.count - 1
    switch (key.code, key.modifiers) {
    case (.enter, []):
      return focus.map { items[min($0, last)].isDone ? .notMine : .act(items[min($0, last)].act) } ?? .focus(0)
    case (.tab, []), (.down, []), (.right, []): return .focus(focus.map { $0 == last ? 0 : $0 + 1 } ?? 0)
    case (.tab, .shift), (.up, []), (.left, []): return .focus(focus.map { $0 == 0 ? last : $0 - 1 } ?? last)
    case (.home, []): return .focus(0)
    case (.end, []): return .focus(last)
    default: return .notMine
    }
  }

  /// Filled row by row, as tall as a finger likes and the room allows; the whole stands in the middle.
  /// With `keysBelow` the key stands under the label, for narrow buttons.
  func draw(
    _ region: Region, columns: Int, focus: Int?, keysBelow: Bool = false, on canvas: inout Canvas
  ) -> [Target<Touch>] {
    guard !items.isEmpty, !region.isEmpty else { return [] }
    let columns = min(columns, items.count)
    let rows = (items.count + columns - 1) / columns
    let gap = region.height >= rows * 2 + rows - 1 ? 1 : 0
    let room = (region.height - gap * (rows - 1)) / rows
    let tall = max(1, min(room, region.height >= 24 || canvas.look.large ? 7 : 5))
    let place = region.centred(width: region.width, height: rows * tall + gap * (rows - 1))
    return items.enumerated().flatMap { index, item in
      let row = Region(place.x, place.y + index / columns * (tall + gap), place.width, tall)
      let cell = Layout.columns(row, (0..<columns).map { _ in .fill(1) }, gap: keysBelow ? 1 : 2)[index % columns]
      return Button(
        item.label, key: keysBelow ? "" : item.name, detail: keysBelow ? item.name : item.detail,
        state: item.isDone ? .disabled : index == focus ? .focused : .normal,
        Touch.key(item.key)
      ).draw(cell, on: &canvas)
    }
  }
}
