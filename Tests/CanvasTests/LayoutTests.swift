import Canvas
import TestSupport
import Testing

@Suite struct LayoutTests {
  @Test(arguments: [
    (20, [Share.fixed(3), .fill(1), .fixed(2)], [3, 15, 2]), (20, [.percent(25), .fill(1), .fill(2)], [5, 5, 10]),
    (20, [.min(8), .fill(1)], [14, 6]), (5, [.fixed(3), .fixed(3), .fixed(3)], [3, 2, 0]),
    (0, [.fill(1), .min(4)], [0, 0]),
  ])
  func `shares are given out in order and what is left by weight`(_ total: Int, _ shares: [Share], _ heights: [Int]) {
    #expect(Layout.rows(Region(2, 1, 9, total), shares).map(\.height) == heights)
  }

  @Test func `parts never overlap, never leave the region, and fill it when one of them fills`() {
    for seed in 0..<5_000 {
      var dice = Dice(seed: seed)
      let region = Region(dice.roll(0...9), dice.roll(0...9), dice.roll(0...60), dice.roll(0...30))
      let gap = dice.roll(0...2)
      let shares = (0..<dice.roll(1...6)).map { _ -> Share in
        switch dice.roll(0...3) {
        case 0: .fixed(dice.roll(0...20))
        case 1: .percent(dice.roll(0...120))
        case 2: .min(dice.roll(0...20))
        default: .fill(dice.roll(1...3))
        }
      }
      let parts = Layout.columns(region, shares, gap: gap)
      for (part, next) in zip(parts, parts.dropFirst()) { #expect(part.right <= next.x, "seed \(seed)") }
      for part in parts { #expect(part.intersection(region) == part || part.isEmpty, "seed \(seed)") }
      let grows = shares.contains { if case .fixed = $0 { false } else if case .percent = $0 { false } else { true } }
      if grows, region.width >= gap * (shares.count - 1) {
        #expect(parts.map(\.width).reduce(0, +) + gap * (shares.count - 1) == region.width, "seed \(seed)")
      }
    }
  }
}
