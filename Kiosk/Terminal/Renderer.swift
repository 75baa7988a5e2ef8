import Canvas

/// Turns canvases into bytes for the terminal: the only place of the project that writes escape codes.
///
/// It remembers what the terminal shows, so a frame is what changed, in one piece and inside synchronized output. Nothing else may
/// write to the same terminal. Each mode is a sequence of its own, because some terminals read only the first of several.
public struct Renderer: Sendable {
  /// Fixed for a session: a terminal does not learn colours.
  public let capability: Capability
  private var shown: Canvas?
  private var ink: Ink
  private var pen: Pen
  /// Where the terminal's cursor is, when that is certain.
  private var position: Point?
  private var showsCursor: Bool?
  private var clearsScrollback = false

  /// Believes nothing about the terminal until the first frame.
  public init(_ capability: Capability) {
    self.capability = capability
    ink = Ink(capability.colours, .light)
    pen = Pen()
  }

  /// What a terminal is sent before the first frame.
  public static var opening: [UInt8] { Code.opening }

  /// What gives the terminal back, wherever a frame was cut off.
  public static var closing: [UInt8] { Code.closing }

  /// The next frame paints everything, as after a resize or when somebody else wrote to the terminal.
  public mutating func forget() { shown = nil }

  /// As `forget`, and the lines that scrolled away are cleared too: the next visitor sees nothing of the last.
  public mutating func wipe() {
    shown = nil
    clearsScrollback = true
  }

  /// Everything to be written so that the terminal shows this canvas; empty when it already does.
  public mutating func frame(_ canvas: Canvas) -> [UInt8] {
    var bytes: [UInt8] = []
    if let shown, shown.width == canvas.width, shown.height == canvas.height, shown.look.theme == canvas.look.theme {
      // Gaps are the renderer's own: what it costs to write them again depends on the pen.
      let runs = Diff.runs(from: shown, to: canvas, gap: 0)
      if runs.isEmpty && canvas.cursor == shown.cursor { return [] }
      bytes.reserveCapacity(256)
      bytes += Code.beginFrame
      paint(runs, canvas, &bytes)
    } else {
      bytes.reserveCapacity(canvas.cells.count * 2)
      bytes += Code.beginFrame
      clear(canvas, &bytes)
      paint(everything(canvas), canvas, &bytes)
    }
    placeCursor(canvas, &bytes)
    bytes += Code.endFrame
    shown = canvas
    return bytes
  }

  /// On a cleared screen. Blank cells are painted too where a terminal clears in another colour than the page.
  private func everything(_ canvas: Canvas) -> [Run] {
    if !capability.erasesInColour { return (0..<canvas.height).map { Run(row: $0, columns: 0..<canvas.width) } }
    return Diff.runs(from: Canvas(width: canvas.width, height: canvas.height, look: canvas.look), to: canvas, gap: 0)
  }

  private mutating func clear(_ canvas: Canvas, _ bytes: inout [UInt8]) {
    ink = Ink(capability.colours, canvas.look.theme)
    pen = Pen()
    position = nil
    showsCursor = nil
    bytes += Code.resetStyle
    pen.change(to: ink[Cell.blank], &bytes)
    bytes += Code.clearScreen
    if clearsScrollback { bytes += Code.clearScrollback }
    clearsScrollback = false
  }

  private mutating func paint(_ runs: [Run], _ canvas: Canvas, _ bytes: inout [UInt8]) {
    var done = Point(0, -1)
    for run in runs {
      var x = run.columns.lowerBound
      // What a cluster may have spoilt to its right has been painted again already.
      if run.row == done.y { x = max(x, done.x) }
      var end = run.columns.upperBound
      if x > 0, x < canvas.width, canvas[x, run.row].isContinuation { x -= 1 }
      while x < end {
        let cell = canvas[x, run.row]
        if let blanks = erase(Point(x, run.row), upTo: end, canvas, &bytes) {
          x += blanks
          continue
        }
        let reach = put(cell, Point(x, run.row), canvas, &bytes)
        x += max(1, cell.width)
        end = max(end, min(reach, canvas.width))
      }
      done = Point(x, run.row)
    }
  }

  /// Erases the blanks from here on where that is shorter than writing them; how many there were.
  private mutating func erase(_ place: Point, upTo end: Int, _ canvas: Canvas, _ bytes: inout [UInt8]) -> Int? {
    let first = canvas[place.x, place.y]
    guard capability.erasesInColour, first.isPlainBlank else { return nil }
    var next = place.x + 1
    while next < end, canvas[next, place.y].isPlainBlank, canvas[next, place.y].ground == first.ground { next += 1 }
    let blanks = next - place.x
    // The cursor stays, and has to be moved if something follows.
    guard blanks > (next == end ? 5 : 10) else { return nil }
    let setting = ink[first]
    guard setting.attributes.isDisjoint(with: [.reverse, .underline]) else { return nil }
    move(to: place, canvas, &bytes)
    pen.change(to: setting, isBlank: true, &bytes)
    Code.erase(blanks, &bytes)
    return blanks
  }

  /// Paints one cell; returns the column up to which the terminal may have drawn, by its own idea of the width.
  private mutating func put(_ cell: Cell, _ place: Point, _ canvas: Canvas, _ bytes: inout [UInt8]) -> Int {
    move(to: place, canvas, &bytes)
    pen.change(to: ink[cell], isBlank: cell.isPlainBlank, &bytes)
    let after = place.x + cell.width
    if let scalar = canvas.scalar(cell) {
      if scalar >= Self.pictures { blankFirst(cell, place, canvas, &bytes) }
      UTF8Bytes.append(scalar, &bytes)
      position = cell.width == 1 && after < canvas.width ? Point(after, place.y) : nil
      return after
    }
    blankFirst(cell, place, canvas, &bytes)
    // A terminal that knows nothing of clusters draws their parts side by side. None may reach past the edge: some would scroll.
    var reach = place.x
    for (index, value) in canvas.scalars(cell).enumerated() {
      let width = Unicode.Scalar(value).map { Width.of($0) } ?? 1
      if index > 0, reach + width > canvas.width { break }
      reach += width
      UTF8Bytes.append(value, &bytes)
    }
    position = nil
    return max(after, reach)
  }

  /// From here on terminals disagree about widths: what is left of the cell must be blank before.
  private static let pictures: UInt32 = 0x1F000

  private mutating func blankFirst(_ cell: Cell, _ place: Point, _ canvas: Canvas, _ bytes: inout [UInt8]) {
    guard cell.width == 2 else { return }
    bytes += [0x20, 0x20]
    position = nil
    move(to: place, canvas, &bytes)
  }

  private mutating func move(to place: Point, _ canvas: Canvas, _ bytes: inout [UInt8]) {
    if position == place { return }
    if let position {
      if write(from: position, to: place, canvas, &bytes) {
      } else if let way = Code.move(place, from: position) {
        bytes += way
      } else {
        Code.move(place, &bytes)
      }
    } else {
      Code.move(place, &bytes)
    }
    position = place
  }

  /// Writes a short gap again where the pen is set to its cells already: fewer bytes than stepping over it.
  private func write(from: Point, to place: Point, _ canvas: Canvas, _ bytes: inout [UInt8]) -> Bool {
    guard from.y == place.y, place.x > from.x, place.x - from.x <= 3 else { return false }
    for x in from.x..<place.x {
      let cell = canvas[x, from.y]
      guard let scalar = canvas.scalar(cell), scalar < 0x7F, pen.isSet(to: ink[cell], isBlank: cell.isPlainBlank) else {
        return false
      }
    }
    for x in from.x..<place.x { UTF8Bytes.append(canvas.scalar(canvas[x, from.y]) ?? 0x20, &bytes) }
    return true
  }

  private mutating func placeCursor(_ canvas: Canvas, _ bytes: inout [UInt8]) {
    guard let cursor = canvas.cursor, canvas.region.contains(cursor) else {
      if showsCursor != false { bytes += Code.hideCursor }
      showsCursor = false
      return
    }
    move(to: cursor, canvas, &bytes)
    if showsCursor != true { bytes += Code.showCursor }
    showsCursor = true
  }
}
