import Testing

@testable import Domain

@Suite struct ClockTests {
  /// A morning with everything in it, from 08.30 to 10.30, with `jump` added to the clock in its middle.
  private func morning(_ zone: Zone, jump: Span = .minutes(0)) throws -> [Fact] {
    var profile = Offices.halmaheraUtara
    profile.zone = zone
    profile.priority = PriorityPolicy(.first, every: 2)
    var day = DayAtTheDesk(profile)
    day.now = zone.moment(day.today, TimeOfDay(8, 30))
    var facts: [Fact] = []
    func then(_ command: Command) throws { facts += try day.perform(command).map(\.fact) }
    for round in 0..<8 {
      day.wait(.minutes(15))
      if round == 4, jump != .minutes(0) {
        day.now = day.now.advanced(by: jump)
        day.clockTrusted = false
      }
      try then(.ticket("konsultasi"))
      try then(.ticket("perpustakaan", .elderly))
      try then(.ticket("konsultasi", .pregnant))
      try then(.callNext(desk: 1))
      try then(.callNext(desk: 3))
      try then(.serve(desk: 1))
      try then(.skip(desk: 3))
      try then(round % 2 == 0 ? .finish(desk: 1) : .park(desk: 1))
    }
    try then(.closeDay)
    return facts
  }

  @Test func `the same morning is the same in all three zones, over midnight UTC too`() throws {
    let facts = try morning(.wib)
    #expect(facts.count(where: { $0.kind == .visitOpened }) == 24)
    for zone in Zone.allCases { #expect(try morning(zone) == facts) }
  }

  @Test(arguments: [Span.minutes(-1), .minutes(-600), .minutes(600), .minutes(-5_256_000), .minutes(5_256_000)])
  func `a clock that jumps changes no number, no turn and no outcome`(jump: Span) throws {
    #expect(try morning(.wit, jump: jump) == morning(.wit))
  }

  @Test func `tidying up forgets no appointment of somebody who waits`() throws {
    var day = DayAtTheDesk()
    let local = day.hall.profile!.zone.local(day.now)
    for sequence: UInt64 in 1...300 {
      let id = ReservationID(EventID(node: 2, sequence: sequence))
      day.hall.reservations[id] = Reservation([
        SeenFact(
          .fact(.reservationBooked(ReservationBooked(slot: Slot(day: local.day, time: local.time), online: ""))),
          Occurrence(id: id.first, at: day.now, actor: .centre), past: [])
      ])
    }
    let known = day.hall.reservations
    try day.perform(
      .issueTicket(
        IssueTicket {
          $0.service = "konsultasi"
          $0.reservation = ReservationID(EventID(node: 2, sequence: 7))
        }))
    day.hall.reservations = known
    day.hall.tidy()
    #expect(day.hall.reservations.keys.map(\.first.sequence) == [7])
    let candidates = day.hall.candidates(for: day.hall.profile!.desk(1)!, only: nil, now: day.now)
    #expect(candidates.map(\.hasAppointmentNow) == [true])
  }
}
