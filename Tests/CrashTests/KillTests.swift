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
    let campaign = try Campaign(seed: seed, repository: repository)
    let began = MachineClock.real.uptime()
    while campaign.kills < wanted, campaign.allFaults.isEmpty { try campaign.live() }
    let seconds = Double(MachineClock.real.uptime() - began) / 1000
    try campaign.finish()
    try campaign.verify()
    print(
      "kill -9 campaign: seed \(seed), \(campaign.kills) kills in \(Int(seconds)) s "
        + "(\(Int(Double(campaign.kills) / max(seconds, 0.001) * 60))/min), \(campaign.answered) answers, \(campaign.refused) refusals")
    #expect(campaign.allFaults == [], "LOKET_SEED=\(seed) LOKET_KILLS=\(wanted), folder \(campaign.home)")
    if campaign.allFaults.isEmpty { campaign.remove() }
  }
}
