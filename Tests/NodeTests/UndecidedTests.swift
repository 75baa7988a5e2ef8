import Desk
import Domain
import Store
import TestSupport
import Testing

@testable import Node

/// Bookings on which two places have decided at once.
struct UndecidedTests {
  @Test(arguments: [0, 1])
  func `what two PCs decided differently is shown at both, and what an officer chooses holds at both`(_ choice: Int)
    throws
  {
    let pcs = try TwoPCs(.zero, profile: ShippedOffice.profile("halmahera-utara"))
    try pcs.exchange()
    let slot = Slot(day: OfficeStart.day, time: TimeOfDay(10, 0))
    let other = Slot(day: OfficeStart.day.advanced(by: 1), time: TimeOfDay(9, 0))
    let booked = try pcs.press(pcs.first, .bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "Inflasi") }))
    let id = try #require(booked.reservation)
    try pcs.exchange()
    try pcs.press(pcs.first, .approveReservation(ApproveReservation { $0.reservation = id }))
    try pcs.press(pcs.second, .moveReservation(MoveReservation { ($0.reservation, $0.slot) = (id, other) }))
    try pcs.exchange()
    func undecided(_ office: TemporaryOffice) throws -> [ReservationLine] {
      guard case .undecided(let view) = try office.node.view(.undecided(Empty()), for: .officer(pcs.first.head)) else {
        return []
      }
      return view.reservations
    }
    for office in [pcs.first, pcs.second] {
      let line = try #require(try undecided(office).first)
      #expect(line.reservation == id && line.sides.map(\.event) == line.undecided)
      #expect(line.sides[0].indonesian.contains("disetujui untuk \(slot)"), "\(line.sides)")
      #expect(line.sides[1].english.contains("moved to \(other)"), "\(line.sides)")
      #expect(try office.node.overruledView().changes.map(\.reservation) == [id])
    }
    let sides = try undecided(pcs.second)[0].sides
    func decide() throws {
      let side = sides[choice].event
      try pcs.press(pcs.second, .decideReservation(DecideReservation { ($0.reservation, $0.side) = (id, side) }))
    }
    try decide()
    try pcs.exchange()
    for office in [pcs.first, pcs.second] {
      #expect(try undecided(office) == [] && office.node.overruledView().changes == [])
      let held = try #require(try office.node.store.reservation(id))
      #expect(held.slot == (choice == 0 ? slot : other) && held.status == (choice == 0 ? .approved : .submitted))
      #expect(try office.node.store.verifyProjections().lines == [])
    }
    #expect(throws: Refusal.noSuchSide) { try decide() }
  }
}
