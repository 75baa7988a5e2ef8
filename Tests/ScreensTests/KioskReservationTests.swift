import Desk
import Domain
import Screens
import TestSupport
import Testing

@testable import Node

/// "I have a reservation": every state of a code in its own kind words.
@Suite struct KioskReservationTests {
  private func booked(
    _ rehearsal: Rehearsal, _ day: Day = OfficeStart.day, _ time: TimeOfDay = TimeOfDay(10, 0), approved: Bool = true
  ) throws -> (id: ReservationID, code: String) {
    let booking = BookReservation {
      $0.slot = Slot(day: day, time: time)
      $0.topic = "PDRB"
    }
    let press = "\(day) \(time)"
    let id = try #require(try rehearsal.head.perform(.bookReservation(booking), id: "book \(press)").reservation)
    if approved {
      _ = try rehearsal.head.perform(
        .approveReservation(ApproveReservation { $0.reservation = id }), id: "approve \(press)")
    }
    guard case .reservations(let view) = try rehearsal.head.read(.reservations(DayQuery { $0.day = day })) else {
      throw DeskUnreachable("no reservations")
    }
    return (id, try #require(view.reservations.first { $0.reservation == id }).code)
  }

  private func looked(up code: String, _ rehearsal: Rehearsal) throws -> Actor {
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "F3")
    kiosk.type(code)
    RatingTests.press(kiosk, rehearsal, "Enter")
    return kiosk
  }

  @Test func `a sound reservation is checked in by the code itself, once`() throws {
    let rehearsal = try Rehearsal()
    let (_, code) = try booked(rehearsal, OfficeStart.day, TimeOfDay(9, 6))
    rehearsal.pass(.seconds(61))
    let kiosk = try looked(up: code, rehearsal)
    #expect(kiosk.shows("Reservasi ditemukan") && kiosk.shows("pukul 09.06") && kiosk.shows("Saya sudah datang"))
    try Snapshot.check("kiosk-reservation", kiosk.station)
    RatingTests.press(kiosk, rehearsal, "2")
    #expect(kiosk.wishes.contains(.bell) && kiosk.sent.isEmpty)
    RatingTests.press(kiosk, rehearsal, "1")
    #expect(kiosk.shows("A001"))
    #expect(try looked(up: code, rehearsal).shows("sudah dipakai"))
  }

  @Test
  func `a booking that has not come down the line is checked in, and the visitor is told why nothing is known of it`()
    throws
  {
    let rehearsal = try Rehearsal()
    let awaited = ReservationID(EventID(node: 900, sequence: 12))
    let kiosk = try looked(up: rehearsal.running.office.node.code(of: awaited), rehearsal)
    #expect(kiosk.shows("Kode Anda benar") && kiosk.shows("Saya sudah datang"))
    try Snapshot.check("kiosk-reservation-awaited", kiosk.station)
    RatingTests.press(kiosk, rehearsal, "1")
    #expect(kiosk.shows("A001"))
  }

  @Test func `too early, not approved, another day`() throws {
    let rehearsal = try Rehearsal()
    #expect(try looked(up: try booked(rehearsal).code, rehearsal).shows("lebih awal"))
    let waiting = try booked(rehearsal, OfficeStart.day, TimeOfDay(13, 0), approved: false)
    #expect(try looked(up: waiting.code, rehearsal).shows("belum disetujui"))
    let tomorrow = try booked(rehearsal, OfficeStart.day.advanced(by: 1))
    let kiosk = try looked(up: tomorrow.code, rehearsal)
    #expect(kiosk.shows("hari lain") && kiosk.shows("17 November 2026") && kiosk.shows("Anda tetap dapat dilayani"))
  }

  @Test func `cancelled, already used`() throws {
    let rehearsal = try Rehearsal()
    let (cancelled, code) = try booked(rehearsal)
    _ = try rehearsal.head.perform(
      .cancelReservation(CancelReservation { $0.reservation = cancelled }), id: "cancel")
    #expect(try looked(up: code, rehearsal).shows("sudah dibatalkan"))
    let (used, usedCode) = try booked(rehearsal, OfficeStart.day, TimeOfDay(11, 0))
    let arrival = CheckIn {
      $0.reservation = used
      $0.service = "konsultasi"
    }
    _ = try rehearsal.head.perform(.checkIn(arrival), id: "arrive")
    #expect(try looked(up: usedCode, rehearsal).shows("sudah dipakai"))
  }

  @Test func `unknown and unreadable codes leave what was typed to be corrected`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try looked(up: "R1-42-ZZZZ", rehearsal)
    #expect(kiosk.shows("tidak dikenal") && kiosk.shows("R1-42-ZZZZ"))
    kiosk.give(.scanRefused(typed: 0))
    #expect(kiosk.shows("tidak terbaca"))
  }

  @Test func `a scanned code needs no menu`() throws {
    let rehearsal = try Rehearsal()
    let (_, code) = try booked(rehearsal)
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.give(.scan(code, typed: 0))
    #expect(kiosk.shows("pukul 10.00"))
  }

  @Test
  func `a booking still to come that was checked in by mistake is free again, at the front office and at the kiosk`()
    throws
  {
    let rehearsal = try Rehearsal()
    let awaited = ReservationID(EventID(node: 900, sequence: 12))
    let code = rehearsal.running.office.node.code(of: awaited)
    let kiosk = try looked(up: code, rehearsal)
    RatingTests.press(kiosk, rehearsal, "1")
    #expect(try looked(up: code, rehearsal).shows("sudah dipakai"))
    let front = try FrontOfficeTests.enter(rehearsal)
    front.press("Enter", "x", "3")
    #expect(front.shows("A001 dibatalkan. Reservasinya bebas lagi"), "\(front.text)")
    front.press("F6")
    #expect(front.shows("Disetujui") && front.shows("Enter  Hadir"), "\(front.text)")
    for key in ["s", "m", "a", "x"] {
      front.press(key)
      #expect(front.sent.count == 1 && front.shows("belum sampai"), "\(key): \(front.text)")
    }
    // By its line, without the code; and taken back within the minute.
    front.press("Enter", "1")
    #expect(front.shows("A002"), "\(front.text)")
    front.press("F6")
    #expect(front.shows("Enter  Buka") && front.shows("U  Urungkan"), "\(front.text)")
    front.press("u")
    #expect(front.shows("Disetujui") && !front.shows("U  Urungkan"), "\(front.text)")
    RatingTests.press(kiosk, rehearsal, "Esc")
    let again = try looked(up: code, rehearsal)
    RatingTests.press(again, rehearsal, "1")
    #expect(again.shows("A003"), "\(again.text)")
  }
}
