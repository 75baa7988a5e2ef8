extension Canvas {
  /// Draws a text in a region and returns how many rows it took. Never leaves the region; nothing in the text can command the terminal.
  @discardableResult
  public mutating func text(_ text: String, _ region: Region, _ style: Style, _ setting: Setting = .line) -> Int {
    guard !region.isEmpty else { return 0 }
    guard setting.wraps else {
      line(text[...], region, style, setting.alignment, cut: false)
      return 1
    }
    let lines = TextLines.wrap(text, columns: region.width, linesMax: region.height + 1)
    for (index, text) in lines.prefix(region.height).enumerated() {
      let cut = index == region.height - 1 && lines.count > region.height
      line(text, region.row(index), style, setting.alignment, cut: cut)
    }
    return min(lines.count, region.height)
  }

  /// One line in the first row of the region.
  private mutating func line(
    _ text: Substring, _ region: Region, _ style: Style, _ alignment: Setting.Alignment, cut: Bool
  ) {
    guard region.y >= clip.y, region.y < clip.bottom else { return }
    let columns = Width.of(text)
    let over = columns > region.width || cut
    let kept = over ? TextLines.prefix(text, columns: region.width - 1) : text
    let used = over ? Width.of(kept) + 1 : columns
    let spare = region.width - used
    let x =
      switch alignment {
      case .left: region.x
      case .centre: region.x + spare / 2
      case .right: region.x + spare
      }
    let end = letters(kept, x, region, style)
    if over, end < region.right { put("…", end, region.y, style) }
  }

  /// Draws from `x` on without alignment; returns the column after the last.
  private mutating func letters(_ text: Substring, _ x: Int, _ region: Region, _ style: Style) -> Int {
    let count = text.utf8.count
    let isInside = x >= clip.x && x + count <= clip.right
    if isInside, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      place(ascii: text.utf8, x, region.y, style)
      return x + count
    }
    var column = x
    for character in text {
      let glyph = Glyph(character)
      if column + glyph.width > region.right { break }
      place(glyph, column, region.y, style)
      column += glyph.width
    }
    return column
  }
}
