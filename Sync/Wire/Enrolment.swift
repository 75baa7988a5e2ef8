import Domain
import Journal

/// What a new seat sends: its public key, vouched for by the one-time code an officer read out.
public struct EnrolCall: Record {
  public var exchange = Blob()
  public var format = WireLimits.format
  public var office = OfficeCode.blank
  /// The identity the node writes under already; 0 for an empty store, which is then given one.
  public var node = 0
  public var codeName = ""
  public var publicKey = Blob()
  public var version = ""
  /// What this store holds was practised: only a centre that practises too may hear of it.
  public var isPractice = false
  /// The public key of the seat this PC had, which is retired with this enrolment; empty at the first.
  public var earlierKey = Blob()
  /// This program keeps the office's code keys; an older one has none but its link key.
  public var takesCodes = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("exchange", &exchange)
    try visitor.field("format", &format)
    try visitor.field("office", &office)
    try visitor.field("node", &node)
    try visitor.field("codeName", &codeName)
    try visitor.field("publicKey", &publicKey)
    try visitor.field("version", &version)
    try visitor.field("isPractice", &isPractice)
    try visitor.field("earlierKey", &earlierKey)
    try visitor.field("takesCodes", &takesCodes)
  }
}

/// What became of a one-time code.
public enum EnrolOutcome: UInt8, Category {
  case enrolled = 1
  case unknownCode, usedCode, expiredCode, otherOffice, unsupported
  /// Practice and work are never mixed.
  case centrePractises, officePractises
  /// The key pair was revoked, and stays so: whoever copied it has it still.
  case revokedKey

  public static let terms = [
    Term("enrolled", "terdaftar", "enrolled"), Term("unknown-code", "kode tidak dikenal", "unknown code"),
    Term("used-code", "kode sudah dipakai", "code already used"),
    Term("expired-code", "kode kedaluwarsa", "code expired"),
    Term("other-office", "kode untuk kantor lain", "code of another office"),
    Term("unsupported", "versi terlalu berbeda", "versions too far apart"),
    Term(
      "centre-practises", "pusat ini untuk latihan, penyimpanan ini berisi data kantor; kodenya tetap berlaku",
      "this centre is for practice, this store holds an office's real data; the code still holds"),
    Term(
      "office-practises", "penyimpanan ini untuk latihan, pusat ini bukan; kodenya tetap berlaku",
      "this store is for practice, this centre is not; the code still holds"),
    Term(
      "revoked-key", "kunci komputer ini dicabut dan tidak dipakai lagi; perbarui loket",
      "this PC's key is revoked and not used again; update loket"),
  ]
}

/// The centre's answer: who the node is from now on, and the key of their line.
public struct EnrolReply: Record {
  public var exchange = Blob()
  public var outcome = EnrolOutcome.unknownCode
  public var seat = 0
  /// The node's own identity where it is free, otherwise one that is.
  public var node = 0
  public var spare = 0
  /// The centre's Ed25519 key; believed because the code vouches for this reply.
  public var centreKey = Blob()
  /// 32 bytes sealed to the node's key.
  public var sealedLinkKey = Blob()
  /// This centre practises: nobody's real data are for it.
  public var isPractice = false
  /// The office's code keys, sealed to the node's key; empty from an older centre, and for an older node.
  public var sealedCodes = Blob()
  /// There are more PCs than shares of queue numbers: another of the office gives this one's too.
  public var sharesNumbers = false

  public init() {}
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("exchange", &exchange)
    try visitor.field("outcome", &outcome)
    try visitor.field("seat", &seat)
    try visitor.field("node", &node)
    try visitor.field("spare", &spare)
    try visitor.field("centreKey", &centreKey)
    try visitor.field("sealedLinkKey", &sealedLinkKey)
    try visitor.field("isPractice", &isPractice)
    try visitor.field("sealedCodes", &sealedCodes)
    try visitor.field("sharesNumbers", &sharesNumbers)
  }
}

/// A one-time code as it is read out on the telephone: four letters that name it, sixteen that are the secret.
public struct EnrolCode: Equatable, Sendable {
  /// No I, L, O, U: they are misheard and misread.
  static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  public let name: String
  public let secret: String

  /// From 13 random bytes (100 bits are used).
  public init?(random: [UInt8]) {
    guard random.count >= 13 else { return nil }
    var bits = BitReader(random)
    let all = (0..<20).compactMap { _ in (try? bits.read(5)).map { Self.letters[Int($0)] } }
    guard all.count == 20 else { return nil }
    name = String(decoding: all[..<4], as: UTF8.self)
    secret = String(decoding: all[4...], as: UTF8.self)
  }

  /// As typed: spaces, hyphens and small letters are forgiven, O is read as 0, I and L as 1.
  public init?(_ typed: String) {
    var all: [UInt8] = []
    for letter in typed.uppercased().utf8 where !Array(" -".utf8).contains(letter) {
      let read: UInt8 =
        switch letter {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: letter
        }
      guard Self.letters.contains(read), all.count < 20 else { return nil }
      all.append(read)
    }
    guard all.count == 20 else { return nil }
    name = String(decoding: all[..<4], as: UTF8.self)
    secret = String(decoding: all[4...], as: UTF8.self)
  }

  /// In groups of four.
  public var text: String {
    let all = Array((name + secret).utf8)
    return stride(from: 0, to: 20, by: 4).map { String(decoding: all[$0..<$0 + 4], as: UTF8.self) }
      .joined(separator: "-")
  }

  /// The key under which both sides tag the enrolment.
  public func key(_ crypto: Crypto) -> [UInt8] { crypto.keyed(Array(secret.utf8), Array("loket enrol 1".utf8), 32) }
}
