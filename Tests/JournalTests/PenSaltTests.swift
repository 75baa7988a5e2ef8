import Domain
import Journal
import Seal
import TestSupport
import Testing

/// Which personal bodies share the random bytes that keep them from being guessed once they are erased.
@Suite struct `Salts of a pen` {
  private struct Desk {
    var pen = Pen(
      office: OfficeCode(8205), node: 1, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
    var heads: [EventID: [EventID]] = [:]
    var events: [Event] = []
    var random: UInt64 = 0x1111_0000

    /// Writes one fact and returns its salt, and whether that was drawn at random.
    mutating func write(_ fact: Fact, on subject: EventID? = nil) -> (id: EventID, salt: [UInt8], isRandom: Bool) {
      let subject = subject ?? pen.next
      let before = random
      let event = pen.write(
        [Draft(fact, about: subject, .visit)], actor: .node, now: .blank, heads: { [heads] id, _ in heads[id] ?? [] },
        salt: {
          random += 1
          return random
        })[0].event
      heads[subject] = [event.id]
      events.append(event)
      guard case .kept(let body) = event.body else { return (event.id, [], false) }
      return (event.id, Array(body.prefix(8)), random != before)
    }
  }

  private let comment = Fact.commentLeft(CommentLeft { $0.comment = "ramah" })
  private let called = Fact.visitCalled(VisitCalled { $0.desk = 1 })
  private let opened = Fact.visitOpened(VisitOpened { $0.service = "konsultasi" })
  private let erased = Fact.wordsErased(WordsErased { $0.classes = [.words] })

  @Test func `the first personal fact of a subject has a random one, those after it one made from the one before`() {
    var desk = Desk()
    let visit = desk.write(opened).id
    let first = desk.write(comment, on: visit)
    _ = desk.write(called, on: visit)
    let second = desk.write(comment, on: visit)
    let third = desk.write(comment, on: visit)
    #expect(first.isRandom && !second.isRandom && !third.isRandom)
    #expect(second.salt == Event.saltBytes(after: first.salt, for: second.id))
    #expect(third.salt == Event.saltBytes(after: second.salt, for: third.id))
    #expect(Set([first.salt, second.salt, third.salt]).count == 3)
  }

  @Test func `another subject is erased by itself and has its own`() {
    var desk = Desk()
    let (one, other) = (desk.write(opened).id, desk.write(opened).id)
    #expect(desk.write(comment, on: one).isRandom)
    #expect(desk.write(comment, on: other).isRandom)
    #expect(!desk.write(comment, on: one).isRandom)
  }

  @Test func `what is written after an erasure stays when the rest goes, and has its own`() {
    var desk = Desk()
    let visit = desk.write(opened).id
    #expect(desk.write(comment, on: visit).isRandom)
    _ = desk.write(erased, on: visit)
    #expect(desk.write(comment, on: visit).isRandom)
    #expect(!desk.write(comment, on: visit).isRandom)
  }

  @Test func `after another author's fact, which may be an erasure not known here, it has its own`() {
    for heads in [[EventID(node: 2, sequence: 9)], [EventID(node: 1, sequence: 2), EventID(node: 2, sequence: 9)]] {
      var desk = Desk()
      let visit = desk.write(opened).id
      #expect(desk.write(comment, on: visit).isRandom)
      desk.heads[visit] = heads
      #expect(desk.write(comment, on: visit).isRandom)
    }
    // Also where what came in between was nobody's own.
    var desk = Desk()
    let visit = desk.write(opened).id
    _ = desk.write(comment, on: visit)
    desk.heads[visit] = [EventID(node: 2, sequence: 9)]
    _ = desk.write(called, on: visit)
    #expect(desk.write(comment, on: visit).isRandom)
  }

  @Test func `a pen taken up again remembers none, and one with many subjects forgets the oldest`() {
    var desk = Desk()
    let visits = (0..<200).map { _ in desk.write(opened).id }
    for visit in visits { #expect(desk.write(comment, on: visit).isRandom) }
    #expect(desk.write(comment, on: visits[0]).isRandom)
    #expect(!desk.write(comment, on: visits[199]).isRandom)
    let pen = desk.pen
    desk.pen = Pen(
      office: pen.office, node: pen.node, lastSequence: pen.lastSequence, lastTime: pen.lastTime,
      lastLink: pen.lastLink, digester: Seal.digester)
    #expect(desk.write(comment, on: visits[199]).isRandom)
  }

  @Test func `whatever two authors write and erase, a salt never outlives the one it makes`() throws {
    for seed in 0..<300 {
      var dice = Dice(seed: seed)
      let events = try story(&dice)
      let erased = Set(
        History.settled(events).compactMap { fact -> EventID? in
          if case .erased = fact.happening { fact.occurrence.id } else { nil }
        })
      var makers: [[UInt8]: EventID] = [:]
      for event in events where FactKind(rawValue: event.kind)?.isPersonal == true {
        guard case .kept(let body) = event.body else { continue }
        let salt = Array(body.prefix(8))
        if let maker = makers.first(where: { Event.saltBytes(after: $0.key, for: event.id) == salt })?.value {
          #expect(!erased.contains(event.id) || erased.contains(maker), "seed \(seed): \(event.id) from \(maker)")
          #expect(erased.contains(event.id) == erased.contains(maker), "seed \(seed): \(event.id) from \(maker)")
        }
        makers[salt] = event.id
      }
    }
  }

  /// One visit, two pens that now and then see what the other wrote.
  private func story(_ dice: inout Dice) throws -> [Event] {
    var pens = (1...2).map { node in
      Pen(
        office: OfficeCode(8205), node: UInt32(node), lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
        digester: Seal.digester)
    }
    var known: [[Event]] = [[], []]
    let visit = pens[0].next
    for step in 0..<dice.roll(4...24) {
      let place = step == 0 ? 0 : dice.roll(0...1)
      if dice.roll(0...3) == 0 {
        known[place] += known[1 - place].filter { !known[place].map(\.id).contains($0.id) }
      }
      let fact = step == 0 ? opened : dice.pick([comment, comment, comment, called, erased])
      let seen = History.heads(known[place])
      let salt = dice.next()
      known[place] += pens[place].write(
        [Draft(fact, about: visit, .visit)], actor: .node, now: .blank,
        heads: { _, _ in seen }, salt: { salt }
      ).map(\.event)
    }
    return Array(Dictionary((known[0] + known[1]).map { ($0.id, $0) }) { one, _ in one }.values).sorted {
      $0.id < $1.id
    }
  }
}

extension Event {
  fileprivate static func saltBytes(after earlier: [UInt8], for id: EventID) -> [UInt8] {
    var writer = BinaryWriter()
    writer.fixed(salt(after: earlier, for: id, Seal.digester))
    return writer.bytes
  }
}
