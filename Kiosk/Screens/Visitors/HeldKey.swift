import Canvas

/// Tells a new press from a key that is held or hit twice: what has just turned the page must not press something on the next.
struct HeldKey: Sendable, Equatable {
  /// Longer than the pause before a held key repeats, shorter than reading the new page takes.
  static let window = Duration.milliseconds(700)
  /// A held key repeats quicker than this, a finger does not.
  static let repetition = Duration.milliseconds(150)

  private var key: Key?
  private var turnedAt = Duration.zero
  private var last = Duration.zero

  /// This key has turned the page.
  mutating func turned(_ key: Key, at now: Duration) {
    self.key = key
    (turnedAt, last) = (now, now)
  }

  /// True for the same key again within the window, and for as long as it is held.
  mutating func isRepeated(_ key: Key, at now: Duration) -> Bool {
    guard key == self.key, now - turnedAt < Self.window || now - last < Self.repetition else {
      self.key = nil
      return false
    }
    last = now
    return true
  }
}
