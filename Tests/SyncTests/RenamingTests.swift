import Domain
import Engine
import Journal
import Seal
import TestSupport
import Testing

@Suite struct `Another name for a node's own events` {
  private let renaming = Renaming(Succession(author: 2, after: 100, become: 7, through: 140))

  private func event(_ fact: Fact, _ sequence: UInt64, actor: Actor = .visitor, after: [EventID] = []) -> Event {
    Event(
      id: EventID(node: 2, sequence: sequence), at: HybridTime(bits: 1 << 30), office: OfficeCode(8205),
      subject: EventID(node: 2, sequence: 102), sort: .visit, after: after, actor: actor, kind: fact.kind.rawValue,
      body: .kept(Event.encode(fact, salt: 0x0102_0304_0506_0708)))
  }

  @Test func `only what was written after the fork is renamed, from the second sequence on`() {
    #expect(renaming.id(EventID(node: 2, sequence: 100)) == EventID(node: 2, sequence: 100))
    #expect(renaming.id(EventID(node: 2, sequence: 101)) == EventID(node: 7, sequence: 2))
    #expect(renaming.id(EventID(node: 3, sequence: 101)) == EventID(node: 3, sequence: 101))
  }

  @Test func `ids inside bodies, in lists, optionals and nested records, are renamed too`() {
    let guest = GuestID(EventID(node: 2, sequence: 105))
    let linked = renaming.event(event(.guestLinked(GuestLinked { $0.guest = guest }), 106))
    #expect(linked.happening == .fact(.guestLinked(GuestLinked { $0.guest = GuestID(EventID(node: 7, sequence: 6)) })))
    let officer = OfficerID(EventID(node: 2, sequence: 101))
    let called = renaming.event(
      event(
        .visitCalled(VisitCalled { ($0.desk, $0.officer) = (3, officer) }), 107, actor: .officer(officer),
        after: [EventID(node: 2, sequence: 99), EventID(node: 2, sequence: 102)]))
    let renamed = OfficerID(EventID(node: 7, sequence: 2))
    #expect(called.happening == .fact(.visitCalled(VisitCalled { ($0.desk, $0.officer) = (3, renamed) })))
    #expect(called.actor == .officer(renamed))
    #expect(called.after == [EventID(node: 2, sequence: 99), EventID(node: 7, sequence: 3)])
    #expect(called.subject == EventID(node: 7, sequence: 3))
  }

  @Test func `bodies that name nobody stay byte for byte, and so do unknown kinds`() throws {
    var dice = Dice(seed: 9)
    for kind in FactKind.allCases {
      for _ in 0..<20 {
        var filler = RandomFiller(seed: dice.roll(0...1 << 30))
        let fact = try Fact(kind, from: &filler)
        let event = event(fact, 110)
        let renamed = renaming.event(event)
        #expect(renamed.happening == renaming.event(renamed).happening || renamed.body == event.body)
        if renamed.body == event.body { #expect(renamed.happening == event.happening) }
      }
    }
    var unknown = event(.visitMissed(VisitMissed()), 110)
    unknown.kind = 250
    unknown.body = .kept([1, 2, 3])
    #expect(renaming.event(unknown).body == .kept([1, 2, 3]))
  }
}
