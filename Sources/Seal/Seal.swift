import CSodium
import Journal

/// The cryptography of the office, all of it from libsodium.
public enum Seal {
  /// libsodium must be initialised once before anything else; doing it twice is harmless.
  static let ready: Bool = sodium_init() >= 0

  /// BLAKE2b, 32 bytes: the hash of the journal's chain.
  public static let digester = Digester { bytes in
    var out = SIMD4<UInt64>.zero
    let code = withUnsafeMutableBytes(of: &out) { out in
      bytes.withUnsafeBufferPointer { input in
        crypto_generichash_blake2b(
          out.baseAddress!.assumingMemoryBound(to: UInt8.self), 32, input.baseAddress, UInt64(input.count), nil, 0)
      }
    }
    precondition(code == 0, "hashing memory does not fail")
    return Digest(words: out)
  }

  public static func randomBytes(_ count: Int) -> [UInt8] {
    precondition(ready, "libsodium could not be initialised")
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  public static func randomNumber() -> UInt64 {
    randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
