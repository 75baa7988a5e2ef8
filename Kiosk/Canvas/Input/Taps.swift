/// Decides which touches count: a press and a release inside the same target, and not twice within the debounce time. No drag, no double
/// tap, no long press.
public struct Taps<Action: Hashable & Sendable>: Sendable {
  /// Trembling fingers and worn panels press twice.
  public static var debounce: Duration { .milliseconds(300) }

  /// The target under the finger now, to be drawn as pressed.
  public private(set) var pressed: Target<Action>?
  private var last: Duration?

  /// One for each terminal, kept from frame to frame.
  public init() {}

  /// What the touch asks for, if it is complete. `targets` are those of the frame on the screen; where they overlap the last one drawn is
  /// meant. `now` is any clock that only counts.
  public mutating func feed(_ key: Key, _ targets: [Target<Action>], now: Duration) -> Action? {
    switch key.code {
    case .press(let point):
      pressed = targets.last { $0.region.contains(point) }
      return nil
    case .release(let point):
      defer { pressed = nil }
      guard let pressed, targets.last(where: { $0.region.contains(point) }) == pressed else { return nil }
      if let last, now - last < Self.debounce { return nil }
      last = now
      return pressed.action
    default: return nil
    }
  }

  /// When the screen changes under the finger, the touch is void.
  public mutating func cancel() { pressed = nil }
}
