import Devices

/// What a receipt printer makes of the bytes it is sent: lines of text, dots, cuts. Knows only what our language says,
/// and holds every line that would run over the edge of the paper against us.
struct PaperRoll {
  struct Piece {
    var lines: [String] = []
    /// Rows of dots, true is black.
    var dots: [[Bool]] = []
    var text: String { lines.joined(separator: "\n") }
  }

  let paper: Paper
  private(set) var pieces: [Piece] = []
  private(set) var faults: [String] = []
  /// Questions about the printer's state, in the order asked; whoever holds the roll answers and clears them.
  var questions: [UInt8] = []
  private var unread: [UInt8] = []
  private var piece = Piece()
  private var line: [Character] = []
  private var scale = 1

  init(_ paper: Paper) { self.paper = paper }

  /// What has been printed and not yet cut off.
  var isTorn: Bool { !piece.lines.isEmpty || !line.isEmpty || !piece.dots.isEmpty }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    unread += bytes
    while let used = command(), used > 0 { unread.removeFirst(used) }
  }

  /// Carries out the command at the front; how many bytes it took, or `nil` when it is not whole yet.
  private mutating func command() -> Int? {
    guard let first = unread.first else { return nil }
    switch first {
    case 0x10:
      guard unread.count >= 3 else { return nil }
      if unread[1] == 4 { questions.append(unread[2]) } else { faults.append("unknown real-time command") }
      return 3
    case 0x1B: return escape()
    case 0x1D: return group()
    case 0x0A:
      endLine()
      return 1
    default:
      if first < 0x20 { faults.append("control byte \(first)") }
      line.append(Character(Unicode.Scalar(first)))
      return 1
    }
  }

  private mutating func escape() -> Int? {
    guard unread.count >= 2 else { return nil }
    if unread[1] == 0x40 {
      (line, scale) = ([], 1)
      return 2
    }
    guard unread.count >= 3 else { return nil }
    if unread[1] == 0x64 { blank(Int(unread[2]) * 30) }
    if ![0x61, 0x64, 0x74].contains(unread[1]) { faults.append("ESC \(unread[1])") }
    return 3
  }

  private mutating func group() -> Int? {
    guard unread.count >= 3 else { return nil }
    switch unread[1] {
    case 0x21:
      scale = Int(unread[2] & 7) + 1
      return 3
    case 0x56:
      guard unread.count >= 4 else { return nil }
      pieces.append(piece)
      piece = Piece()
      return 4
    case 0x76: return raster()
    default:
      faults.append("GS \(unread[1])")
      return 3
    }
  }

  private mutating func raster() -> Int? {
    guard unread.count >= 8 else { return nil }
    let (wide, tall) = (Int(unread[4]) | Int(unread[5]) << 8, Int(unread[6]) | Int(unread[7]) << 8)
    guard unread.count >= 8 + wide * tall else { return nil }
    if wide * 8 > paper.dots { faults.append("a picture of \(wide * 8) dots on paper of \(paper.dots)") }
    let left = max(0, (paper.dots - wide * 8) / 2)
    for y in 0..<tall {
      var row = [Bool](repeating: false, count: paper.dots)
      for x in 0..<min(wide * 8, paper.dots) {
        row[left + x] = unread[8 + y * wide + x / 8] & (0x80 >> UInt8(x % 8)) != 0
      }
      piece.dots.append(row)
    }
    return 8 + wide * tall
  }

  private mutating func endLine() {
    if line.count * scale > paper.columns { faults.append("\(line.count)×\(scale) columns: \(String(line))") }
    piece.lines.append(String(line))
    // A character is a thin stroke on the base line of its cell: where it stands is what matters here.
    let cell = paper.dots / paper.columns * scale
    for y in 0..<(24 * scale) {
      var row = [Bool](repeating: false, count: paper.dots)
      if y == 20 * scale {
        for (index, character) in line.enumerated() where character != " " {
          for x in index * cell..<min(paper.dots, index * cell + cell - 2) { row[x] = true }
        }
      }
      piece.dots.append(row)
    }
    line = []
  }

  private mutating func blank(_ rows: Int) {
    piece.dots += Array(repeating: [Bool](repeating: false, count: paper.dots), count: rows)
  }
}

extension PaperRoll.Piece {
  /// As a picture any program reads.
  var greymap: [UInt8] {
    Array("P5\n\(dots.first?.count ?? 0) \(dots.count)\n255\n".utf8) + dots.flatMap { $0.map { $0 ? 0 : 255 } }
  }
}
