import Simulator
import Testing

/// `make sim SEEDS=100000` lives through more of them.
@Suite struct `A world from one seed` {
  @Test func `the same seed lives the same life, and another seed another`() {
    let lives = (1...12 as ClosedRange<UInt64>).map { seed in
      let life = Simulator.run(Script(seed: seed)).traceHash
      #expect(Simulator.run(Script(seed: seed), keepsStory: true).traceHash == life, "seed \(seed)")
      return life
    }
    #expect(Set(lives).count == 12)
  }

  /// Four stretches, so that they may run beside each other.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a thousand worlds keep every promise`(_ stretch: UInt64) {
    for seed in stretch * 250 + 1...stretch * 250 + 250 {
      let outcome = Simulator.run(Script(seed: seed))
      #expect(outcome.violation == nil, "loket-sim --seed \(seed) --minimise")
    }
  }

  @Test func `one world in sixteen folds as the line does, and what a side cannot unfold comes in another way`() {
    var (methods, unreadable): (Set<UInt8>, Int) = ([], 0)
    for seed in stride(from: 16, through: 640, by: 16) as StrideThrough<UInt64> {
      let outcome = Simulator.run(Script(seed: seed))
      #expect(outcome.violation == nil, "loket-sim --seed \(seed) --minimise")
      methods.formUnion(outcome.foldings.keys)
      unreadable += outcome.unreadable
    }
    // As it is, zstd with and without its dictionary, mixed, and a method of a version that is not out yet.
    #expect(methods == [0, 1, 129, 130, 255])
    #expect(unreadable > 0)
    #expect(Simulator.run(Script(seed: 17)).foldings.keys.sorted() == [0])
  }

  @Test(arguments: SavedSeed.all) func `a seed that once found a bug keeps every promise`(_ saved: SavedSeed) {
    let outcome = Simulator.run(Script(seed: saved.seed))
    #expect(outcome.violation == nil, "seed \(saved.seed): \(saved.story)")
  }

  @Test(arguments: Sabotage.allCases)
  func `a safeguard that is gone is missed`(_ sabotage: Sabotage) {
    func notices(_ seed: UInt64) -> Bool { Simulator.run(Script(seed: seed, sabotage: sabotage)).violation != nil }
    guard let known = SavedSeed.sabotages[sabotage] else {
      Issue.record("no seed is saved for \(sabotage.rawValue)")
      return
    }
    guard !notices(known) else { return }
    // The world has changed since it was saved. What it guards may still be missed elsewhere, but not by this test.
    let other = (1...200).first(where: notices).map { "seed \($0) does: save it" }
    let search = "loket-sim --sabotage \(sabotage.rawValue) --seeds 2000 looks further"
    Issue.record("seed \(known) does not notice any more that \(sabotage.rawValue) is gone. \(other ?? search)")
  }

  @Test func `a failing world is told in words, and shrinks while it still fails`() {
    let failed = Simulator.run(Script(seed: 2, sabotage: .forgetsPresses))
    let least = Simulator.minimise(failed)
    #expect(failed.violation?.promise == least.violation?.promise)
    #expect(least.script.steps <= failed.script.steps)
    #expect(least.script.troubles.isSubset(of: failed.script.troubles))
    #expect(least.story.contains { $0.contains("BROKEN: a press has its effect once") } || least.story.count > 3)
    #expect(least.story.first?.hasPrefix("day 1 00.00.00") == true)
  }

  @Test func `every trouble has words and meets every other one in some seed`() {
    var met: Set<[Int]> = []
    for seed in 1...2_000 as ClosedRange<UInt64> {
      let troubles = Script(seed: seed).troubles
      for one in troubles { for other in troubles { met.insert([one.rawValue, other.rawValue]) } }
    }
    for one in Trouble.allCases {
      #expect(!one.words.isEmpty)
      for other in Trouble.allCases where !Self.kept([one, other]) {
        #expect(met.contains([one.rawValue, other.rawValue]), "\(one) and \(other)")
      }
    }
  }

  /// A disk and the centre both set back lose more than either can give back: kept apart.
  private static func kept(_ pair: Set<Trouble>) -> Bool {
    pair.contains(.restoredCentre) && (pair.contains(.restoredDisk) || pair.contains(.clonedDisk))
  }
}
