/// What a phone reads from a ticket: the visit, until when, and a seal of sixteen bytes. The centre checks it with the
/// node's link key, also before the office has synced.
///
/// `HTTPS://PST.BPS.GO.ID/T/8205-1-42-MA5-…` – capitals only, so that it fits the small alphabet of QR codes and with it
/// version 4 at middle correction, which holds `textMax` letters.
public struct PageToken: Equatable, Sendable {
  public var office: OfficeCode
  public var visit: VisitID
  /// The last day on which it is good for anything.
  public var expires: Day
  public var seal: [UInt8]

  public static let textMax = 90
  /// Long enough for a review from home and for the follow-up of a question.
  public static let days = 30
  static let sealBytes = 16

  public init(office: OfficeCode, visit: VisitID, expires: Day, seal: [UInt8]) {
    self.office = office
    self.visit = visit
    self.expires = expires
    self.seal = seal
  }

  /// Another purpose than any short code's.
  public static func sealed(_ office: OfficeCode, _ visit: VisitID, _ expires: Day) -> [UInt8] {
    Array("loket/page/\(office)/\(visit)/\(expires)".utf8)
  }

  /// The text of the QR code, or `nil` where there is no address or it would not fit.
  public func text(at address: String) -> String? {
    guard !address.isEmpty else { return nil }
    let day = Base32.text(UInt32(clamping: expires.count))
    let text = "\(address.uppercased())/T/\(office)-\(visit)-\(day)-\(Base32.text(seal))"
    return text.utf8.count <= Self.textMax ? text : nil
  }

  /// Reads what a scanner reads, with or without the address before it.
  public init?(_ text: String) {
    guard text.utf8.count <= 200 else { return nil }
    let upper = text.uppercased()
    let last = upper.split(separator: "/").last ?? ""
    let parts = last.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 5, let office = OfficeCode(word: String(parts[0])),
      let id = EventID("\(parts[1])-\(parts[2])"),
      let count = Base32.number(parts[3]).flatMap(Int32.init(exactly:)), let seal = Self.bytes(parts[4])
    else { return nil }
    self.init(office: office, visit: VisitID(id), expires: Day(count: count), seal: seal)
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    guard text.utf8.count == (sealBytes * 8 + 4) / 5 else { return nil }
    var bytes: [UInt8] = []
    var (held, bits) = (UInt32(0), 0)
    for character in text {
      guard let value = Base32.number(String(character)) else { return nil }
      held = held << 5 | value
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(held >> UInt32(bits)))
        held &= 1 << UInt32(bits) - 1
      }
    }
    // The padding says nothing, so nothing may stand in it: one seal has one spelling.
    return held == 0 && bytes.count == sealBytes ? bytes : nil
  }
}
