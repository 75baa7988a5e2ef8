import CSodium

// Keys that two sides share.
extension Seal {
  /// BLAKE2b under a key of up to 64 bytes, `length` bytes long (16…64): tags, and keys made from keys.
  public static func keyed(_ key: [UInt8], _ message: [UInt8], _ length: Int) -> [UInt8] {
    precondition(ready && (1...64).contains(key.count) && (16...64).contains(length), "a key and a length BLAKE2b has")
    var out = [UInt8](repeating: 0, count: length)
    let code = crypto_generichash_blake2b(&out, length, message, UInt64(message.count), key, key.count)
    precondition(code == 0, "hashing memory does not fail")
    return out
  }

  static let nonceLength = 24
  static let tagLength = 16

  /// Encrypts what is carried by hand, under a 32-byte key: nonce, then XChaCha20-Poly1305. `beside` is not encrypted
  /// but vouched for.
  public static func lock(
    _ message: [UInt8], key: [UInt8], beside: [UInt8] = [], nonce: [UInt8] = Seal.randomBytes(24)
  ) -> [UInt8] {
    precondition(ready && key.count == LinkKey.byteCount && nonce.count == nonceLength, "a key and a nonce")
    var locked = [UInt8](repeating: 0, count: message.count + tagLength)
    crypto_aead_xchacha20poly1305_ietf_encrypt(
      &locked, nil, message, UInt64(message.count), beside, UInt64(beside.count), nil, nonce, key)
    return nonce + locked
  }

  /// `nil` when the key is another or a byte was changed.
  public static func unlock(_ locked: [UInt8], key: [UInt8], beside: [UInt8] = []) -> [UInt8]? {
    guard ready, key.count == LinkKey.byteCount, locked.count >= nonceLength + tagLength else { return nil }
    let nonce = Array(locked.prefix(nonceLength))
    let body = Array(locked.dropFirst(nonceLength))
    var message = [UInt8](repeating: 0, count: body.count - tagLength)
    let code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      &message, nil, nil, body, UInt64(body.count), beside, UInt64(beside.count), nonce, key)
    return code == 0 ? message : nil
  }
}
