import CentralReception
import Domain
import Engine
import LineDoubles
import TestSupport
import Testing
import Wire

/// The office's engine and the real centre over a bad line: every byte is made, sent, cut and read.
struct ConvergenceTests {
  private let office = OfficeCode(8205)

  private func world(_ engine: TestSupport.Engine, seed: Int, seats: Int) async throws -> RealWorld {
    let world = try await RealWorld(engine, seed: seed)
    try await world.centre.addOffice(office, name: "BPS Halmahera Utara")
    for number in 1...seats {
      var seat = EnrolledSeat(office)
      try await seat.enrol(world.centre, node: UInt32(number))
      world.offices.append(LineOffice(seat))
    }
    for office in world.offices { try await world.tell(office, .begun) }
    return world
  }

  private func agree(_ world: RealWorld, _ total: Int) async throws {
    for office in world.offices {
      #expect(office.kept.count == total)
      #expect(office.engine.unsent == 0)
      #expect(office.kept.mapValues(\.link) == world.offices[0].kept.mapValues(\.link))
    }
    #expect(try await world.centre.status().offices[0].feedEnd == total)
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `loss, cuts at any byte and lost replies end in the same events everywhere`(
    engine: TestSupport.Engine
  ) async throws {
    for seed in 0..<3 {
      let world = try await world(engine, seed: seed, seats: 1 + seed)
      func storm() -> LineWeather {
        var weather = LineWeather()
        if world.dice.one(in: 2) { weather.upMax = world.dice.roll(0...3_000) }
        weather.losesReply = world.dice.one(in: 4)
        return weather
      }
      var total = 0
      for _ in 0..<8 {
        let office = world.dice.pick(world.offices)
        let visits = world.dice.roll(1...8)
        total += 2 * visits
        office.write(visits, at: world.folder.now)
        for mark in office.have { try await world.tell(office, .wrote(mark), storm) }
        try await world.pass(.seconds(world.dice.roll(1...120)), storm)
      }
      try await world.settle()
      try await agree(world, total)
      await world.centre.close()
    }
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `on the line 8: every reply lost for a while makes exactly one copy`(engine: TestSupport.Engine) async throws {
    let world = try await world(engine, seed: 8, seats: 1)
    world.offices[0].write(30, at: world.folder.now)
    for mark in world.offices[0].have { try await world.tell(world.offices[0], .wrote(mark)) }
    try await world.pass(.minutes(15)) { LineWeather(losesReply: true) }
    try await world.settle()
    try await agree(world, 60)
    await world.centre.close()
  }
}
