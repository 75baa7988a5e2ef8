import CSodium

/// The key of one node under which its codes are sealed. Random until the office is enrolled; then the centre knows it
/// as well and can check what the node has given out.
public struct LinkKey: Equatable, Sendable {
  public static let byteCount = 32
  /// What fits a QR code of version 4.
  public static let tagBytes = 16

  public let bytes: [UInt8]

  /// `nil` unless there are thirty-two.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  public static func random() -> LinkKey { LinkKey(Seal.randomBytes(byteCount))! }

  /// The keyed tag of a message.
  public func tag(_ message: [UInt8]) -> [UInt8] {
    precondition(Seal.ready, "libsodium could not be initialised")
    var out = [UInt8](repeating: 0, count: Self.tagBytes)
    let code = crypto_generichash(&out, out.count, message, UInt64(message.count), bytes, bytes.count)
    precondition(code == 0, "hashing memory does not fail")
    return out
  }
}

/// Keys are in no log, whoever writes it.
extension LinkKey: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "LinkKey" }
  public var debugDescription: String { description }
}

extension Seal {
  /// Takes as long for a near miss as for a far one.
  public static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    return sodium_memcmp(a, b, a.count) == 0
  }
}
