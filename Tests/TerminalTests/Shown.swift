import CVTerm
import Canvas
import Terminal

/// A cell of ours, where the terminal's has the name.
typealias DrawnCell = Cell

/// libvterm as the judge of what our bytes show.
final class Shown {
  let terminal: OpaquePointer
  let screen: OpaquePointer
  let columns: Int
  let rows: Int

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    terminal = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { raw in
      _ = vterm_input_write(terminal, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
    }
  }

  struct Cell: Equatable {
    var scalars: [UInt32]
    var width: Int
    var attributes: Style.Attributes
    var foreground: UInt32
    var background: UInt32
  }

  func cell(_ x: Int, _ y: Int) -> Cell {
    var raw = shown_cell(screen, Int32(y), Int32(x))
    let scalars = withUnsafeBytes(of: &raw.scalars) { Array($0.bindMemory(to: UInt32.self).prefix { $0 != 0 }) }
    var attributes: Style.Attributes = []
    if raw.bold { attributes.insert(.bold) }
    if raw.underline { attributes.insert(.underline) }
    if raw.reverse { attributes.insert(.reverse) }
    return Cell(
      scalars: scalars.isEmpty ? [0x20] : scalars, width: Int(raw.width), attributes: attributes,
      foreground: raw.foreground, background: raw.background)
  }

  var cursor: Point {
    var (row, column): (Int32, Int32) = (0, 0)
    shown_cursor(terminal, &row, &column)
    return Point(Int(column), Int(row))
  }

  /// The RGB of one of the terminal's 256 colours.
  func palette(_ index: UInt8) -> UInt32 { shown_palette(terminal, screen, Int32(index)) }

  /// The first cell that does not look as the canvas wants it; `nil` when all do.
  func firstWrong(_ canvas: Canvas, _ colours: Capability.Colours) -> String? {
    for y in 0..<rows {
      for x in 0..<columns {
        let (wanted, seen) = (canvas[x, y], cell(x, y))
        if wanted.isContinuation {
          let lead = canvas.scalars(canvas[x - 1, y])
          // The other half; or, of a cluster this terminal draws in parts, a later part or the blank we put there.
          let isRest =
            seen.scalars[0] == .max || (lead.count > 1 && (seen.scalars == [0x20] || lead.contains(seen.scalars[0])))
          if !isRest { return "\(x), \(y): half of \(lead), seen \(seen)" }
          continue
        }
        let scalars = canvas.scalars(wanted)
        let isRight =
          scalars.count == 1 ? seen.scalars == scalars && seen.width == wanted.width : isStart(seen.scalars, scalars)
        if !isRight { return "\(x), \(y): wanted \(scalars) of \(wanted.width), seen \(seen)" }
        if let fault = wrongLook(seen, wanted, canvas.look.theme, colours) { return "\(x), \(y): \(fault)" }
      }
    }
    return nil
  }

  /// A terminal without clusters shows the base and its marks, six scalars at most.
  private func isStart(_ seen: [UInt32], _ scalars: [UInt32]) -> Bool {
    let first = scalars.dropFirst().prefix { Unicode.Scalar($0).map { Width.of($0) } == 0 }
    return seen == Array(([scalars[0]] + first).prefix(seen.count))
      && (seen.count == first.count + 1 || seen.count == 6)
  }

  private func wrongLook(_ seen: Cell, _ cell: DrawnCell, _ theme: Theme, _ colours: Capability.Colours) -> String? {
    let style = cell.style
    var (seen, attributes) = (seen, style.attributes)
    if colours == .none, style.background != .paper { attributes.formSymmetricDifference(.reverse) }
    // Old terminals would brighten dark bold letters until they vanish on their ground.
    if colours == .basic, theme.basic(style.foreground) < 7 { attributes.remove(.bold) }
    // On a blank only the ground can be seen.
    if cell.isPlainBlank { attributes = attributes.subtracting(.bold) }
    if cell.isPlainBlank { seen.attributes.remove(.bold) }
    if seen.attributes != attributes { return "attributes \(seen.attributes), wanted \(attributes)" }
    func rgb(_ tone: Tone) -> UInt32? {
      switch colours {
      case .none: return nil
      case .basic: return palette(theme.basic(tone))
      case .indexed: return palette(theme.indexed(tone))
      case .full:
        let colour = theme.colour(tone)
        return UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
      }
    }
    if !cell.isPlainBlank, let wanted = rgb(style.foreground), wanted != seen.foreground {
      return "ink \(style), seen \(seen)"
    }
    if let wanted = rgb(style.background), wanted != seen.background { return "ground \(style), seen \(seen)" }
    return nil
  }
}
