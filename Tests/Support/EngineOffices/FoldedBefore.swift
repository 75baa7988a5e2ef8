import Synchronization
import Wire

/// Remembers what was folded. Offices fold on PCs of their own; where hundreds of them live on the machine that the centre is
/// measured on, they do so beforehand.
public final class FoldedBefore: Sendable {
  private struct Text: Hashable {
    var bytes: [UInt8]
    var method: UInt8
  }

  private let known = Mutex<[Text: [UInt8]?]>([:])
  private let misses = Mutex(0)

  public init() {}

  /// Texts that had to be folded since `startCounting`.
  public var folded: Int { misses.withLock { $0 } }
  public func startCounting() { misses.withLock { $0 = 0 } }

  public func squeezer(_ real: Squeezer) -> Squeezer {
    Squeezer(
      dictionaries: real.dictionaries,
      squeeze: { [self] text, method in
        let text = Text(bytes: text, method: method)
        if let folded = known.withLock({ $0[text] }) { return folded }
        misses.withLock { $0 += 1 }
        let folded = real.squeeze(text.bytes, method)
        known.withLock { $0[text] = .some(folded) }
        return folded
      }, unfold: real.unfold)
  }
}
