import Canvas

/// The escape codes we use, all of them.
enum Code {
  static let beginFrame = Array("\u{1B}[?2026h".utf8)
  static let endFrame = Array("\u{1B}[?2026l".utf8)
  static let resetStyle = Array("\u{1B}[0m".utf8)
  static let clearScreen = Array("\u{1B}[H\u{1B}[2J".utf8)
  static let clearScrollback = Array("\u{1B}[3J".utf8)
  static let hideCursor = Array("\u{1B}[?25l".utf8)
  static let showCursor = Array("\u{1B}[?25h".utf8)

  /// UTF-8, the alternate screen, no wrapping at the edge, mouse buttons with SGR coordinates, marked paste, ordinary cursor keys.
  static let opening = Array(
    ("\u{1B}%G\u{1B}[?1049h\u{1B}[?7l\u{1B}[?25l\u{1B}[?1l\u{1B}>\u{1B}[?1000h\u{1B}[?1006h\u{1B}[?2004h").utf8)

  /// Undoes it in any state, from inside a frame too; the screen is cleared for terminals without an alternate one.
  static let closing = Array(
    ("\u{18}\u{1B}[?2026l\u{1B}[0m\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1000l\u{1B}[H\u{1B}[2J\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
      .utf8)

  static func move(_ place: Point, _ bytes: inout [UInt8]) {
    bytes += [0x1B, 0x5B]
    number(place.y + 1, &bytes)
    if place.x > 0 {
      bytes.append(0x3B)
      number(place.x + 1, &bytes)
    }
    bytes.append(0x48)
  }

  /// From where the cursor is known to be; `nil` where saying the place itself is no longer.
  static func move(_ place: Point, from: Point) -> [UInt8]? {
    guard place.y >= from.y else { return nil }
    var way: [UInt8] = []
    step(place.y - from.y, 0x42, &way)
    step(place.x - from.x, 0x43, &way)
    step(from.x - place.x, 0x44, &way)
    let whole = 3 + digits(place.y + 1) + (place.x > 0 ? 1 + digits(place.x + 1) : 0)
    return way.count <= whole ? way : nil
  }

  private static func step(_ count: Int, _ direction: UInt8, _ bytes: inout [UInt8]) {
    guard count > 0 else { return }
    bytes += [0x1B, 0x5B]
    if count > 1 { number(count, &bytes) }
    bytes.append(direction)
  }

  /// So many cells from the cursor on turn blank; it stays where it is.
  static func erase(_ columns: Int, _ bytes: inout [UInt8]) {
    bytes += [0x1B, 0x5B]
    number(columns, &bytes)
    bytes.append(0x58)
  }

  private static func digits(_ value: Int) -> Int { value < 10 ? 1 : value < 100 ? 2 : 3 }

  static func number(_ value: Int, _ bytes: inout [UInt8]) {
    if value >= 10 { number(value / 10, &bytes) }
    bytes.append(0x30 + UInt8(value % 10))
  }
}

/// UTF-8 of a scalar without making a string of it.
enum UTF8Bytes {
  static func append(_ value: UInt32, _ bytes: inout [UInt8]) {
    if value < 0x80 {
      bytes.append(UInt8(value))
    } else if value < 0x800 {
      bytes.append(UInt8(0xC0 | value >> 6))
      bytes.append(UInt8(0x80 | value & 0x3F))
    } else {
      if value < 0x10000 {
        bytes.append(UInt8(0xE0 | value >> 12))
      } else {
        bytes.append(UInt8(0xF0 | value >> 18))
        bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
      }
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    }
  }
}
