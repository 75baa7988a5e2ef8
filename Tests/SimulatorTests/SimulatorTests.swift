import Simulator
import Testing

@Suite struct `A world from one seed` {
  @Test func `the same seed lives the same life`() {
    for seed in 1...10 as ClosedRange<UInt64> {
      #expect(Simulator.run(Script(seed: seed)).traceHash == Simulator.run(Script(seed: seed)).traceHash)
    }
  }
}
