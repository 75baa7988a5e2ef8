import Domain

/// A 32-byte hash.
public struct Digest: Hashable, Sendable {
  public var words: SIMD4<UInt64>

  public init(words: SIMD4<UInt64>) { self.words = words }
  public static let zero = Digest(words: .zero)

  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    var words = SIMD4<UInt64>.zero
    for index in 0..<32 { words[index / 8] |= UInt64(bytes[index]) << UInt64(index % 8 * 8) }
    self.words = words
  }

  public var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }
}

extension Digest: CustomStringConvertible {
  public var description: String { hexText(bytes) }
}

/// The hash function of the chain. Handed in, because the journal imports nothing that is not Swift: the programs
/// use BLAKE2b from libsodium.
public struct Digester: Sendable {
  public let digest: @Sendable ([UInt8]) -> Digest
  public init(_ digest: @escaping @Sendable ([UInt8]) -> Digest) { self.digest = digest }
}
