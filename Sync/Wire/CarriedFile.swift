import Domain
import Journal

/// The outer form of an exchange on a USB stick: `LKTU`, seat and office in clear, and the parcel under lock.
/// `docs/sync.md`, section 10. Both ends of the line write and read it by this.
public struct CarriedFile: Equatable, Sendable {
  public let office: OfficeCode
  public let seat: Int
  /// All in clear; it is authenticated with what is locked.
  private let front: [UInt8]
  private let locked: [UInt8]

  private static let magic = Array("LKTU".utf8)

  /// Authenticated encryption under a key of 32 bytes, and its opening; `beside` is authenticated with it.
  public typealias Lock = (_ message: [UInt8], _ key: [UInt8], _ beside: [UInt8]) -> [UInt8]
  public typealias Unlock = (_ locked: [UInt8], _ key: [UInt8], _ beside: [UInt8]) -> [UInt8]?

  /// Whether the bytes call themselves such a file, for telling it from a bare parcel.
  public static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// Whose file it says it is; `nil` for anything else. Nothing is believed of it before it is opened.
  public init?(_ bytes: [UInt8]) {
    guard Self.isOne(bytes) else { return nil }
    var reader = BinaryReader(bytes, from: Self.magic.count)
    guard let seat = (try? reader.unsigned()).flatMap(Int.init(exactly:)),
      let code = (try? reader.unsigned()).flatMap(Int64.init(exactly:)), let office = OfficeCode(number: code)
    else { return nil }
    (self.seat, self.office) = (seat, office)
    front = Array(bytes[..<reader.offset])
    locked = Array(bytes[reader.offset...])
  }

  /// A parcel as a file.
  public static func bytes(
    of parcel: [UInt8], office: OfficeCode, seat: Int, link: [UInt8], _ crypto: Crypto, _ lock: Lock
  ) -> [UInt8] {
    var writer = BinaryWriter(reserving: 12)
    writer.raw(magic)
    writer.unsigned(UInt64(clamping: seat))
    writer.unsigned(UInt64(office.value))
    return writer.bytes + lock(parcel, key(link, crypto), writer.bytes)
  }

  /// The parcel, by whoever holds the seat's link key.
  public func parcel(link: [UInt8], _ crypto: Crypto, _ unlock: Unlock) -> [UInt8]? {
    unlock(locked, Self.key(link, crypto), front)
  }

  private static func key(_ link: [UInt8], _ crypto: Crypto) -> [UInt8] {
    crypto.keyed(link, Array("loket carried 1".utf8), 32)
  }
}
