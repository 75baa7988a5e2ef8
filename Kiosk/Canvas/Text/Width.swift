/// How many columns text takes, by our own table: a kiosk, an ssh guest's PC and a test must agree without asking a locale.
public enum Width {
  /// 0, 1 or 2 columns for a single scalar; one that is never sent counts as its visible replacement.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if contains(WidthTable.wide, value) { return 2 }
    if contains(WidthTable.zero, value) { return 0 }
    return 1
  }

  /// Columns of a grapheme as the canvas shows it.
  public static func of(_ character: Character) -> Int { Glyph(character).width }

  /// Columns of a cluster: the sum of its scalars, at least 1, at most 2. A picture selector makes a symbol wide; two regional
  /// indicators are one flag.
  static func of(cluster: [UInt32]) -> Int {
    var sum = 0
    for value in cluster {
      let scalar = Unicode.Scalar(value)!
      sum += value == 0xFE0F && sum == 1 && Unicode.Scalar(cluster[0])!.properties.isEmoji ? 1 : of(scalar)
      if sum >= 2 { return 2 }
    }
    return max(1, sum)
  }

  /// Columns of a text in one line.
  public static func of(_ text: some StringProtocol) -> Int {
    var count = 0
    for byte in text.utf8 {
      if byte >= 0x80 { return text.reduce(0) { $0 + of($1) } }
      count += 1
    }
    return text.utf8.contains(0x0D) ? text.reduce(0) { $0 + of($1) } : count
  }

  /// Whether it must never reach a terminal: controls, bidi controls, invisible formatting, noncharacters.
  public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x20 || (value >= 0x7F && value < 0xA0) { return true }
    return value >= 0xAD && contains(WidthTable.hidden, value)
  }

  /// Binary search in pairs of first and last.
  private static func contains(_ pairs: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = pairs.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value < pairs[2 * middle] {
        high = middle
      } else if value > pairs[2 * middle + 1] {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
