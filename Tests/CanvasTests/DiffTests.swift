import Canvas
import TestSupport
import Testing

@Suite struct DiffTests {
  @Test func `what the diff names, and nothing else, turns one canvas into the other`() {
    for seed in 0..<4_000 {
      var dice = Dice(seed: seed)
      let (columns, rows) = (dice.roll(1...50), dice.roll(1...10))
      let old = Samples.canvas(&dice, columns: columns, rows: rows)
      var new = dice.flip() ? old : Samples.canvas(&dice, columns: columns, rows: rows)
      Samples.scribble(&dice, on: &new, strokes: dice.roll(0...3))
      let gap = dice.roll(0...5)
      let runs = Diff.runs(from: old, to: new, gap: gap)
      #expect(Diff.apply(runs, of: new, to: old) == new, "seed \(seed)")
      for (run, next) in zip(runs, runs.dropFirst()) where run.row == next.row {
        #expect(next.columns.lowerBound - run.columns.upperBound >= gap, "seed \(seed)")
      }
    }
  }

  @Test func `runs begin and end with a change, and the same canvas has none`() {
    for seed in 0..<1_000 {
      var dice = Dice(seed: seed)
      let old = Samples.canvas(&dice, columns: 40, rows: 6)
      var new = old
      #expect(Diff.runs(from: old, to: new).isEmpty, "seed \(seed)")
      Samples.scribble(&dice, on: &new, strokes: 2)
      let bare = Diff.apply([], of: new, to: old)
      for run in Diff.runs(from: old, to: new) {
        // Without its first or last cell the result is another.
        for shorter in [run.columns.dropFirst(), run.columns.dropLast()]
        where !shorter.isEmpty || run.columns.count == 1 {
          let others = Diff.runs(from: old, to: new).filter { $0 != run }
          let cut = Run(row: run.row, columns: shorter.startIndex..<shorter.endIndex)
          #expect(Diff.apply(others + [cut], of: new, to: bare) != new, "seed \(seed)")
        }
      }
    }
  }

  @Test func `one typed letter is one run of one cell`() {
    var old = Canvas(width: 80, height: 24)
    old.text("Nama: Sit", old.region, .plain)
    var new = old
    new.text("Nama: Siti", new.region, .plain)
    #expect(Diff.runs(from: old, to: new) == [Run(row: 0, columns: 9..<10)])
  }
}
