import GeneratedVisits
import Seal
import Squeeze
import Testing
import Wire

@Suite struct `What a visit weighs` {
  private static let office = GeneratedOffice(visits: 600, seed: 5, digester: Seal.digester)

  @Test(arguments: [(25, 100.0), (100, 85.0)])
  func `batches stay below their budget`(_ batch: Int, _ budget: Double) {
    let payload = Payload(Self.office, batch: batch, Zstd.squeezer, .real)
    print(batch, payload)
    #expect(payload.perVisit <= budget, "\(payload)")
  }
}
