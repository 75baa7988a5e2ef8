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

  /// Takes in a file carried from an office and returns the file to carry back, and how the PC stands: only a welcome one's
  /// events were taken.
  public func carry(_ file: [UInt8]) async throws -> (file: [UInt8], standing: Standing) {
    guard let carried = CarriedFile(file) else { throw CentreRefusal.notCarried }
    let (office, seat) = (carried.office, carried.seat)
    guard let row = try await pool.use({ try $0.seat(office, seat)?.linkKey }), row.count == 32 else {
      throw CentreRefusal.carrierUnknown(office, seat: seat)
    }
    guard let parcel = carried.parcel(link: row, crypto, { Seal.unlock($0, key: $1, beside: $2) }) else {
      throw CentreRefusal.carriedUnderOtherKey(office, seat: seat)
    }
    let conversation = Conversation(self)
    await conversation.feed(parcel)
    let answer = await conversation.finish()
    if answer.status == 503 { throw CentreRefusal.carryLater }
    guard answer.status == 200 else { throw CentreRefusal.notCarried }
    let back = CarriedFile.bytes(of: answer.body, office: office, seat: seat, link: row, crypto) {
      Seal.lock($0, key: $1, beside: $2)
    }
    return (back, await conversation.standing)
  }
}
