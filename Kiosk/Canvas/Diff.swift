/// Cells of one row that have to be sent.
public struct Run: Hashable, Sendable {
  /// Counted from the top.
  public let row: Int
  /// Never empty in a diff.
  public let columns: Range<Int>

  /// For tests and for painting whole rows.
  public init(row: Int, columns: Range<Int>) {
    self.row = row
    self.columns = columns
  }
}

/// What has to change on a screen that shows one canvas for it to show another.
public enum Diff {
  /// Runs from top to bottom and left to right. Each begins and ends with a changed cell; an unchanged gap inside one is never longer
  /// than `gap`, because moving the cursor costs more bytes than writing so few cells again. Where only the later half of a wide grapheme changed
  /// its style, a run begins on that half: whoever paints steps back to the first.
  public static func runs(from old: Canvas, to new: Canvas, gap: Int = 3) -> [Run] {
    precondition(old.width == new.width && old.height == new.height, "a canvas of another size is painted whole")
    var runs: [Run] = []
    let width = new.width
    guard width > 0 else { return [] }
    old.cells.withUnsafeBufferPointer { before in
      new.cells.withUnsafeBufferPointer { after in
        for row in 0..<new.height {
          scan(row, width, gap, &runs) { index in
            let (a, b) = (before[index], after[index])
            if a.bits == b.bits && !b.isCluster { return false }
            return !new.same(b, old, a)
          }
        }
      }
    }
    return runs
  }

  @inline(__always)
  private static func scan(
    _ row: Int, _ width: Int, _ gap: Int, _ runs: inout [Run], _ changed: (Int) -> Bool
  ) {
    let base = row * width
    var start = -1
    var end = -1
    for x in 0..<width where changed(base + x) {
      if start < 0 {
        start = x
      } else if x - end > gap {
        runs.append(Run(row: row, columns: start..<end))
        start = x
      }
      end = x + 1
    }
    if start >= 0 { runs.append(Run(row: row, columns: start..<end)) }
  }

  /// Carries the runs of `new` over to `old`: what a terminal does with them.
  public static func apply(_ runs: [Run], of new: Canvas, to old: Canvas) -> Canvas {
    var result = Canvas(width: old.width, height: old.height, look: new.look)
    for index in old.cells.indices { result.take(old.cells[index], from: old, at: index) }
    for run in runs {
      for x in run.columns {
        let index = run.row * new.width + x
        result.take(new.cells[index], from: new, at: index)
      }
    }
    result.cursor = new.cursor
    return result
  }
}
