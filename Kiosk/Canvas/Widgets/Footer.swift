/// The keys that work now, at the foot of the screen. Each hint answers a tap as its key would.
public struct Footer<Action: Hashable & Sendable>: Sendable {
  /// One key and what it does.
  public struct Hint: Sendable {
    let key: String
    let label: String
    let action: Action

    /// The key as it is written on keyboards here.
    public init(_ key: String, _ label: String, _ action: Action) {
      self.key = key
      self.label = label
      self.action = action
    }
  }

  let hints: [Hint]

  /// The most important first: it is the last to be left out.
  public init(_ hints: [Hint]) { self.hints = hints }

  /// Rows needed for all the hints in this width.
  public func rows(columns: Int, _ look: Look) -> Int {
    let rows = (places(Region(0, 0, columns, .max / 2), look).map(\.bottom).max() ?? 1)
    return look.large ? rows + 1 : rows
  }

  /// From left to right and on to the next row; a hint that finds no room is left out whole, never cut.
  public func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Action>] {
    canvas.fill(region, .bar)
    let places = places(canvas.look.large ? region.split(top: region.height - 1).0 : region, canvas.look)
    var targets: [Target<Action>] = []
    for (index, place) in places.enumerated() {
      let hint = hints[index]
      let key = Width.of(hint.key) + 2
      canvas.text(" \(hint.key) ", place.split(left: key).0, Style.button.bold)
      canvas.text(" " + hint.label, place.split(left: key).1, .bar)
      // In large mode the blank row below belongs to the hint too: fingers are not precise.
      let tall = canvas.look.large && place.bottom == region.bottom - 1 ? 2 : 1
      targets.append(Target(Region(place.x, place.y, place.width, tall), hint.action))
    }
    return targets
  }

  private func places(_ region: Region, _ look: Look) -> [Region] {
    var places: [Region] = []
    var (x, y) = (region.x, region.y)
    let gap = look.large ? 3 : 1
    for hint in hints {
      let wide = Width.of(hint.key) + Width.of(hint.label) + 4
      if x > region.x, x + wide > region.right { (x, y) = (region.x, y + 1) }
      guard y < region.bottom, x + wide <= region.right else { break }
      places.append(Region(x, y, wide, 1))
      x += wide + gap
    }
    return places
  }
}
