import Canvas
import Desk
import Domain

// Who is in front of the officer.
extension DeskTerminal {
  func drawVisitor(_ visit: VisitView, _ view: DeskView, _ region: Region, on canvas: inout Canvas) {
    let isTall = region.height > 22 && region.width >= 76
    let size: BigText.Size = isTall ? .giant : .compact
    let used = drawBig(visit.label, size, region, on: &canvas)
    let (top, under) = region.split(top: max(4, used.rows))
    drawStage(visit, top.split(left: used.columns + 2).1, on: &canvas)
    var rest = isTall ? under.split(top: 1).1 : under
    let clock = ServiceClock(view.promise, toldAt: picture.toldAt, now: bearings.now)
    rest = drawClock(clock, isCalled: visit.stage == .called, rest, on: &canvas)
    if region.height > 15 { rest = rest.split(top: 1).1 }
    let (body, _) = rest.split(top: rest.height - figureRows(region))
    drawFacts(facts(visit, view), body, on: &canvas)
    drawFigures(view.figures, region, on: &canvas)
  }

  private func drawStage(_ visit: VisitView, _ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    let now = bearings.now
    canvas.text(speech(visit.stage == .called ? DeskWord.called : .serving), region.row(0), .title)
    let since = visit.stage == .called ? visit.calledAt : visit.startedAt
    // The times of two clocks tell no day from the next: what the node has counted does.
    let counted = visit.stageMinutes.map { $0 + Int((now - picture.toldAt).components.seconds / 60) } ?? 0
    let minutes = max(time.minutes(since: since, at: now) ?? 0, counted)
    canvas.text(speech(DeskWord.since, since, Self.length(minutes, speech)), region.row(1), .plain)
    let limit = bearings.profile?.recallLimit ?? 0
    switch visit.stage {
    case .called where visit.recalls > 0:
      canvas.text(speech(DeskWord.recalls, visit.recalls, limit), region.row(2), .plain)
    case .serving: canvas.text(speech(DeskWord.came, visit.openedAt), region.row(2), .faint)
    default: canvas.text(speech(DeskWord.came, visit.openedAt), region.row(2), .faint)
    }
    if visit.priority != .none {
      canvas.text("! " + speech(visit.priority.label), region.row(3), Style.plain.bold)
    }
  }

  /// The most important first: what does not fit is left out at the end.
  private func facts(_ visit: VisitView, _ view: DeskView) -> [(String, Style)] {
    let speech = bearings.speech
    let profile = bearings.profile
    var facts: [(String, Style)] = []
    if let guest = visit.guest {
      let name = guest.erased ? speech(DeskWord.erased) : guest.profile.name
      facts.append((name, Style.plain.bold))
      if !guest.profile.institution.isEmpty { facts.append((guest.profile.institution, .plain)) }
    } else {
      facts.append((speech(DeskWord.noGuest), Style.plain.bold))
    }
    let service = profile?.service(visit.service).map { speech($0.label) } ?? visit.service
    facts.append((service + (visit.entry?.purpose.map { " · " + speech($0.label) } ?? ""), .plain))
    var details: [String] = []
    if profile?.asksIdentity == true || visit.identity != nil {
      details.append(visit.identity.map { speech(DeskWord.identity, speech($0.label)) } ?? speech(DeskWord.noIdentity))
    }
    if visit.language != .indonesian { details.append(speech(visit.language.label)) }
    if let locker = visit.locker { details.append(speech(DeskWord.locker, locker)) }
    if !details.isEmpty { facts.append((details.joined(separator: " · "), .plain)) }
    let pending = visit.pending.filter { $0 != .desk && $0 != .rating }
    if !pending.isEmpty {
      let steps = pending.map { speech($0.label) }.joined(separator: ", ")
      facts.append(("! " + speech(DeskWord.pending, steps), Style.plain.bold))
    }
    let unsaved = papers.isUnsaved(visit.visit)
    if unsaved { facts.append(("! " + speech(DeskWord.unsavedHere), Style.plain.bold)) }
    if !visit.onlineLinks.isEmpty {
      facts.append((speech(DeskWord.linked, visit.onlineLinks.joined(separator: ", ")), .plain))
    }
    return facts + history(visit, view) + written(visit)
  }

  /// What this visit has gathered, in a line each.
  private func written(_ visit: VisitView) -> [(String, Style)] {
    let speech = bearings.speech
    let needs = visit.needs.enumerated().map {
      (speech(DeskWord.needed, $0 + 1, NeedPage.line($1, speech.language)), Style.plain)
    }
    let notes = visit.notes.enumerated().map { index, note in
      let text = [note.question, note.answer].filter { !$0.isEmpty }.joined(separator: " → ")
      return (speech(DeskWord.noted, index + 1, NeedPage.oneLine(text)), Style.plain)
    }
    return needs + notes
  }

  private func history(_ visit: VisitView, _ view: DeskView) -> [(String, Style)] {
    guard visit.guest != nil else { return [] }
    let speech = bearings.speech
    let times = speech(visit.visits > 1 ? DeskWord.visits : .firstVisit, visit.visits)
    return [(times, .plain)]
      + view.history.map { line in
        let service = bearings.profile?.service(line.service).map { speech($0.label) } ?? line.service
        let outcome = line.outcome.map { " · " + speech($0.label) } ?? ""
        return ("  " + DeskTerminal.date(line.day) + " · " + service + outcome, .faint)
      }
  }

  /// "16-11-2026", as people here write it.
  private static func date(_ day: Day) -> String {
    let (year, month, day) = day.civil
    return "\(padded(day, 2))-\(padded(month, 2))-\(year)"
  }

  private func drawFacts(_ facts: [(String, Style)], _ region: Region, on canvas: inout Canvas) {
    var rest = region
    // Two lines for a long one only where all the others keep theirs.
    var spare = region.height - facts.count
    for (text, style) in facts {
      guard rest.height > 0 else { return }
      let wanted = TextLines.wrap(text, columns: rest.width, linesMax: 2).count
      let rows = min(wanted, spare > 0 ? 2 : 1)
      spare -= rows - 1
      canvas.text(text, rest.split(top: rows).0, style, rows > 1 ? .paragraph : .line)
      rest = rest.split(top: rows).1
    }
  }
}
