/// A place on the canvas, counted from the upper left corner at 0, 0.
public struct Point: Hashable, Sendable {
  /// The column.
  public var x: Int
  /// The row, downwards.
  public var y: Int

  /// May lie anywhere, outside the canvas too.
  public init(_ x: Int, _ y: Int) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of cells. Never has a negative size; may lie partly off the canvas, where nothing is drawn.
public struct Region: Hashable, Sendable {
  /// The first column.
  public var x: Int
  /// The first row.
  public var y: Int
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A negative size is taken as none.
  public init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// One past the last column.
  public var right: Int { x + width }
  /// One past the last row.
  public var bottom: Int { y + height }
  /// Whether nothing can be drawn in it.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether a touch at this point is a touch on the region.
  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < right && point.y >= y && point.y < bottom
  }

  /// What both share; empty when they do not touch.
  public func intersection(_ other: Region) -> Region {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Region(left, top, min(right, other.right) - left, min(bottom, other.bottom) - top)
  }

  /// Smaller on each side; collapses to nothing instead of turning inside out.
  public func inset(x columns: Int = 0, y rows: Int = 0) -> Region {
    Region(
      x + min(columns, width / 2), y + min(rows, height / 2), width - 2 * min(columns, width / 2),
      height - 2 * min(rows, height / 2))
  }

  /// The single row at `index` from the top, empty when there is none.
  public func row(_ index: Int) -> Region {
    index >= 0 && index < height ? Region(x, y + index, width, 1) : Region(x, y, 0, 0)
  }

  /// A region of at most this size in the middle of this one.
  public func centred(width wanted: Int, height tall: Int) -> Region {
    let (columns, rows) = (min(max(0, wanted), width), min(max(0, tall), height))
    return Region(x + (width - columns) / 2, y + (height - rows) / 2, columns, rows)
  }

  /// The `columns` at the left, and the rest.
  public func split(left columns: Int) -> (Region, Region) {
    let cut = min(max(0, columns), width)
    return (Region(x, y, cut, height), Region(x + cut, y, width - cut, height))
  }

  /// The `rows` at the top, and the rest.
  public func split(top rows: Int) -> (Region, Region) {
    let cut = min(max(0, rows), height)
    return (Region(x, y, width, cut), Region(x, y + cut, width, height - cut))
  }
}

/// A place that answers a touch, and what it asks for. A touch counts on release inside the same region.
public struct Target<Action: Hashable & Sendable>: Hashable, Sendable {
  /// On the canvas it was drawn on, already cut to what a finger can reach.
  public var region: Region
  /// Usually a case of the screen's own enum.
  public var action: Action

  /// Made by widgets, and by screens for regions of their own.
  public init(_ region: Region, _ action: Action) {
    self.region = region
    self.action = action
  }
}
