import CSodium

/// A PIN as it is kept: argon2id, with its own salt and its cost inside. Takes some 50 ms and 64 MiB on purpose, so
/// callers let one thread at a time do it, and never the one that serves the desk.
public struct PinHash: Equatable, Sendable {
  public let text: String

  public init(text: String) { self.text = text }

  /// `nil` when there is no memory for it.
  public init?(hashing pin: String) {
    precondition(Seal.ready, "libsodium could not be initialised")
    var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let length = pin.utf8.count
    let code = crypto_pwhash_str_alg(
      &out, pin, UInt64(length), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE), Int(crypto_pwhash_MEMLIMIT_INTERACTIVE),
      crypto_pwhash_ALG_ARGON2ID13)
    guard code == 0 else { return nil }
    text = String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  public func matches(_ pin: String) -> Bool {
    precondition(Seal.ready, "libsodium could not be initialised")
    var padded = Array(text.utf8).map { CChar(bitPattern: $0) }
    guard padded.count < Int(crypto_pwhash_STRBYTES) else { return false }
    padded += [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES) - padded.count)
    return crypto_pwhash_str_verify(padded, pin, UInt64(pin.utf8.count)) == 0
  }

  /// Verified when the login is unknown, so that an unknown name takes as long as a wrong PIN.
  public static let decoy = PinHash(hashing: "000000")
}
