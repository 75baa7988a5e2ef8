import Domain
import Journal
import LineDoubles
import Seal
import Squeeze
import TestSupport
import Testing

@testable import Wire

@Suite("Parcels") struct ParcelTests {
  static let pair = KeyPair(seed: counting(32))
  static let linkKey = counting(32, from: 100)

  static var call: Call {
    Call {
      $0.exchange = Blob(counting(16))
      $0.office = OfficeCode(8205)
      ($0.seat, $0.node, $0.counter, $0.version) = (4, 1, 17, "0.1.0")
      $0.sentAt = Moment(milliseconds: 1_800_000_000_000)
      $0.have = [Mark(1, 42)]
      ($0.room, $0.dictionaries) = (65_536, [1])
    }
  }

  /// A whole call with these boxes, and the key of its frames.
  static func parcel(_ boxes: [[UInt8]], _ call: Call = call) -> (bytes: [UInt8], key: [UInt8]) {
    let head = Parcel.sealed(.call, call, .of(pair))
    let key = Parcel.key(link: linkKey, head: head, .real)
    let frames = boxes.enumerated().flatMap { Parcel.frame($1, index: $0, key: key, .real) }
    return (head + frames + Parcel.end(count: boxes.count, key: key, .real), key)
  }

  /// What a receiver makes of the bytes, handed over in pieces.
  static func read(_ bytes: [UInt8], pieces: Int = .max, link: [UInt8] = linkKey) throws -> (
    items: [String], boxes: [[UInt8]]
  ) {
    var reader = ParcelReader(.real)
    var items: [String] = []
    var boxes: [[UInt8]] = []
    let pieces = max(1, min(pieces, bytes.count))
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try reader.append(bytes[start..<min(start + pieces, bytes.count)])
      while let item = try reader.next() {
        switch item {
        case .head(_, let unsealed, let seal):
          guard Seal.verify(pair.publicKey, unsealed, seal) else { throw WireFault(.badSignature) }
          items.append("head")
          reader.open(Parcel.key(link: link, head: unsealed + seal, .real))
        case .frame(let box):
          items.append("frame")
          boxes.append(box)
        case .end: items.append("end")
        }
      }
    }
    return (items, boxes)
  }

  static let boxes = [counting(40), counting(3, from: 9), counting(700)]

  @Test(arguments: [1, 7, 64, 100_000])
  func `a parcel is read in pieces of any size, each frame as soon as it is there`(_ pieces: Int) throws {
    let (items, boxes) = try Self.read(Self.parcel(Self.boxes).bytes, pieces: pieces)
    #expect(items == ["head", "frame", "frame", "frame", "end"])
    #expect(boxes == Self.boxes)
  }

  @Test func `on the line 1 and 3: cut at every byte, what came whole before the cut counts`() throws {
    let bytes = Self.parcel(Self.boxes).bytes
    var seen = 0
    for count in bytes.indices {
      let boxes = try Self.read(Array(bytes[..<count])).boxes
      #expect(boxes == Array(Self.boxes.prefix(boxes.count)))
      #expect(boxes.count >= seen)
      seen = boxes.count
    }
    #expect(seen == 3)
  }

  @Test func `a byte changed anywhere is found before anything of its frame counts`() throws {
    let bytes = Self.parcel(Self.boxes).bytes
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x20
      let result = try? Self.read(changed)
      #expect(result?.items.last != "end", "byte \(place)")
    }
  }

  @Test func `frames do not fit another place, another parcel or another link`() throws {
    let head = Parcel.sealed(.call, Self.call, .of(Self.pair))
    let key = Parcel.key(link: Self.linkKey, head: head, .real)
    let frames = Self.boxes.enumerated().map { Parcel.frame($1, index: $0, key: key, .real) }
    #expect(throws: WireFault.self) { try Self.read(head + frames[1] + frames[0]) }
    #expect(throws: WireFault.self) { try Self.read(head + frames[0] + frames[0]) }
    #expect(throws: WireFault.self) { try Self.read(head + frames[0] + Parcel.end(count: 2, key: key, .real)) }
    #expect(throws: WireFault.self) { try Self.read(head + frames[0], link: counting(32)) }
    var other = Self.call
    other.counter += 1
    #expect(throws: WireFault.self) { try Self.read(Parcel.sealed(.call, other, .of(Self.pair)) + frames[0]) }
    #expect(try Self.read(head + frames[0]).items == ["head", "frame"])
  }

  @Test func `on the line 17: what is not ours is known by its first bytes, and a foreign seal by none`() {
    for page in ["<!DOCTYPE html>", "HTTP/1.1 200 OK", "LKT2", "LKT1\u{0}"] {
      #expect(throws: WireFault(.notOurs), "\(page)") { try Self.read(Array(page.utf8)) }
    }
    #expect(throws: WireFault(.badSignature)) {
      let head = Parcel.sealed(.call, Self.call, .of(KeyPair(seed: counting(32, from: 1))))
      _ = try Self.read(head)
    }
  }

  @Test func `an idle exchange stays below one kilobyte`() {
    let call = Self.parcel([]).bytes
    var reply = Reply()
    reply.exchange = Blob(counting(16))
    reply.standing = .welcome
    (reply.receivedAt, reply.answeredAt) = (
      Moment(milliseconds: 1_800_000_000_000), Moment(milliseconds: 1_800_000_000_000)
    )
    reply.marks = (1...6).map { Mark($0, 2_000_000) }
    (reply.incarnation, reply.feedEnd, reply.spare, reply.counter) = (1 << 50, 5_000_000, 9, 70_000)
    let back = Parcel.sealed(.reply, reply, .of(Self.pair)) + counting(17)
    #expect(call.count + back.count <= 400, "\(call.count) + \(back.count)")
  }

  @Test func `heads come back field by field, an older one with blanks and a newer one with more`() throws {
    let head = Parcel.unsealed(.call, Self.call)
    #expect(try Parcel.record(Call.self, in: head) == Self.call)
    var dice = Dice(seed: 5)
    for _ in 0..<5_000 { _ = try? Parcel.record(Reply.self, in: dice.mutated(head)) }
  }

  @Test func `random and mutated parcels never bring the reader down`() {
    var dice = Dice(seed: 6)
    let sound = Self.parcel(Self.boxes).bytes
    for _ in 0..<20_000 { _ = try? Self.read(dice.mutated(sound), pieces: dice.roll(1...400)) }
  }

  @Test func `a one-time code is read as people say it, and its tag holds only under it`() throws {
    let code = try #require(EnrolCode(random: counting(13, from: 7)))
    #expect(code.text.count == 24)
    #expect(EnrolCode(code.text.lowercased()) == code)
    #expect(EnrolCode(code.text.replacing("-", with: " ")) == code)
    #expect(EnrolCode("0Oo0-1Ili-2222-3333-4444")?.text == "0000-1111-2222-3333-4444")
    for wrong in ["", "ABCD", code.text + "A", String(code.text.dropLast()), "UUUU-UUUU-UUUU-UUUU-UUUU"] {
      #expect(EnrolCode(wrong) == nil)
    }
    let call = EnrolCall { ($0.codeName, $0.publicKey) = (code.name, Blob(Self.pair.publicKey)) }
    var reader = ParcelReader(.real)
    try reader.append(Parcel.sealed(.enrolCall, call, code: code, .real))
    guard case .head(.enrolCall, let unsealed, let seal) = try reader.next() else { throw WireFault(.notOurs) }
    #expect(Crypto.real.isTag(seal, code.key(.real), unsealed))
    let other = try #require(EnrolCode(random: counting(13, from: 8)))
    #expect(!Crypto.real.isTag(seal, other.key(.real), unsealed))
    #expect(try Parcel.record(EnrolCall.self, in: unsealed) == call)
  }
}
