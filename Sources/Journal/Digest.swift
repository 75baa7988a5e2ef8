import Domain

/// A 32-byte hash.
public struct Digest: Hashable, Sendable {
  public var words: SIMD4<UInt64>

  public init(words: SIMD4<UInt64>) { self.words = words }
  public static let zero = Digest(words: .zero)

  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    words = bytes.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }.inByteOrder
  }

  public var bytes: [UInt8] { withUnsafeBytes(of: words.inByteOrder) { Array($0) } }
}

extension SIMD4<UInt64> {
  /// The lowest byte first, whatever the processor's own order.
  fileprivate var inByteOrder: Self { Self(x.littleEndian, y.littleEndian, z.littleEndian, w.littleEndian) }
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
