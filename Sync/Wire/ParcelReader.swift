import Domain
import Journal

/// Takes a parcel apart as its bytes arrive, so that each frame can be kept while the next is still under way.
///
/// Whoever owns it checks the head's seal and then hands in the key; frames are not looked at before.
public struct ParcelReader {
  public enum Item: Equatable, Sendable {
    /// The unsealed head and its seal, for `verify`, and the length of both.
    case head(Parcel.Kind, unsealed: [UInt8], seal: [UInt8])
    /// The box of a frame whose checksum and tag are right.
    case frame([UInt8])
    /// The parcel is whole.
    case end
  }

  private var bytes: [UInt8] = []
  private var start = 0
  private var taken = 0
  private var frames = 0
  private var key: [UInt8]?
  private var stage = Stage.head
  private let crypto: Crypto

  private enum Stage { case head, locked, open, ended }

  public init(_ crypto: Crypto) { self.crypto = crypto }

  /// Bytes as they came. The sum is bounded: nobody can fill the memory with a parcel without an end.
  public mutating func append(_ more: some Collection<UInt8>) throws(WireFault) {
    if start > 64 * 1024 {
      bytes.removeFirst(start)
      start = 0
    }
    guard taken + more.count <= WireLimits.parcelBytesMax else { throw WireFault(.tooLarge, at: taken) }
    taken += more.count
    bytes.append(contentsOf: more)
  }

  /// The head was believed: its frames may be read.
  public mutating func open(_ key: [UInt8]) {
    guard stage == .locked else { return }
    self.key = key
    stage = .open
  }

  public var isWhole: Bool { stage == .ended }

  /// The next item, or `nil` until more bytes are there.
  public mutating func next() throws(WireFault) -> Item? {
    switch stage {
    case .head: try head()
    case .locked: nil
    case .open: try afterHead()
    case .ended:
      if start < bytes.count { throw fault(.leftOver) } else { nil }
    }
  }

  private func fault(_ reason: WireFault.Reason) -> WireFault { WireFault(reason, at: taken - bytes.count + start) }

  /// A length of one to four bytes at `offset`, with where it ends; `nil` until it is there.
  private func length(at offset: Int, max: Int) throws(WireFault) -> (value: Int, end: Int)? {
    var (value, shift, place) = (0, 0, offset)
    while place < bytes.count {
      let byte = bytes[place]
      value |= Int(byte & 0x7F) << shift
      place += 1
      guard value <= max else { throw fault(.tooLarge) }
      if byte < 0x80 { return (value, place) }
      shift += 7
      guard shift < 28 else { throw fault(.badNumber) }
    }
    return nil
  }

  private mutating func head() throws(WireFault) -> Item? {
    let seen = bytes[start...]
    guard zip(seen, Parcel.magic).allSatisfy(==) else { throw fault(.notOurs) }
    guard seen.count > Parcel.magic.count else { return nil }
    guard let kind = Parcel.Kind(rawValue: bytes[start + Parcel.magic.count]) else { throw fault(.notOurs) }
    guard let (count, body) = try length(at: start + Parcel.magic.count + 1, max: WireLimits.headBytesMax),
      bytes.count >= body + count + kind.sealLength
    else { return nil }
    let item = Item.head(
      kind, unsealed: Array(bytes[start..<body + count]),
      seal: Array(bytes[body + count..<body + count + kind.sealLength]))
    start = body + count + kind.sealLength
    stage = kind.sealLength == 64 ? .locked : .ended
    return item
  }

  private mutating func afterHead() throws(WireFault) -> Item? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case Parcel.frameMark: return try frame()
    case Parcel.endMark: return try end()
    default: throw fault(.unknownMark)
    }
  }

  private mutating func frame() throws(WireFault) -> Item? {
    guard let key, let (count, sum) = try length(at: start + 1, max: WireLimits.frameBytesMax),
      bytes.count >= sum + 4 + count + 16
    else { return nil }
    let box = Array(bytes[sum + 4..<sum + 4 + count])
    guard Parcel.checksum(box, crypto).elementsEqual(bytes[sum..<sum + 4]) else { throw fault(.badChecksum) }
    let tag = Array(bytes[sum + 4 + count..<sum + 4 + count + 16])
    guard crypto.isTag(tag, key, Parcel.tagged(Parcel.frameMark, frames) + box) else { throw fault(.badTag) }
    start = sum + 4 + count + 16
    frames += 1
    return .frame(box)
  }

  private mutating func end() throws(WireFault) -> Item? {
    guard let key, bytes.count >= start + 17 else { return nil }
    guard crypto.isTag(Array(bytes[start + 1..<start + 17]), key, Parcel.tagged(Parcel.endMark, frames)) else {
      throw fault(.badTag)
    }
    start += 17
    stage = .ended
    return .end
  }
}
