import Domain
import Journal
import SQLPool
import Seal
import Wire

// The two other ways in: a new seat, and a file carried by hand.
extension Centre {
  /// The answer to a whole enrol call from an address.
  public func enrol(_ parcel: [UInt8], from address: String) async -> Answer {
    do {
      let now = now
      if let until = try await pool.use({ try $0.closedUntil(address, at: now) }) {
        figures.add("loket_centre_refused_total{why=\"guesses\"}")
        return Answer(429, retryAfter: Int((until - now.milliseconds) / 1000) + 1)
      }
      var reader = ParcelReader(crypto)
      guard (try? reader.append(parcel)) != nil, let item = try? reader.next(),
        case .head(.enrolCall, let unsealed, let seal) = item,
        let call = try? Parcel.record(EnrolCall.self, in: unsealed)
      else { return Answer(400) }
      let crypto = crypto
      let outcome = try await pool.use { books -> (EnrolReply, [UInt8])? in
        guard let code = try books.enrolment(named: call.codeName), crypto.isTag(seal, code.key, unsealed) else {
          try books.guessed(address, at: now)
          return nil
        }
        return (try books.enrol(call, code, at: now), code.key)
      }
      guard let (reply, key) = outcome else {
        figures.add("loket_centre_refused_total{why=\"code\"}")
        return Answer(403)
      }
      figures.add("loket_centre_enrolments_total{outcome=\"\(reply.outcome.word)\"}")
      let head = Parcel.unsealed(.enrolReply, reply)
      return Answer(200, head + crypto.tag(key, head))
    } catch {
      return trouble(error)
    }
  }

  /// Takes in a file carried from an office and returns the file to carry back.
  public func carry(_ file: [UInt8]) async throws -> [UInt8] {
    guard let (office, seat, start) = CarriedFile.front(file) else { throw CentreRefusal.notCarried }
    guard let row = try await pool.use({ try $0.seat(office, seat)?.linkKey }), row.count == 32,
      let parcel = CarriedFile.unlock(file, from: start, linkKey: row)
    else { throw CentreRefusal.notCarried }
    let conversation = Conversation(self)
    await conversation.feed(parcel)
    let answer = await conversation.finish()
    guard answer.status == 200 else { throw CentreRefusal.notCarried }
    return CarriedFile.lock(answer.body, office: office, seat: seat, linkKey: row)
  }
}

/// The outer form of a file carried by hand: `docs/sync.md`, section 10.
public enum CarriedFile {
  private static let magic = Array("LKTU".utf8)

  private static func front(_ office: OfficeCode, _ seat: Int) -> [UInt8] {
    var writer = BinaryWriter(reserving: 12)
    writer.raw(magic)
    writer.unsigned(UInt64(clamping: seat))
    writer.unsigned(UInt64(office.value))
    return writer.bytes
  }

  /// Whose file it says it is, and where its nonce begins.
  static func front(_ file: [UInt8]) -> (office: OfficeCode, seat: Int, start: Int)? {
    guard file.starts(with: magic) else { return nil }
    var reader = BinaryReader(file, from: magic.count)
    guard let seat = try? reader.unsigned(), let code = try? reader.unsigned(), let seat = Int(exactly: seat),
      let office = Int64(exactly: code).flatMap({ OfficeCode(number: $0) })
    else { return nil }
    return (office, seat, reader.offset)
  }

  private static func key(_ link: [UInt8]) -> [UInt8] { Seal.keyed(link, Array("loket carried 1".utf8), 32) }

  /// A parcel as a file.
  public static func lock(_ parcel: [UInt8], office: OfficeCode, seat: Int, linkKey: [UInt8]) -> [UInt8] {
    let front = front(office, seat)
    return front + Seal.lock(parcel, key: key(linkKey), beside: front)
  }

  static func unlock(_ file: [UInt8], from start: Int, linkKey: [UInt8]) -> [UInt8]? {
    Seal.unlock(Array(file[start...]), key: key(linkKey), beside: Array(file[..<start]))
  }

  /// The parcel in a file, by whoever holds the link key.
  public static func unlock(_ file: [UInt8], linkKey: [UInt8]) -> [UInt8]? {
    front(file).flatMap { unlock(file, from: $0.start, linkKey: linkKey) }
  }
}
