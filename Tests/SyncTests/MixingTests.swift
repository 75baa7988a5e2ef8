import Domain
import GeneratedVisits
import Journal
import Seal
import Squeeze
import TestSupport
import Testing

@testable import Wire

@Suite struct `Mixing` {
  private static let mixed = Squeezer.mixed | 1
  private static let texts: [[UInt8]] = [20, 120, 600].map { count in
    let office = GeneratedOffice(visits: 60, seed: 4, digester: Seal.digester)
    return Box.text(of: Array(office.entries.prefix(count)), Seal.digester)
  }

  private func fold(_ text: [UInt8]) -> [UInt8]? { Zstd.squeezer.squeeze(text, Self.mixed) }
  private func unfold(_ bytes: [UInt8], _ length: Int) -> [UInt8]? { Zstd.squeezer.unfold(bytes, Self.mixed, length) }

  @Test func `a text comes back as it was, and is a quarter shorter than with zstd`() throws {
    for text in Self.texts {
      let folded = try #require(fold(text))
      #expect(unfold(folded, text.count) == text)
      let other = try #require(Zstd.squeezer.squeeze(text, 1))
      #expect(folded.count * 4 < other.count * 3, "\(folded.count) of \(text.count), zstd \(other.count)")
    }
  }

  @Test func `a text of any bytes comes back, or is not folded`() {
    var dice = Dice(seed: 61)
    for round in 0..<40 {
      let length = dice.roll(0...400)
      let text: [UInt8] =
        switch round % 4 {
        case 0: dice.bytes(length)
        case 1: Array(repeating: dice.byte(), count: length)
        case 2: (0..<length).map { UInt8($0 & 3) }
        default: Array("Mohon data Inflasi tahun 2023 ".utf8) + dice.bytes(length / 8)
        }
      if let folded = fold(text) {
        #expect(folded.count < text.count)
        #expect(unfold(folded, text.count) == text, "round \(round)")
      }
    }
  }

  @Test func `every frame begins with what the dictionary taught, whatever was folded before`() throws {
    let first = try #require(fold(Self.texts[1]))
    _ = fold(Self.texts[2])
    _ = unfold(first, 100)
    #expect(fold(Self.texts[1]) == first)
  }

  @Test func `mutated bytes unfold to something of that length or to nothing`() throws {
    var dice = Dice(seed: 62)
    let sound = try #require(fold(Self.texts[0]))
    for _ in 0..<60 {
      let length = dice.pick([Self.texts[0].count, 1, dice.roll(1...2_000)])
      if let text = unfold(dice.mutated(sound), length) { #expect(text.count == length) }
    }
    #expect(unfold(sound, Self.texts[0].count - 1) != Self.texts[0])
    #expect(unfold(sound + [0], Self.texts[0].count) == nil)
    #expect(unfold([], 1) == nil)
  }

  @Test func `few bytes may not ask for much, and large texts go with zstd`() {
    #expect(unfold(Array(repeating: 7, count: 10), 4_096 + 321) == nil)
    #expect(unfold(Array(repeating: 7, count: 100_000), WireLimits.mixedTextMax + 1) == nil)
    #expect(fold(Array(repeating: 0, count: WireLimits.mixedTextMax + 1)) == nil)
    // Would unfold to more than the other side allows for so few bytes.
    #expect(fold(Array(repeating: 0, count: 200_000)) == nil)
    #expect(Zstd.squeezer.squeeze(Array(repeating: 0, count: 200_000), 1) != nil)
    #expect(Zstd.squeezer.squeeze(Self.texts[0], Squeezer.mixed | 2) == nil)
    #expect(Zstd.squeezer.unfold([1, 2], Squeezer.mixed | 2, 3) == nil)
  }

  @Test func `a side that does not mix is served with zstd, and so is a backlog`() {
    let frame = Frames.visits
    func method(_ known: [UInt8]) -> UInt8? {
      Box.shape(Box.pack(frame, Zstd.squeezer, dictionaries: known, Seal.digester))?.method
    }
    #expect(method(Zstd.squeezer.dictionaries) == Self.mixed)
    #expect(method([1]) == 1)
    #expect(method([Squeezer.mixed | 2, 77]) == Squeezer.plain)
    #expect(method([]) == Squeezer.plain)
    let all = Zstd.squeezer.dictionaries
    #expect(Squeezer.methods(all, forEvents: WireLimits.mixedEventsMax) == all)
    #expect(Squeezer.methods(all, forEvents: WireLimits.mixedEventsMax + 1) == Zstd.quick.dictionaries)
  }

  @Test func `a box that says it is mixed is held against its bounds before anything is done`() throws {
    let sound = Box.pack(Frames.visits, Zstd.squeezer, dictionaries: [Self.mixed], Seal.digester)
    #expect(try Box.open(sound, office: OfficeCode(9471), Zstd.squeezer, Seal.digester) == Frames.visits)
    for length: UInt64 in [1 << 17, 1 << 19, 1 << 40] {
      var writer = BinaryWriter()
      writer.byte(Self.mixed)
      writer.unsigned(0)
      writer.unsigned(length)
      writer.raw(Array(sound.suffix(300)))
      #expect(throws: WireFault.self) {
        try Box.open(writer.bytes, office: OfficeCode(9471), Zstd.squeezer, Seal.digester)
      }
    }
    var dice = Dice(seed: 63)
    for _ in 0..<100 { _ = try? Box.open(dice.mutated(sound), office: OfficeCode(9471), Zstd.squeezer, Seal.digester) }
    #expect(throws: WireFault(.unknownDictionary)) {
      try Box.open(sound, office: OfficeCode(9471), Zstd.quick, Seal.digester)
    }
  }
}
