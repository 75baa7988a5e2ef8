import Desk
import Domain
import Engine
import Journal
import LineDoubles
import Machine
import SQL
import Seal
import Squeeze
import Store
import TestSupport
import Testing
import Transport
import Wire

@testable import Node

@Suite(.serialized) struct `An office's life with its line` {
  @Test func `a new PC begins with the state of its office and then reads its past`() throws {
    let first = try LineOffice()
    try first.enrol()
    try first.issue(60)
    try first.settle()
    let second = try LineOffice(first.centre, isEmpty: true)
    // Another code, as the first is used up.
    let keys = KeyPair.make()
    second.centre.with { $0.seats[2] = (keys.publicKey, 0) }
    try second.adopt(keys, seat: 2, node: 2)
    try second.settle()
    #expect(second.node.hall.profile?.code == first.node.hall.profile?.code)
    #expect(second.node.hall.todaysVisits.count == 60)
    try second.restart()
    #expect(second.node.hall.todaysVisits.count == 60)
    try second.checkAgreement()
    // What the new one writes is its own, and the old one reads it.
    try second.issueOwn(3)
    try second.settle()
    try first.settle()
    try first.checkAgreement()
    try second.checkAgreement()
  }

  @Test(arguments: [0, 1, 2, 3]) func `a new PC killed while it reads its office raises no alarm`(
    _ killedAfter: Int
  ) throws {
    let first = try LineOffice()
    try first.enrol()
    try first.issue(6)
    try first.settle()
    let second = try LineOffice(first.centre, isEmpty: true)
    let keys = KeyPair.make()
    second.centre.with { $0.seats[2] = (keys.publicKey, 0) }
    try second.adopt(keys, seat: 2, node: 2)
    func look(_ when: String) throws {
      let found = MaintenanceWork.run(.check, second.office.folder) { _ in }.findings
      #expect(found == [], "\(when)")
      second.node.noteCheck(found)
      #expect(!second.node.alarms.current.contains { $0.source == .check }, "\(when)")
      #expect(try second.node.store.meta(Upkeep.damagedKey) == nil, "\(when)")
    }
    for _ in 0..<killedAfter * 3 { try second.round() }
    try second.restart()
    try look("killed")
    if second.node.hall.office == nil {
      #expect(throws: Refusal.officeArriving) { try second.node.view(.board(Empty()), for: .visitor) }
    }
    try second.settle()
    try look("read")
    // Nothing of its own has been written yet.
    for _ in 1...2 {
      try second.restart()
      try look("again")
    }
    #expect(second.node.hall.todaysVisits.count == 6)
  }

  @Test func `an enrolment is told in one language, with what to do, and says where another PC gives the same numbers`()
    throws
  {
    let office = try LineOffice()
    var request = EnrolRequest()
    request.centre = office.centre.url
    let refused = office.line.enrolled(.refused(.unknownCode), request)
    #expect(refused.findings(in: .english).first?.hasPrefix("The centre does not know that code. Nothing") == true)
    #expect(refused.findings(in: .indonesian).first?.contains("minta kode baru") == true)
    for why in EnrolOutcome.allCases where why != .enrolled {
      let told = office.line.enrolled(.refused(why), request)
      #expect(told.findings(in: .english) != told.findings(in: .indonesian))
      #expect(!told.findings(in: .english).joined().contains(" / "))
    }
    let keys = LineKeys(
      office: office.office.profile.code, seat: 7, node: .make(), centre: [UInt8](repeating: 1, count: 32),
      link: .random())
    let alone = office.line.enrolled(.enrolled(keys, node: 1, spare: 0, codes: CodeKeyRing()), request)
    #expect(alone.findings == [] && alone.remark == nil)
    let seventh = office.line.enrolled(
      .enrolled(keys, node: 1, spare: 0, codes: CodeKeyRing(), sharesNumbers: true), request)
    #expect(seventh.findings == [])
    #expect(seventh.remark?.contains("a number may come twice") == true)
  }

  @Test func `a clock that is years off is told in words`() throws {
    var notices = LineNotices()
    notices.hear(.clockOffset(Span.minutes(5_258_882), within: .seconds(1)))
    let told = notices.alarms(changes: [], parked: [], refused: [EventID(node: 1, sequence: 7)])
    let clock = try #require(told.first { $0.0 == .offset }?.1)
    #expect(clock.english.contains("3652 days behind the centre."))
    #expect(clock.indonesian.contains("3652 hari lebih lambat dari pusat"))
    #expect(told.contains { $0.1?.english.contains("the words of 1 event (1-7)") == true })
  }

  /// Five numbers are on the disk that came back; seven more have been sent and are forgotten here.
  private static func withDiskSetBack() throws -> LineOffice {
    let office = try LineOffice()
    try office.enrol()
    try office.issue(5)
    try office.settle()
    let copy = try office.copyOfDisk()
    try office.issue(7)
    try office.settle()
    try office.setDiskBack(to: copy)
    return office
  }

  @Test func `a disk set back goes on under a new name, and both histories are at both sides`() throws {
    let office = try Self.withDiskSetBack()
    try office.issue(2)
    try office.run("another identity") { office.node.store.identity?.node != 1 }
    try office.settle()
    try office.checkAgreement()
    #expect(office.line.picture.changes == [1])
    #expect(office.node.alarms.current.map(\.source).contains(.identity))
    #expect(office.node.hall.todaysVisits.count == 14)
    try office.restart()
    try office.issue(1)
    try office.settle()
    try office.checkAgreement()
  }

  @Test func `an identity that the disk would not take is tried again by itself, and the line goes on`() throws {
    let office = try Self.withDiskSetBack()
    try office.issue(2)
    try office.node.store.connection.execute("PRAGMA query_only = ON")
    try office.run("refused") { office.line.changeRefused != nil }
    #expect(office.node.store.identity?.node == 1)
    #expect(office.node.alarms.current.contains { $0.source == .line && $0.text.english.contains("tries again") })
    try office.node.store.connection.execute("PRAGMA query_only = OFF")
    try office.run("another identity") { office.node.store.identity?.node != 1 }
    try office.settle()
    try office.checkAgreement()
    #expect(!office.node.alarms.current.map(\.source).contains(.line))
  }

  @Test func `what was practised is told to a centre on this PC and to no other`() throws {
    let office = try LineOffice()
    try office.node.store.setMeta(Practice.key, "yes")
    office.centre.with { $0.isPractice = true }
    try office.enrol()
    office.line.start()
    #expect(office.line.isEnrolled)
    let path = office.office.folder.lineSettings
    let here = String(decoding: try Files.read(path, sizeMax: 4_096), as: UTF8.self)
    let far = here.replacing(office.centre.url, with: "https://pusat.example.go.id")
    #expect(far != here)
    try Files.replace(path, with: Array(far.utf8), mode: 0o640)
    office.line.start()
    #expect(!office.line.isEnrolled)
    #expect(office.line.engine == nil)
  }

  @Test(arguments: [false, true])
  func `an office's real data and a centre that practises refuse each other, and nothing is noted`(practises: Bool)
    throws
  {
    let office = try LineOffice()
    if practises { try office.node.store.setMeta(Practice.key, "yes") }
    office.centre.with { $0.isPractice = !practises }
    let report = try office.enrol()
    #expect(report.findings.count == 1)
    #expect(report.findings.first?.contains("the code still holds") == true)
    #expect(!Files.exists(office.office.folder.lineKeys))
    #expect(office.centre.with { $0.seats.isEmpty })
    office.centre.with { $0.isPractice = practises }
    #expect(try office.enrol().findings == [])
  }

  @Test func `a centre that does not look whether an office practises is refused by the office`() throws {
    let office = try LineOffice()
    let code = office.centre.with { $0.code }
    let outcome = Enrolling.ask(
      Route(url: office.centre.url), office: office.office.profile.code, node: 1, code: code, version: "0")
    guard case .enrolled = outcome else { throw LineOffice.Stuck(description: "\(outcome)") }
    office.centre.with {
      ($0.isPractice, $0.saysWork) = (true, true)
      $0.forgetUse()
    }
    let other = Enrolling.ask(
      Route(url: office.centre.url), office: office.office.profile.code, node: 2, code: code, version: "0",
      isPractice: true)
    guard case .refused(.officePractises) = other else { throw LineOffice.Stuck(description: "\(other)") }
  }

  @Test func `enrolled again, a PC has another key pair, and a copy of its folder stays revoked`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.issue(2)
    try office.settle()
    let copied = try #require(office.line.keys)
    office.centre.with { _ = $0.revoked.insert(copied.seat) }
    try office.issue()
    try office.run("revoked") { office.line.picture.condition == .revoked }
    office.centre.with { $0.forgetUse() }
    #expect(try office.enrol().findings == [])
    let fresh = try #require(office.line.keys)
    #expect(fresh.node.publicKey != copied.node.publicKey)
    #expect(fresh.seat != copied.seat)
    try office.settle()
    try office.checkAgreement()
    // Its number and its history are its own still.
    #expect(office.node.store.identity?.node == 1)
    #expect(office.centre.with { $0.revoked } == [copied.seat])
    // The copy: the old keys in the same store.
    try copied.save(office.office.folder.lineKeys)
    office.line.start()
    try office.issue()
    try office.run("still revoked") { office.line.picture.condition == .revoked }
  }

  @Test func `an enrolment that was never answered is asked for again with the same key pair`() throws {
    let office = try LineOffice()
    #expect(try office.enrol("http://127.0.0.1:1").findings.count == 1)
    let first = try Files.read(office.office.folder.lineKeys + ".made", sizeMax: 256)
    #expect(try office.enrol("http://127.0.0.1:1").findings.count == 1)
    #expect(try Files.read(office.office.folder.lineKeys + ".made", sizeMax: 256) == first)
  }

  @Test func `news of the minutes after an enrolment or a start are there at once`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.run("held") { office.centre.isHolding }
    let begun = office.node.reading.uptime
    #expect(begun.milliseconds < 300_000)
    try office.restart()
    #expect(office.node.lineView(office.line).state == .connecting)
    try office.run("held again") { office.centre.isHolding }
  }

  @Test func `with much to rename the change waits until nobody presses, and the desk goes on`() throws {
    let office = try Self.withDiskSetBack()
    try office.complain(900)
    // Somebody presses all the time: the change is due, and waits.
    for _ in 0..<120 {
      try office.complain(1)
      try office.round()
      office.office.pass(.seconds(20))
    }
    #expect(office.node.store.identity?.node == 1)
    #expect(office.node.alarms.current.map(\.source).contains(.identity))
    try office.run("another identity") { office.node.store.identity?.node != 1 }
    try office.settle()
    try office.checkAgreement()
    #expect(office.line.picture.changes == [1])
  }

  @Test func `a centre set back is told again what it had signed for`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.issue(4)
    try office.settle()
    let old = office.centre.with { ($0.ledger, $0.kept, $0.feed) }
    try office.issue(4)
    try office.settle()
    office.centre.with { ($0.ledger, $0.kept, $0.feed) = old }
    try office.issue(1)
    try office.run("sent again") { office.centre.with { $0.ledger.marks[1] } == office.node.lastSequence }
    try office.settle()
    try office.checkAgreement()
  }

  @Test func `killed at any point of an exchange, the node goes on from what is durable`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    for rounds in 1...24 {
      try office.issue(2)
      office.centre.with {
        _ = $0.book(Slot(day: OfficeStart.day, time: TimeOfDay(9, 0)), topic: "\(rounds)", at: office.office.clock.wall)
      }
      for _ in 0..<rounds { try office.round() }
      try office.restart()
      office.checkSafety("after \(rounds) rounds")
    }
    try office.settle()
    try office.checkAgreement()
  }

  @Test func `presses go in between the frames that come: one frame a turn`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    for number in 1...400 {
      office.centre.with {
        _ = $0.book(Slot(day: OfficeStart.day, time: TimeOfDay(9, 0)), topic: "\(number)", at: office.office.clock.wall)
      }
    }
    var framesBetween: [Int] = []
    var frames = 0
    var cursor = office.line.record.memory.cursor.news
    try office.run("read") {
      let now = office.line.record.memory.cursor.news
      if now != cursor { frames += 1 }
      cursor = now
      try office.issue()
      framesBetween.append(frames)
      frames = 0
      return cursor == Int(office.centre.with { $0.ledger.marks[CentreBooks.ownNode] }) + 5 || framesBetween.count > 200
    }
    #expect(framesBetween.max() == 1)
    #expect(framesBetween.reduce(0, +) > 5)
    try office.settle()
    try office.checkAgreement()
  }

  @Test func `five thousand events go up while the desk presses, and no turn is spent on them`() throws {
    let office = try LineOffice()
    try office.complain(2_500)
    try office.enrol()
    var turns = 0
    try office.run("sent", rounds: 20_000) {
      let before = office.node.turn
      try office.complain(1)
      turns += 1
      #expect(office.node.turn == before + 1)
      return office.centre.with { $0.ledger.marks[1] } > 5_000
    }
    #expect(turns > 0)
    try office.settle()
    try office.checkAgreement()
  }

  @Test func `a stick carries what is unsent to the centre and its answer back`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.issue(6)
    office.centre.with {
      _ = $0.book(Slot(day: OfficeStart.day, time: TimeOfDay(9, 0)), topic: "Inflasi", at: office.office.clock.wall)
    }
    let written = office.line.wrote(OfficeLine.write(office.line.carriedOut(), to: office.office.folder.path + "/up"))
    #expect(written.findings == [])
    let file = try Files.read(office.office.folder.path + "/up", sizeMax: 1 << 21)
    let told = try Carried.lines(file, keys: #require(office.line.keys), squeezer: Zstd.squeezer) { _ in "" }
    #expect(told.contains { $0.contains("visitOpened ×6") })
    let reply = try #require(office.centre.with { $0.answer(carried: file, at: office.office.clock.wall) })
    // Presses go on meanwhile.
    try office.issue(1)
    var report: (Int, Bilingual?)?
    office.line.takeIn(reply) { report = ($0, $1) }
    for _ in 0..<50 where report == nil { _ = office.line.service() }
    #expect(report?.1 == nil)
    #expect((report?.0 ?? 0) == 3)
    #expect(office.line.engine?.unsent == 1)
    try office.settle()
    try office.checkAgreement()
    // Played again, or given to another office, it changes nothing.
    office.line.takeIn(Array(reply.dropLast())) { report = ($0, $1) }
    #expect(report?.1 != nil)
  }

  @Test func `secrets are for the owner alone`() throws {
    let office = try LineOffice()
    try office.enrol()
    #expect(mode(office.office.folder.lineKeys) == 0o600)
    #expect(!Files.exists(office.office.folder.lineKeys + ".made"))
    let text = String(decoding: try Files.read(office.office.folder.lineSettings, sizeMax: 4_096), as: UTF8.self)
    #expect(text.contains(office.centre.url))
  }

  @Test func `a code that is wrong, used or of another office says so, and nothing is kept`() throws {
    let office = try LineOffice()
    office.centre.with { _ = $0 }
    var request = EnrolRequest()
    (request.centre, request.code) = (office.centre.url, "0000-0000-0000-0000-0000")
    let report = office.line.enrolled(try office.line.enrolling(request).get().run(), request)
    #expect(report.findings.count == 1)
    #expect(!Files.exists(office.office.folder.lineKeys))
    #expect(!office.line.isEnrolled)
    #expect(try office.enrol("http://127.0.0.1:1").findings.count == 1)
    #expect(try office.enrol().findings == [])
  }
}
