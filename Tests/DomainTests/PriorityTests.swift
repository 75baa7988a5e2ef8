import Chance
import Testing

@testable import Domain

private let policies = [
  PriorityPolicy(.off), PriorityPolicy(.first, every: 1), PriorityPolicy(.first, every: 3),
  PriorityPolicy(.everyNth, every: 2), PriorityPolicy(.everyNth, every: 4),
]

extension DayAtTheDesk {
  fileprivate init(_ policy: PriorityPolicy) {
    var profile = Offices.halmaheraUtara
    profile.priority = policy
    self.init(profile)
  }

  /// The visitor who has waited longest for this desk.
  fileprivate func headOfLine(_ desk: Int) -> VisitID? {
    let plan = hall.profile!.desk(desk)!
    return hall.waitingVisits.filter { plan.serves($0.service) }
      .min { (hall.joinedLine($0), $0.queued) < (hall.joinedLine($1), $1.queued) }?.id
  }

  /// A ticket of another computer of the office, with the time that one's clock shows.
  @discardableResult
  fileprivate mutating func arriveElsewhere(_ value: Int, node: UInt32, sequence: UInt64, at clock: Moment) -> VisitID {
    let opened = VisitOpened(
      day: today, number: QueueNumber(Series(letter: "A")!, value), service: "konsultasi", priority: .none,
      language: .indonesian, channel: .kiosk)
    let id = EventID(node: node, sequence: sequence)
    hall.apply(.fact(.visitOpened(opened)), to: id, of: .visit, Occurrence(id: id, at: clock, actor: .visitor))
    return VisitID(id)
  }

  fileprivate mutating func callAndFinish(_ desk: Int) throws -> VisitID {
    try perform(.callNext(desk: desk))
    let visit = hall.visit(atDesk: desk)!.id
    try perform(.serve(desk: desk))
    try perform(.finish(desk: desk))
    return visit
  }

  /// A visitor with an appointment for the time it is.
  fileprivate mutating func arriveByAppointment() throws {
    let slot = hall.profile!.zone.local(now)
    let id = ReservationID(EventID(node: 2, sequence: sequence + 1))
    let booked = ReservationBooked(slot: Slot(day: slot.day, time: slot.time), online: "")
    hall.reservations[id] = Reservation([
      SeenFact(.fact(.reservationBooked(booked)), Occurrence(id: id.first, at: now, actor: .centre), past: [])
    ])
    try perform(
      .issueTicket(
        IssueTicket {
          $0.service = "konsultasi"
          $0.reservation = id
        }), by: .visitor)
    hall.reservations[id] = Reservation([
      SeenFact(.fact(.reservationBooked(booked)), Occurrence(id: id.first, at: now, actor: .centre), past: [])
    ])
  }
}

@Suite struct PriorityTests {
  @Test(arguments: policies, 0..<12 as Range<UInt64>)
  func `the head of the line is never passed more often than the policy says, and everybody is served`(
    policy: PriorityPolicy, seed: UInt64
  ) throws {
    var random = Seeded(seed)
    var day = DayAtTheDesk(policy)
    var passed: [VisitID: Int] = [:]
    for step in 0..<260 {
      day.wait(.seconds(Int.random(in: 0...40, using: &random)))
      if step < 200, !random.chance(3) {
        if random.chance(4) {
          try day.arriveByAppointment()
        } else {
          try day.arrive(
            random.chance(3) ? "perpustakaan" : "konsultasi", random.chance(2) ? .elderly : .none)
        }
      }
      // Desks 3 and 4 serve one service each, desk 1 both: lines overlap.
      let desk = [1, 3, 4].randomElement(using: &random)!
      guard let head = day.headOfLine(desk), step >= 200 || !random.chance(4) else { continue }
      if try day.callAndFinish(desk) != head { passed[head, default: 0] += 1 }
      #expect(passed[head] ?? 0 <= policy.boundPassed, "\(policy.mode) seed \(seed) step \(step)")
    }
    while day.headOfLine(1) != nil { _ = try day.callAndFinish(1) }
    #expect(day.hall.waitingVisits.isEmpty)
  }

  @Test(arguments: policies)
  func `another desk's calls do not let one line starve`(policy: PriorityPolicy) throws {
    var day = DayAtTheDesk(policy)
    let patient = try day.arrive("konsultasi")
    var calls = 0
    while day.visit(patient).stage == .waiting {
      day.wait(.seconds(20))
      try day.arrive("konsultasi", .pregnant)
      try day.arrive("perpustakaan")
      _ = try day.callAndFinish(4)
      _ = try day.callAndFinish(3)
      calls += 1
      try #require(calls <= policy.boundPassed + 1, "passed \(calls) times in mode \(policy.mode)")
    }
  }

  @Test(arguments: [-60 * 24 * 365 * 56, -120, 0, 120])
  func `whatever the clock of another computer shows, its numbers are called in their place`(minutes: Int) throws {
    // In either order of arrival at this computer.
    for isLate in [false, true] {
      var day = DayAtTheDesk(PriorityPolicy(.off))
      try day.arrive()
      day.wait(.minutes(1))
      try day.arrive()
      let clock = day.now.advanced(by: .minutes(minutes))
      for value in isLate ? [4, 3] : [3, 4] {
        day.arriveElsewhere(
          value, node: 2, sequence: UInt64(value), at: clock.advanced(by: .minutes(value)))
      }
      day.wait(.minutes(9))
      try day.arrive()
      let plan = try #require(day.hall.profile?.desk(1))
      let order = day.hall.callingOrder(for: plan, now: day.now, limit: 9).map { day.label($0) }
      #expect(order == ["A001", "A002", "A003", "A004", "A005"])
      #expect(day.hall.headOfLine(for: plan)?.label == "A001")
      // However many were called before.
      for label in order { #expect(day.label(try day.callAndFinish(1)) == label) }
    }
  }

  @Test func `a number kept free for a lost ticket does not let the next ones pass`() throws {
    var day = DayAtTheDesk(PriorityPolicy(.off))
    try day.arrive()
    let series = try #require(Series(letter: "A"))
    day.hall.reserve([QueueNumber(series, 5)], on: day.today)
    let clock = day.now.advanced(by: .minutes(-120))
    day.arriveElsewhere(3, node: 2, sequence: 1, at: day.now)
    day.arriveElsewhere(6, node: 3, sequence: 1, at: clock)
    let plan = try #require(day.hall.profile?.desk(1))
    let order = day.hall.callingOrder(for: plan, now: day.now, limit: 9).map { day.label($0) }
    #expect(order == ["A001", "A003", "A006"])
  }

  @Test func `who joins the line anew stands where they join it`() throws {
    var day = DayAtTheDesk(PriorityPolicy(.off))
    let first = try day.arrive()
    day.wait(.minutes(1))
    try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.skip(desk: 1))
    day.wait(.minutes(1))
    try day.perform(.requeue(first))
    let plan = try #require(day.hall.profile?.desk(1))
    let order = day.hall.callingOrder(for: plan, now: day.now, limit: 9).map { day.label($0) }
    #expect(order == ["A002", "A001"])
  }

  @Test func `calling one service only does not let the other starve`() throws {
    var day = DayAtTheDesk(PriorityPolicy(.everyNth, every: 2))
    let patient = try day.arrive("konsultasi")
    day.wait(.seconds(1))
    try day.arrive("perpustakaan")
    try day.perform(.callNext(desk: 1, "perpustakaan"))
    try day.perform(.serve(desk: 1))
    try day.perform(.finish(desk: 1))
    try day.arrive("konsultasi", .elderly)
    #expect(try day.callAndFinish(1) == patient)
  }

  @Test func `priority first: three may pass, then the head of the line`() throws {
    var day = DayAtTheDesk(PriorityPolicy(.first, every: 3))
    for _ in 1...2 { try day.arrive() }
    for _ in 1...5 { try day.arrive("konsultasi", .disabled) }
    var order: [String] = []
    for _ in 1...7 { order.append(day.label(try day.callAndFinish(1))) }
    #expect(order == ["A003", "A004", "A005", "A001", "A006", "A007", "A002"])
  }

  @Test func `every third call goes to a priority visitor`() throws {
    var day = DayAtTheDesk(PriorityPolicy(.everyNth, every: 3))
    for _ in 1...6 { try day.arrive() }
    for _ in 1...2 { try day.arrive("konsultasi", .elderly) }
    var order: [String] = []
    for _ in 1...8 { order.append(day.label(try day.callAndFinish(1))) }
    #expect(order == ["A007", "A001", "A002", "A008", "A003", "A004", "A005", "A006"])
  }

  @Test func `with the policy off everybody is called as they came`() throws {
    var day = DayAtTheDesk(PriorityPolicy(.off))
    for priority in [Priority.none, .elderly, .none, .pregnant] { try day.arrive("konsultasi", priority) }
    var order: [String] = []
    for _ in 1...4 { order.append(day.label(try day.callAndFinish(1))) }
    #expect(order == ["A001", "A002", "A003", "A004"])
  }

  @Test func `undoing the call of the head does not let others pass it again`() throws {
    var day = DayAtTheDesk(PriorityPolicy(.first, every: 1))
    let head = try day.arrive()
    for _ in 1...3 { try day.arrive("konsultasi", .elderly) }
    _ = try day.callAndFinish(1)
    try day.perform(.callNext(desk: 1))
    #expect(day.hall.visit(atDesk: 1)?.id == head)
    try day.perform(.undo(head))
    try day.perform(.callNext(desk: 1))
    #expect(day.hall.visit(atDesk: 1)?.id == head)
  }

  @Test func `a call out of turn is recorded as such, whoever chose it`() throws {
    var day = DayAtTheDesk()
    let first = try day.arrive()
    let second = try day.arrive()
    let chosen = try day.perform(.call(second, desk: 1))
    #expect(chosen[0].fact == .visitCalled(VisitCalled(desk: 1, officer: day.consultant, outOfTurn: true)))
    let turn = try day.perform(.call(first, desk: 2))
    #expect(turn[0].fact == .visitCalled(VisitCalled(desk: 2, officer: day.consultant, outOfTurn: false)))
  }

  @Test func `an appointment is kept from its time on, for those who came in time for it`() throws {
    var day = DayAtTheDesk()
    let opening = day.now
    try day.arrive()
    day.wait(.minutes(1))
    try day.arriveByAppointment()
    var early = day
    early.now = opening
    let desk = day.hall.profile!.desk(1)!
    func due(_ day: DayAtTheDesk) -> Int {
      day.hall.candidates(for: desk, only: nil, now: day.now).count(where: \.hasAppointmentNow)
    }
    #expect(due(early) == 0)
    #expect(due(day) == 1)
    var waited = day
    waited.wait(.minutes(40))
    #expect(due(waited) == 1, "one who came in time and waits keeps the promise")
    try day.perform(.callNext(desk: 1))
    #expect(day.hall.visit(atDesk: 1)?.label == "A002")
  }

  @Test func `who comes after the no-show time waits like everybody else`() throws {
    var day = DayAtTheDesk()
    let slot = day.hall.profile!.zone.local(day.now)
    let id = ReservationID(EventID(node: 2, sequence: 1))
    day.hall.reservations[id] = Reservation([
      SeenFact(
        .fact(.reservationBooked(ReservationBooked(slot: Slot(day: slot.day, time: slot.time), online: ""))),
        Occurrence(id: id.first, at: day.now, actor: .centre), past: [])
    ])
    day.wait(.minutes(16))
    let reservations = day.hall.reservations
    try day.perform(
      .issueTicket(
        IssueTicket {
          $0.service = "konsultasi"
          $0.reservation = id
        }), by: .visitor)
    day.hall.reservations = reservations
    let candidates = day.hall.candidates(for: day.hall.profile!.desk(1)!, only: nil, now: day.now)
    #expect(candidates.map(\.hasAppointmentNow) == [false])
  }

  @Test(arguments: policies) func `the line a desk is shown is the order in which it then calls`(policy: PriorityPolicy)
    throws
  {
    for seed in UInt64(1)...12 {
      var dice = Seeded(seed)
      var day = DayAtTheDesk(policy)
      for _ in 0..<Int.random(in: 0...25, using: &dice) {
        day.wait(.seconds(Int.random(in: 0...2, using: &dice)))
        switch Int.random(in: 0...5, using: &dice) {
        case 0: try day.arriveByAppointment()
        case 1, 2: try day.arrive(["konsultasi", "perpustakaan"].randomElement(using: &dice)!, .elderly)
        default: try day.arrive(["konsultasi", "perpustakaan"].randomElement(using: &dice)!)
        }
        if Int.random(in: 0...9, using: &dice) == 0 { _ = try day.callAndFinish(2) }
      }
      for desk in [1, 3] {
        let plan = day.hall.profile!.desk(desk)!
        let shown = day.hall.callingOrder(for: plan, now: day.now, limit: 50)
        #expect(day.hall.callingOrder(for: plan, now: day.now, limit: 3) == Array(shown.prefix(3)))
        var tried = day
        var called: [VisitID] = []
        while tried.refusal(.callNext(desk: desk)) == nil { called.append(try tried.callAndFinish(desk)) }
        #expect(called == shown, "seed \(seed), desk \(desk)")
      }
    }
  }
}
