import Domain
import Engine
import Journal
import Testing
import Wire

/// How long the office leaves the line alone.
@Suite struct `The office between two calls` {
  @Test func `on the line 18: a busy centre is given the time it asks for, and more by chance`() {
    var rings: Set<String> = []
    for seed in 0..<20 as Range<UInt64> {
      var tale = Tale(have: [Mark(1, 12)], seed: seed)
      tale.hear(.begun)
      tale.after(.seconds(2))
      tale.hear(.rang)
      let said = tale.hear(.ended(exchange: 1, .refused(status: 503, events: 2, wait: .seconds(120))))
      let ring = Double(said[0].dropFirst(8)) ?? 0
      #expect(ring >= 120 && ring <= 240)
      rings.insert(said[0])
    }
    #expect(rings.count > 15)
  }

  @Test func `on the line 6 and 17: whoever is not the centre keeps nobody from it longer than the cap`() {
    for seed in 0..<50 as Range<UInt64> {
      var tale = Tale(have: [Mark(1, 12)], seed: seed)
      tale.hear(.begun)
      for failure in 1...12 {
        let refused = Ending.refused(status: 429, events: 2, wait: .seconds(86_400))
        let said = tale.hear(.ended(exchange: failure, refused))
        let ring = said.last { $0.hasPrefix("ring at") }.flatMap { Double($0.dropFirst(8)) } ?? .infinity
        let wait = ring - Double(tale.now.uptime.milliseconds) / 1_000
        #expect(wait >= 150 && wait <= 300, "seed \(seed)")
        tale.after(Span(milliseconds: Int64(min(wait, 300) * 1_000) + 1))
        #expect(tale.hear(.rang).first?.hasPrefix("call \(failure + 1)") == true)
      }
    }
  }

  @Test
  func `a line that only hiccuped is good again after a minute, and one that does so all the time is left in peace`() {
    var tale = Tale()
    tale.hear(.begun)
    for rest in [60, 60, 120, 240, 480, 600, 600] {
      // Goes through once, and breaks the next time.
      tale.answered()
      tale.after(.seconds(rest - 1))
      tale.hear(.rang)
      #expect(tale.engine.exchange == nil, "rests \(rest) s")
      tale.after(.seconds(2))
      tale.hear(.rang)
      #expect(tale.engine.exchange != nil, "rests \(rest) s")
      tale.hear(.ended(exchange: tale.engine.exchange ?? 0, .cut(hasSent: false)))
      tale.after(.seconds(2))
      tale.hear(.rang)
    }
    // Twice in a row, and it listens.
    tale.answered()
    tale.after(.minutes(10))
    tale.hear(.rang)
    #expect(tale.answered().first?.hasSuffix("held") == true)
  }
}
