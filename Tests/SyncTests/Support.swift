import Domain
import Journal
import Seal
import Wire

extension Signer {
  static func of(_ pair: KeyPair) -> Signer { Signer(publicKey: pair.publicKey) { pair.sign($0) } }
}

/// 0, 1, 2 …
func counting(_ count: Int, from first: Int = 0) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: first + $0) }
}
