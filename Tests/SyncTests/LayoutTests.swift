import Domain
import GeneratedVisits
import Journal
import Seal
import TestSupport
import Testing

@testable import Wire

@Suite struct `What a frame leaves out` {
  private static let place = Layout.Place(
    own: EventID(node: 3, sequence: 500), actor: 4 + EventID(node: 3, sequence: 2).number)

  /// The layout of a kind as its record says it.
  private struct Sketch: FieldVisitor {
    var text = ""
    var isInside = false

    mutating func key(_ name: StaticString) {}
    mutating func integer(_ value: inout Int64) { text += "i" }
    mutating func truth(_ value: inout Bool) { text += "i" }
    mutating func text(_ value: inout String) { text += "t" }
    mutating func bytes(_ value: inout [UInt8]) { text += "t" }
    mutating func scalar<S: Scalar>(_ value: inout S) { text += value is EventID ? "e" : "i" }
    mutating func optional<T: FieldValue>(_ value: inout T?) throws { try inner("?", T.self) }
    mutating func list<T: FieldValue>(_ value: inout [T]) throws { try inner("*", T.self) }
    private mutating func inner<T: FieldValue>(_ mark: String, _: T.Type) throws {
      text += mark
      var blank = T.blank
      try blank.visit(&self)
    }
    mutating func record<R: Record>(_ value: inout R) throws {
      guard isInside else {
        isInside = true
        return try value.fields(&self)
      }
      text += "("
      try value.fields(&self)
      text += ")"
    }
  }

  @Test func `the table says what the records say, but for kinds that were never in it`() throws {
    for kind in FactKind.allCases {
      var sketch = Sketch()
      _ = try Fact(kind, from: &sketch)
      guard let text = Layout.table[kind.rawValue] else {
        #expect([.officeOpened, .officeChanged, .nodeRestored, .clockCompared].contains(kind), "\(kind)")
        continue
      }
      #expect(text == sketch.text, "\(kind)")
    }
  }

  @Test func `every body of a visit is as laid out and comes back byte for byte, shorter`() throws {
    let office = GeneratedOffice(visits: 40, seed: 6, digester: Seal.digester)
    var (whole, left) = (0, 0)
    for (event, _) in office.entries {
      guard let layout = Layout.of(event.kind), case .kept(let body) = event.body else { continue }
      let place = Layout.Place(own: event.id, actor: event.actor.number)
      let bytes = Array(body.dropFirst(FactKind(rawValue: event.kind)?.isPersonal == true ? 8 : 0))
      let short = try #require(layout.short(bytes, at: place), "\(event.kind)")
      var reader = BinaryReader(short)
      #expect(try layout.full(&reader, at: place) == bytes)
      #expect(reader.isAtEnd)
      whole += bytes.count
      left += short.count
    }
    #expect(left < whole)
  }

  @Test func `a body that is not exactly as laid out goes as it is`() throws {
    let layout = try #require(Layout.of(FactKind.visitCalled.rawValue))
    let right: [UInt8] = [2, 0, 0]
    #expect(layout.short(right, at: Self.place) != nil)
    // Shorter as of an older version, longer as of a newer one, a number written with more bytes than it needs.
    for body in [[2, 0], [2, 0, 0, 1], [0x82, 0x00, 0, 0], []] as [[UInt8]] {
      #expect(layout.short(body, at: Self.place) == nil, "\(body)")
    }
  }

  @Test func `a list that lies about its length ends with the text`() throws {
    let layout = Layout("*i")
    var reader = BinaryReader([0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 2])
    #expect(throws: (any Error).self) { try layout.full(&reader, at: Self.place) }
  }

  @Test func `ids are said by where they stand: the officer who acts, near, or as they are`() throws {
    let layout = Layout("e")
    let ids: [(EventID, Int)] = [
      (EventID(node: 3, sequence: 2), 1), (EventID(node: 3, sequence: 498), 1), (EventID(node: 3, sequence: 501), 1),
      (EventID(node: 3, sequence: 500), 3), (EventID(node: 9, sequence: 498), 3), (.none, 1),
      (EventID(node: 1_023, sequence: 1 << 40), 9),
    ]
    for (id, most) in ids {
      var writer = BinaryWriter()
      var id = id
      writer.scalar(&id)
      let short = try #require(layout.short(writer.bytes, at: Self.place), "\(id)")
      #expect(short.count <= most, "\(id): \(short)")
      var reader = BinaryReader(short)
      #expect(try layout.full(&reader, at: Self.place) == writer.bytes, "\(id)")
    }
  }

  @Test func `times to the second take a byte, and any other time can still be written`() throws {
    var dice = Dice(seed: 71)
    for round in 0..<200 {
      let step: Int64 = [1_000, 1_000, 1, 250][round % 4]
      var time = HybridTime(Moment(milliseconds: 1_795_132_800_000))
      let times = (0..<dice.roll(1...40)).map { _ in
        time =
          dice.roll(0...20) == 0
          ? HybridTime(bits: dice.next())
          : HybridTime(time.moment.advanced(by: Span(milliseconds: step * Int64(dice.roll(1...200)))))
        return time
      }
      let scale = Gap.scale(for: times)
      var noise = BitWriter()
      var before = HybridTime(bits: 0)
      for at in times {
        Gap(from: before, to: at, unit: scale.unit).write(to: &noise, scale.bits, at: at)
        before = at
      }
      var reader = BitReader(noise.bytes)
      var read = HybridTime(bits: 0)
      for at in times {
        read = try Gap(from: &reader, scale.bits).after(read, unit: scale.unit)
        #expect(read == at, "round \(round)")
      }
      #expect(reader.isSpent)
    }
    let presses = (1...100).map { HybridTime(Moment(milliseconds: Int64($0) * 90_000)) }
    #expect(Gap.scale(for: presses).unit == 1_000)
  }
}
