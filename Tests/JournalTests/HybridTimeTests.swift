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
        #expect(
          next.moment >= now.second || now.milliseconds < 0 || next.moment == time.moment, "seed \(seed) step \(step)")
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

  @Test func `stamps the second, whatever part of it has passed`() {
    for (now, second) in [(1_999, 1_000), (2_000, 2_000), (1, 0), (0, 0), (-1, -1_000)] as [(Int64, Int64)] {
      #expect(Moment(milliseconds: now).second == Moment(milliseconds: second))
    }
    let first = HybridTime(bits: 0).next(Moment(milliseconds: 7_250))
    #expect(first == HybridTime(Moment(milliseconds: 7_000)))
    #expect(first.next(Moment(milliseconds: 7_990)) == HybridTime(Moment(milliseconds: 7_000), counter: 1))
    #expect(first.next(Moment(milliseconds: 8_001)) == HybridTime(Moment(milliseconds: 8_000)))
  }

  @Test
  func `counts on into the next millisecond when one second holds too many events, and from the next second again`() {
    let now = Moment(milliseconds: 1_900)
    let full = HybridTime(Moment(milliseconds: 1_000), counter: .max)
    let over = full.next(now)
    #expect(over == HybridTime(Moment(milliseconds: 1_001)))
    #expect(over.next(now) == HybridTime(Moment(milliseconds: 1_001), counter: 1))
    #expect(over.next(Moment(milliseconds: 2_010)) == HybridTime(Moment(milliseconds: 2_000)))
  }

  @Test func `a moment no journal can hold is the nearest one it can`() {
    #expect(HybridTime(Moment(milliseconds: -1)) == HybridTime(bits: 0))
    #expect(HybridTime(Moment(milliseconds: .min)) == HybridTime(bits: 0))
    #expect(HybridTime(Moment(milliseconds: .max)).moment == Moment(milliseconds: 1 << 48 - 1))
    #expect(HybridTime(Moment(milliseconds: 1 << 48)) > HybridTime(Moment(milliseconds: 1)))
  }
}
