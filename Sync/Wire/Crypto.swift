import Journal

/// The cryptography the wire needs, handed in as values: the programs use libsodium, tests may count calls.
public struct Crypto: Sendable {
  public let digester: Digester
  /// BLAKE2b with a key: `length` bytes, 16 or 32.
  public let keyed: @Sendable (_ key: [UInt8], _ message: [UInt8], _ length: Int) -> [UInt8]
  /// Ed25519.
  public let verify: @Sendable (_ publicKey: [UInt8], _ message: [UInt8], _ signature: [UInt8]) -> Bool

  public init(
    digester: Digester, keyed: @escaping @Sendable ([UInt8], [UInt8], Int) -> [UInt8],
    verify: @escaping @Sendable ([UInt8], [UInt8], [UInt8]) -> Bool
  ) {
    self.digester = digester
    self.keyed = keyed
    self.verify = verify
  }

  /// A keyed tag of 16 bytes.
  public func tag(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] { keyed(key, message, 16) }

  /// Takes as long for a wrong tag as for a right one.
  public func isTag(_ tag: [UInt8], _ key: [UInt8], _ message: [UInt8]) -> Bool {
    let right = self.tag(key, message)
    guard tag.count == right.count else { return false }
    return zip(tag, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// Signs with an Ed25519 key that stays where it is.
public struct Signer: Sendable {
  public let publicKey: [UInt8]
  public let sign: @Sendable (_ message: [UInt8]) -> [UInt8]

  public init(publicKey: [UInt8], sign: @escaping @Sendable ([UInt8]) -> [UInt8]) {
    self.publicKey = publicKey
    self.sign = sign
  }
}

/// Folds and unfolds the text of frames.
public struct Squeezer: Sendable {
  /// The methods at hand that need a dictionary, best first. Empty: without one.
  public let dictionaries: [UInt8]
  /// `nil` when it cannot, or would not become shorter. Dictionary `Squeezer.plain` is none.
  public let squeeze: @Sendable (_ text: [UInt8], _ dictionary: UInt8) -> [UInt8]?
  /// Exactly `length` bytes, or `nil`.
  public let unfold: @Sendable (_ bytes: [UInt8], _ dictionary: UInt8, _ length: Int) -> [UInt8]?

  public init(
    dictionaries: [UInt8], squeeze: @escaping @Sendable ([UInt8], UInt8) -> [UInt8]?,
    unfold: @escaping @Sendable ([UInt8], UInt8, Int) -> [UInt8]?
  ) {
    self.dictionaries = dictionaries
    self.squeeze = squeeze
    self.unfold = unfold
  }

  /// The text as it is.
  public static let stored: UInt8 = 0
  /// zstd without a dictionary.
  public static let plain: UInt8 = 255

  /// Methods from here to 253 mix, primed with dictionary 1…125; below stands zstd with that dictionary.
  public static let mixed: UInt8 = 128
  public static func isMixed(_ method: UInt8) -> Bool { method > mixed && method < plain - 1 }

  /// Of the methods the other side knows, those for so many events: who unfolds what is mixed has as much work as who
  /// folded it, and a backlog of thousands shall not hold up a centre.
  public static func methods(_ known: [UInt8], forEvents count: Int) -> [UInt8] {
    count <= WireLimits.mixedEventsMax ? known : known.filter { !isMixed($0) }
  }

  /// Leaves every text as it is.
  public static let none = Squeezer(
    dictionaries: [], squeeze: { _, _ in nil }, unfold: { _, _, _ in nil })
}
