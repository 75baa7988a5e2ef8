/// News across the whole width: one sentence, marked by a sign as well as by its colour.
public struct Banner: Sendable {
  /// How serious; sign and colours follow from it.
  public enum Kind: Hashable, Sendable { case information, good, warning, fault }

  let text: String
  let kind: Kind

  /// One sentence: a second row is used only when it is there.
  public init(_ text: String, _ kind: Kind = .information) {
    self.text = text
    self.kind = kind
  }

  /// Fills the region; the sentence stands in its middle.
  public func draw(_ region: Region, on canvas: inout Canvas) {
    canvas.fill(region, style)
    let lines = TextLines.wrap(text, columns: region.width - 6, linesMax: region.height).count
    let middle = region.inset(x: 1, y: max(0, region.height - max(1, lines)) / 2)
    canvas.text(sign, middle.row(0), style.bold)
    canvas.text(text, middle.split(left: 4).1, style.bold, .paragraph)
  }

  private var sign: String {
    switch kind {
    case .information: "(i)"
    case .good: "(+)"
    case .warning: "(!)"
    case .fault: "(x)"
    }
  }

  private var style: Style {
    switch kind {
    case .information: .bar
    case .good: .good
    case .warning: .warning
    case .fault: .fault
    }
  }
}

/// How far a form or a job has come, in cells and in figures.
public struct Progress: Sendable {
  let done: Int
  let total: Int

  /// Nonsense is brought into range: a bar must not be the reason why a form stops.
  public init(_ done: Int, of total: Int) {
    self.total = max(1, total)
    self.done = min(max(0, done), self.total)
  }

  /// In the first row of the region.
  public func draw(_ region: Region, on canvas: inout Canvas) {
    let figures = " \(done)/\(total)"
    let (track, end) = region.row(0).split(left: region.width - figures.utf8.count)
    let filled = track.width * done / total
    canvas.text(String(repeating: "·", count: track.width), track, .faint)
    canvas.fill(track.split(left: filled).0, .bar)
    canvas.text(figures, end, .plain)
  }
}

/// A row of figures as a small curve, for the day so far.
public struct Sparkline: Sendable {
  let values: [Int]
  let style: Style

  /// The oldest value first.
  public init(_ values: [Int], _ style: Style = .plain) {
    self.values = values
    self.style = style
  }

  /// The latest values that fit, one column each; the highest of them reaches the top. Without block characters, plain ASCII.
  public func draw(_ region: Region, on canvas: inout Canvas) {
    guard !region.isEmpty else { return }
    let steps: [Character] =
      canvas.look.halfBlocks ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : ["_", ".", ":", "-", "=", "+", "*", "#"]
    let shown = values.suffix(region.width)
    let top = max(1, shown.max() ?? 1)
    for (column, value) in shown.enumerated() {
      let step = min(7, max(0, value) * 8 / (top + 1))
      canvas.put(value == top ? steps[7] : steps[step], region.x + column, region.y, style)
    }
  }
}
