/// How much of a row or column a part of the screen wants.
public enum Share: Hashable, Sendable {
  /// Exactly so many cells, as long as there is room.
  case fixed(Int)
  /// So many per cent of the whole.
  case percent(Int)
  /// At least so many, and a share of what is left.
  case min(Int)
  /// What is left, in proportion to its weight.
  case fill(Int)
}

/// Divides regions, as pure arithmetic: the same shares of the same region are always the same.
public enum Layout {
  /// From top to bottom. When room runs out, the later parts get nothing rather than a negative height.
  public static func rows(_ region: Region, _ shares: [Share], gap: Int = 0) -> [Region] {
    var y = region.y
    return sizes(region.height, shares, gap: gap).map { size in
      defer { y += size + gap }
      return Region(region.x, min(y, region.bottom), region.width, size)
    }
  }

  /// From left to right.
  public static func columns(_ region: Region, _ shares: [Share], gap: Int = 0) -> [Region] {
    var x = region.x
    return sizes(region.width, shares, gap: gap).map { size in
      defer { x += size + gap }
      return Region(min(x, region.right), region.y, size, region.height)
    }
  }

  /// Fixed, percent and min first, in order, each as long as there is room; then what is left goes to min and fill by weight.
  static func sizes(_ total: Int, _ shares: [Share], gap: Int) -> [Int] {
    var left = max(0, total - gap * max(0, shares.count - 1))
    let whole = left
    var sizes = shares.map { share -> Int in
      let wanted =
        switch share {
        case .fixed(let size), .min(let size): max(0, size)
        case .percent(let part): whole * Swift.min(100, max(0, part)) / 100
        case .fill: 0
        }
      let size = Swift.min(wanted, left)
      left -= size
      return size
    }
    let weights = shares.map { share in
      switch share {
      case .fill(let weight): max(0, weight)
      case .min: 1
      case .fixed, .percent: 0
      }
    }
    var weight = weights.reduce(0, +)
    for index in sizes.indices where weights[index] > 0 {
      let part = left * weights[index] / weight
      sizes[index] += part
      left -= part
      weight -= weights[index]
    }
    return sizes
  }
}
