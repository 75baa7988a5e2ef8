import Seal
import Wire

extension Crypto {
  /// As the programs have it.
  public static let real = Crypto(
    digester: Seal.digester, keyed: { Seal.keyed($0, $1, $2) }, verify: { Seal.verify($0, $1, $2) })
}
