import Testing

@testable import Domain

@Suite struct ReservationDeskTests {
  private func book(_ time: TimeOfDay, daysAhead: Int = 0) -> Command {
    .bookReservation(
      BookReservation {
        $0.slot = Slot(day: DayAtTheDesk.thursday.advanced(by: daysAhead), time: time)
        $0.topic = "PDRB"
        $0.officer = "budi"
      })
  }
  private func approve(_ id: ReservationID, _ officer: String? = nil) -> Command {
    .approveReservation(
      ApproveReservation {
        $0.reservation = id
        $0.officer = officer
      })
  }
  private func checkIn(_ id: ReservationID) -> Command { .checkIn(CheckIn { $0.reservation = id }) }
  private func absent(_ id: ReservationID) -> Command { .markAbsent(MarkAbsent { $0.reservation = id }) }

  @Test func `bookings keep office hours, the break, the weekend and the hour before`() throws {
    let day = DayAtTheDesk()  // Thursday, 09.00
    #expect(day.refusal(book(TimeOfDay(9, 59))) == .slotInPast)
    #expect(day.refusal(book(TimeOfDay(10, 0))) == nil)
    for (time, ahead) in [(TimeOfDay(12, 0), 0), (TimeOfDay(16, 0), 0), (TimeOfDay(11, 30), 1), (TimeOfDay(10, 0), 2)] {
      #expect(day.refusal(book(time, daysAhead: ahead)) == .slotOutsideHours, "\(time) +\(ahead)")
    }
    var unclear = day
    unclear.clockTrusted = false
    #expect(unclear.refusal(book(TimeOfDay(8, 0))) == nil, "a clock that cannot be believed refuses nobody")
  }

  @Test func `an officer is promised once at a time`() throws {
    var day = DayAtTheDesk()
    let first = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    let second = ReservationID(try day.perform(book(TimeOfDay(10, 59)))[0].subject)
    try day.perform(approve(first))
    #expect(day.refusal(approve(second)) == .slotTaken)
    #expect(day.refusal(approve(second, "ana")) == nil)
    #expect(day.refusal(approve(first)) == .reservationStatus(.approved))
    #expect(day.refusal(approve(second, "tono")) == .noSuchOfficer)
    let move = Command.moveReservation(
      MoveReservation {
        $0.reservation = second
        $0.slot = Slot(day: DayAtTheDesk.thursday, time: TimeOfDay(11, 0))
      })
    try day.perform(move)
    #expect(day.refusal(approve(second)) == nil)
  }

  @Test(arguments: [Offices.halmaheraUtara, Offices.seruyan])
  func `a visitor with a reservation joins the line, is served, and both end together`(profile: OfficeProfile) throws {
    var day = DayAtTheDesk(profile)
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    day.wait(.minutes(55))
    let visit = VisitID(try day.perform(checkIn(id)).first { $0.fact.kind == .visitOpened }!.subject)
    #expect(day.hall.reservations[id]?.status == .checkedIn)
    #expect(day.hall.reservations[id]?.visit == visit)
    #expect(day.visit(visit).channel == .reservation)
    #expect(day.refusal(checkIn(id)) == .reservationStatus(.checkedIn))
    try day.perform(.serve(desk: 1, visit))
    try day.perform(.finish(desk: 1))
    #expect(day.hall.reservations[id]?.status == .finished)
  }

  @Test func `nobody is absent before fifteen minutes have passed, and who comes after is not sent away`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    #expect(day.refusal(absent(id)) == .reservationStatus(.submitted))
    try day.perform(approve(id))
    day.wait(.minutes(74))
    #expect(day.refusal(absent(id)) != nil)
    day.wait(.minutes(1))
    try day.perform(absent(id))
    #expect(day.hall.reservations[id]?.status == .absent)
    try day.perform(checkIn(id))
    #expect(day.hall.reservations[id]?.status == .checkedIn)
  }

  private func undo(_ id: ReservationID) -> Command { .undoReservation(UndoReservation { $0.reservation = id }) }

  @Test func `each decision about a reservation can be taken back for a minute, once, by a fact of its own`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    #expect(day.refusal(undo(id)) == .nothingToUndo)
    let later = Slot(day: DayAtTheDesk.thursday, time: TimeOfDay(14, 0))
    let steps: [(Command, ReservationStatus)] = [
      (approve(id), .approved),
      (.moveReservation(MoveReservation { ($0.reservation, $0.slot) = (id, later) }), .approved),
      (.cancelReservation(CancelReservation { $0.reservation = id }), .cancelled),
    ]
    for (step, status) in steps {
      let before = day.hall.reservations[id]
      try day.perform(step)
      #expect(day.hall.reservations[id]?.status == status)
      let facts = day.reservationFacts[id]?.count ?? 0
      try day.perform(undo(id))
      let after = day.hall.reservations[id]
      #expect(after?.status == before?.status && after?.slot == before?.slot && after?.officer == before?.officer)
      #expect(after?.cancelReason == nil && day.reservationFacts[id]?.count == facts + 1, "nothing is deleted")
      #expect(day.refusal(undo(id)) == .nothingToUndo)
      if step != steps[2].0 { try day.perform(step) }
    }
    let gone = ReservationID(try day.perform(book(TimeOfDay(10, 0), daysAhead: 1))[0].subject)
    try day.perform(approve(gone))
    day.wait(.seconds(60))
    #expect(day.refusal(undo(gone)) == nil)
    day.wait(.seconds(1))
    #expect(day.refusal(undo(gone)) == .tooLateToUndoReservation)
  }

  @Test func `what somebody else has gone on from, or been promised since, is not taken back`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    try day.perform(.cancelReservation(CancelReservation { $0.reservation = id }), by: .centre)
    #expect(day.refusal(undo(id)) == .reservationActedOn(.cancelled))
    let first = ReservationID(try day.perform(book(TimeOfDay(11, 0)))[0].subject)
    let second = ReservationID(try day.perform(book(TimeOfDay(11, 0)))[0].subject)
    try day.perform(approve(first))
    try day.perform(.cancelReservation(CancelReservation { $0.reservation = first }))
    try day.perform(approve(second))
    #expect(day.refusal(undo(first)) == .slotTaken)
  }

  private func visit(_ drafts: [Draft]) throws -> VisitID {
    VisitID(try #require(drafts.first { $0.fact.kind == .visitOpened }).subject)
  }

  @Test(arguments: [Offices.halmaheraUtara, Offices.seruyan])
  func `a check-in by mistake is taken back with its visit, and whoever was meant comes by the same reservation`(
    profile: OfficeProfile
  ) throws {
    var day = DayAtTheDesk(profile)
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    let wrong = try visit(try day.perform(checkIn(id)))
    try day.perform(undo(id))
    #expect(day.hall.reservations[id]?.status == .approved && day.hall.reservations[id]?.visit == nil)
    #expect(day.visit(wrong).stage == .cancelled && day.visit(wrong).closeReason == .mistake)
    #expect(day.refusal(undo(id)) == .nothingToUndo)
    let right = try visit(try day.perform(checkIn(id)))
    #expect(day.hall.reservations[id]?.status == .checkedIn && day.hall.reservations[id]?.visit == right)
    try day.perform(.serve(desk: 1, right))
    #expect(day.refusal(undo(id)) == .reservationActedOn(.checkedIn), "a visitor who is being served is here")
  }

  private func cancelled(_ id: VisitID) -> Command { .cancelVisit(CancelVisit { $0.visit = .id(id) }) }

  @Test func `a visit that is cancelled frees its reservation however late, and takes it again when that is undone`()
    throws
  {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(approve(id))
    let first = try visit(try day.perform(checkIn(id), by: .visitor))
    #expect(day.refusal(undo(id)) == .reservationActedOn(.checkedIn), "the visitor's own step is none of staff")
    day.wait(.minutes(5))
    try day.perform(cancelled(first))
    #expect(day.hall.reservations[id]?.status == .approved)
    try day.perform(.undo(Undo { $0.visit = .id(first) }))
    #expect(day.hall.reservations[id]?.status == .checkedIn && day.hall.reservations[id]?.visit == first)
    try day.perform(cancelled(first))
    let second = try visit(try day.perform(checkIn(id)))
    #expect(day.refusal(.undo(Undo { $0.visit = .id(first) })) == .reservationStatus(.checkedIn))
    #expect(day.hall.reservations[id]?.visit == second)
  }

  @Test func `a cancelled reservation is not checked in, and an unknown one is served without`() throws {
    var day = DayAtTheDesk()
    let id = ReservationID(try day.perform(book(TimeOfDay(10, 0)))[0].subject)
    try day.perform(
      .cancelReservation(
        CancelReservation {
          $0.reservation = id
          $0.reason = .duplicate
        }))
    #expect(day.hall.reservations[id]?.cancelReason == .duplicate)
    #expect(day.refusal(checkIn(id)) == .reservationStatus(.cancelled))
    #expect(day.refusal(checkIn(ReservationID(EventID(node: 3, sequence: 3)))) == .noSuchReservation)
  }

  // MARK: Before the booking has come

  private static let unknown = ReservationID(EventID(node: 948, sequence: 35))
  private func byCode() -> Command {
    .checkIn(CheckIn { ($0.reservation, $0.code) = (Self.unknown, "R948-35-7KQ2") })
  }

  /// What the centre had done with the booking, as it comes down the line at last.
  private func arrives(_ day: inout DayAtTheDesk, _ facts: [Fact] = []) {
    let id = Self.unknown
    var seen: [SeenFact] = []
    let slot = Slot(day: DayAtTheDesk.thursday, time: TimeOfDay(10, 0))
    let booked = Fact.reservationBooked(ReservationBooked(slot: slot, guest: nil, officer: nil, online: "x"))
    for (place, fact) in ([booked] + facts).enumerated() {
      let event = place == 0 ? id.first : EventID(node: 948, sequence: 100 + UInt64(place))
      let past = Set(seen.map(\.occurrence.id))
      seen.append(SeenFact(.fact(fact), Occurrence(id: event, at: day.now, actor: .centre), past: past))
    }
    // Whoever names a subject has seen its first event.
    let here = (day.reservationFacts[id] ?? []).map {
      SeenFact($0.happening, $0.occurrence, past: $0.past.union([id.first]))
    }
    day.hall.reservations[id] = Reservation(seen + here)
    day.hall.awaited[id] = nil
  }

  @Test(arguments: [Offices.halmaheraUtara, Offices.seruyan])
  func `a check-in by a code is taken back like any other before its booking has come, and the booking comes free`(
    profile: OfficeProfile
  ) throws {
    var day = DayAtTheDesk(profile)
    let wrong = try visit(try day.perform(byCode()))
    #expect(day.refusal(byCode()) == .reservationStatus(.checkedIn))
    var late = day
    late.wait(.seconds(61))
    #expect(late.refusal(undo(Self.unknown)) == .tooLateToUndoReservation)
    try day.perform(undo(Self.unknown))
    #expect(day.visit(wrong).stage == .cancelled && day.visit(wrong).closeReason == .mistake)
    #expect(day.refusal(undo(Self.unknown)) == .nothingToUndo)
    var online = day
    arrives(&online)
    #expect(online.hall.reservations[Self.unknown]?.status == .submitted)
    arrives(&online, [.reservationCancelled(ReservationCancelled(reason: .visitor))])
    #expect(online.hall.reservations[Self.unknown]?.status == .cancelled, "what the centre decided stands")
    #expect(online.hall.reservations[Self.unknown]?.overruled == [], "and was not lost to a check-in that is none")
    // Without asking for the code again: it was right.
    let right = try visit(try day.perform(checkIn(Self.unknown)))
    arrives(&day)
    #expect(
      day.hall.reservations[Self.unknown]?.visit == right && day.hall.reservations[Self.unknown]?.status == .checkedIn)
  }

  @Test
  func `a visit that is cancelled frees the booking it came before, and takes it again unless somebody else has it`()
    throws
  {
    var day = DayAtTheDesk()
    let first = try visit(try day.perform(byCode(), by: .visitor))
    #expect(
      day.refusal(undo(Self.unknown)) == .reservationActedOn(.checkedIn), "the visitor's own step is none of staff")
    try day.perform(cancelled(first))
    var again = day
    try again.perform(.undo(Undo { $0.visit = .id(first) }))
    arrives(&again)
    #expect(again.hall.reservations[Self.unknown]?.visit == first)
    let second = try visit(try day.perform(byCode(), by: .visitor))
    #expect(day.refusal(.undo(Undo { $0.visit = .id(first) })) == .reservationStatus(.checkedIn))
    arrives(&day)
    #expect(day.hall.reservations[Self.unknown]?.visit == second)
    #expect(day.hall.reservations[Self.unknown]?.checkIns.count == 1)
  }

  @Test func `who came before the booking and was served finishes it, whenever it comes`() throws {
    var day = DayAtTheDesk()
    let served = try visit(try day.perform(byCode(), by: .visitor))
    try day.perform(.serve(desk: 1, served))
    #expect(day.refusal(undo(Self.unknown)) == .reservationActedOn(.checkedIn))
    try day.perform(.finish(desk: 1))
    #expect(day.refusal(byCode()) == .reservationStatus(.finished))
    arrives(&day)
    #expect(day.hall.reservations[Self.unknown]?.status == .finished)
  }
}
