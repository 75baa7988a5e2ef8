import Canvas
import Desk
import Domain

/// The queue as a table: a late visitor shows in the word and in the colour of the wait.
struct QueueTable {
  private let lines: [QueueLine]
  private let selected: Int?
  private let bearings: Bearings
  private var speech: Speech { bearings.speech }

  init(_ lines: [QueueLine], selected: Int?, _ bearings: Bearings) {
    self.lines = lines
    self.selected = selected
    self.bearings = bearings
  }

  private func columns(_ isWide: Bool) -> [(word: FrontWord, share: Share, alignment: Setting.Alignment)] {
    [
      (.number, .fixed(6), .left), (.service, isWide ? .percent(26) : .fixed(12), .left),
      (.stage, .fixed(isWide ? 13 : 10), .left), (.wait, .fixed(11), .left), (.desk, .fixed(4), .right),
      (.guest, .fill(1), .left), (.signed, .fixed(2), .left), (.lockerShort, .fixed(3), .right),
      (.priorityShort, .fixed(isWide ? 14 : 1), .left),
    ]
  }

  func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let isWide = region.width >= 110
    let columns = columns(isWide)
    let rows = lines.enumerated().map { index, line in
      Table<Touch>.Row(
        [
          QueuePage.label(line), service(line, isWide), speech(line.stage.label), wait(line),
          line.desk.map { String($0) } ?? "", line.guest ?? "–", line.signed ? "✓" : "–",
          line.locker.map { String($0) } ?? "", priority(line, isWide),
        ], .choose(index))
    }
    let headed = columns.map { Table<Touch>.Column(speech($0.word), $0.share, $0.alignment) }
    let targets = Table(headed, rows, selected: selected).draw(region, on: &canvas)
    let places = Layout.columns(region.split(left: 2).1, columns.map(\.share), gap: 2)
    for target in targets {
      guard case .choose(let index) = target.action, index != selected, isLate(lines[index]) else { continue }
      canvas.restyle(Region(places[3].x, target.region.y, Width.of(wait(lines[index])), 1), Style.warning.bold)
    }
    return targets
  }

  private func service(_ line: QueueLine, _ isWide: Bool) -> String {
    guard isWide, let service = bearings.profile?.service(line.service) else { return line.service }
    return speech(service.label)
  }

  private func isLate(_ line: QueueLine) -> Bool { line.promise == "late" || line.promise == "missed" }

  private func wait(_ line: QueueLine) -> String {
    let word: FrontWord? =
      switch line.promise {
      case "late", "missed": .late
      case "running", "kept": .inTime
      default: nil
      }
    return speech(FrontWord.minutes, line.waitMinutes) + (word.map { " " + speech($0) } ?? "")
  }

  private func priority(_ line: QueueLine, _ isWide: Bool) -> String {
    line.priority == .none ? "" : isWide ? speech(line.priority.label) : "!"
  }
}
