import Canvas

/// Tells a second press from a key that is held or hit twice: what has just turned the page must not press something on the next.
struct HeldKey: Sendable, Equatable {
  /// Longer than the pause before a held key repeats.
  static let window = Duration.milliseconds(700)

  private var key: Key?
  private var last = Duration.zero

  /// This key has turned the page.
  mutating func turned(_ key: Key, at now: Duration) {
    self.key = key
    last = now
  }

  /// True for the same key again before anybody can have read the new page. Each repetition prolongs the window.
  mutating func isRepeated(_ key: Key, at now: Duration) -> Bool {
    guard key == self.key, now - last < Self.window else {
      if key != self.key { self.key = nil }
      return false
    }
    last = now
    return true
  }
}
