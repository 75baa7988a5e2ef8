import Glibc
import Machine
import Testing

private func number(_ name: String) -> UInt64? { getenv(name).flatMap { UInt64(String(cString: $0)) } }

/// `LOKET_KILLS` says how often, `LOKET_SEED` replays a campaign.
struct KillTests {
  @Test func `a node killed at any instant keeps every answer, once`() throws {
    let seed = number("LOKET_SEED") ?? UInt64.random(in: 1...999_999)
    let wanted = Int(number("LOKET_KILLS") ?? 60)
    let repository = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let began = MachineClock.real.uptime()
    var (kills, answered, refused) = (0, 0, 0)
    // A new office now and then: a day with more presses than an office has in a month only makes starting slow.
    for office in 0..<UInt64((wanted + 119) / 120) {
      let campaign = try Campaign(seed: seed &+ office, repository: repository)
      let lives = min(120, wanted - kills)
      while campaign.kills < lives, campaign.allFaults.isEmpty { try campaign.live() }
      try campaign.finish()
      try campaign.verify()
      kills += campaign.kills
      answered += campaign.answered
      refused += campaign.refused
      #expect(campaign.allFaults == [], "LOKET_SEED=\(seed &+ office) LOKET_KILLS=\(lives), folder \(campaign.home)")
      guard campaign.allFaults.isEmpty else { break }
      campaign.remove()
    }
    let seconds = Double(MachineClock.real.uptime() - began) / 1000
    print(
      "kill -9 campaign: seed \(seed), \(kills) kills in \(Int(seconds)) s "
        + "(\(Int(Double(kills) / max(seconds, 0.001) * 60))/min), \(answered) answers, \(refused) refusals")
  }
}
