import CentralReception
import Domain
import Engine
import EngineOffices
import GeneratedVisits
import Journal
import LineDoubles
import Synchronization
import TestSupport
import Testing
import Wire

/// Many at once, each with the real engine: after an outage everybody comes back.
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
    #expect(Set(world.talks.map(\.office)).count == 20)
    let firsts = Dictionary(grouping: world.talks, by: \.office).compactMap { $0.value.map(\.at).min() }
    for start in stride(from: firsts.min() ?? 0, to: 5_000 + (firsts.min() ?? 0), by: 500) {
      #expect(firsts.count { (start..<start + 500).contains($0) } <= 12, "a stampede at \(start)")
    }
    try await world.pass(.minutes(10))
    for office in world.offices { #expect(office.engine.unsent == 0) }
    let status = try await world.centre.status()
    #expect(status.offices.map(\.feedEnd) == Array(repeating: 2 * visits, count: 20))
    await world.centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `twenty computers of one office come back at once, and each then holds what all have written`(
    engine: TestSupport.Engine
  ) async throws {
    let folder = try CentreFolder(engine)
    let centre = try await folder.open()
    let code = OfficeCode(7_100)
    try await centre.addOffice(code, name: "BPS")
    var back: [EngineOffice] = []
    for number in 1...20 {
      var office = try await EngineOffice.enrolled(
        code, at: centre, node: UInt32(number), squeezer: EnrolledSeat.squeezer)
      try office.write(GeneratedOffice(visits: 8, seed: UInt64(number), continuing: office.pen).entries)
      back.append(office)
    }
    let clock = folder.hurriedClock()
    let line = clock.line(to: centre)
    let own = back.reduce(0) { $0 + $1.log.count }
    back = try await all(back) { office in
      try await office.settle([.begun] + office.log.marks.map { .wrote($0) }, line)
    }
    for var office in back {
      #expect(try await office.difference(from: centre, line) == nil)
      #expect(office.log.count == own)
    }
    await centre.close()
  }

  /// `make drain` has 550 with three days each; here a few, so that it is tried every time.
  @Test func `offices drain their backlog while bookings are answered`() async throws {
    let folder = try CentreFolder(.postgresql)
    let centre = try await folder.open(connections: 8)
    let profile = try ShippedOffice.profile("halmahera-utara")
    let clock = folder.hurriedClock()
    let line = clock.line(to: centre)
    var silent: [EngineOffice] = []
    for number in 1...12 {
      let code = OfficeCode(UInt16(7_200 + number))
      try await centre.addOffice(code, name: "BPS \(number)")
      var office = try await EngineOffice.enrolled(code, at: centre, squeezer: EnrolledSeat.squeezer)
      try office.open(profile, at: folder.now)
      try await office.settle([.begun] + office.log.marks.map { .wrote($0) }, line)
      try office.write(GeneratedOffice(visits: 20, seed: UInt64(number), continuing: office.pen).entries)
      for mark in office.log.marks { _ = try office.tell(.wrote(mark), at: clock.now) }
      #expect(office.engine.unsent > 200)
      silent.append(office)
    }
    let waiting = silent
    async let draining = all(waiting) { office in try await office.settle([.lineChanged(isUp: true)], line) }
    var answered: [OfficeCode: [EventID]] = [:]
    for round in 0..<40 {
      let office = waiting[round % waiting.count].office
      answered[office, default: []] += try await centre.carryOut(
        office, [{ _ in .registerGuest(RegisterGuest { $0.profile.name = "Siti \(round)" }) }])
    }
    #expect(answered.values.reduce(0) { $0 + $1.count } == 40)
    for var office in try await draining {
      #expect(try await office.difference(from: centre, line) == nil)
      for guest in answered[office.office] ?? [] { #expect(office.log.link(guest.node, guest.sequence) != nil) }
    }
    await centre.close()
  }

  /// The same for all, side by side.
  private func all(
    _ offices: [EngineOffice], _ work: @escaping @Sendable (inout EngineOffice) async throws -> Void
  ) async throws -> [EngineOffice] {
    try await withThrowingTaskGroup(of: EngineOffice.self) { group in
      for office in offices {
        group.addTask {
          var office = office
          try await work(&office)
          return office
        }
      }
      var done: [EngineOffice] = []
      for try await office in group { done.append(office) }
      return done
    }
  }
}

/// Jumps over every wait: nobody stands at the desk.
final class HurriedClock: Sendable {
  private let folder: CentreFolder
  private let uptime = Mutex(Span(milliseconds: 0))

  init(_ folder: CentreFolder) { self.folder = folder }

  var now: OfficeClock.Reading { OfficeClock.Reading(wall: folder.now, uptime: uptime.withLock { $0 }) }

  func line(to centre: Centre) -> EngineOffice.Surroundings {
    .carrying(to: centre, now: { self.now }) { span in
      self.uptime.withLock { $0 = Span(milliseconds: $0.milliseconds + span.milliseconds) }
      await Task.yield()
    }
  }
}

extension CentreFolder {
  func hurriedClock() -> HurriedClock { HurriedClock(self) }
}
