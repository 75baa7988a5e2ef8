import Desk
import Domain
import Screens
import TestSupport
import Testing

/// Appointments at the front office, and those who have been served: against a real node.
@Suite struct ReservationDeskTests {
  private func key(_ word: String) throws -> VisitKey { try #require(VisitKey(word: word)) }

  private static func reservations(_ rehearsal: Rehearsal, on day: Day = OfficeStart.day) throws -> [ReservationLine] {
    guard case .reservations(let view) = try rehearsal.head.read(.reservations(DayQuery { $0.day = day })) else {
      throw Refused(.busy)
    }
    return view.reservations
  }

  @Test func `staff book for a guest, approve, move to another day and refuse, and every decision is a fact`() throws {
    let rehearsal = try Rehearsal()
    let guest =
      try rehearsal.head.press(.registerGuest(RegisterGuest { ($0.profile.name, $0.consent) = ("Siti Nurbaya", 1) }))
      .guest
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F7")
    actor.type("siti")
    actor.press("Enter", "r")
    #expect(actor.shows("Reservasi baru Siti Nurbaya"), "\(actor.text)")
    actor.type("Inflasi Tobelo")
    actor.press("Enter", "Enter")
    actor.type("10.00")
    actor.press("^s")
    #expect(actor.shows("Inflasi Tobelo") && actor.shows("Diajukan") && actor.shows("Siti Nurbaya"), "\(actor.text)")
    actor.press("s", "^s")
    #expect(actor.shows("Disetujui") && actor.shows("Reservasi disetujui"), "\(actor.text)")
    let approved = try Self.reservations(rehearsal)
    #expect(approved.map(\.status) == [.approved] && approved[0].officer?.isEmpty == false)
    actor.press("s")
    #expect(actor.shows("berstatus Disetujui"), "what is approved is not approved again")
    let tomorrow = OfficeStart.day.advanced(by: 1)
    actor.press("m", "^u")
    actor.type("\(tomorrow)")
    actor.press("Enter", "^u")
    actor.type("9.30")
    actor.press("^s")
    #expect(try Self.reservations(rehearsal) == [])
    #expect(try Self.reservations(rehearsal, on: tomorrow).map(\.slot.time) == [TimeOfDay(9, 30)], "\(actor.text)")
    #expect(actor.shows("09.30") && actor.shows("Inflasi Tobelo"), "\(actor.text)")
    actor.press("x", "2")
    #expect(try Self.reservations(rehearsal, on: tomorrow).map(\.status) == [.cancelled])
    #expect(
      guest != nil
        && actor.sent.map(\.command.kind) == [
          .bookReservation, .approveReservation, .moveReservation, .cancelReservation,
        ])
  }

  @Test func `a time that cannot be is said beside the field or comes back with the form as it was written`() throws {
    let rehearsal = try Rehearsal()
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6", "n")
    actor.type("PDRB")
    actor.press("Enter", "Enter")
    actor.type("pagi")
    actor.press("^s")
    #expect(actor.shows("Bukan jam") && actor.sent.isEmpty, "\(actor.text)")
    actor.press("^u")
    actor.type("23.00")
    actor.press("^s")
    #expect(actor.shows("Di luar jam reservasi") && actor.shows("PDRB") && actor.shows("23.00"), "\(actor.text)")
    #expect(try Self.reservations(rehearsal) == [])
    actor.press("^u")
    actor.type("10.00")
    actor.press("^s")
    #expect(try Self.reservations(rehearsal).map(\.topic) == ["PDRB"])
  }

  @Test func `nobody is marked absent before the office's patience has passed`() throws {
    let rehearsal = try Rehearsal()
    let id = try Self.booked(rehearsal)
    try rehearsal.head.press(.approveReservation(ApproveReservation { $0.reservation = id }))
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6", "a")
    #expect(actor.shows("sejak pukul 10.15") && actor.sent.isEmpty, "\(actor.text)")
    rehearsal.running.clock.pass(.minutes(131))
    // Nobody was there meanwhile: the terminal is locked, and the session is over.
    rehearsal.pass(.seconds(301))
    actor.type(RunningOffice.pin)
    actor.press("Enter", "F6", "a", "2")
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    #expect(try Self.reservations(rehearsal).map(\.status) == [.absent], "\(actor.text)")
  }

  /// One for ten o'clock, made by the head.
  private static func booked(_ rehearsal: Rehearsal) throws -> ReservationID {
    let answer = try rehearsal.head.press(
      .bookReservation(
        BookReservation { ($0.slot, $0.topic) = (Slot(day: OfficeStart.day, time: TimeOfDay(10, 0)), "Inflasi") }))
    return try #require(answer.reservation)
  }

  @Test func `a decision is taken back with U for a minute; once the centre has acted it stands, and that is said`()
    throws
  {
    let rehearsal = try Rehearsal()
    let id = try Self.booked(rehearsal)
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6")
    #expect(!actor.shows("Urungkan"))
    actor.press("x", "1")
    #expect(try Self.reservations(rehearsal).map(\.status) == [.cancelled] && actor.shows("U mengurungkan"))
    actor.tap("Urungkan")
    #expect(try Self.reservations(rehearsal).map(\.status) == [.submitted], "\(actor.text)")
    #expect(actor.shows("reservasi kembali seperti sebelumnya") && !actor.shows("U  Urungkan"))
    try rehearsal.head.press(.approveReservation(ApproveReservation { $0.reservation = id }))
    rehearsal.pass(.seconds(59))
    #expect(actor.shows("U  Urungkan"), "\(actor.text)")
    rehearsal.pass(.seconds(3))
    #expect(!actor.shows("U  Urungkan"), "\(actor.text)")
    actor.press("u")
    #expect(actor.shows("lebih dari satu menit yang lalu") && actor.shows("Disetujui"), "\(actor.text)")
  }

  /// As the node shows a booking that office and centre have changed at once.
  private static func undecided(_ rehearsal: Rehearsal, on day: Day) throws -> ReservationLine {
    let id = try booked(rehearsal)
    return ReservationLine {
      ($0.reservation, $0.slot, $0.topic) = (id, Slot(day: day, time: TimeOfDay(10, 0)), "Inflasi")
      let texts = [
        ("disetujui untuk 2026-11-24 10.00 (Dewi) oleh pusat, 09.01", "approved for 2026-11-24 10.00"),
        ("dipindahkan ke 2026-11-25 09.00 oleh Yusuf di PC ini, 09.02", "moved to 2026-11-25 09.00"),
      ]
      $0.sides = texts.enumerated().map { number, text in
        ReservationSide {
          ($0.event, $0.indonesian, $0.english) = (EventID(node: 900, sequence: UInt64(number + 5)), text.0, text.1)
        }
      }
      $0.undecided = $0.sides.map(\.event)
    }
  }

  @Test func `a booking on which two places decided is found from any page, read with both sides, and decided`() throws
  {
    let rehearsal = try Rehearsal()
    let line = try Self.undecided(rehearsal, on: OfficeStart.day.advanced(by: 5))
    let actor = try FrontOfficeTests.enter(rehearsal)
    #expect(!actor.shows("(!)"), "\(actor.text)")
    let all = View.undecided(ReservationsView { $0.reservations = [line] })
    actor.give(.view(.undecided(Empty()), all))
    #expect(actor.shows("Reservasi (!)"), "\(actor.text)")
    actor.press("F6")
    #expect(actor.shows("1 reservasi perlu diputuskan"), "\(actor.text)")
    actor.press("d")
    #expect(actor.shows("Tidak ada yang perlu diputuskan di sini"), "today's is in no doubt")
    actor.tap("1 reservasi perlu diputuskan")
    #expect(actor.shows("Perlu diputuskan, semua hari") && actor.shows("\(line.slot)"), "\(actor.text)")
    #expect(actor.shows("disetujui untuk") && actor.shows("dipindahkan ke"), "\(actor.text)")
    actor.press("d")
    #expect(actor.shows("Keputusan mana yang berlaku?"), "\(actor.text)")
    #expect(actor.shows("dipindahkan ke 2026-11-25 09.00 oleh Yusuf di PC ini, 09.02"), "\(actor.text)")
    actor.press("2")
    let expected = Command.decideReservation(
      DecideReservation { ($0.reservation, $0.side) = (line.reservation, line.sides[1].event) })
    #expect(actor.sent.map(\.command) == [expected])
    // The node knows of no such doubt: what it says is said.
    #expect(actor.shows("Pilihan itu tidak ada lagi"), "\(actor.text)")
    actor.give(.view(.undecided(Empty()), .undecided(ReservationsView())))
    #expect(actor.shows("Tidak ada yang perlu diputuskan") && !actor.shows("Reservasi (!)"), "\(actor.text)")
    actor.press("p")
    #expect(actor.shows("Inflasi"), "the day again")
  }

  @Test func `a check-in on the wrong row is taken back where it was made, and so is one whose visit is cancelled`()
    throws
  {
    let rehearsal = try Rehearsal()
    let id = try Self.booked(rehearsal)
    try rehearsal.head.press(.approveReservation(ApproveReservation { $0.reservation = id }))
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6", "Enter", "1", "F6")
    #expect(actor.shows("Hadir") && actor.shows("U  Urungkan"), "\(actor.text)")
    actor.press("u")
    #expect(try Self.reservations(rehearsal).map(\.status) == [.approved], "\(actor.text)")
    #expect(actor.shows("seperti sebelumnya"), "\(actor.text)")
    actor.press("Enter", "1")
    rehearsal.pass(.seconds(90))
    actor.press("x", "3")
    #expect(try Self.reservations(rehearsal).map(\.status) == [.approved], "\(actor.text)")
    actor.press("Esc", "F6")
    #expect(actor.shows("Disetujui"), "\(actor.text)")
  }

  @Test func `the foot of the page offers only what can still be done with the reservation`() throws {
    let rehearsal = try Rehearsal()
    let id = try Self.booked(rehearsal)
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6")
    #expect(actor.shows("Setujui") && actor.shows("Hadir"), "\(actor.text)")
    try rehearsal.head.press(.cancelReservation(CancelReservation { $0.reservation = id }))
    rehearsal.pass(.seconds(1))
    #expect(actor.shows("Dibatalkan"), "\(actor.text)")
    for word in ["Setujui", "Enter", "Tidak hadir", "Pindah"] { #expect(!actor.shows(word), "\(word)\n\(actor.text)") }
    actor.press("Enter")
    #expect(actor.sent.isEmpty && actor.shows("tidak berlaku"), "\(actor.text)")
  }

  @Test func `reservations: checked in to a service, then open as a visit`() throws {
    let rehearsal = try Rehearsal()
    let booked = try rehearsal.head.perform(
      .bookReservation(
        BookReservation {
          $0.slot = Slot(day: OfficeStart.day, time: TimeOfDay(10, 0))
          $0.topic = "Inflasi"
        }), id: "book")
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6")
    #expect(actor.shows("Inflasi") && actor.shows("Diajukan"), "\(actor.text)")
    actor.press("Enter", "1")
    #expect(actor.shows("A001") && actor.shows("Tamu hadir"), "\(actor.text)")
    let view = try FrontOfficeTests.visit(rehearsal, key("A001"))
    #expect(view.channel == .reservation && booked.reservation != nil)
    actor.press("F6", "Right")
    #expect(actor.shows("Tidak ada reservasi"))
  }

  @Test func `who comes on another day than agreed is checked in only after that was said`() throws {
    let rehearsal = try Rehearsal()
    let monday = OfficeStart.day.advanced(by: 3)
    _ = try rehearsal.head.press(
      .bookReservation(
        BookReservation { ($0.slot, $0.topic) = (Slot(day: monday, time: TimeOfDay(10, 0)), "Inflasi") }))
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6", "Right", "Right", "Right", "Enter")
    #expect(actor.shows("Dijanjikan \(monday), bukan hari ini"), "\(actor.text)")
    actor.press("Escape")
    #expect(try Self.reservations(rehearsal, on: monday).map(\.status) == [.submitted])
    actor.press("Enter", "1")
    #expect(try Self.reservations(rehearsal, on: monday).map(\.status) == [.checkedIn], "\(actor.text)")
  }

  @Test func `somebody served already is found by number, name or stage, and their guest book is completed`() throws {
    let rehearsal = try Rehearsal()
    for id in ["a", "b"] {
      _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: id)
    }
    for command in [
      Command.callNext(CallNext { $0.desk = 1 }), .serve(Serve { $0.desk = 1 }), .finish(Finish { $0.desk = 1 }),
    ] { try rehearsal.head.press(command) }
    let actor = try FrontOfficeTests.enter(rehearsal)
    #expect(!actor.shows("A001") && actor.shows("A002"), "\(actor.text)")
    actor.press("s", "7")
    #expect(actor.shows("A001") && !actor.shows("A002"), "\(actor.text)")
    actor.press("Esc", "/")
    actor.type("a001")
    #expect(actor.shows("selesai"), "\(actor.text)")
    actor.press("Enter", "b")
    actor.type("Budi")
    actor.press("Enter", "1", "^s")
    let view = try FrontOfficeTests.visit(rehearsal, key("A001"))
    #expect(view.stage == .finished && view.guest?.profile.name == "Budi" && view.entry != nil, "\(actor.text)")
  }

  @Test func `who has come with a reservation is told by the number people see, not by the record's`() throws {
    let rehearsal = try Rehearsal()
    let answer = try rehearsal.head.press(
      .bookReservation(
        BookReservation {
          $0.slot = Slot(day: OfficeStart.day, time: TimeOfDay(10, 0))
          $0.topic = "Inflasi"
        }))
    let reservation = try #require(answer.reservation)
    let visit = try rehearsal.head.press(
      .checkIn(
        CheckIn {
          $0.reservation = reservation
          $0.service = "konsultasi"
        })
    ).visit
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6")
    #expect(actor.shows("sudah hadir, A001") && !actor.shows("hadir, \(visit ?? .blank)"), "\(actor.text)")
  }
}
