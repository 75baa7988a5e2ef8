/// The language of receipt printers. Only the commands that cheap clones know as well.
public struct EscPos: Sendable {
  private let paper: Paper
  /// The printer's own number of its Latin code page (`ESC t`); 16 is Windows-1252 on most.
  private let codePage: UInt8

  public init(_ paper: Paper, codePage: UInt8 = 16) {
    self.paper = paper
    self.codePage = codePage
  }

  private static let (escape, group, data): (UInt8, UInt8, UInt8) = (0x1B, 0x1D, 0x10)

  /// One receipt from initialising to the cut. No line is wider than the paper.
  public func bytes(_ receipt: Receipt) -> [UInt8] {
    var out: [UInt8] = [Self.escape, 0x40, Self.escape, 0x74, codePage]
    for line in receipt.lines {
      switch line {
      case .text(let text, let size, let centred): out += self.text(text, size: size, centred: centred)
      case .rule: out += self.text(String(repeating: "-", count: paper.columns), size: 1, centred: false)
      case .code(let code): out += raster(code)
      case .feed(let count): out += [Self.escape, 0x64, UInt8(clamping: count)]
      }
    }
    return out + [Self.escape, 0x64, 4, Self.group, 0x56, 66, 0]
  }

  private func text(_ text: String, size: Int, centred: Bool) -> [UInt8] {
    let scale = max(1, min(8, size))
    var out: [UInt8] = [Self.escape, 0x61, centred ? 1 : 0, Self.group, 0x21, UInt8((scale - 1) << 4 | (scale - 1))]
    for line in EscPos.wrapped(text, columns: max(1, paper.columns / scale)) {
      out += line.map(EscPos.latin) + [0x0A]
    }
    return out + [Self.group, 0x21, 0]
  }

  /// Breaks at blanks where it can, inside a word where it must.
  static func wrapped(_ text: String, columns: Int) -> [[Character]] {
    var lines: [[Character]] = []
    var line: [Character] = []
    for word in text.split(separator: " ") {
      var rest = Array(word)
      if !line.isEmpty, line.count + 1 + rest.count <= columns {
        line += [" "] + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.count > columns {
        lines.append(Array(rest.prefix(columns)))
        rest.removeFirst(columns)
      }
      line = rest
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Windows-1252 where the character has a place in it, a question mark where not. Control characters never pass: a
  /// name must not be able to talk to the printer.
  static func latin(_ character: Character) -> UInt8 {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return 0x3F }
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0x100: return UInt8(scalar.value)
    case 0x2013: return 0x96
    case 0x2014: return 0x97
    case 0x2018: return 0x91
    case 0x2019: return 0x92
    case 0x201C: return 0x93
    case 0x201D: return 0x94
    case 0x2022: return 0x95
    case 0x2026: return 0x85
    case 0x20AC: return 0x80
    default: return 0x3F
    }
  }

  /// The code as a picture (`GS v 0`), as large as whole dots allow: many printers have no QR command of their own.
  func raster(_ code: QRCode) -> [UInt8] {
    let modules = code.side + 2 * QRCode.quietZone
    let scale = max(1, min(8, paper.dots / modules))
    let dots = modules * scale
    let bytesPerRow = (dots + 7) / 8
    var out: [UInt8] = [
      Self.escape, 0x61, 1, Self.group, 0x76, 0x30, 0, UInt8(bytesPerRow & 255), UInt8(bytesPerRow >> 8),
      UInt8(dots & 255), UInt8(dots >> 8),
    ]
    for y in 0..<dots {
      var row = [UInt8](repeating: 0, count: bytesPerRow)
      for x in 0..<dots where code.isDark(x / scale - QRCode.quietZone, y / scale - QRCode.quietZone) {
        row[x / 8] |= 0x80 >> UInt8(x % 8)
      }
      out += row
    }
    return out
  }

  /// Asks the printer for its state: offline causes, then paper.
  public static let askState: [UInt8] = [data, 0x04, 1, data, 0x04, 4]

  public struct State: Equatable, Sendable {
    public var isOffline = false
    public var paperNearEnd = false
    public var paperOut = false
  }

  /// Reads the two answers; `nil` when they are not a printer's.
  public static func state(_ answer: [UInt8]) -> State? {
    // Every status byte has bits 1 and 4 set and 0 and 7 clear.
    guard answer.count == 2, answer.allSatisfy({ $0 & 0b1001_0011 == 0b0001_0010 }) else { return nil }
    return State(
      isOffline: answer[0] & 0x08 != 0, paperNearEnd: answer[1] & 0x0C != 0, paperOut: answer[1] & 0x60 != 0)
  }
}
