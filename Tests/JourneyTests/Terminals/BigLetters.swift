import Canvas

/// What a window shows in letters of many cells, read from its cells as an eye would.
struct BigLetters {
  private enum Ink: Equatable { case none, upper, lower, full }
  private typealias Cell = (character: Character, isReversed: Bool)

  private let rows: [[Cell]]

  /// `captured` as `tmux capture-pane -e` gives it.
  init(_ captured: String) {
    rows = captured.split(separator: "\n", omittingEmptySubsequences: false).map(Self.cells)
  }

  private static func cells(_ row: Substring) -> [Cell] {
    var cells: [Cell] = []
    var isReversed = false
    var rest = row[...]
    while let character = rest.popFirst() {
      guard character == "\u{1B}" else {
        cells.append((character, isReversed))
        continue
      }
      guard rest.popFirst() == "[", let end = rest.firstIndex(where: \.isLetter) else { continue }
      let (numbers, command) = (rest[..<end].split(separator: ";", omittingEmptySubsequences: false), rest[end])
      rest = rest[rest.index(after: end)...]
      if command == "m" { style(numbers, &isReversed) }
    }
    return cells
  }

  private static func style(_ numbers: [Substring], _ isReversed: inout Bool) {
    var numbers = numbers[...]
    while let number = numbers.popFirst() {
      switch number {
      case "", "0", "27": isReversed = false
      case "7": isReversed = true
      case "38", "48": numbers = numbers.dropFirst(numbers.first == "5" ? 2 : 4)
      default: break
      }
    }
  }

  /// Whether these letters stand there in one of the sizes.
  func show(_ text: String) -> Bool {
    [BigText.Size.giant(times: 2), .giant, .compact].contains { size in
      let pattern = Self.pattern(text, size)
      return [false, true].contains { find(pattern, $0) }
    }
  }

  private static func pattern(_ text: String, _ size: BigText.Size) -> [[Ink]] {
    let big = BigText(text, size)
    let extent = big.extent(Look())
    var canvas = Canvas(width: extent.columns, height: extent.rows)
    big.draw(canvas.region, on: &canvas)
    return (0..<canvas.height).map { y in
      (0..<canvas.width).map { x in
        let cell = canvas[x, y]
        switch canvas.scalar(cell) {
        case 0x2580: return .upper
        case 0x2584: return .lower
        default: return cell.style.attributes.contains(.reverse) ? .full : .none
        }
      }
    }
  }

  private func find(_ pattern: [[Ink]], _ ground: Bool) -> Bool {
    guard let first = pattern.first, rows.count >= pattern.count else { return false }
    let wide = rows.map(\.count).max() ?? 0
    guard wide >= first.count else { return false }
    return (0...rows.count - pattern.count).contains { y in
      (0...wide - first.count).contains { x in
        pattern.indices.allSatisfy { row in
          pattern[row].indices.allSatisfy { ink(x + $0, y + row, ground) == pattern[row][$0] }
        }
      }
    }
  }

  private func ink(_ x: Int, _ y: Int, _ ground: Bool) -> Ink {
    guard rows[y].indices.contains(x) else { return .none }
    switch rows[y][x].character {
    case "▀": return .upper
    case "▄": return .lower
    default: return rows[y][x].character == " " && rows[y][x].isReversed != ground ? .full : .none
    }
  }
}
