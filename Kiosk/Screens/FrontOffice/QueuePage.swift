import Canvas
import Desk
import Domain

/// Everybody who is here today, in the order in which they joined the line.
struct QueuePage: Sendable {
  var lines = Sight<[QueueLine]>.nothing
  /// Those who are not in the line any more, of one stage, while they are looked for.
  var ended = Sight<[QueueLine]>.nothing
  /// Those who have left the line with the key of a locker, by how their visit ended.
  var holders: [Stage: [QueueLine]] = [:]
  var selected: VisitID?
  var stage: Stage?
  var service: String?
  var find = LineEditor(limit: 60)
  var isFinding = false
  /// The arrival that was sent last, as it was written.
  var sent: Asking?

  /// The stage of today's visits that are over and asked for: by the filter, or because whoever is looked for by number or
  /// name may have been served already.
  var endedStage: Stage? {
    if let stage { return stage.isOpen ? nil : stage }
    return isFinding ? .finished : nil
  }
  var endedQuery: Query? { endedStage.map { stage in .queue(QueueQuery { $0.stage = stage }) } }

  /// Asked for while keys are out that nobody in the line has.
  func holderQueries(_ out: [Int]) -> [Query] {
    let held = (lines.value ?? []).compactMap(\.locker)
    guard stage == nil, !out.allSatisfy(held.contains) else { return [] }
    return [Stage.finished, .cancelled, .lapsed].map { stage in .queue(QueueQuery { $0.stage = stage }) }
  }

  mutating func learn(_ view: QueueView, _ stage: Stage) {
    holders[stage] = view.visits.filter { $0.locker != nil }
  }

  /// Whose key is back, or written off, is no holder any more: nobody asks for the holders again while all other keys are in
  /// the line.
  mutating func keep(holding out: [Int]) {
    holders = holders.mapValues { $0.filter { $0.locker.map(out.contains) ?? false } }
  }

  /// What the page is about: the line, or those who have left it.
  var sight: Sight<[QueueLine]> { stage?.isOpen == false ? ended : lines }

  /// What the filters leave.
  var shown: [QueueLine] {
    let wanted = Words.searchForm(find.text)
    let served = stage == nil && !wanted.isEmpty && isFinding ? ended.value ?? [] : []
    let known = Set(served.map(\.visit))
    let keepers = stage == nil ? holders.values.joined().filter { !known.contains($0.visit) } : []
    return ((sight.value ?? []) + served + keepers.sorted { $0.visit < $1.visit }).filter { line in
      (stage == nil || line.stage == stage) && (service == nil || line.service == service)
        && (wanted.isEmpty || Self.label(line).lowercased().contains(wanted)
          || Words.searchForm(line.guest ?? "").contains(wanted))
    }
  }

  var index: Int? {
    let shown = shown
    return shown.firstIndex { $0.visit == selected } ?? (shown.isEmpty ? nil : 0)
  }

  static func label(_ line: QueueLine) -> String { line.number?.description ?? line.visit.description }

  mutating func move(_ by: Int) {
    let shown = shown
    guard let index, !shown.isEmpty else { return }
    selected = shown[min(max(0, index + by), shown.count - 1)].visit
  }
}

extension FrontOffice {
  mutating func queueTook(_ key: Key) -> [Wish] {
    if queue.isFinding {
      switch key.code {
      case .escape:
        queue.isFinding = false
        queue.find.clear()
        return []
      case .enter, .up, .down, .pageUp, .pageDown: break
      default:
        _ = queue.find.take(key)
        bearings.sayIfFull(queue.find)
        return []
      }
    }
    switch (key.code, key.modifiers) {
    case (.up, _): queue.move(-1)
    case (.down, _): queue.move(1)
    case (.pageUp, _): queue.move(-10)
    case (.pageDown, _): queue.move(10)
    case (.home, _): queue.move(-999)
    case (.end, _): queue.move(999)
    case (.enter, _): if let index = queue.index { open(queue.shown[index].visit) }
    case (.character("/"), []):
      queue.isFinding = true
      if queue.stage == nil { queue.ended = .nothing }
    case (.escape, _): (queue.stage, queue.service) = (nil, nil)
    case (.character("n"), []), (.character("N"), _): askArrival()
    case (.character("s"), []), (.character("S"), _): askFilter(.stage)
    case (.character("l"), []), (.character("L"), _): askFilter(.service)
    case (.character("k"), []), (.character("K"), _): if let left = day?.lockersLeft.first { open(left.visit) }
    default: break
    }
    return []
  }

  /// A tap selects; a tap on what is selected opens it.
  mutating func queueTouched(_ index: Int) -> [Wish] {
    let shown = queue.shown
    guard shown.indices.contains(index) else { return [] }
    if queue.selected == shown[index].visit { open(shown[index].visit) } else { queue.selected = shown[index].visit }
    return []
  }

  /// Those in the queue, then those who have left it today: their guest books may still be completed.
  private static let stages: [Stage] = [
    .waiting, .called, .serving, .parked, .missed, .finished, .cancelled, .lapsed,
  ]

  private mutating func askFilter(_ matter: Asking.Matter) {
    let all = FrontWord.all.both
    asking =
      matter == .stage
      ? .choice(.stage, FrontWord.filterStage.both, [all] + Self.stages.map(\.label))
      : .choice(.service, FrontWord.filterService.both, [all] + (bearings.profile?.services.map(\.label) ?? []))
  }

  mutating func queueFiltered(_ matter: Asking.Matter, _ index: Int) {
    if matter == .stage {
      queue.stage = index == 0 ? nil : Self.stages[index - 1]
      queue.ended = .nothing
    } else {
      queue.service = index == 0 ? nil : bearings.profile?.services[index - 1].key
    }
  }

  // MARK: Picture

  func drawQueue(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let isFiltered = queue.isFinding || queue.stage != nil || queue.service != nil
    let left = leftKeys
    let parts = Layout.rows(
      region, [.fixed(1), .fixed(left == nil ? 0 : 1), .fixed(isFiltered ? 1 : 0), .fill(1)])
    drawFigures(parts[0].inset(x: 1), on: &canvas)
    var keys: [Target<Touch>] = []
    if let left {
      canvas.text("(!) " + left, parts[1].inset(x: 1), Style.plain.bold)
      keys = [Target(parts[1], .key(.character("k")))]
    }
    if isFiltered { drawFilter(parts[2].inset(x: 1), on: &canvas) }
    return keys + drawLine(parts[3], on: &canvas)
  }

  /// "Loker 7 belum dikembalikan, sejak kemarin": until it is back or written off.
  private var leftKeys: String? {
    guard let day, let first = day.lockersLeft.first, let today = day.day else { return nil }
    let speech = bearings.speech
    let days = first.since.days(until: today)
    let since =
      days == 1 ? speech(FrontWord.yesterday) : first.since.spoken(speech.language)
    let text = speech(FrontWord.lockerLeft, first.locker, since)
    return day.lockersLeft.count == 1 ? text : text + speech(FrontWord.lockersMore, day.lockersLeft.count - 1)
  }

  private func drawLine(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    if queue.sight.drawAbsence(region, speech, on: &canvas) { return [] }
    let shown = queue.shown
    guard !shown.isEmpty else {
      let isEmpty = queue.stage == nil && queue.lines.value?.isEmpty == true
      let word: FrontWord = !isEmpty ? .queueNoMatch : day?.closed == true ? .queueClosed : .queueEmpty
      Absence.draw(speech(word), .plain, region, on: &canvas)
      return []
    }
    let cursor = canvas.cursor
    let targets = QueueTable(shown, selected: queue.index, bearings).draw(region.inset(x: 1), on: &canvas)
    if queue.isFinding { canvas.cursor = cursor }
    return targets
  }

  /// The day in one line.
  private func drawFigures(_ region: Region, on canvas: inout Canvas) {
    guard let day else { return }
    let speech = bearings.speech
    var text = speech(FrontWord.figures, day.waiting, day.atDesks, day.missed, day.finished)
    if !day.lockersOut.isEmpty { text += speech(FrontWord.figuresLockers, day.lockersOut.count) }
    if let wait = day.meanWaitMinutes { text += speech(FrontWord.figuresWait, speech(QueueTable.length(wait))) }
    if day.promiseMinutes != nil, day.promiseKept + day.promiseMissed > 0 {
      text += speech(FrontWord.figuresPromise, day.promiseKept, day.promiseKept + day.promiseMissed)
    }
    let hours = speech(Bilingual(day.hours, day.hoursEnglish))
    let room = region.width - Width.of(text) - 2
    canvas.text(text, region, Style.plain.bold)
    if Width.of(hours) <= room { canvas.text(hours, region, day.open ? .faint : .faultText, .right) }
  }

  private func drawFilter(_ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    var parts: [String] = []
    if let stage = queue.stage { parts.append(speech(FrontWord.only, speech(stage.label))) }
    if let key = queue.service, let service = bearings.profile?.service(key) {
      parts.append(speech(FrontWord.only, speech(service.label)))
    }
    let filters = parts.joined(separator: "  ")
    canvas.text(filters, region, .faint, .right)
    guard queue.isFinding else { return }
    let label = speech(FrontWord.finding) + " "
    let (head, rest) = region.split(left: Width.of(label))
    canvas.text(label, head, Style.plain.bold)
    let box = rest.split(left: 30).0
    canvas.fill(box, Style.field.underlined)
    let view = queue.find.view(columns: box.width)
    canvas.text(String(view.text), box, Style.field.underlined)
    canvas.cursor = Point(box.x + min(view.caret, box.width - 1), box.y)
  }
}
