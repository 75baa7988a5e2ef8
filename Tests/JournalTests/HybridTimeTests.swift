import Domain
import Journal
import TestSupport
import Testing

@Suite struct `Hybrid time` {
  @Test func `never runs back, whatever the clock does`() {
    for seed in 0..<50 {
      var dice = Dice(seed: seed)
      var time = HybridTime(bits: 0)
      for step in 0..<400 {
        let wall =
          switch dice.roll(0...5) {
          case 0: Int64(truncatingIfNeeded: dice.next())
          case 1: -Int64(dice.roll(0...1_000_000_000))
          default: Int64(1_795_000_000_000 + dice.roll(-100_000...100_000))
          }
        // A garbled clock must not use up the years: OfficeClock lets none through.
        let now = Moment(milliseconds: min(wall, 4_102_444_800_000))
        let next = time.next(now)
        #expect(next > time, "seed \(seed) step \(step)")
        #expect(next.moment >= now || now.milliseconds < 0 || next.moment == time.moment, "seed \(seed) step \(step)")
        time = next
      }
    }
  }

  @Test func `follows a clock that goes forward`() {
    let now = Moment(milliseconds: 1_795_000_000_000)
    #expect(HybridTime(bits: 0).next(now).moment == now)
    #expect(HybridTime(now).next(now).moment == now)
    #expect(HybridTime(now).next(now) == HybridTime(now, counter: 1))
  }

  @Test func `counts on into the next millisecond when one holds too many events`() {
    let now = Moment(milliseconds: 1_000)
    #expect(HybridTime(now, counter: .max).next(now) == HybridTime(Moment(milliseconds: 1_001)))
  }

  @Test func `a moment no journal can hold is the nearest one it can`() {
    #expect(HybridTime(Moment(milliseconds: -1)) == HybridTime(bits: 0))
    #expect(HybridTime(Moment(milliseconds: .min)) == HybridTime(bits: 0))
    #expect(HybridTime(Moment(milliseconds: .max)).moment == Moment(milliseconds: 1 << 48 - 1))
    #expect(HybridTime(Moment(milliseconds: 1 << 48)) > HybridTime(Moment(milliseconds: 1)))
  }
}
