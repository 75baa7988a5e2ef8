import Domain

/// Columns lined up with blanks. Widths count characters; the terminals of the next layer measure cells.
struct Table {
  private var rows: [[String]]

  init(_ header: [String]) { rows = [header] }

  mutating func add(_ row: [String]) { rows.append(row) }
  var isEmpty: Bool { rows.count == 1 }

  var text: String {
    let count = rows[0].count
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (index, cell) in row.enumerated() {
        line += index == count - 1 ? cell : Help.padded(cell, widths[index] + 2)
      }
      return line
    }.joined(separator: "\n")
  }
}
