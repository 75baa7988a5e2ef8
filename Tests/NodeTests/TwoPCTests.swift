import Desk
import Domain
import Journal
import Store
import TestSupport
import Testing
import Wire

@testable import Node

@Suite struct `Two PCs of one office` {
  private func profile() throws -> OfficeProfile {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.priority = PriorityPolicy(.off)
    return profile
  }

  @Test(arguments: [decade.negated, .minutes(-90), .zero, .minutes(90), decade])
  func `whatever the clock of one shows, visitors are called as they came and the waits shown are true`(
    _ ahead: Span
  ) throws {
    let pcs = try TwoPCs(ahead, profile: profile())
    var came = [try pcs.arrive(pcs.first)]
    for turn in 1...6 {
      try pcs.exchange()
      pcs.pass(.minutes(2))
      came.append(try pcs.arrive(turn % 2 == 1 ? pcs.second : pcs.first))
    }
    pcs.pass(.minutes(1))
    try pcs.exchange()
    #expect(Set(came).count == came.count)
    for office in [pcs.first, pcs.second] {
      let line = try pcs.line(office)
      #expect(line.map(\.label) == came)
      #expect(line.map(\.waitMinutes) == [13, 11, 9, 7, 5, 3, 1])
      #expect(office.node.hall.day?.day == OfficeStart.day)
    }
    // The same after a restart, also of what one gave and the other served.
    try pcs.press(pcs.first, .callVisit(CallVisit { ($0.desk, $0.visit) = (2, .number(QueueNumber("A500")!)) }))
    try pcs.press(pcs.first, .serve(Serve { $0.desk = 2 }))
    try pcs.press(pcs.first, .finish(Finish { $0.desk = 2 }))
    let before = try pcs.line(pcs.first).map(\.label)
    pcs.first.close()
    try pcs.first.open()
    #expect(try pcs.line(pcs.first).map(\.label) == before)
    #expect(pcs.first.node.hall.visit(.number(QueueNumber("A500")!))?.stage == .finished)
    #expect(try pcs.first.node.store.verifyProjections().lines == [])
  }

  @Test func `a service day that a wrong clock ran ahead to is not the other PC's, now or after a restart`() throws {
    let pcs = try TwoPCs(decade, profile: profile())
    // Told nothing by a centre yet, and of an office that has no day: it must believe its clock.
    try pcs.exchange(hearing: false)
    _ = try pcs.arrive(pcs.second)
    let wrong = try #require(pcs.second.node.hall.day?.day)
    #expect(wrong != OfficeStart.day && !pcs.first.node.isAheadOfCentre)
    pcs.hearClocks()
    #expect(pcs.second.node.isAheadOfCentre, "nothing is erased by its date")
    _ = try pcs.arrive(pcs.first)
    try pcs.exchange()
    #expect(pcs.first.node.hall.day?.day == OfficeStart.day, "\(wrong)")
    #expect(try pcs.arrive(pcs.first) == "A002")
    pcs.first.close()
    try pcs.first.open()
    #expect(pcs.first.node.hall.day?.day == OfficeStart.day && pcs.first.node.isClockTrusted)
    #expect(try pcs.arrive(pcs.first) == "A003")
  }

  /// What a PC knows of the day beside its visits themselves.
  private func picture(_ office: TemporaryOffice) throws -> [String] {
    let hall = office.node.hall
    let desks = hall.profile?.desks ?? []
    return hall.todaysVisits.sorted { $0.id < $1.id }.map { "\($0)" }
      + desks.map { "desk \($0.number): \(hall.visit(atDesk: $0.number)?.label ?? "-")" }
      + desks.map { "line \($0.number): \(hall.callingOrder(for: $0, now: office.node.now, limit: 99))" }
      + ["\(hall.waitingVisits.map(\.label).sorted())", "\(hall.latelyOutOfTurn)", "\(hall.lastNumbers)"]
  }

  @Test(arguments: 0..<40)
  func `whatever is found out about clocks, a restart brings back exactly what the screens showed`(_ seed: UInt64)
    throws
  {
    var random = Dice(seed: seed)
    let aheads = [decade.negated, .minutes(-20), .zero, .seconds(40), .minutes(90), decade]
    let pcs = try TwoPCs(aheads.randomElement(using: &random) ?? .zero, profile: profile())
    try pcs.exchange()
    for _ in 1...60 {
      let office = Bool.random(using: &random) ? pcs.first : pcs.second
      let desk = Int.random(in: 1...2, using: &random)
      let numbers = office.node.hall.todaysVisits.compactMap(\.number)
      switch Int.random(in: 0..<12, using: &random) {
      case 0, 1: _ = try pcs.arrive(office)
      case 2, 3: _ = try? pcs.press(office, .callNext(CallNext { $0.desk = desk }))
      case 4:
        let number = numbers.sorted().randomElement(using: &random)
        let key = number.map(VisitKey.number)
        _ = try? pcs.press(office, .callVisit(CallVisit { ($0.desk, $0.visit) = (desk, key ?? $0.visit) }))
      case 5: _ = try? pcs.press(office, .serve(Serve { $0.desk = desk }))
      case 6: _ = try? pcs.press(office, .finish(Finish { $0.desk = desk }))
      case 7: _ = try? pcs.press(office, .skip(Skip { $0.desk = desk }))
      case 8: pcs.pass(.seconds(Int.random(in: 1...600, using: &random)))
      case 9:
        guard let day = office.node.hall.day, let node = office.node.store.identity?.node else { continue }
        let from = EventID(node: node, sequence: .random(in: 1...max(1, office.node.lastSequence), using: &random))
        let off = aheads.randomElement(using: &random) ?? .zero
        let compared = ClockCompared(
          from: from, ahead: Int(off.milliseconds / 1_000) + Int.random(in: -9...9, using: &random))
        try office.node.takingIn {
          _ = try office.node.write([Draft(.clockCompared(compared), about: day.id, .day)], .node, office.node.now)
        }
      case 10: try pcs.exchange(hearing: Bool.random(using: &random))
      default:
        let before = try picture(office)
        office.close()
        try office.open()
        #expect(try picture(office) == before)
        #expect(try office.node.store.verifyProjections().lines == [])
      }
    }
  }

  @Test(arguments: [decade.negated, decade])
  func `a PC enrolled with a clock years off goes on with its numbers after a restart that hears no centre`(
    _ ahead: Span
  ) throws {
    let pcs = try TwoPCs(ahead, profile: profile())
    try pcs.exchange()
    #expect(try pcs.arrive(pcs.second) == "A500")
    for number in ["A501", "A502"] {
      pcs.second.close()
      try pcs.second.open()
      #expect(pcs.second.node.hall.day?.day == OfficeStart.day && pcs.second.node.today == OfficeStart.day)
      #expect(try pcs.arrive(pcs.second) == number)
      #expect(pcs.second.node.hall.visit(.number(QueueNumber("A500")!))?.stage == .waiting)
    }
  }

  @Test(arguments: [decade.negated, decade])
  func `a PC that never wrote anything shows the office's day, and its alarm by how much its clock is off`(
    _ ahead: Span
  ) throws {
    let pcs = try TwoPCs(ahead, profile: profile())
    _ = try pcs.arrive(pcs.first)
    try pcs.exchange(hearing: false)
    pcs.second.close()
    try pcs.second.open()
    let zone = try profile().zone
    #expect(zone.local(pcs.second.node.now).day == OfficeStart.day)
    let text = try #require(pcs.second.node.alarms.current.first { $0.source == .clock }).text.english
    #expect(text.contains("3653 days") || text.contains("3652 days"), "\(text)")
  }

  @Test(arguments: [decade.negated, .minutes(-60), .minutes(49), decade])
  func `a clock that went wrong while the PC was off is told of what it stamped since, not of what was right before`(
    _ jump: Span
  ) throws {
    let pcs = try TwoPCs(.zero, profile: profile())
    try pcs.exchange()
    var came = [try pcs.arrive(pcs.second)]
    try pcs.exchange()
    pcs.second.close()
    for clock in [pcs.first.clock, pcs.second.clock] { clock.pass(.minutes(1)) }
    came.append(try pcs.arrive(pcs.first))
    for clock in [pcs.first.clock, pcs.second.clock] { clock.pass(.minutes(4)) }
    pcs.second.clock.jump(jump)
    try pcs.second.open()
    came.append(try pcs.arrive(pcs.second))
    for _ in 1...3 { try pcs.exchange() }
    for office in [pcs.first, pcs.second] {
      #expect(try pcs.line(office).map(\.label) == came)
      #expect(try pcs.line(office).map(\.waitMinutes) == [5, 4, 0])
    }
  }

  @Test(arguments: [decade.negated, .minutes(-49), .minutes(49), decade])
  func `a clock that was set right while the PC was off shows true waits before it hears the centre again`(
    _ ahead: Span
  ) throws {
    let pcs = try TwoPCs(ahead, profile: profile())
    try pcs.exchange()
    var came = [try pcs.arrive(pcs.first), try pcs.arrive(pcs.second)]
    try pcs.exchange()
    pcs.second.close()
    for clock in [pcs.first.clock, pcs.second.clock] { clock.pass(.minutes(3)) }
    came.append(try pcs.arrive(pcs.first))
    pcs.second.clock.set(pcs.first.clock.wall)
    try pcs.second.open()
    try pcs.exchange(hearing: false)
    came.append(try pcs.arrive(pcs.second))
    for clock in [pcs.first.clock, pcs.second.clock] { clock.pass(.minutes(2)) }
    let waits = Dictionary(
      uniqueKeysWithValues: try pcs.line(pcs.second).map { ($0.label, $0.waitMinutes) })
    #expect(came.map { waits[$0] } == [5, 5, 2, 2])
    // The same when the power was cut, as far as it can be known: never years.
    pcs.second.close()
    pcs.second.clock.boot(pcs.first.clock.wall)
    try pcs.second.open()
    #expect(try pcs.line(pcs.second).allSatisfy { $0.waitMinutes ?? 0 < 120 })
  }

  @Test func `a PC that knows no day and shows one nobody believes begins with the centre's, and says so`() throws {
    let pcs = try TwoPCs(decade, profile: profile())
    pcs.hearClocks()
    try pcs.exchange()
    _ = try pcs.arrive(pcs.second)
    #expect(pcs.second.node.hall.day?.day == OfficeStart.day && !pcs.second.node.isClockTrusted)
  }

  @Test func `both give numbers for weeks without a line, and none twice`() throws {
    let pcs = try TwoPCs(.zero, profile: profile())
    try pcs.exchange()
    for _ in 1...15 {
      var given: [String] = []
      for _ in 1...4 { given += [try pcs.arrive(pcs.first), try pcs.arrive(pcs.second)] }
      #expect(given == ["A001", "A500", "A002", "A501", "A003", "A502", "A004", "A503"])
      for office in [pcs.first, pcs.second] { office.nextMorning() }
    }
    try pcs.exchange()
    for office in [pcs.first, pcs.second] { #expect(office.node.alarms.current.map(\.source) == []) }
  }

  @Test func `two that give one number all the same are told, with whom it is about and what to do`() throws {
    let pcs = try TwoPCs(.zero, profile: profile(), seats: nil)
    try pcs.exchange()
    let numbers = [try pcs.arrive(pcs.first), try pcs.arrive(pcs.second)]
    #expect(numbers == ["A001", "A001"])
    try pcs.exchange()
    for office in [pcs.first, pcs.second] {
      let alarm = try #require(office.node.alarms.current.first { $0.source == .numbers })
      #expect(alarm.text.english.contains("A001 (") && alarm.text.indonesian.contains("Nomor ganda"))
      #expect(try pcs.line(office).map(\.marked) == ["A001×2", "A001×2"])
      for visit in office.node.hall.todaysVisits {
        let query = Query.ticket(VisitQuery { $0.visit = .id(visit.id) })
        guard case .ticket(let ticket) = try office.node.view(query, for: .visitor) else { continue }
        #expect(ticket.holders == 2)
      }
      #expect(
        alarm.text.english.contains("no more than 6 PCs") && alarm.text.indonesian.contains("lebih dari 6 komputer"))
    }
    // Told as long as somebody holds it.
    try pcs.press(pcs.first, .callNext(CallNext { $0.desk = 2 }))
    try pcs.press(pcs.first, .closeDay(CloseDay()))
    #expect(!pcs.first.node.alarms.current.contains { $0.source == .numbers })
  }

  @Test func `a PC goes on with its numbers when it is enrolled, and keeps to them without its keys`() throws {
    let office = TemporaryOffice(try profile())
    try office.open()
    try office.setUp()
    func arrive(_ id: String) throws -> String? {
      try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id).get().number?.description
    }
    #expect(try arrive("one") == "A001")
    office.node.sit(12)
    #expect(try arrive("two") == "A002")
    office.node.sit(9)
    #expect(try arrive("three") == "A700")
    office.close()
    try office.open()
    #expect(try arrive("four") == "A701")
  }
}
