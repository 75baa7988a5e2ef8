import Glibc
import LineStand
import Machine
import Testing

private func number(_ name: String) -> UInt64? { getenv(name).flatMap { UInt64(String(cString: $0)) } }

private let isPermitted = BadLine.isPermitted(programs: Products.folder)

/// `loketd` and `pusat` with TLS between them, packet by packet. `LOKET_LINE_KILLS` says how often, `LOKET_SEED` replays
/// the order of events, though not their instants.
@Suite(.serialized) struct `Both ends as processes` {
  private func campaign(_ name: String, on line: BadLine?, usually: Int) throws {
    let seed = number("LOKET_SEED") ?? UInt64.random(in: 1...999_999)
    let kills = Int(number("LOKET_LINE_KILLS") ?? UInt64(usually))
    let campaign = try LineCampaign(
      seed: seed, on: line, folder: Products.folder("\(line == nil ? "loopback" : "bad")-\(seed)"))
    do {
      try campaign.run(kills: kills)
      let faults = try campaign.check()
      #expect(faults.isEmpty, "LOKET_SEED=\(seed), folder \(campaign.folder): \(faults.count), as \(faults.prefix(5))")
    } catch {
      Issue.record("LOKET_SEED=\(seed): \(error)")
    }
    print("line campaign, \(name): seed \(seed), \(campaign.story)")
  }

  @Test(.enabled(if: isPermitted, "this machine permits no network namespaces, or has no /dev/net/tun"))
  func `over a bad line, killed at any instant and the database restarted, everything answered is at the centre once`()
    throws
  { try campaign("bad line", on: try BadLine(programs: Products.folder), usually: 8) }

  @Test func `the same over loopback, where no bad line is permitted too`() throws {
    try campaign("loopback", on: nil, usually: 4)
  }
}
