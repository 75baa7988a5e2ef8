import Synchronization

/// What one process takes on at most. More is refused at once, and in so many words.
public struct WebLimits: Sendable {
  public var connections = 2_048
  /// Requests of one address at the same time.
  public var perAddress = 64
  /// Seconds without a byte.
  public var silence = 60
  /// Seconds a request may take to arrive.
  public var arriving = 1_800
  public var threads = 2
  /// Bytes of a request that are kept before they are taken.
  public var memory = 64 * 1024

  public init() {}
}

/// Counts the requests of each address.
final class Addresses: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let max: Int

  init(max: Int) { self.max = max }

  /// Whether one more is taken; `leave` when it is over.
  func enter(_ address: String) -> Bool {
    counts.withLock { counts in
      guard counts[address, default: 0] < max else { return false }
      counts[address, default: 0] += 1
      return true
    }
  }

  func leave(_ address: String) {
    counts.withLock { counts in
      let left = counts[address, default: 1] - 1
      counts[address] = left > 0 ? left : nil
    }
  }
}
