import Domain
import Journal
import TestSupport
import Testing

/// Bodies come from other versions, other nodes and damaged disks.
@Suite struct `Bodies that are not what they should be` {
  /// Reads the bytes as the fact; a fault is as good an answer as a value, a crash is none.
  private func survives(_ kind: FactKind, _ bytes: [UInt8]) -> Fact? {
    var reader = BinaryReader(bytes)
    do { return try Fact(kind, from: &reader) } catch {
      #expect(error is CodecFault)
      if let fault = error as? CodecFault { #expect((0...bytes.count).contains(fault.position)) }
      return nil
    }
  }

  @Test(arguments: FactKind.allCases)
  func `cut at any byte a fact is a fault or an older author's`(_ kind: FactKind) throws {
    for seed in 0..<6 {
      var filler = RandomFiller(seed: seed)
      let fact = try Fact(kind, from: &filler)
      let bytes = Array(fact.bare.prefix(2_000))
      for count in bytes.indices {
        guard let read = survives(kind, Array(bytes[..<count])) else { continue }
        // Whole fields were there, all others are blank: written again, the cut bytes come first.
        #expect(read.bare.starts(with: bytes[..<count]), "\(kind) seed \(seed) cut at \(count)")
      }
    }
  }

  @Test(arguments: FactKind.allCases)
  func `random and mutated bytes never bring the reader down`(_ kind: FactKind) throws {
    var filler = RandomFiller(seed: Int(kind.rawValue))
    var sound: [[UInt8]] = []
    for _ in 0..<8 { sound.append(try Fact(kind, from: &filler).bare) }
    var dice = Dice(seed: 7_000 + Int(kind.rawValue))
    for round in 0..<2_200 {
      let bytes = round % 3 == 0 ? dice.bytes(dice.roll(0...48)) : dice.mutated(Array(dice.pick(sound).prefix(200)))
      if let read = survives(kind, bytes) {
        #expect(survives(kind, read.bare) == read, "\(kind) round \(round): \(bytes)")
      }
      _ = Event.sample(kind: kind.rawValue, body: .kept(bytes)).happening
    }
  }

  @Test func `what a newer author appended is passed over`() throws {
    for kind in FactKind.allCases {
      for seed in 0..<5 {
        let fact = try Fact.random(kind, seed)
        var reader = BinaryReader(fact.bare + [1, 0x80, 0xFF, 0x00])
        #expect(try Fact(kind, from: &reader) == fact, "\(kind) seed \(seed)")
      }
    }
  }

  /// Two editions of a record inside a record.
  struct Older: Record {
    var inner = Inner()
    var last = 0
    struct Inner: Record {
      var name = ""
      init() {}
      mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws { try visitor.field("name", &name) }
    }
    init() {}
    mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
      try visitor.field("inner", &inner)
      try visitor.field("last", &last)
    }
  }

  struct Newer: Record {
    var inner = Inner()
    var last = 0
    var list: [Inner] = []
    struct Inner: Record {
      var name = ""
      var size = 7
      var tags: [String] = ["usual"]
      init() {}
      mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
        try visitor.field("name", &name)
        try visitor.field("size", &size)
        try visitor.field("tags", &tags)
      }
    }
    init() {}
    mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
      try visitor.field("inner", &inner)
      try visitor.field("last", &last)
      try visitor.field("list", &list)
    }
  }

  private func carry<A: Record, B: Record>(_ value: A, into _: B.Type) throws -> B {
    var (writer, value, other) = (BinaryWriter(), value, B())
    try writer.record(&value)
    var reader = BinaryReader(writer.bytes)
    try reader.record(&other)
    return other
  }

  @Test func `an older reader skips what a newer author appended inside`() throws {
    let newer = Newer {
      $0.inner.name = "Siti"
      $0.inner.size = 300
      $0.inner.tags = ["a", "b"]
      $0.last = -5
      $0.list = [$0.inner]
    }
    let older = try carry(newer, into: Older.self)
    #expect(older.inner.name == "Siti")
    #expect(older.last == -5)
  }

  @Test func `a newer reader keeps its usual values for what an older author left out`() throws {
    let older = Older {
      $0.inner.name = "Siti"
      $0.last = 9
    }
    let newer = try carry(older, into: Newer.self)
    #expect(
      newer
        == Newer {
          $0.inner.name = "Siti"
          $0.last = 9
        })
  }

  @Test func `an announced element must be there, only whole fields may be missing`() throws {
    // No login, name or roles, then two specialisations announced and one written.
    var officer = BinaryReader([7, 0, 0, 0, 2, 2, 0x61, 0x62])
    let inside = #expect(throws: CodecFault.self) { try Fact(.officerAdded, from: &officer) }
    #expect(inside?.reason == .truncated)
    // The slot, then a guest who is announced and not there.
    var booked = BinaryReader([2, 0, 0, 1])
    let absent = #expect(throws: CodecFault.self) { try Fact(.reservationBooked, from: &booked) }
    #expect(absent?.reason == .truncated)
  }

  @Test func `a count, a length or a number beyond the bytes is refused before memory is asked for`() {
    let huge: [UInt8] = Array(repeating: 0xFF, count: 9) + [0x01]
    var list = BinaryReader(huge + [0])
    let count = #expect(throws: CodecFault.self) {
      var values: [Int] = []
      try list.list(&values)
    }
    #expect(count?.reason == .listTooLong)
    var text = BinaryReader(huge + [0])
    let length = #expect(throws: CodecFault.self) {
      var value = ""
      try text.text(&value)
    }
    #expect(length?.reason == .truncated)
    for long: [UInt8] in [Array(repeating: 0xFF, count: 11), Array(repeating: 0x80, count: 9) + [0x02]] {
      var number = BinaryReader(long)
      let fault = #expect(throws: CodecFault.self) { _ = try number.unsigned() }
      #expect(fault?.reason == .numberTooLong)
    }
  }

  @Test func `unknown kinds are kept byte for byte and read as unknown`() throws {
    let known = Set(FactKind.allCases.map(\.rawValue))
    var dice = Dice(seed: 11)
    for kind in UInt8.min...UInt8.max where !known.contains(kind) {
      let bytes = dice.bytes(dice.roll(0...60))
      let event = Event.sample(kind: kind, body: .kept(bytes))
      #expect(event.happening == .unknown)
      #expect(event.body == .kept(bytes))
      #expect(Event.sample(kind: kind, body: .erased(.zero)).happening == .unknown)
    }
  }

  @Test func `an unknown value in a known kind makes the fact unknown, not wrong`() {
    #expect(Event.sample(kind: FactKind.visitFinished.rawValue, body: .kept([200, 1])).happening == .unknown)
    #expect(Event.sample(kind: FactKind.visitFinished.rawValue, body: .kept([8])).happening != .unknown)
  }

  @Test func `a personal body shorter than its salt says nothing`() {
    for count in 0..<Event.saltLength {
      let event = Event.sample(kind: FactKind.guestAmended.rawValue, body: .kept(Array(repeating: 1, count: count)))
      #expect(event.happening == .unknown, "\(count) bytes")
    }
  }

  @Test func `what was seen is read back, and a flood of it refused`() throws {
    var event = Event.sample(kind: 20, body: .kept([]))
    event.after = (1...64).map { EventID(node: UInt32($0), sequence: UInt64($0) << 40) }
    #expect(try Event.unpackAfter(event.packedAfter) == event.after)
    event.after.append(EventID(node: 1, sequence: 1))
    #expect(throws: CodecFault.self) { try Event.unpackAfter(event.packedAfter) }
    var dice = Dice(seed: 12)
    for _ in 0..<2_000 { _ = try? Event.unpackAfter(dice.bytes(dice.roll(0...80))) }
  }
}

extension Fact {
  /// The body without a salt.
  var bare: [UInt8] {
    var writer = BinaryWriter()
    do { try write(to: &writer) } catch { preconditionFailure("writing to memory does not fail") }
    return writer.bytes
  }
}
