import Canvas
import Desk
import Domain

/// How much room the keys of a desk take.
enum DeskButtons {
  static let columns = 5

  static func rows(_ region: Region, _ look: Look) -> Int {
    let lines = DeskAction.allCases.count / columns
    if region.height >= 36 { return lines * (look.large ? 5 : 4) - 1 }
    return lines * (region.height >= 26 ? 3 : 2)
  }
}

// Every key of the desk as a button: what it does, and either what it is about or why it does nothing now.
extension DeskTerminal {
  func drawButtons(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let lines = DeskAction.allCases.count / DeskButtons.columns
    let rows = Layout.rows(
      region, (0..<lines).map { _ in .fill(1) }, gap: region.height > lines * 3 ? 1 : 0)
    return DeskAction.allCases.enumerated().flatMap { index, action in
      let places = Layout.columns(
        rows[index / DeskButtons.columns], (0..<DeskButtons.columns).map { _ in .fill(1) }, gap: 1)
      return draw(action, places[index % DeskButtons.columns], on: &canvas)
    }
  }

  private func draw(_ action: DeskAction, _ place: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let hindrance = hindrance(action)
    let isUnderWay = step?.action == action && bearings.underWay.contains(Self.stepping)
    let detail =
      isUnderWay ? speech(DeskWord.underWay) : hindrance.map { speech($0.short) } ?? detail(action)
    let isDisabled = !isUnderWay && hindrance != nil
    let style: Style = isUnderWay ? .pressed : isDisabled ? .disabled : .button
    canvas.fill(place, style)
    let twoLines = place.height > 1
    let row = Region(place.x + 1, place.y + (place.height - (twoLines ? 2 : 1)) / 2, place.width - 2, 1)
    canvas.text(action.keyName + " " + speech(action.word), row, isDisabled ? style : style.bold, .centred)
    if twoLines { canvas.text(detail, Region(row.x, row.y + 1, row.width, 1), style, .centred) }
    if isLikely(action), !isDisabled {
      canvas.put("»", place.x, row.y, style.bold)
      canvas.put("«", place.right - 1, row.y, style.bold)
      // Braille displays and screen readers follow the cursor: here is what comes next.
      canvas.cursor = Point(row.x, row.y)
    } else if isDisabled {
      // Not by colour alone.
      canvas.put("-", place.x, row.y, style)
      canvas.put("-", place.right - 1, row.y, style)
    }
    // A tap on what cannot be done says why, as its key does.
    return [Target(place, .key(action.key))]
  }

  /// What most officers do next, marked for the eye.
  private func isLikely(_ action: DeskAction) -> Bool {
    switch picture.visit?.stage {
    case nil: action == .next
    case .called: action == .serve
    case .serving: action == .finish
    default: false
    }
  }

  private func detail(_ action: DeskAction) -> String {
    let speech = bearings.speech
    guard let view = picture.desk else { return "" }
    switch action {
    case .next: return view.queue.first?.label ?? ""
    case .call: return speech(DeskWord.countWaiting, view.waiting)
    case .serve: return speech(DeskWord.enterToo)
    case .recall: return view.visit.map { speech(DeskWord.timesLeft, recallsLeft($0)) } ?? ""
    case .resume: return view.parked.count == 1 ? view.parked[0].label : speech(DeskWord.count, view.parked.count)
    case .requeue: return view.missed.count == 1 ? view.missed[0].label : speech(DeskWord.count, view.missed.count)
    case .undo: return picture.undoing(at: bearings.now).map { speech(DeskWord.seconds, $0.seconds) } ?? ""
    case .needs, .notes, .online: return view.visit.map { written(action, $0) } ?? ""
    case .skip, .park, .transfer, .finish: return view.visit?.label ?? ""
    case .search: return speech(DeskWord.countPresent, picture.present.count)
    }
  }

  private func written(_ action: DeskAction, _ visit: VisitView) -> String {
    let (kind, count): (DeskPaper.Kind, Int) =
      switch action {
      case .needs: (.needs, visit.needs.count)
      case .notes: (.notes, visit.notes.count)
      default: (.online, visit.onlineLinks.count)
      }
    if papers.isUnsaved(DeskPaper(kind: kind, visit: visit.visit)) { return bearings.speech(DeskWord.draft) }
    return count == 0 ? "–" : bearings.speech(DeskWord.count, count)
  }
}
