import Canvas
import Desk
import Domain

/// The places of the three lists beside the visitor, as touches.
enum DeskLines {
  static let stride = 1_000
  static let queue = 0
  static let parked = 1
  static let missed = 2
}

// Who waits for this desk, who was parked, who did not come.
extension DeskTerminal {
  func drawLines(_ view: DeskView, _ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parked = view.parked.isEmpty ? 0 : 1 + min(view.parked.count, max(1, region.height / 5))
    let missed = view.missed.isEmpty ? 0 : 1 + min(view.missed.count, max(1, region.height / 5))
    let parts = Layout.rows(region, [.fill(1), .fixed(parked), .fixed(missed)])
    var targets = draw(
      view.queue, count: view.waiting, speech(DeskWord.queueTitle), DeskLines.queue, parts[0], on: &canvas)
    if view.queue.isEmpty {
      let isHouseEmpty = picture.waitingElsewhere == 0
      canvas.text(
        speech(isHouseEmpty ? DeskWord.queueEmpty : .queueEmptyHere), parts[0].split(top: 1).1, .faint, .paragraph)
    }
    targets += draw(
      view.parked, count: view.parked.count, speech(DeskWord.parkedTitle), DeskLines.parked, parts[1], on: &canvas)
    return targets
      + draw(
        view.missed, count: view.missed.count, speech(DeskWord.missedTitle), DeskLines.missed, parts[2], on: &canvas)
  }

  private func draw(
    _ lines: [QueueLine], count: Int, _ title: String, _ list: Int, _ region: Region, on canvas: inout Canvas
  ) -> [Target<Touch>] {
    guard region.height > 0 else { return [] }
    let (head, body) = region.split(top: 1)
    canvas.text(title, head, .title)
    canvas.text(String(count), head.inset(x: 1), Style.plain.bold, .right)
    let overflows = count > body.height
    let shown = min(lines.count, overflows ? max(0, body.height - 1) : body.height)
    var targets: [Target<Touch>] = []
    for index in 0..<shown {
      let row = body.row(index)
      draw(lines[index], isFirst: list == DeskLines.queue && index == 0, row, on: &canvas)
      targets.append(Target(row, .choose(list * DeskLines.stride + index)))
    }
    if overflows, body.height > 0 {
      let more = body.row(body.height - 1)
      canvas.text(bearings.speech(DeskWord.more, count - shown), more, .faint)
      let key: DeskAction = list == DeskLines.queue ? .call : list == DeskLines.parked ? .resume : .requeue
      targets.append(Target(more, .key(key.key)))
    }
    return targets
  }

  /// "12 mnt", "1 hari"; a dash where nobody knows, which no number may hide.
  static func length(_ minutes: Int?, _ speech: Speech) -> String {
    minutes.map { speech(Amount.short(minutes: $0)) } ?? "–"
  }

  /// The number, how long they have waited or by how much the promise to them is broken, and what is to be known: late in a
  /// word, priority with a sign.
  private func draw(_ line: QueueLine, isFirst: Bool, _ row: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    // The clock that stands over who comes next: both are to say the same.
    let promise = PromiseClock { ($0.state, $0.minutesLeft) = (line.promise, line.minutesLeft) }
    let clock = ServiceClock(promise, toldAt: picture.toldAt, now: bearings.now)
    let lateness: Int? = if case .late(let minutes) = clock.state, line.stage == .waiting { minutes } else { nil }
    let isLate = lateness != nil
    let style: Style = isFirst || isLate ? Style.plain.bold : .plain
    let wide = max(6, Width.of(line.marked) + 1)
    let places = Layout.columns(row, [.fixed(wide), .fixed(7), .fill(1)], gap: 1)
    canvas.text((isFirst ? "»" : " ") + line.marked, places[0], style)
    canvas.text(Self.length(lateness ?? line.waitMinutes, speech), places[1], style, .right)
    var notes: [String] = []
    if row.width > 40 {
      if isLate { notes.append(speech(DeskWord.late)) }
      if line.priority != .none { notes.append("! " + speech(line.priority.label)) }
      let name = line.guest ?? bearings.profile?.service(line.service).map { speech($0.label) } ?? line.service
      // A name cut in two helps nobody.
      if Width.of((notes + [name]).joined(separator: " · ")) <= places[2].width { notes.append(name) }
    } else {
      let sign = line.priority == .none ? "" : "! "
      var word = isLate ? speech(DeskWord.late) : line.priority == .none ? "" : speech(DeskWord.priority)
      // Where nobody has a number, people are called by name.
      if line.number == nil, let guest = line.guest { word = guest }
      notes = [sign + word]
    }
    canvas.text(notes.joined(separator: " · "), places[2], isLate ? Style.faultText : .plain)
  }
}
