import Desk
import Domain
import Engine
import Journal
import LineDoubles
import Machine
import Profiles
import Store
import TestSupport
import Testing
import Wire

@testable import Node

@Suite(.serialized) struct `An office on the line` {
  @Test func `enrols, and from then on both hold the same`() throws {
    let office = try LineOffice()
    #expect(try office.enrol().findings == [])
    try office.issue(5)
    try office.settle()
    try office.checkAgreement()
    #expect(office.line.picture.unsent == 0)
    #expect(office.line.picture.lastWhole != nil)
  }

  @Test func `a booking at the centre stands in the office's list, and the check-in goes up`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    let slot = Slot(day: OfficeStart.day, time: TimeOfDay(10, 0))
    let booked = office.centre.with { $0.book(slot, topic: "Inflasi", at: office.office.clock.wall) }
    try office.settle()
    guard
      case .reservations(let list) = try office.node.view(.reservations(DayQuery()), for: .officer(office.office.head))
    else { throw Unexpected() }
    #expect(list.reservations.map(\.reservation) == [booked])
    // Ids are short and in sequence: at the kiosk only the code proves whose it is.
    let guessed = CheckIn { $0.reservation = booked }
    #expect(throws: Refusal.codeUnknown) { try office.office.press(.checkIn(guessed), "guessed", as: .visitor).get() }
    let code = try #require(list.reservations.first).code
    let arrival = CheckIn { ($0.reservation, $0.code) = (booked, code) }
    _ = try office.office.press(.checkIn(arrival), "here", as: .visitor).get()
    try office.settle()
    try office.checkAgreement()
    let up = office.centre.with {
      $0.kept.values.filter { $0.entry.header.subject == booked.first }.map(\.entry.header.kind)
    }
    #expect(up.contains(FactKind.reservationCheckedIn.rawValue))
  }

  @Test func `a booking that has not come down yet is checked in by its code, and both meet at the next exchange`()
    throws
  {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    let slot = Slot(day: OfficeStart.day, time: TimeOfDay(10, 0))
    let booked = office.centre.with { $0.book(slot, topic: "Inflasi", at: office.office.clock.wall) }
    // The centre prints it under the key that both have.
    let code = office.node.code(of: booked)
    guard case .code(let seen) = try office.node.view(.code(CodeQuery { $0.text = code }), for: .visitor) else {
      throw Unexpected()
    }
    #expect(seen.awaited && seen.reservation == booked && seen.status == .approved)
    func arrive(_ code: String, _ id: String, as actor: Actor = .visitor) throws -> Answer {
      try office.office.press(.checkIn(CheckIn { ($0.reservation, $0.code) = (booked, code) }), id, as: actor).get()
    }
    for wrong in ["", code.dropLast() + (code.last == "7" ? "8" : "7")] {
      #expect(throws: Refusal.self) { try arrive(String(wrong), "wrong \(wrong)") }
    }
    // Staff who type a code are believed no more than visitors.
    let head = Actor.officer(office.office.head)
    #expect(throws: Refusal.self) { try arrive(code.dropLast() + (code.last == "7" ? "8" : "7"), "staff", as: head) }
    let visit = try #require(try arrive(code, "here").visit)
    #expect(throws: Refusal.reservationStatus(.checkedIn)) { try arrive(code, "here again") }
    guard case .code(let after) = try office.node.view(.code(CodeQuery { $0.text = code }), for: .visitor) else {
      throw Unexpected()
    }
    #expect(after.status == .checkedIn && after.visit == visit)
    try office.settle()
    try office.checkAgreement()
    let reservation = try #require(try office.node.store.reservation(booked))
    #expect(reservation.status == .checkedIn && reservation.visit == visit && reservation.slot == slot)
  }

  static let cuts: [Weather] =
    stride(from: 1, to: 700, by: 23).map { .cutRequest($0) } + stride(from: 0, to: 300, by: 37).map { .cutReply($0) }

  @Test
  func `on the line 1 and 8: a line cut at every k-th byte in either direction loses nothing and doubles nothing`()
    throws
  {
    let office = try LineOffice()
    try office.enrol()
    for (index, cut) in Self.cuts.enumerated() {
      try office.issue(3)
      office.centre.with {
        _ = $0.book(Slot(day: OfficeStart.day, time: TimeOfDay(9, 0)), topic: "\(index)", at: office.office.clock.wall)
      }
      office.centre.forecast([cut])
      try office.settle()
      office.checkSafety("\(cut)")
    }
    try office.checkAgreement()
  }

  @Test(arguments: [
    [Weather.loseReply, .loseReply, .loseReply], [.closeEarly, .closeEarly], [.trickle], [.stall],
    [.flip(0), .flip(9), .flip(90), .flip(150)],
    [.answer(200, headers: "", body: "<html>Silakan masuk</html>")], [.answer(200, headers: "", body: "")],
    [.answer(500, headers: "", body: "oops")], [.answer(302, headers: "Location: http://127.0.0.1:1/\r\n", body: "")],
    [.answer(429, headers: "Retry-After: 7\r\n", body: "")], [.answer(503, headers: "", body: "")],
    [.answer(413, headers: "", body: ""), .answer(413, headers: "", body: "")],
  ])
  func `after any weather the office goes on by itself, and nothing but the centre's word has counted`(
    _ weather: [Weather]
  ) throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    try office.issue(4)
    office.centre.forecast(weather)
    try office.run("weathered") {
      office.checkSafety("\(weather)")
      return office.centre.isClear
    }
    try office.settle()
    try office.checkAgreement()
  }

  @Test func `a login page is not the centre: an alarm says so until the centre answers again`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    let marks = office.line.record.memory.marks
    try office.issue()
    office.centre.forecast([.answer(200, headers: "", body: "<html>Silakan masuk</html>")])
    try office.run("stranger") { office.line.picture.isToStranger }
    #expect(office.line.record.memory.marks == marks)
    #expect(office.node.alarms.current.map(\.source) == [.line])
    try office.settle()
    #expect(office.node.alarms.current.isEmpty)
  }

  @Test
  func `after a login page the line is called by what answers now: a busy gateway, or one that wants a password`()
    throws
  {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    try office.issue()
    office.centre.forecast([
      .answer(200, headers: "", body: "<html>Silakan masuk</html>"), .answer(502, headers: "", body: ""),
      .answer(200, headers: "", body: "<html>Silakan masuk</html>"), .answer(429, headers: "", body: ""),
      .answer(407, headers: "", body: ""),
    ])
    for failures in [1, 3] {
      try office.run("stranger") { office.line.picture.isToStranger && office.line.picture.failures == failures }
      try office.run("busy") { office.line.picture.failures == failures + 1 }
      #expect(!office.line.picture.isToStranger)
      #expect(office.node.alarms.current.isEmpty)
    }
    try office.run("asked") { office.line.picture.failures == 5 }
    #expect(!office.line.picture.isToStranger)
    #expect(office.node.alarms.current.first?.text.english.contains("asks for a password (HTTP 407)") == true)
    try office.settle()
    #expect(office.node.alarms.current.isEmpty)
  }

  @Test(arguments: [
    (Weather.answer(429, headers: "Retry-After: 1800\r\n", body: ""), "for 30 min"),
    (.answer(401, headers: "", body: ""), "asks for a password (HTTP 401)"),
    (.answer(503, headers: "Retry-After: 5\r\n", body: ""), "try again in 1 min"),
    (.answer(404, headers: "", body: ""), "is no centre (HTTP 404)"),
    (.answer(200, headers: "", body: "<html>Silakan masuk</html>"), "a Wi-Fi login page, perhaps"),
  ])
  func `an enrolment that does not reach the centre says what did answer, and the code stays valid`(
    _ weather: Weather, words: String
  ) throws {
    let office = try LineOffice()
    office.centre.forecast([weather])
    let finding = try #require(try office.enrol().findings.first)
    #expect(finding.contains(words) && finding.contains("code stays valid"), "\(finding)")
    #expect(try office.enrol().findings == [])
  }

  @Test func `a certificate the node cannot read is named with its user before anything is sent, and again at a start`()
    throws
  {
    let office = try LineOffice()
    let path = office.office.folder.path + "/nowhere/ca.pem"
    var request = EnrolRequest()
    (request.centre, request.code) = (office.centre.url, office.centre.with { $0.code.text })
    (request.office, request.authority) = (office.office.profile.code, path)
    guard case .failure(let fault) = office.line.enrolling(request) else {
      Issue.record("it was tried")
      return
    }
    #expect(fault.text.english.contains("cannot read the certificate \(path)"))
    #expect(fault.text.indonesian.contains("pengguna \(Environment.user)"))
    #expect(office.centre.requests.isEmpty)
    try office.enrol()
    var settings = try #require(try office.line.readSettings())
    settings.authority = path
    try Files.replace(office.office.folder.lineSettings, with: Array(LineFile.write(settings).utf8), mode: 0o640)
    office.line.start()
    #expect(office.node.alarms.current.first?.text.english.contains(path) == true)
  }

  @Test func `on the line 6: a call that stands still is ended by the watchdog, and the next one goes through`() throws
  {
    let office = try LineOffice()
    try office.enrol()
    office.centre.forecast([.stall])
    try office.settle()
    #expect(office.centre.requests.count >= 3)
  }

  @Test func `a good line is held open, a press ends the held call, and news come at once`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    try office.run("held") { office.centre.isHolding }
    try office.issue()
    try office.settle()
    try office.run("held again") { office.centre.isHolding }
    let asked = office.centre.requests.count
    office.centre.with {
      _ = $0.book(Slot(day: OfficeStart.day, time: TimeOfDay(11, 0)), topic: "PDRB", at: office.office.clock.wall)
    }
    try office.run("news") { UInt64(office.line.record.memory.cursor.news) == office.centre.with { $0.ledger.feedEnd } }
    // The held call brought them; the next may be on its way already.
    #expect(office.centre.requests.count <= asked + 1)
    try office.checkAgreement()
  }

  @Test func `on the line 20: an exchange with nothing new is one small request`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    try office.run("held") { office.centre.isHolding }
    let bodies = office.centre.bodies
    #expect((bodies.last ?? .max) < 300)
  }

  @Test func `a revoked office works on, is told, and may come back`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    office.centre.with { _ = $0.revoked.insert(1) }
    try office.issue()
    try office.run("revoked") { office.line.picture.condition == .revoked }
    #expect(office.node.alarms.current.map(\.source) == [.line])
    try office.issue()
    office.centre.with { $0.revoked = [] }
    try office.settle()
    #expect(office.node.alarms.current.isEmpty)
    try office.checkAgreement()
  }

  @Test func `a paused line is silent until it is resumed, also over a restart`() throws {
    let office = try LineOffice()
    try office.enrol()
    try office.settle()
    office.line.pause(true)
    try office.issue()
    let asked = office.centre.requests.count
    try office.restart()
    for _ in 0..<20 { try office.round() }
    #expect(office.centre.requests.count == asked)
    #expect(office.line.picture.condition == .paused)
    // Nobody is told that the line is tried while it is not.
    for task in [LineTask.now, .retry] {
      let told = office.line.ask(task) { _ in }?.findings ?? []
      #expect(told.count == 1 && told[0].contains("loket sync resume"), "\(task)")
    }
    for _ in 0..<20 { try office.round() }
    #expect(office.centre.requests.count == asked)
    office.line.pause(false)
    try office.settle()
    try office.checkAgreement()
  }
}
