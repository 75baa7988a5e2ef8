import Domain
import Engine
import Journal
import Seal
import Wire

/// A reply's bytes as they come: believed when the centre has signed the head, then frame by frame.
public struct Incoming {
  public enum Item: Sendable {
    case replied(Reply)
    case frame(Frame, bytes: Int)
  }

  private let exchange: Blob
  private let office: OfficeCode
  private let keys: LineKeys
  private let crypto: Crypto
  private let squeezer: Squeezer
  private var reader: ParcelReader
  private(set) var hasHead = false
  private(set) var bytes = 0

  public init(_ call: Call, keys: LineKeys, crypto: Crypto, squeezer: Squeezer) {
    exchange = call.exchange
    office = call.office
    self.keys = keys
    self.crypto = crypto
    self.squeezer = squeezer
    reader = ParcelReader(crypto)
  }

  var isWhole: Bool { reader.isWhole }

  /// Hands on what has become readable. Throws the way the exchange ends.
  public mutating func take(_ more: some Collection<UInt8>, _ hand: (Item) -> Void) throws(Failed) {
    bytes += more.count
    do {
      try reader.append(more)
      while let item = try reader.next() {
        switch item {
        case .head(let kind, let unsealed, let seal):
          guard kind == .reply, crypto.verify(keys.centre, unsealed, seal) else { throw WireFault(.badSignature) }
          let reply = try Parcel.record(Reply.self, in: unsealed)
          guard reply.exchange == exchange else { throw WireFault(.badSignature) }
          hasHead = true
          reader.open(Parcel.key(link: keys.link.bytes, head: unsealed + seal, crypto))
          hand(.replied(reply))
        case .frame(let box):
          hand(.frame(try Box.open(box, office: office, squeezer, crypto.digester), bytes: box.count))
        case .end: break
        }
      }
    } catch {
      // Before the centre has signed anything, nobody knows who is talking.
      throw Failed(ending: hasHead ? .unreadable : .stranger)
    }
  }

  /// The exchange ends here, and so.
  public struct Failed: Error { public var ending: Ending }
}
