import Domain
import Journal
import TestSupport
import Testing

@Suite struct `Facts in their binary form` {
  static let seeds = 0..<60

  @Test(arguments: FactKind.allCases)
  func `every kind of fact is read back as it was written`(_ kind: FactKind) throws {
    for seed in Self.seeds {
      let fact = try Fact.random(kind, seed)
      #expect(fact.kind == kind)
      let bytes = Event.encode(fact, salt: UInt64(seed))
      var reader = BinaryReader(bytes, from: kind.isPersonal ? Event.saltLength : 0)
      let read = try Fact(kind, from: &reader)
      #expect(read == fact, "\(kind) seed \(seed)")
      #expect(reader.isAtEnd, "\(kind) seed \(seed)")
      // Canonically equal texts may differ in their bytes: these must not.
      #expect(Event.encode(read, salt: UInt64(seed)) == bytes, "\(kind) seed \(seed)")
      #expect(Event.sample(kind: kind.rawValue, body: .kept(bytes)).happening == .fact(fact), "\(kind) seed \(seed)")
    }
  }

  @Test(arguments: FactKind.allCases)
  func `a blank fact is read back as it was written`(_ kind: FactKind) throws {
    var none = BinaryReader([])
    let blank = try Fact(kind, from: &none)
    var reader = BinaryReader(Event.encode(blank, salt: 0), from: kind.isPersonal ? Event.saltLength : 0)
    #expect(try Fact(kind, from: &reader) == blank)
  }

  @Test func `numbers of every length are read back`() throws {
    for shift in 0..<64 {
      for number in [UInt64(1) << UInt64(shift), UInt64.max >> UInt64(shift), (UInt64(1) << UInt64(shift)) - 1] {
        var writer = BinaryWriter()
        writer.unsigned(number)
        writer.fixed(number)
        var signed = Int64(bitPattern: number)
        writer.integer(&signed)
        var reader = BinaryReader(writer.bytes)
        #expect(try reader.unsigned() == number)
        #expect(try reader.fixed() == number)
        var read: Int64 = 0
        try reader.integer(&read)
        #expect(read == signed)
        #expect(reader.isAtEnd)
      }
    }
  }

  @Test func `ids at both ends of their range survive every form`() throws {
    let ends = [
      EventID.none, EventID(node: 1, sequence: 1), EventID(node: EventID.nodeMax, sequence: 1 << 52 - 1),
    ]
    for id in ends {
      #expect(EventID(number: id.number) == id)
      #expect(EventID(word: id.word) == id)
      let actor = Actor.officer(OfficerID(id))
      #expect(Actor(number: actor.number) == actor)
    }
    for nonsense in [Int64(1), 1023, 1024, -1, Int64.max] { #expect(EventID(number: nonsense) == nil, "\(nonsense)") }
  }
}

extension Fact {
  static func random(_ kind: FactKind, _ seed: Int) throws -> Fact {
    var filler = RandomFiller(seed: seed &* 1000 &+ Int(kind.rawValue))
    return try Fact(kind, from: &filler)
  }
}

extension Event {
  /// An event of which only the body matters.
  static func sample(kind: UInt8, body: Body) -> Event {
    Event(
      id: EventID(node: 1, sequence: 2), at: HybridTime(bits: 1), office: OfficeCode(8205),
      subject: EventID(node: 1, sequence: 1), sort: .visit, after: [EventID(node: 1, sequence: 1)], actor: .node,
      kind: kind, body: body)
  }
}
