import Domain
import Engine
import Journal
import Seal
import Wire

/// An exchange as a file on a USB stick: `LKTU`, seat and office in clear, and the parcel under lock.
public enum Carried {
  static let magic = Array("LKTU".utf8)
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

  static func wrap(_ parcel: [UInt8], _ keys: LineKeys) -> [UInt8] {
    let beside = heading(keys)
    return beside + Seal.lock(parcel, key: keys.carried, beside: beside)
  }

  static func unwrap(_ file: [UInt8], _ keys: LineKeys) throws(Fault) -> [UInt8] {
    guard file.starts(with: magic) else { throw .notOurs }
    let beside = heading(keys)
    guard file.starts(with: beside),
      let parcel = Seal.unlock(Array(file.dropFirst(beside.count)), key: keys.carried, beside: beside)
    else { throw .notForUs }
    return parcel
  }

  private static func heading(_ keys: LineKeys) -> [UInt8] {
    var writer = BinaryWriter()
    writer.raw(magic)
    writer.unsigned(UInt64(keys.seat))
    writer.unsigned(UInt64(keys.office.value))
    return writer.bytes
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
    let parcel = try file.starts(with: magic) ? unwrap(file, keys) : file
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
