import CSodium

/// An Ed25519 key pair: a node's, or the centre's. Made once, kept in a file only its program may read.
public struct KeyPair: Equatable, Sendable {
  /// 32 bytes, known to everybody.
  public let publicKey: [UInt8]
  /// 64 bytes as libsodium keeps them; the second half is the public key.
  public let secretKey: [UInt8]

  public static let seedLength = 32

  /// A fresh pair.
  public static func make() -> KeyPair { KeyPair(seed: Seal.randomBytes(seedLength)) }

  /// The pair a seed of 32 bytes stands for: what is written to disk.
  public init(seed: [UInt8]) {
    precondition(Seal.ready && seed.count == KeyPair.seedLength, "a seed is 32 bytes")
    var open = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
    crypto_sign_seed_keypair(&open, &secret, seed)
    publicKey = open
    secretKey = secret
  }

  public var seed: [UInt8] { Array(secretKey.prefix(KeyPair.seedLength)) }

  /// 64 bytes.
  public func sign(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
    crypto_sign_detached(&signature, nil, message, UInt64(message.count), secretKey)
    return signature
  }

  /// Opens what was sealed to the public key; `nil` when it was not, or was changed.
  public func open(_ sealed: [UInt8]) -> [UInt8]? {
    let overhead = Seal.sealedExtra
    guard sealed.count >= overhead else { return nil }
    var (open, secret) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 32))
    guard crypto_sign_ed25519_pk_to_curve25519(&open, publicKey) == 0,
      crypto_sign_ed25519_sk_to_curve25519(&secret, secretKey) == 0
    else { return nil }
    var message = [UInt8](repeating: 0, count: sealed.count - overhead)
    guard crypto_box_seal_open(&message, sealed, UInt64(sealed.count), open, secret) == 0 else { return nil }
    return message
  }
}

extension KeyPair: CustomStringConvertible {
  /// The secret half is in no log.
  public var description: String { "key pair" }
}

extension Seal {
  /// An ephemeral public key and a tag: what sealing adds.
  static let sealedExtra = 48

  /// Whether the holder of a public key signed this message.
  public static func verify(_ publicKey: [UInt8], _ message: [UInt8], _ signature: [UInt8]) -> Bool {
    guard ready, publicKey.count == Int(crypto_sign_PUBLICKEYBYTES), signature.count == Int(crypto_sign_BYTES) else {
      return false
    }
    return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
  }

  /// Only the holder of this Ed25519 key can open it. `nil` when the key is none.
  public static func seal(_ message: [UInt8], to publicKey: [UInt8]) -> [UInt8]? {
    guard ready, publicKey.count == Int(crypto_sign_PUBLICKEYBYTES) else { return nil }
    var curve = [UInt8](repeating: 0, count: 32)
    guard crypto_sign_ed25519_pk_to_curve25519(&curve, publicKey) == 0 else { return nil }
    var sealed = [UInt8](repeating: 0, count: message.count + sealedExtra)
    guard crypto_box_seal(&sealed, message, UInt64(message.count), curve) == 0 else { return nil }
    return sealed
  }
}
