import Domain
import GeneratedVisits
import Journal
import Seal
import Squeeze
import TestSupport
import Testing

@testable import Wire

@Suite struct `Frames` {
  static let office = GeneratedOffice(visits: 60, seed: 3, digester: Seal.digester)

  /// Frames of every kind: going up, loose, of several authors, with erased and withheld bodies, unknown kinds.
  static func strange(_ dice: inout Dice) -> Frame {
    var runs: [Run] = []
    for _ in 0..<dice.roll(0...4) {
      let (author, first) = (UInt32(dice.roll(1...1_023)), UInt64(dice.roll(1...1_000_000)))
      let entries = (0..<dice.roll(1...6)).map { entry(author, first + UInt64($0), &dice) }
      runs.append(
        Run(
          author: author, first: first, entries: entries, before: dice.flip() ? digest(&dice) : nil, check: dice.next())
      )
    }
    return Frame(stream: dice.pick(Stream.allCases), position: UInt64(dice.roll(0...1 << 30)), runs: runs)
  }

  private static func digest(_ dice: inout Dice) -> Digest {
    Digest(words: [dice.next(), dice.next(), dice.next(), dice.next()])
  }

  private static func id(_ dice: inout Dice) -> EventID {
    EventID(node: UInt32(dice.roll(1...1_023)), sequence: UInt64(dice.roll(1...1 << 40)))
  }

  private static func entry(_ author: UInt32, _ sequence: UInt64, _ dice: inout Dice) -> Entry {
    let own = EventID(node: author, sequence: sequence)
    let near = EventID(node: author, sequence: max(1, sequence - UInt64(dice.roll(0...3))))
    let body: Entry.Body =
      switch dice.roll(0...5) {
      case 0: .erased(digest(&dice))
      case 1: .withheld(digest(&dice))
      default: .kept(dice.bytes(dice.roll(0...40)))
      }
    let bits: UInt64 = dice.pick([dice.next(), UInt64(dice.roll(1...1 << 40)) << 16, 1 << 63 - 1])
    return Entry(
      header: Header(
        office: OfficeCode(8205), id: own, at: HybridTime(bits: bits), subject: dice.pick([own, near, id(&dice)]),
        sort: dice.byte(), after: (0..<dice.pick([0, 0, 1, 1, 3])).map { _ in dice.pick([near, id(&dice)]) },
        actor: dice.pick([0, 1, 2, 3, 4, 5_000, Int64(bitPattern: dice.next())]),
        kind: dice.pick([20, 47, 60, 200, dice.byte()])),
      body: body)
  }

  @Test func `whatever frame is written is read back, squeezed or not`() throws {
    var dice = Dice(seed: 41)
    for round in 0..<1_500 {
      let frame = Self.strange(&dice)
      let squeezer = round % 10 == 0 ? Zstd.squeezer : Squeezer.none
      let box = Box.pack(frame, squeezer, dictionaries: dice.flip() ? [1] : [], Seal.digester)
      #expect(try Box.open(box, office: OfficeCode(8205), squeezer, Seal.digester) == frame, "round \(round)")
    }
  }

  @Test func `a journal cut into frames arrives whole and its chain is computed again`() throws {
    var builder = FrameBuilder(.up, textMax: 4_000)
    var frames: [Frame] = []
    for entry in Self.office.entries {
      if let full = builder.add(Entry(entry.event), link: entry.link) { frames.append(full) }
    }
    if let last = builder.close() { frames.append(last) }
    #expect(frames.count > 5)
    var check = ChainCheck(Seal.digester)
    var link = Digest.zero
    var events: [Event] = []
    for frame in frames {
      let box = Box.pack(frame, Zstd.squeezer, dictionaries: [1], Seal.digester)
      let read = try Box.open(box, office: Self.office.office, Zstd.squeezer, Seal.digester)
      for run in read.runs {
        for entry in run.entries {
          link = entry.link(after: link, Seal.digester)
          let event = try #require(entry.event)
          #expect(check.take(event, storedLink: link) == nil)
          events.append(event)
        }
        #expect(link.check == run.check)
      }
    }
    #expect(events == Self.office.entries.map(\.event))
  }

  @Test func `a frame folded with a dictionary the other side lacks goes without`() throws {
    var dice = Dice(seed: 42)
    let frame = Self.strange(&dice)
    let old = Zstd.squeezer(dictionaries: [])
    for known in [[1], [], [99], [252]] as [[UInt8]] {
      let box = Box.pack(frame, Zstd.squeezer, dictionaries: known, Seal.digester)
      let needs = Box.shape(box)?.method == 1
      #expect(needs == (known == [1]) || Box.shape(box)?.method == Squeezer.stored)
      if !needs { #expect(try Box.open(box, office: OfficeCode(8205), old, Seal.digester) == frame) }
    }
    let folded = Box.pack(Self.visits, Zstd.squeezer, dictionaries: [1], Seal.digester)
    #expect(throws: WireFault(.unknownDictionary)) {
      try Box.open(folded, office: OfficeCode(9471), old, Seal.digester)
    }
  }

  static var visits: Frame {
    var builder = FrameBuilder(.up)
    for entry in office.entries.prefix(120) { _ = builder.add(Entry(entry.event), link: entry.link) }
    return builder.close()!
  }

  @Test func `100,000 mutated frames are read or refused, and never bring the reader down`() throws {
    var dice = Dice(seed: 43)
    var sound: [[UInt8]] = [Box.pack(Self.visits, .none, dictionaries: [], Seal.digester)]
    for _ in 0..<40 { sound.append(Box.pack(Self.strange(&dice), .none, dictionaries: [], Seal.digester)) }
    var read = 0
    for round in 0..<100_000 {
      let bytes = round % 50 == 0 ? dice.bytes(dice.roll(0...60)) : dice.mutated(dice.pick(Array(sound[1...])))
      do {
        let frame = try Box.open(bytes, office: OfficeCode(8205), .none, Seal.digester)
        read += 1
        let again = Box.pack(frame, .none, dictionaries: [], Seal.digester)
        #expect(
          (try? Box.open(again, office: OfficeCode(8205), .none, Seal.digester)) == frame, "round \(round): \(bytes)")
      } catch {
        // A fault is as good an answer as a frame.
      }
    }
    #expect(read > 1_000)
    for _ in 0..<200 { _ = try? Box.open(dice.mutated(sound[0]), office: OfficeCode(9471), .none, Seal.digester) }
  }

  @Test func `mutated squeezed frames neither crash nor unfold beyond their bound`() {
    var dice = Dice(seed: 44)
    let sound = Box.pack(Self.visits, Zstd.squeezer, dictionaries: [1], Seal.digester)
    for _ in 0..<3_000 {
      let bytes = dice.mutated(sound)
      _ = try? Box.open(bytes, office: OfficeCode(9471), Zstd.squeezer, Seal.digester)
    }
    // A length that lies: announced is more than there is, less, or more than anybody may ask for.
    for length: UInt64 in [1, 1 << 20, 1 << 40] {
      var writer = BinaryWriter()
      writer.byte(1)
      writer.unsigned(0)
      writer.unsigned(length)
      writer.raw(Array(sound.suffix(300)))
      #expect(throws: WireFault.self) {
        try Box.open(writer.bytes, office: OfficeCode(9471), Zstd.squeezer, Seal.digester)
      }
    }
  }

  @Test func `an event withheld keeps its link, and an erased one too`() throws {
    let entry = Entry(Self.office.entries[20].event)
    let before = Digest.zero
    #expect(
      entry.withheld(Seal.digester).link(after: before, Seal.digester) == entry.link(after: before, Seal.digester))
    #expect(entry.withheld(Seal.digester).event == nil)
  }
}
