/// Decides which touches count: a press and a release inside the same target, and not twice within the debounce time. No drag, no double
/// tap, no long press.
///
/// An impatient finger that comes down twice means the page it saw: on a page that has just come, a touch on the spot of the touch
/// before it counts for nothing. A touch anywhere else was aimed at what is there, and counts at once.
public struct Taps<Action: Hashable & Sendable>: Sendable {
  /// Trembling fingers and worn panels press twice.
  public static var debounce: Duration { .milliseconds(300) }
  /// Nobody has read a new page and chosen on it in less.
  public static var reading: Duration { .milliseconds(600) }
  /// Columns and rows by which two touches on one spot may differ.
  public static var spot: Int { 2 }

  /// The target under the finger now, to be drawn as pressed.
  public private(set) var pressed: Target<Action>?
  private var last: (point: Point, at: Duration)?
  private var page: Leaf?
  private var turned: Duration?

  /// One for each terminal, kept from frame to frame.
  public init() {}

  /// The page on the screen. A touch begun on the page before it is void.
  public mutating func shows(_ page: Leaf, now: Duration) {
    guard page != self.page else { return }
    if self.page != nil { turned = now }
    self.page = page
    cancel()
  }

  /// What the touch asks for, if it is complete. `targets` are those of the frame on the screen; where they overlap the last one drawn is
  /// meant. `now` is any clock that only counts.
  public mutating func feed(_ key: Key, _ targets: [Target<Action>], now: Duration) -> Action? {
    switch key.code {
    case .press(let point):
      pressed = isRepeated(point, now: now) ? nil : targets.last { $0.region.contains(point) }
      return nil
    case .release(let point):
      defer { pressed = nil }
      guard let pressed, targets.last(where: { $0.region.contains(point) }) == pressed else { return nil }
      if let last, now - last.at < Self.debounce { return nil }
      last = (point, now)
      return pressed.action
    default: return nil
    }
  }

  private func isRepeated(_ point: Point, now: Duration) -> Bool {
    guard let last, let turned, turned >= last.at, now - turned < Self.reading else { return false }
    return abs(point.x - last.point.x) <= Self.spot && abs(point.y - last.point.y) <= Self.spot
  }

  /// When the screen changes under the finger, the touch is void.
  public mutating func cancel() { pressed = nil }
}

/// Tells one page from another by all that makes it that page. Hashed: the names of its parts would be put together by reflection, which
/// took half of a terminal's start.
public struct Leaf: Hashable, Sendable {
  private let hash: Int

  /// `parts` combines what makes the page.
  public init(_ parts: (inout Hasher) -> Void) {
    var hasher = Hasher()
    parts(&hasher)
    hash = hasher.finalize()
  }
}
