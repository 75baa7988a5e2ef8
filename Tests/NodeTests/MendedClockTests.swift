import Desk
import Domain
import TestSupport
import Testing

@testable import Node

/// Clocks that somebody set, right or wrong, before a run has heard the centre.
struct MendedClockTests {
  private func profile() throws -> OfficeProfile {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.priority = PriorityPolicy(.off)
    return profile
  }

  enum Mended: CaseIterable { case betweenRuns, whilePowerless, whileRunning }

  @Test(arguments: [decade.negated, .minutes(-49), .minutes(49), decade], Mended.allCases)
  func `a clock that was set right before a run has heard the centre puts nobody before who came first`(
    _ ahead: Span, _ how: Mended
  ) throws {
    let pcs = try TwoPCs(ahead, profile: profile())
    let clocks = [pcs.first.clock, pcs.second.clock]
    try pcs.exchange()
    var came = [try pcs.arrive(pcs.first), try pcs.arrive(pcs.second)]
    try pcs.exchange()
    pcs.second.close()
    for clock in clocks { clock.pass(.minutes(3)) }
    came.append(try pcs.arrive(pcs.first))
    for clock in clocks { clock.pass(.minutes(1)) }
    switch how {
    case .betweenRuns: clocks[1].set(clocks[0].wall)
    case .whilePowerless: clocks[1].boot(clocks[0].wall)
    case .whileRunning: clocks[1].boot(clocks[0].wall.advanced(by: ahead))
    }
    try pcs.second.open()
    if how == .whileRunning {
      came.append(try pcs.arrive(pcs.second))
      pcs.pass(.minutes(1))
      clocks[1].set(clocks[0].wall)
    }
    for office in [pcs.second, pcs.first, pcs.second, pcs.first] {
      came.append(try pcs.arrive(office))
      pcs.pass(.minutes(1))
      try pcs.exchange(hearing: false)
    }
    // A clock that was slow by no more than a night, and was set while there was no power, may as well have been off for so long.
    let isKnown = ahead != .minutes(-49) || how != .whilePowerless
    for office in [pcs.first, pcs.second] where isKnown { #expect(try pcs.line(office).map(\.label) == came) }
    for _ in 1...2 { try pcs.exchange() }
    let waits = try pcs.line(pcs.first).map { $0.waitMinutes ?? -1 }
    #expect(waits == waits.sorted(by: >) && waits.last == 1)
    for office in [pcs.first, pcs.second] {
      #expect(try pcs.line(office).map(\.label) == came)
      #expect(try pcs.line(office).map { $0.waitMinutes ?? -1 } == waits)
    }
  }

  @Test(arguments: [decade.negated, decade])
  func `a clock that somebody set wrong before a run has heard the centre is read through, power cut or not`(
    _ ahead: Span
  ) throws {
    let pcs = try TwoPCs(.zero, profile: profile())
    try pcs.exchange()
    var came = [try pcs.arrive(pcs.second)]
    try pcs.exchange()
    pcs.second.close()
    pcs.second.clock.boot(pcs.first.clock.wall)
    try pcs.second.open()
    pcs.second.clock.jump(ahead)
    for office in [pcs.second, pcs.first, pcs.second, pcs.first] {
      came.append(try pcs.arrive(office))
      pcs.pass(.minutes(1))
      try pcs.exchange(hearing: false)
    }
    for office in [pcs.first, pcs.second] { #expect(try pcs.line(office).map(\.label) == came) }
  }
}
