import Domain
import Engine
import Journal
import LineDoubles
import Machine
import SQL
import Seal
import Store
import TestSupport
import Testing
import Transport
import Wire

@testable import Node

@Suite(.serialized) struct `What is tried again` {
  /// Both events of a complaint, then, the first having gone, its words: twice, a call with nothing between them.
  private let refusals: [Weather] = [.refuse(413), .fair, .refuse(413), .fair, .refuse(413)]

  @Test func `on the line 4: a proxy that refuses once, and once more, costs a moment`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    try office.complain(1)
    office.centre.forecast(Array(refusals.dropLast()))
    let begun = office.node.reading.uptime
    try office.settle()
    #expect(office.node.reading.uptime.milliseconds - begun.milliseconds < 60_000)
    #expect(office.centre.with { $0.parked.isEmpty })
    #expect(office.line.engine?.memory.owed == [])
    try office.checkAgreement()
  }

  @Test func `on the line 4: a proxy that refuses a body costs a while, and not the body`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    try office.complain(1)
    office.centre.forecast(refusals)
    try office.run("set aside") { office.centre.with { !$0.parked.isEmpty } }
    try office.settle()
    #expect(office.line.engine?.memory.owed.count == 1)
    // Over a restart too.
    try office.restart()
    try office.run("offered", rounds: 20_000) { office.centre.with { $0.parked.isEmpty } }
    try office.run("told so") { office.line.engine?.memory.owed == [] }
    try office.settle()
    #expect(office.line.retry() == false)
    try office.checkAgreement()
  }

  @Test func `asked to, it is offered at once`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    try office.complain(1)
    office.centre.forecast(refusals)
    try office.run("refused on the way") { office.line.engine?.memory.owed.count == 1 }
    let told = office.node.alarms.current.first { $0.source == .parked }
    #expect(told?.text.english.contains("The line refused") == true, "\(told.map { "\($0)" } ?? "nothing")")
    try office.run("set aside") { office.centre.with { !$0.parked.isEmpty } }
    let begun = office.node.reading.uptime
    #expect(office.line.retry())
    try office.run("offered") { office.centre.with { $0.parked.isEmpty } }
    #expect(office.node.reading.uptime.milliseconds - begun.milliseconds < 600_000)
    try office.settle()
    try office.checkAgreement()
  }

  @Test func `a centre with another link key gives a new one, which is kept over a restart`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.issue(3)
    try office.settle()
    let before = try #require(office.line.keys?.link)
    office.centre.with { $0.link = .random() }
    try office.issue(2)
    try office.run("sent under the new key") { office.centre.with { $0.ledger.marks[1] } == office.node.lastSequence }
    try office.settle()
    let after = try #require(office.line.keys?.link)
    #expect(after != before)
    #expect(office.centre.with { $0.link } == after)
    #expect(try LineKeys.read(office.office.folder.lineKeys)?.link == after)
    try office.restart()
    try office.issue(1)
    try office.settle()
    try office.checkAgreement()
  }

  @Test
  func `what nobody has signed says nothing: neither a refusal nor an unknown seat nor a new key changes anything`()
    throws
  {
    let office = try LineOffice()
    try office.enrol()
    try office.issue(1)
    try office.settle()
    let keys = try #require(office.line.keys)
    for standing in [Standing.unknown, .revoked, .newKey, .unsupported, .busy] {
      var reply = Reply()
      (reply.standing, reply.incarnation, reply.counter) = (standing, 5, 1 << 40)
      reply.sealedLinkKey = Blob(Seal.seal(Seal.randomBytes(32), to: keys.node.publicKey) ?? [])
      let thief = KeyPair.make()
      let forged = Parcel.sealed(.reply, reply, Signer(publicKey: thief.publicKey) { thief.sign($0) })
      let before = office.line.record.memory
      office.centre.forecast([.says(forged), .answer(403, headers: "", body: ""), .says(Array(forged.prefix(40)))])
      try office.issue(1)
      try office.run("\(standing)") { office.centre.isClear }
      #expect(office.line.notices.status.condition != .notEnrolled)
      #expect(office.line.notices.status.condition != .revoked)
      #expect(office.line.keys == keys)
      #expect(office.line.record.memory.marks == before.marks)
      #expect(office.line.record.memory.incarnation == before.incarnation)
      #expect(office.line.record.memory.counter < 1 << 30)
      try office.settle()
    }
    try office.checkAgreement()
  }

  /// Another PC's journal as the centre holds it, of which it has set the second event aside.
  private func writeOther(_ office: LineOffice) {
    office.centre.with { books in
      var pen = Pen(
        office: books.office, node: 2, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
        digester: Seal.digester)
      books.ledger.seats[2] = 2
      for number in 0..<4 {
        let first = pen.next
        let written = pen.write(
          [Draft(.complaintFiled(ComplaintFiled()), about: first, .complaint)], actor: .visitor,
          now: office.office.clock.wall, heads: { _, _ in [] }, salt: { 7 })
        books.enter(
          written.map { Taken(entry: Entry($0.event), link: $0.link, parked: number == 1 ? .unknown : nil) })
      }
    }
  }

  @Test func `what the centre has set aside is no damage of the copy, and what is lost is`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    writeOther(office)
    try office.run("read") { try office.node.store.newest(node: 2)?.event.id.sequence == 4 }
    try office.settle()
    #expect(try office.node.store.link(2, 2) == nil)
    #expect(try office.node.store.verifyChain().lines == [])
    #expect(try office.node.store.absent().map(\.sequences) == [2...2])
    // It is entered after all, and comes: from now on it would be missed.
    office.centre.with { books in
      let id = EventID(node: 2, sequence: 2)
      guard let kept = books.kept[id] else { return }
      books.unpark([Taken(entry: kept.entry, link: kept.link)])
    }
    try office.settle()
    #expect(try office.node.store.link(2, 2) != nil)
    #expect(try office.node.store.absent().isEmpty)
    try office.checkAgreement()
    let store = office.node.store
    try store.writing {
      _ = try store.connection.prepare("DELETE FROM event WHERE node = 2 AND sequence = 2").run([])
    }
    #expect(try store.verifyChain().lines == ["node 2: events 2 to 2 are missing"])
  }

  @Test func `what an older version could not hold is in the log after an upgrade`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    office.centre.with {
      _ = $0.book(Slot(day: OfficeStart.day, time: TimeOfDay(9, 0)), topic: "Inflasi", at: office.office.clock.wall)
    }
    try office.settle()
    // As if the version before had had no word for its second event.
    let store = office.node.store
    let (event, link) = try #require(
      try store.events(node: CentreBooks.ownNode, from: 2, limit: 1).first)
    let run = Run(
      author: event.id.node, first: 2, entries: [Entry(event)], before: .zero, check: link.check)
    let box = Box.pack(Frame(stream: .state, runs: [run]), .none, dictionaries: [], Seal.digester)
    try store.writing {
      _ = try store.connection.prepare("DELETE FROM event WHERE node = 900 AND sequence = 2").run([])
      try store.setMeta(Store.besidePrefix + event.id.description, "\(link) \(hexText(box))")
    }
    try office.restart()
    #expect(try office.node.store.link(CentreBooks.ownNode, 2) == link)
    #expect(try office.node.beside().isEmpty)
    try office.settle()
    try office.checkAgreement()
  }
}
