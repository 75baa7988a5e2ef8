/// The modules of a QR code, `true` for dark, without its quiet zone.
public struct BitMatrix: Hashable, Sendable {
  /// Modules on a side.
  let size: Int
  /// Row after row.
  let bits: [Bool]

  /// `nil` unless there are exactly `size` × `size` bits.
  public init?(size: Int, _ bits: [Bool]) {
    guard size > 0, bits.count == size * size else { return nil }
    self.size = size
    self.bits = bits
  }

  /// Light outside: the quiet zone.
  subscript(x: Int, y: Int) -> Bool { x >= 0 && y >= 0 && x < size && y < size && bits[y * size + x] }
}

/// A code a telephone reads from the screen: black on white in every theme, with a quiet zone of four modules. Measured:
/// less quiet zone, colours, or smaller cells and phones stop reading it.
public struct QRCode: Sendable {
  /// Modules of white around it; with two, a third of the phones fail.
  public static let quiet = 4
  let matrix: BitMatrix

  /// Takes what the encoder gives, without a border.
  public init(_ matrix: BitMatrix) { self.matrix = matrix }

  /// Half blocks put two modules in a cell. Without them a module is two cells side by side, which needs four times the room.
  public func extent(_ look: Look) -> (columns: Int, rows: Int) {
    let side = matrix.size + 2 * Self.quiet
    return look.halfBlocks ? (side, (side + 1) / 2) : (2 * side, side)
  }

  /// In the middle of the region; `false`, and nothing drawn, when it does not fit whole, because half a code is none.
  public func draw(_ region: Region, on canvas: inout Canvas) -> Bool {
    let extent = extent(canvas.look)
    guard extent.columns <= region.width, extent.rows <= region.height else { return false }
    let place = region.centred(width: extent.columns, height: extent.rows)
    canvas.fill(place, .code)
    if canvas.look.halfBlocks {
      halves(place, &canvas)
    } else {
      solid(place, &canvas)
    }
    return true
  }

  private func halves(_ place: Region, _ canvas: inout Canvas) {
    for row in 0..<place.height {
      for column in 0..<place.width {
        let (x, y) = (column - Self.quiet, 2 * row - Self.quiet)
        let at = Point(place.x + column, place.y + row)
        switch (matrix[x, y], matrix[x, y + 1]) {
        case (true, true): canvas.fill(Region(at.x, at.y, 1, 1), .codeDark)
        case (true, false): canvas.put("▀", at.x, at.y, .code)
        case (false, true): canvas.put("▄", at.x, at.y, .code)
        case (false, false): break
        }
      }
    }
  }

  private func solid(_ place: Region, _ canvas: inout Canvas) {
    for y in 0..<matrix.size {
      for x in 0..<matrix.size where matrix[x, y] {
        canvas.fill(Region(place.x + 2 * (x + Self.quiet), place.y + y + Self.quiet, 2, 1), .codeDark)
      }
    }
  }
}
