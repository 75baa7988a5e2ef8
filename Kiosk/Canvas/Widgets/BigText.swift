/// Letters and digits read from across a hall. Drawn with solid cells where the size allows, so that any font shows them.
public struct BigText: Sendable {
  /// By distance: across a room, or across a hall.
  public enum Size: Hashable, Sendable {
    /// Four rows, six columns a character: half blocks, or seven rows of solid cells where the font has none.
    case compact
    /// Seven rows, twelve columns a character; `times` as much of both for a board.
    case giant(times: Int)

    /// The usual size of a ticket on a kiosk.
    public static let giant = Size.giant(times: 1)
  }

  let text: String
  let size: Size
  let style: Style

  /// Digits, A to Z, hyphen, colon, and > as an arrow.
  public init(_ text: String, _ size: Size, _ style: Style = .plain) {
    self.text = text
    self.size = size
    self.style = style
  }

  /// Columns and rows it needs.
  public func extent(_ look: Look) -> (columns: Int, rows: Int) {
    let (across, down) = pixel(look)
    let count = text.count
    return (max(0, count * (Letters.columns + 1) - 1) * across, down == 0 ? 4 : Letters.rows * down)
  }

  /// The largest of the sizes that fits; `nil` when not even the compact one does.
  public static func fitting(_ text: String, _ region: Region, _ style: Style = .plain, look: Look) -> BigText? {
    for size in [Size.giant(times: 2), .giant, .compact] {
      let big = BigText(text, size, style)
      let extent = big.extent(look)
      if extent.columns <= region.width, extent.rows <= region.height { return big }
    }
    return nil
  }

  /// In the middle of the region. Characters without a big form are left blank.
  public func draw(_ region: Region, on canvas: inout Canvas) {
    let extent = extent(canvas.look)
    let place = region.centred(width: extent.columns, height: extent.rows)
    canvas.clipped(to: region) { canvas in
      var x = place.x
      let (across, down) = pixel(canvas.look)
      for character in text {
        let rows = Letters.rows(character)
        if down == 0 {
          halves(rows, x, place.y, &canvas)
        } else {
          solid(rows, x, place.y, across, down, &canvas)
        }
        x += (Letters.columns + 1) * across
      }
    }
  }

  /// Columns and rows of a dot; no rows at all means two dots in a cell.
  private func pixel(_ look: Look) -> (Int, Int) {
    switch size {
    case .compact: (1, look.halfBlocks ? 0 : 1)
    case .giant(let times): (2 * max(1, times), max(1, times))
    }
  }

  /// A blank reversed: shown by every terminal, even one without colours, and told in four bytes.
  private var dot: Style {
    Style(style.foreground, on: style.background, style.attributes.symmetricDifference(.reverse))
  }

  private func solid(_ rows: [UInt8], _ x: Int, _ y: Int, _ across: Int, _ down: Int, _ canvas: inout Canvas) {
    for (row, bits) in rows.enumerated() {
      for column in 0..<Letters.columns where bits & 0x10 >> UInt8(column) != 0 {
        canvas.fill(Region(x + column * across, y + row * down, across, down), dot)
      }
    }
  }

  private func halves(_ rows: [UInt8], _ x: Int, _ y: Int, _ canvas: inout Canvas) {
    for row in 0..<4 {
      let upper = rows[2 * row]
      let lower = 2 * row + 1 < rows.count ? rows[2 * row + 1] : 0
      for column in 0..<Letters.columns {
        let bit: UInt8 = 0x10 >> UInt8(column)
        switch (upper & bit != 0, lower & bit != 0) {
        case (true, true): canvas.fill(Region(x + column, y + row, 1, 1), dot)
        case (true, false): canvas.put("▀", x + column, y + row, style)
        case (false, true): canvas.put("▄", x + column, y + row, style)
        case (false, false): break
        }
      }
    }
  }
}
