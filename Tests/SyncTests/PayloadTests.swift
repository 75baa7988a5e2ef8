import GeneratedVisits
import LineDoubles
import Seal
import Squeeze
import Testing
import Wire

@Suite struct `What a visit weighs` {
  private static let office = GeneratedOffice(visits: 200, seed: 5, digester: Seal.digester)

  /// Of these some 16 bytes are salts and 12 are times: no compressor shortens them. `loket-bench payload` splits it up.
  @Test(arguments: [(25, 72.0), (100, 68.0)])
  func `a batch weighs no more than when it was measured`(_ batch: Int, _ budget: Double) {
    let payload = Payload(Self.office, batch: batch, Zstd.squeezer, .real)
    #expect(payload.perVisit <= budget, "\(payload)")
  }

  @Test(arguments: [(25, 93.0), (100, 88.0)])
  func `a backlog, folded with zstd, weighs no more than when it was measured`(_ batch: Int, _ budget: Double) {
    let payload = Payload(Self.office, batch: batch, Zstd.quick, .real)
    #expect(payload.perVisit <= budget, "\(payload)")
  }

  @Test func `the same seed makes the same journal`() {
    let again = GeneratedOffice(visits: 20, seed: 5, digester: Seal.digester)
    #expect(
      again.entries.map(\.link) == GeneratedOffice(visits: 20, seed: 5, digester: Seal.digester).entries.map(\.link))
    #expect(again.entries.count > 200)
  }
}
