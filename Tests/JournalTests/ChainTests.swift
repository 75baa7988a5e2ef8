import Domain
import Journal
import Seal
import TestSupport
import Testing

@Suite struct `The chain of a node` {
  typealias Entry = (event: Event, link: Digest)

  /// Some visits and guests as a pen writes them.
  private func journal(_ seed: Int, count: Int = 24) throws -> [Entry] {
    var pen = Pen(
      office: OfficeCode(8205), node: 1, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
    var dice = Dice(seed: seed)
    var entries: [Entry] = []
    for _ in 0..<count {
      let kind = dice.pick(FactKind.allCases)
      let subject = entries.isEmpty || dice.flip() ? pen.next : dice.pick(entries).event.subject
      let last = entries.last { $0.event.subject == subject }.map { [$0.event.id] } ?? []
      let draft = Draft.of(
        subject, dice.pick(SubjectKind.allCases.map { $0 }), try Fact.random(kind, seed + entries.count))
      entries += pen.write(
        [draft], actor: .visitor, now: Moment(milliseconds: Int64(dice.roll(0...1_000_000))), heads: { _, _ in last },
        salt: { dice.next() })
    }
    return entries
  }

  private func faults(_ entries: [Entry]) -> [ChainCheck.Fault] {
    var check = ChainCheck(Seal.digester)
    return entries.compactMap { check.take($0.event, storedLink: $0.link) }
  }

  @Test func `what a pen writes is sound, whatever the clock shows`() throws {
    for seed in 0..<20 {
      let entries = try journal(seed)
      #expect(faults(entries).isEmpty, "seed \(seed)")
      #expect(entries.map(\.event.id.sequence) == Array(1...24))
      #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.event.at < $1.event.at }, "seed \(seed)")
    }
  }

  @Test func `a pen goes on where the last one stopped`() throws {
    let entries = try journal(1)
    var check = ChainCheck(
      after: entries[9].event.id.sequence, time: entries[9].event.at, link: entries[9].link, Seal.digester)
    #expect(entries[10...].allSatisfy { check.take($0.event, storedLink: $0.link) == nil })
    var first = Pen(
      office: OfficeCode(8205), node: 1, lastSequence: 24, lastTime: entries[23].event.at, lastLink: entries[23].link,
      digester: Seal.digester)
    let draft = Draft.of(first.next, .visit, .visitMissed(VisitMissed()))
    let more = first.write([draft, draft], actor: .node, now: .blank, heads: { _, _ in [] }, salt: { 0 })
    #expect(faults(entries + more).isEmpty)
    #expect(more[0].event.after.isEmpty)
    #expect(more[1].event.after == [more[0].event.id])
  }

  @Test func `two copies of one disk write different events in the same second, each started with a chance of its own`()
  {
    func first(_ counter: UInt16) -> Entry {
      var pen = Pen(
        office: OfficeCode(8205), node: 1, lastSequence: 7, lastTime: HybridTime(bits: 9 << 16), lastLink: .zero,
        digester: Seal.digester)
      pen.begin(at: counter)
      let draft = Draft.of(pen.next, .visit, .visitOpened(VisitOpened()))
      let entries = pen.write(
        [draft, draft], actor: .visitor, now: Moment(milliseconds: 60_000), heads: { _, _ in [] }, salt: { 0 })
      #expect(entries[0].event.at < entries[1].event.at)
      #expect(entries[1].event.at.bits - entries[0].event.at.bits == 1, "the chance is spent once")
      #expect(entries[0].event.at.moment == Moment(milliseconds: 60_000))
      return entries[0]
    }
    #expect(first(11).link == first(11).link)
    #expect(first(11).link != first(12).link)
    let (last, now) = (HybridTime(bits: 9 << 16), Moment(milliseconds: 60_000))
    #expect(last.next(now, from: 11) != last.next(now, from: 12))
    #expect(last.next(now, from: 0) == last.next(now))
  }

  @Test func `a personal fact names the erasures that are held, so no copy doubts what it was written after`() throws {
    let (visit, last, erasure) = (
      EventID(node: 2, sequence: 3), EventID(node: 2, sequence: 9), EventID(node: 1, sequence: 4)
    )
    var pen = Pen(
      office: OfficeCode(8205), node: 1, lastSequence: 7, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
    let drafts = try [FactKind.noteTaken, .noteTaken, .visitFinished].map { kind in
      Draft.of(visit, .visit, try Fact.random(kind, 1))
    }
    let written = pen.write(
      drafts, actor: .visitor, now: Moment(milliseconds: 60_000), heads: { _, _ in [last] },
      erasures: { _ in [erasure] },
      salt: { 5 }
    ).map(\.event)
    #expect(written[0].after == [last, erasure])
    #expect(written[1].after == [written[0].id, erasure], "also where what it follows has seen it")
    #expect(written[2].after == [written[1].id], "nothing of it is ever erased")
    // Without what is between them it is clear what was written after the erasure.
    var erased = written[0]
    (erased.id, erased.after, erased.kind) = (erasure, [], FactKind.wordsErased.rawValue)
    erased.body = .kept(Event.encode(.wordsErased(WordsErased()), salt: 0))
    #expect(History.erased([erased, written[1]]).isEmpty)
    var next = written[0]
    next.after = [erasure]
    #expect(History.isLinear([erased, next, written[1]]))
    #expect(!History.isLinear([next, written[1]]), "what it names is not there")
  }

  @Test func `a lost event is a gap`() throws {
    for lost in 0..<23 {
      var entries = try journal(2)
      entries.remove(at: lost)
      #expect(faults(entries).first == .gap(expected: UInt64(lost + 1), found: UInt64(lost + 2)), "lost \(lost)")
      #expect(faults(entries).count == 1)
    }
  }

  @Test func `a repeated event is found`() throws {
    var entries = try journal(3)
    entries.insert(entries[5], at: 6)
    #expect(faults(entries) == [.gap(expected: 7, found: 6)])
  }

  @Test func `swapped events are found`() throws {
    var entries = try journal(4)
    entries.swapAt(7, 8)
    #expect(faults(entries).first == .gap(expected: 8, found: 9))
    // Also when their sequences are put in order again.
    (entries[7].event.id, entries[8].event.id) = (entries[8].event.id, entries[7].event.id)
    #expect(faults(entries).first == .brokenLink(entries[7].event.id))
  }

  @Test func `any rewritten part of a header breaks the link`() throws {
    let rewrites: [(inout Event) -> Void] = [
      { $0.at.bits += 1 }, { $0.office = OfficeCode(8206) }, { $0.subject.sequence += 1 }, { $0.id.node = 2 },
      { $0.sort = $0.sort == .visit ? .guest : .visit }, { $0.after.append(EventID(node: 9, sequence: 9)) },
      { $0.actor = .centre }, { $0.kind &+= 1 },
    ]
    for (number, rewrite) in rewrites.enumerated() {
      for at in [0, 11, 23] {
        var entries = try journal(5)
        rewrite(&entries[at].event)
        #expect(faults(entries).contains(.brokenLink(entries[at].event.id)), "rewrite \(number) at \(at)")
      }
    }
  }

  @Test func `any rewritten byte of a body breaks the link`() throws {
    let entries = try journal(6)
    for at in entries.indices {
      guard case .kept(let bytes) = entries[at].event.body else { continue }
      for index in bytes.indices.prefix(40) {
        var changed = entries
        var other = bytes
        other[index] ^= 1
        changed[at].event.body = .kept(other)
        #expect(faults(changed) == [.brokenLink(entries[at].event.id)])
      }
      var longer = entries
      longer[at].event.body = .kept(bytes + [0])
      #expect(faults(longer) == [.brokenLink(entries[at].event.id)])
      var emptied = entries
      emptied[at].event.body = .erased(.zero)
      #expect(faults(emptied) == [.brokenLink(entries[at].event.id)])
    }
  }

  @Test func `a rewritten link is one fault here and one at the next event`() throws {
    var entries = try journal(7)
    entries[4].link.words.x ^= 1
    #expect(faults(entries) == [.brokenLink(entries[4].event.id), .brokenLink(entries[5].event.id)])
  }

  @Test func `time that ran back is found even when the chain was written anew`() throws {
    var entries = try journal(8)
    entries[9].event.at = entries[8].event.at
    var link = entries[8].link
    for index in 9..<entries.count {
      link = entries[index].event.link(after: link, Seal.digester)
      entries[index].link = link
    }
    #expect(faults(entries) == [.timeRanBack(entries[9].event.id)])
  }

  @Test func `the chain verifies after any personal bodies were erased`() throws {
    for seed in 0..<60 {
      var dice = Dice(seed: seed)
      var entries = try journal(100 + seed)
      for index in entries.indices {
        guard let kind = FactKind(rawValue: entries[index].event.kind), kind.isPersonal, dice.flip() else { continue }
        entries[index].event = entries[index].event.erased
        #expect(entries[index].event.happening == .erased(kind))
      }
      #expect(faults(entries).isEmpty, "seed \(seed)")
    }
  }

  @Test func `what is left of an erased body says nothing about it`() throws {
    let fact = Fact.commentLeft(CommentLeft { $0.comment = "08123456789" })
    let (one, other) = (Event.encode(fact, salt: 1), Event.encode(fact, salt: 2))
    #expect(one != other)
    #expect(Seal.digester.digest(one) != Seal.digester.digest(other))
    let event = Event.sample(kind: fact.kind.rawValue, body: .kept(one)).erased
    #expect(event.body == .erased(Seal.digester.digest(one)))
    // Only the hash is left, not the salt and not the words.
    #expect(Event.encode(fact, salt: UInt64.max).starts(with: Array(repeating: 0xFF, count: 8)))
    let counted = Fact.visitMissed(VisitMissed())
    #expect(Event.encode(counted, salt: 1) == Event.encode(counted, salt: 2))
  }

  @Test func `a pen asks for a salt for personal bodies only, one for each that is erased by itself`() throws {
    for kind in FactKind.allCases {
      var pen = Pen(
        office: OfficeCode(1), node: 1, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
        digester: Seal.digester)
      var salts = 0
      let draft = Draft.of(pen.next, .visit, try Fact.random(kind, 1))
      _ = pen.write([draft, draft], actor: .node, now: .blank, heads: { _, _ in [] }) {
        salts += 1
        return UInt64(salts)
      }
      #expect(salts == (kind.isPersonal ? 1 : 0), "\(kind)")
    }
  }

  @Test func `a pen never names more than can be read back`() throws {
    var pen = Pen(
      office: OfficeCode(1), node: 1, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
    let heads = (1...200).map { EventID(node: 2, sequence: UInt64($0)) }
    let draft = Draft.of(EventID(node: 2, sequence: 900), .visit, .visitMissed(VisitMissed()))
    let event = pen.write([draft], actor: .node, now: .blank, heads: { _, _ in heads }, salt: { 0 })[0].event
    #expect(try Event.unpackAfter(event.packedAfter) == Array(heads.prefix(64)))
  }
}

extension Event {
  /// The event as a copy keeps it when its words are gone.
  var erased: Event {
    guard case .kept(let bytes) = body else { return self }
    var event = self
    event.body = .erased(Seal.digester.digest(bytes))
    return event
  }
}
