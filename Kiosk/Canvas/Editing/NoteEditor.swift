/// A note of several lines, wrapped to the width it is shown in; up and down move by the lines one sees.
public struct NoteEditor: Hashable, Sendable {
  /// The text and the caret; edit through it.
  public var line: LineEditor

  /// Enter may begin a new line in it, which counts as one grapheme.
  public init(_ text: String = "", limit: Int) { line = LineEditor(text, limit: limit, isMultiline: true) }

  /// The graphemes of each line as shown. Every place for the caret is in exactly one line: spaces at a break stay at its end.
  public func lines(columns: Int) -> [Range<Int>] {
    let columns = max(2, columns)
    var lines: [Range<Int>] = []
    var start = 0
    var used = 0
    var afterSpace: (index: Int, used: Int)?
    var index = 0
    for character in line.text {
      if character == "\n" {
        lines.append(start..<index)
        (start, used, afterSpace) = (index + 1, 0, nil)
      } else {
        let size = Width.of(character)
        // Twice when a wide character does not fit even after the break at the space.
        while used + size > columns, character != " " {
          if let space = afterSpace {
            lines.append(start..<space.index)
            (start, used) = (space.index, used - space.used)
          } else {
            lines.append(start..<index)
            (start, used) = (index, 0)
          }
          afterSpace = nil
        }
        used += size
        if character == " " { afterSpace = (index + 1, used) }
      }
      index += 1
    }
    lines.append(start..<index)
    return lines
  }

  /// To the line above as shown in so many columns, as near to the same column as it goes.
  public mutating func moveUp(columns: Int) { move(by: -1, columns) }
  /// To the line below, in the same manner.
  public mutating func moveDown(columns: Int) { move(by: 1, columns) }

  private mutating func move(by step: Int, _ columns: Int) {
    let lines = lines(columns: columns)
    let row = row(of: line.caret, lines)
    guard lines.indices.contains(row + step) else { return }
    let characters = Array(line.text)
    let column = characters[lines[row].lowerBound..<line.caret].reduce(0) { $0 + Width.of($1) }
    var (position, used) = (lines[row + step].lowerBound, 0)
    // The end of a wrapped line is the beginning of the next: the caret stops before it.
    let end = lines[row + step].upperBound
    let isWrapped = row + step + 1 < lines.count && lines[row + step + 1].lowerBound == end
    while position < (isWrapped ? end - 1 : end), used + Width.of(characters[position]) <= column {
      used += Width.of(characters[position])
      position += 1
    }
    line.move(to: position)
  }

  private func row(of caret: Int, _ lines: [Range<Int>]) -> Int {
    lines.lastIndex { $0.lowerBound <= caret } ?? 0
  }

  /// Shows the part around the caret. The cursor is placed when it is focused.
  public func draw(_ region: Region, isFocused: Bool, on canvas: inout Canvas) {
    canvas.fill(region, .field)
    guard !region.isEmpty else { return }
    let columns = max(1, region.width - 1)
    let lines = lines(columns: columns)
    let row = row(of: line.caret, lines)
    let first = min(max(0, row - region.height / 2), max(0, lines.count - region.height))
    let characters = Array(line.text)
    canvas.clipped(to: region) { canvas in
      for (shown, index) in (first..<min(lines.count, first + region.height)).enumerated() {
        var x = region.x
        for character in characters[lines[index]] {
          x += canvas.put(character, x, region.y + shown, .field)
        }
      }
    }
    guard isFocused else { return }
    let column = characters[lines[row].lowerBound..<line.caret].reduce(0) { $0 + Width.of($1) }
    canvas.cursor = Point(region.x + min(column, region.width - 1), region.y + row - first)
  }
}
