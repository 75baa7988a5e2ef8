/// A screen in memory: what widgets draw into and what the renderer compares. Drawing outside the clip or the canvas does
/// nothing, so a widget can never spoil its neighbour.
public struct Canvas: Sendable {
  /// Columns; never negative.
  public let width: Int
  /// Rows; never negative.
  public let height: Int
  /// Travels with the canvas, so that widgets know how large to be and the renderer which colours to send.
  public let look: Look
  /// Row after row.
  public internal(set) var cells: [Cell]
  /// Scalars of the graphemes that have more than one, by the number in their cells.
  public internal(set) var clusters: [[UInt32]] = []
  private var clusterNumbers: [[UInt32]: UInt32] = [:]
  /// Where drawing has an effect now.
  public private(set) var clip: Region
  /// Where the terminal's own cursor sits: on the focus, because braille displays follow it. `nil` hides it.
  public var cursor: Point?

  /// Blank, in the colours of the page.
  public init(width: Int, height: Int, look: Look = Look()) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.look = look
    cells = Array(repeating: .blank, count: self.width * self.height)
    clip = Region(0, 0, width, height)
  }

  /// The whole of it, as the place to lay out or to fill.
  public var region: Region { Region(0, 0, width, height) }

  /// The cell at a place on the canvas; a place outside is our own mistake and traps.
  public subscript(x: Int, y: Int) -> Cell { cells[y * width + x] }

  /// Draws with everything outside `region` protected.
  public mutating func clipped<Result>(to region: Region, _ draw: (inout Canvas) -> Result) -> Result {
    let before = clip
    clip = clip.intersection(region)
    defer { clip = before }
    return draw(&self)
  }

  /// Blanks a region in a style.
  public mutating func fill(_ region: Region, _ style: Style) {
    let area = region.intersection(clip)
    guard !area.isEmpty else { return }
    let cell = Cell(glyph: 0x20, style, width: 1)
    for y in area.y..<area.bottom {
      mend(area.x, y)
      mend(area.right, y)
      let start = y * width + area.x
      for index in start..<start + area.width { cells[index] = cell }
    }
  }

  /// Changes the style of what is there already, such as the whole of a selected row.
  public mutating func restyle(_ region: Region, _ style: Style) {
    let area = region.intersection(clip)
    guard !area.isEmpty else { return }
    for y in area.y..<area.bottom {
      for index in y * width + area.x..<y * width + area.right {
        cells[index] = Cell(glyph: cells[index].glyph, style, width: UInt8(cells[index].width))
      }
    }
  }

  /// Puts one character; returns the columns it takes, drawn or not. Half of a wide one at an edge of the clip becomes a blank.
  @discardableResult
  public mutating func put(_ character: Character, _ x: Int, _ y: Int, _ style: Style) -> Int {
    let glyph = Glyph(character)
    place(glyph, x, y, style)
    return glyph.width
  }

  mutating func place(_ glyph: Glyph, _ x: Int, _ y: Int, _ style: Style) {
    guard y >= clip.y, y < clip.bottom else { return }
    let last = x + glyph.width - 1
    if x >= clip.x, last < clip.right {
      mend(x, y)
      mend(last + 1, y)
      let index = y * width + x
      cells[index] = Cell(glyph: number(glyph), style, width: UInt8(glyph.width))
      if glyph.width == 2 { cells[index + 1] = Cell(glyph: 0, style, width: 0) }
      return
    }
    for column in x...last where column >= clip.x && column < clip.right {
      mend(column, y)
      mend(column + 1, y)
      cells[y * width + column] = Cell(glyph: 0x20, style, width: 1)
    }
  }

  /// Puts bytes that are known to be printable ASCII, all in one row and inside the clip.
  mutating func place(ascii bytes: some Collection<UInt8>, _ x: Int, _ y: Int, _ style: Style) {
    mend(x, y)
    mend(x + bytes.count, y)
    let high = Cell.high(style, 1)
    var index = y * width + x
    for byte in bytes {
      cells[index] = Cell(glyph: UInt32(byte), high: high)
      index += 1
    }
  }

  /// Before `x` becomes the start of something new: if a wide grapheme lies across the boundary, both its halves turn blank.
  private mutating func mend(_ x: Int, _ y: Int) {
    guard x > 0, x < width else { return }
    let index = y * width + x
    guard cells[index].isContinuation else { return }
    for half in index - 1...index { cells[half] = Cell(glyph: 0x20, cells[half].style, width: 1) }
  }

  private mutating func number(_ glyph: Glyph) -> UInt32 {
    guard let cluster = glyph.cluster else { return glyph.scalar }
    if let known = clusterNumbers[cluster] { return known | Cell.clusterMark }
    let new = UInt32(clusters.count)
    clusters.append(cluster)
    clusterNumbers[cluster] = new
    return new | Cell.clusterMark
  }

  /// The scalars a cell shows; none for the later half of a wide one.
  public func scalars(_ cell: Cell) -> [UInt32] {
    if cell.isContinuation { return [] }
    return cell.isCluster ? clusters[Int(cell.glyph & ~Cell.clusterMark)] : [cell.glyph]
  }

  /// The scalar of a cell that has just one.
  public func scalar(_ cell: Cell) -> UInt32? { cell.isCluster || cell.isContinuation ? nil : cell.glyph }

  /// Whether two cells of two canvases look the same: the number of a cluster means something only in its own.
  func same(_ mine: Cell, _ other: Canvas, _ theirs: Cell) -> Bool {
    guard mine.isCluster && theirs.isCluster else { return mine.bits == theirs.bits }
    return mine.bits >> 32 == theirs.bits >> 32 && scalars(mine) == other.scalars(theirs)
  }

  /// Takes one cell over from another canvas.
  mutating func take(_ cell: Cell, from other: Canvas, at index: Int) {
    guard cell.isCluster else {
      cells[index] = cell
      return
    }
    let cluster = other.scalars(cell)
    let glyph = Glyph(cluster: cluster, width: cell.width)
    cells[index] = Cell(glyph: number(glyph), cell.style, width: UInt8(cell.width))
  }

  /// Draws a whole other canvas here, its cursor included.
  public mutating func place(_ other: Canvas, at corner: Point) {
    for y in 0..<min(other.height, height - corner.y) {
      for x in 0..<min(other.width, width - corner.x) {
        take(other[x, y], from: other, at: (corner.y + y) * width + corner.x + x)
      }
    }
    cursor = other.cursor.map { Point(corner.x + $0.x, corner.y + $0.y) }
  }

  /// The text of a row without styles, for tests and for reading aloud.
  public func text(row y: Int) -> String {
    var row = ""
    for x in 0..<width {
      for value in scalars(self[x, y]) { row.unicodeScalars.append(Unicode.Scalar(value)!) }
    }
    return row
  }
}

extension Canvas: Equatable {
  /// Whether both look the same to a reader.
  public static func == (left: Canvas, right: Canvas) -> Bool {
    guard left.width == right.width, left.height == right.height, left.look == right.look, left.cursor == right.cursor
    else { return false }
    return left.cells.indices.allSatisfy { left.same(left.cells[$0], right, right.cells[$0]) }
  }
}
