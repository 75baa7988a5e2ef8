import Testing

@testable import Domain

/// Two computers of one office, whose clocks are off by ten years.
private let decade = Span.minutes(60 * 24 * 3653)
private let offs = [decade.negated, .zero, decade]

/// One day as a third computer sees it that has taken in both.
private struct Office {
  var hall = DayAtTheDesk(Self.plain).hall
  private(set) var now: Moment
  private var sequences: [UInt32: UInt64] = [:]
  /// How far the clocks of nodes 2 and 3 are ahead.
  var ahead: [UInt32: Span]
  private var opener = EventID(node: 2, sequence: 1)

  private static var plain: OfficeProfile {
    var profile = Offices.halmaheraUtara
    profile.priority = PriorityPolicy(.off)
    return profile
  }

  init(_ ahead: [UInt32: Span]) {
    self.ahead = ahead
    now = Offices.halmaheraUtara.zone.moment(DayAtTheDesk.thursday, TimeOfDay(9, 0))
    _ = write(2, .dayOpened(DayOpened(day: DayAtTheDesk.thursday, basis: .clock)), .day)
  }

  mutating func pass(_ minutes: Int) { now = now.advanced(by: .minutes(minutes)) }

  @discardableResult
  mutating func write(_ node: UInt32, _ fact: Fact, _ kind: SubjectKind, about subject: EventID? = nil) -> EventID {
    sequences[node, default: 0] += 1
    let id = EventID(node: node, sequence: sequences[node] ?? 0)
    let stamp = now.advanced(by: ahead[node] ?? .zero)
    hall.apply(.fact(fact), to: subject ?? id, of: kind, Occurrence(id: id, at: stamp, actor: .node))
    return id
  }

  mutating func arrive(_ node: UInt32, _ number: String, _ service: String = "konsultasi") -> VisitID {
    let opened = VisitOpened(
      day: DayAtTheDesk.thursday, number: QueueNumber(number), service: service, priority: .none,
      language: .indonesian, channel: .kiosk)
    return VisitID(write(node, .visitOpened(opened), .visit))
  }

  /// What a node says of its clock, rightly to the second.
  mutating func compare(_ node: UInt32, from sequence: UInt64 = 1) {
    let compared = ClockCompared(
      from: EventID(node: node, sequence: sequence), ahead: Int((ahead[node] ?? .zero).milliseconds / 1_000))
    write(node, .clockCompared(compared), .day, about: opener)
  }

  var line: [VisitID] {
    guard let desk = hall.profile?.desk(1) else { return [] }
    return hall.callingOrder(for: desk, now: now, limit: 99)
  }
}

@Suite struct `The line of two computers` {
  /// Which of two computers each of six visitors comes to: all of them.
  private static let orders = (0..<64).map { bits in (0..<6).map { UInt32(2 + bits >> $0 & 1) } }

  @Test(arguments: offs, offs)
  func `all orders of arrivals at two computers with clocks off by ten years are called as they came`(
    _ second: Span, _ third: Span
  ) {
    for order in Self.orders {
      // What is found out about the clocks may come before, between and after those it is about.
      for early in [0, 3, 6] {
        var office = Office([2: second, 3: third])
        var came: [VisitID] = []
        var given: [UInt32: Int] = [:]
        for (index, node) in order.enumerated() {
          if index == early { [2, 3].forEach { office.compare($0) } }
          given[node, default: node == 2 ? 0 : 499] += 1
          // Both series, since a series' numbers alone would say it.
          let series = index % 2 == 0 ? "A" : "B"
          came.append(
            office.arrive(node, series + padded(given[node] ?? 0, 3), index % 2 == 0 ? "konsultasi" : "perpustakaan"))
          office.pass(1)
        }
        if early == 6 { [2, 3].forEach { office.compare($0) } }
        #expect(office.line == came, "\(order) ahead \(second.wholeMinutes), \(third.wholeMinutes), told at \(early)")
      }
    }
  }

  @Test(arguments: offs)
  func `without anything said of a clock its own visitors still keep their order`(_ ahead: Span) {
    var office = Office([2: ahead])
    let first = office.arrive(2, "A001")
    office.ahead[2] = ahead.negated
    office.pass(1)
    let second = office.arrive(2, "A002")
    #expect(office.line == [first, second])
  }

  @Test(arguments: offs)
  func `times of another computer's visit are shown as this one's clock would have shown them`(_ ahead: Span) throws {
    var office = Office([2: ahead])
    let id = office.arrive(2, "A001")
    office.compare(2)
    office.pass(7)
    office.write(3, .visitCalled(VisitCalled(desk: 1, outOfTurn: false)), .visit, about: id.first)
    let shown = office.hall.inOwnTime(try #require(office.hall.visits[id]))
    #expect(shown.openedAt.span(until: office.now) == .minutes(7))
    #expect(shown.openedAt.span(until: try #require(shown.firstCalledAt)) == .minutes(7))
    // Were this computer's own clock an hour fast, both would be shown an hour later.
    office.hall.ahead = .minutes(60)
    #expect(
      office.hall.inOwnTime(try #require(office.hall.visits[id])).openedAt == shown.openedAt.advanced(by: .minutes(60)))
  }

  @Test func `a step that another computer stamped can be taken back for ten seconds, and not for ten years`() throws {
    for (ahead, isTold) in [(decade, false), (decade, true), (decade.negated, true), (.zero, false)] {
      var office = Office([2: ahead])
      let id = office.arrive(2, "A001")
      office.write(2, .visitCalled(VisitCalled(desk: 1, outOfTurn: false)), .visit, about: id.first)
      if isTold { office.compare(2) }
      func refusal(after wait: Span) -> Refusal? {
        let setting = Setting(
          actor: .node, now: office.now.advanced(by: wait), today: DayAtTheDesk.thursday, clockTrusted: true,
          next: EventID(node: 1, sequence: 99))
        do { _ = try decide(.undo(Undo { $0.visit = .id(id) }), setting, office.hall) } catch { return error }
        return nil
      }
      #expect(refusal(after: .seconds(30)) == .tooLateToUndo, "\(ahead.wholeMinutes) \(isTold)")
      if isTold || ahead == .zero { #expect(refusal(after: .seconds(9)) == nil, "\(ahead.wholeMinutes)") }
    }
  }

  @Test func `a clock that is set during the day is told for what came before and after`() {
    var office = Office([2: decade, 3: .zero])
    let first = office.arrive(2, "A001")
    office.pass(1)
    let second = office.arrive(3, "A500")
    office.ahead[2] = decade.negated
    office.pass(1)
    let third = office.arrive(2, "A002")
    office.ahead[2] = decade
    office.compare(2)
    office.ahead[2] = decade.negated
    office.compare(2, from: third.first.sequence)
    #expect(office.line == [first, second, third])
  }

  @Test func `who says something of another's clock is not believed, and no number is too large to be read`() {
    var readings = ClockReadings()
    readings.add(ClockCompared(from: EventID(node: 2, sequence: 1), ahead: 60), by: EventID(node: 3, sequence: 1))
    #expect(readings.isEmpty)
    readings.add(ClockCompared(from: EventID(node: 3, sequence: 1), ahead: .min), by: EventID(node: 3, sequence: 2))
    #expect(readings.ahead(of: EventID(node: 3, sequence: 9)) < .zero)
  }
}

@Suite struct `Numbers of several computers` {
  @Test func `the shares are all numbers, each once, and every seat has one`() {
    #expect(NumberShare.all.flatMap { Array($0.values) } == Array(1...999))
    for share in NumberShare.all { #expect(share.values.allSatisfy { NumberShare(of: $0) == share }) }
    #expect((1_000..<1_012).map { NumberShare(seat: $0).place } == [4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3])
  }

  private func next(_ day: DayAtTheDesk, _ share: NumberShare?) -> String {
    var setting = day.setting(by: .visitor)
    setting.share = share
    do {
      let drafts = try decide(.issueTicket(IssueTicket { $0.service = "konsultasi" }), setting, day.hall)
      for draft in drafts {
        if case .visitOpened(let opened) = draft.fact { return opened.number?.description ?? "" }
      }
      return ""
    } catch { return error.code }
  }

  @Test func `each computer counts on in its own share, whatever the others have given`() throws {
    var day = DayAtTheDesk()
    for _ in 1...3 { try day.arrive("konsultasi") }
    #expect(NumberShare.all.map { next(day, $0) } == ["A004", "A500", "A600", "A700", "A800", "A900"])
    // Alone, it goes on as ever; enrolled in the middle of the day it gives none twice.
    #expect(next(day, nil) == "A004" && next(day, NumberShare(seat: 6)) == "A004")
    // What a dead computer of the share was seen to give is not given again.
    day.hall.reserve([QueueNumber("A517")!], on: day.today)
    #expect(next(day, NumberShare.all[1]) == "A518" && next(day, NumberShare.all[0]) == "A004")
  }

  @Test func `a computer whose share is used up sends nobody away: it goes on from the far end`() throws {
    var day = DayAtTheDesk()
    try day.arrive("konsultasi")
    day.hall.reserve([QueueNumber("A599")!], on: day.today)
    #expect(next(day, NumberShare.all[1]) == "A900" && next(day, NumberShare.all[2]) == "A600")
    day.hall.reserve(NumberShare.all.map { QueueNumber(Series(letter: "A")!, $0.values.upperBound) }, on: day.today)
    #expect(next(day, NumberShare.all[1]) == "series-full" && next(day, nil) == "series-full")
  }

  @Test func `a number given twice all the same is told, and means whoever came first and is still here`() throws {
    var office = Office([2: .zero, 3: .zero])
    let first = office.arrive(2, "A001")
    office.pass(1)
    let second = office.arrive(3, "A001")
    #expect(office.hall.doubleNumbers.map(\.number.description) == ["A001"])
    #expect(office.hall.doubleNumbers.first?.visits.map(\.id) == [first, second])
    #expect(office.hall.holders(of: QueueNumber("A001")!) == 2)
    #expect(office.hall.visit(.number(QueueNumber("A001")!))?.id == first)
    office.write(2, .visitCancelled(VisitCancelled(reason: .visitorLeft)), .visit, about: first.first)
    #expect(office.hall.visit(.number(QueueNumber("A001")!))?.id == second)
    #expect(office.line == [second])
  }
}
