import Domain
import Engine
import Journal
import Seal
import Wire

/// An exchange as a file on a USB stick, as an office writes and reads it. Its outer form is the wire's.
public enum Carried {
  /// A parcel and what locking adds.
  public static let bytesMax = WireLimits.parcelBytesMax + 1_024

  /// Why a file cannot be taken in.
  public enum Fault: String, Error, Sendable {
    /// No file of this kind.
    case notOurs
    /// Of another seat or office, or changed on the way.
    case notForUs
    /// Not signed by the centre, or an answer to no call of this office.
    case notAnAnswer
    case damaged
  }

  static func wrap(_ parcel: [UInt8], _ keys: LineKeys, _ crypto: Crypto = .sodium) -> [UInt8] {
    CarriedFile.bytes(of: parcel, office: keys.office, seat: keys.seat, link: keys.link.bytes, crypto) {
      Seal.lock($0, key: $1, beside: $2)
    }
  }

  static func unwrap(_ file: [UInt8], _ keys: LineKeys, _ crypto: Crypto = .sodium) throws(Fault) -> [UInt8] {
    guard let carried = CarriedFile(file) else { throw .notOurs }
    guard carried.office == keys.office, carried.seat == keys.seat,
      let parcel = carried.parcel(link: keys.link.bytes, crypto, { Seal.unlock($0, key: $1, beside: $2) })
    else { throw .notForUs }
    return parcel
  }

  /// A call with its frames as a file. The exchange it was made under has to be remembered until the answer comes.
  public static func call(
    _ plan: Plan, keys: LineKeys, crypto: Crypto = .sodium, squeezer: Squeezer, source: any EventSource, at now: Moment
  ) throws -> (file: [UInt8], exchange: [UInt8], events: Int) {
    var plan = plan
    plan.call.isCarried = true
    var outgoing = try Outgoing(plan, keys: keys, crypto: crypto, squeezer: squeezer, source: source, at: now)
    var parcel: [UInt8] = []
    while let more = try outgoing.more() { parcel += more }
    return (wrap(parcel, keys), outgoing.call.exchange.bytes, outgoing.events)
  }

  /// The centre's answer to one of the calls carried there.
  public static func answer(
    _ file: [UInt8], to exchanges: [[UInt8]], keys: LineKeys, crypto: Crypto = .sodium, squeezer: Squeezer
  ) throws(Fault) -> (reply: Reply, frames: [Frame]) {
    let parcel = try unwrap(file, keys)
    for exchange in exchanges {
      var call = Call()
      (call.exchange, call.office) = (Blob(exchange), keys.office)
      var incoming = Incoming(call, keys: keys, crypto: crypto, squeezer: squeezer)
      var found: (reply: Reply, frames: [Frame])?
      do {
        try incoming.take(parcel) { item in
          switch item {
          case .replied(let reply): found = (reply, [])
          case .frame(let frame, _): found?.frames.append(frame)
          }
        }
      } catch {
        if incoming.hasHead { throw .damaged }
        continue
      }
      if let found { return found }
    }
    throw .notAnAnswer
  }

  /// What a file holds, for `loket sync show`.
  public static func lines(
    _ file: [UInt8], keys: LineKeys, crypto: Crypto = .sodium, squeezer: Squeezer, time: (Moment) -> String
  ) throws(Fault) -> [String] {
    let parcel = try CarriedFile.isOne(file) ? unwrap(file, keys) : file
    var reader = ParcelReader(crypto)
    var (call, reply): (Call?, Reply?)
    var frames: [FrameTrace] = []
    do {
      try reader.append(parcel)
      while let item = try reader.next() {
        switch item {
        case .head(let kind, let unsealed, let seal):
          if kind == .call { call = try Parcel.record(Call.self, in: unsealed) }
          if kind == .reply { reply = try Parcel.record(Reply.self, in: unsealed) }
          reader.open(Parcel.key(link: keys.link.bytes, head: unsealed + seal, crypto))
        case .frame(let box):
          frames.append(FrameTrace(try Box.open(box, office: keys.office, squeezer, crypto.digester), bytes: box.count))
        case .end: break
        }
      }
    } catch {
      guard call != nil || reply != nil else { throw .notOurs }
    }
    let trace = ExchangeTrace(
      call: call ?? Call(), sent: call == nil ? [] : frames, reply: reply, received: call == nil ? frames : [],
      ending: nil,
      at: call?.sentAt ?? reply?.answeredAt ?? Moment.blank, bytesSent: call == nil ? 0 : parcel.count,
      bytesReceived: call == nil ? parcel.count : 0)
    return call == nil ? Array(trace.lines(time).dropFirst(2)) : trace.lines(time)
  }
}
