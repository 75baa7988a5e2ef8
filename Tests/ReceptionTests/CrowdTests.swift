import CentralReception
import Domain
import Engine
import LineDoubles
import TestSupport
import Testing
import Wire

/// Many at once: after an outage everybody comes back.
struct CrowdTests {
  @Test(arguments: TestSupport.Engine.allCases)
  func `on the line 18: twenty nodes with a day's backlog come back at once, spread out, and all of it is there`(
    engine: TestSupport.Engine
  ) async throws {
    let world = try await RealWorld(engine, seed: 20)
    let visits = 60
    for number in 1...20 {
      let code = OfficeCode(UInt16(7_100 + number))
      try await world.centre.addOffice(code, name: "BPS \(number)")
      var seat = EnrolledSeat(code)
      try await seat.enrol(world.centre, node: 1)
      let office = LineOffice(seat)
      world.offices.append(office)
      try await world.tell(office, .lineChanged(isUp: false))
      office.write(visits, at: world.folder.now)
      for mark in office.have { try await world.tell(office, .wrote(mark)) }
    }
    world.talks = []
    for office in world.offices { try await world.tell(office, .lineChanged(isUp: true)) }
    try await world.pass(.seconds(5))
    #expect(Set(world.talks.map(\.seat)).count == 20)
    let firsts = Dictionary(grouping: world.talks, by: \.seat).compactMap { $0.value.map(\.at).min() }
    for start in stride(from: firsts.min() ?? 0, to: 5_000 + (firsts.min() ?? 0), by: 500) {
      #expect(firsts.count { (start..<start + 500).contains($0) } <= 12, "a stampede at \(start)")
    }
    try await world.pass(.minutes(10))
    for office in world.offices { #expect(office.engine.unsent == 0) }
    let status = try await world.centre.status()
    #expect(status.offices.map(\.feedEnd) == Array(repeating: 2 * visits, count: 20))
    await world.centre.close()
  }

  /// `make drain` has 550 with three days each; here a few, so that it is tried every time.
  @Test func `offices drain their backlog while bookings are answered`() async throws {
    let folder = try CentreFolder(.postgresql)
    let centre = try await folder.open(connections: 8)
    var seats: [EnrolledSeat] = []
    for number in 1...12 {
      let code = OfficeCode(UInt16(7_200 + number))
      try await centre.addOffice(code, name: "BPS \(number)")
      var seat = EnrolledSeat(code)
      try await seat.enrol(centre, node: 1)
      var opening = JournalOfTests(code, node: 1)
      let profile = try ShippedOffice.profile("halmahera-utara")
      let own = OfficeSettled {
        $0.profile = profile
        $0.profile.code = code
      }
      opening.write([Draft(opening: .officeOpened(own), at: opening.next)], at: folder.now)
      _ = try await seat.exchange(centre, opening.frames())
      seats.append(seat)
    }
    let writing = seats
    async let draining: Void = withThrowingTaskGroup(of: Void.self) { group in
      for seat in writing {
        group.addTask {
          var seat = seat
          var journal = JournalOfTests(seat.office, node: 2)
          journal.write(120)
          for part in 0..<4 {
            let frames = Array(journal.frames(from: 1 + 60 * part, textMax: 2_000))
            _ = try await seat.exchange(centre, frames) { ($0.node, $0.earlier, $0.have) = (2, [1], [Mark(2, 240)]) }
          }
        }
      }
      try await group.waitForAll()
    }
    var answered = 0
    for round in 0..<40 {
      let office = seats[round % seats.count].office
      let guests = try await centre.carryOut(
        office, [{ _ in .registerGuest(RegisterGuest { $0.profile.name = "Siti \(round)" }) }])
      if guests.count == 1 { answered += 1 }
    }
    try await draining
    #expect(answered == 40)
    for office in try await centre.status().offices { #expect(office.feedEnd > 241) }
    await centre.close()
  }
}
