import Desk

/// The column of those called before. While a call is announced they move down one after the other, from the lowest, a line with each
/// half second: the eye stays with the number that is called, and no change of the board is a large one.
struct EarlierCalls: Sendable, Equatable {
  /// As many as find room beside the call.
  static let linesMax = 4

  private(set) var lines: [BoardLine] = []
  /// Half seconds of the announcement for which a line has been moved.
  private var moved = 0

  /// `halves` is how long the present call has been announced; `nil` when none is, and everything stands where it belongs.
  mutating func follow(_ wanted: [BoardLine], halves: Int?) {
    let wanted = Array(wanted.prefix(Self.linesMax))
    guard let halves, wanted.count >= lines.count, lines.allSatisfy(isKnown(wanted)) else {
      (lines, moved) = (wanted, 0)
      return
    }
    if halves < moved { moved = 0 }
    while moved < halves {
      moved += 1
      guard let lowest = wanted.indices.last(where: { $0 >= lines.count || !isSame(lines[$0], wanted[$0]) }) else {
        return
      }
      if lowest < lines.count { lines[lowest] = wanted[lowest] } else { lines.append(wanted[lines.count]) }
    }
  }

  /// The oldest makes room; anybody else who is gone was taken back, and must not stand there a moment longer.
  private func isKnown(_ wanted: [BoardLine]) -> (BoardLine) -> Bool {
    let last = lines.last
    return { line in
      wanted.contains { isSame($0, line) } || last.map { isSame($0, line) } == true && wanted.count == Self.linesMax
    }
  }

  private func isSame(_ one: BoardLine, _ other: BoardLine) -> Bool {
    one.label == other.label && one.desk == other.desk
  }
}
