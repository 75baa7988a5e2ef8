import Domain
import Journal

/// The outer form of everything on the line: `LKT1`, what it is, a head, a seal on the head, then frames and an end.
public enum Parcel {
  /// What a parcel is; also the label its signature is made over, so that none passes for another.
  public enum Kind: UInt8, Sendable, CaseIterable {
    case call = 0x43  // C
    case reply = 0x52  // R
    case enrolCall = 0x63  // c
    case enrolReply = 0x72  // r

    /// Calls and replies are signed; enrolment is tagged under the one-time code.
    public var sealLength: Int { self == .call || self == .reply ? 64 : 16 }
  }

  static let magic = Array("LKT1".utf8)
  static let frameMark = UInt8(ascii: "F")
  static let endMark = UInt8(ascii: "E")

  /// The head without its seal: what is signed.
  public static func unsealed<R: Record>(_ kind: Kind, _ head: R) -> [UInt8] {
    var body = BinaryWriter(reserving: 128)
    var head = head
    do { try body.record(&head) } catch { preconditionFailure("writing to memory does not fail") }
    var writer = BinaryWriter(reserving: body.bytes.count + 8)
    writer.raw(magic)
    writer.byte(kind.rawValue)
    writer.unsigned(UInt64(body.bytes.count))
    writer.raw(body.bytes)
    return writer.bytes
  }

  /// A whole signed head.
  public static func sealed<R: Record>(_ kind: Kind, _ head: R, _ signer: Signer) -> [UInt8] {
    let bytes = unsealed(kind, head)
    return bytes + signer.sign(bytes)
  }

  /// A whole head tagged under a one-time code.
  public static func sealed<R: Record>(_ kind: Kind, _ head: R, code: EnrolCode, _ crypto: Crypto) -> [UInt8] {
    let bytes = unsealed(kind, head)
    return bytes + crypto.tag(code.key(crypto), bytes)
  }

  /// Tells one link key from another and nothing about either.
  public static func mark(ofLink link: [UInt8], _ crypto: Crypto) -> [UInt8] {
    crypto.keyed(link, Array("loket link 1".utf8), 16)
  }

  /// The key of one parcel's frames: from the link key and the whole head, so that no frame fits another parcel.
  public static func key(link: [UInt8], head: [UInt8], _ crypto: Crypto) -> [UInt8] {
    crypto.keyed(link, Array("loket frames 1".utf8) + crypto.digester.digest(head).bytes, 32)
  }

  /// Frame number `index` (from 0) as it stands on the line.
  public static func frame(_ box: [UInt8], index: Int, key: [UInt8], _ crypto: Crypto) -> [UInt8] {
    var writer = BinaryWriter(reserving: box.count + 32)
    writer.byte(frameMark)
    writer.unsigned(UInt64(box.count))
    writer.raw(checksum(box, crypto))
    writer.raw(box)
    writer.raw(crypto.tag(key, tagged(frameMark, index) + box))
    return writer.bytes
  }

  /// Nothing comes after so many frames.
  public static func end(count: Int, key: [UInt8], _ crypto: Crypto) -> [UInt8] {
    var writer = BinaryWriter(reserving: 20)
    writer.byte(endMark)
    writer.raw(crypto.tag(key, tagged(endMark, count)))
    return writer.bytes
  }

  static func tagged(_ mark: UInt8, _ index: Int) -> [UInt8] {
    var writer = BinaryWriter(reserving: 16)
    writer.byte(mark)
    writer.fixed(UInt64(index))
    return writer.bytes
  }

  /// Tells a damaged file from a file of somebody else's without any key.
  static func checksum(_ box: [UInt8], _ crypto: Crypto) -> [UInt8] {
    Array(crypto.digester.digest(box).bytes.prefix(4))
  }

  /// The record in a head, without its seal.
  public static func record<R: Record>(_: R.Type, in head: [UInt8]) throws(WireFault) -> R {
    var record = R()
    do {
      var reader = BinaryReader(head, from: magic.count + 1)
      _ = try reader.unsigned()
      try reader.record(&record)
    } catch {
      throw WireFault(.badText)
    }
    return record
  }
}
