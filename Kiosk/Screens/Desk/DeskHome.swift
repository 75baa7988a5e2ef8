import Canvas
import Desk
import Domain

// The page an officer looks at all day: who is here, who comes next, what can be done.
extension DeskTerminal {
  var hints: [Frame.Hint] {
    let speech = bearings.speech
    let help = Frame.Hint(.function(1), "F1", speech(FrameWord.help))
    if showsHelp { return [.back(speech), .language(speech), .look(speech)] }
    guard number != nil else { return [help, .language(speech), .look(speech)] }
    switch page {
    case .home:
      var hints = [
        help, Frame.Hint(.character("l"), "L", speech(DeskWord.lock)),
        .language(speech), .look(speech),
      ]
      if picture.desk == nil { hints.insert(Frame.Hint(.character("b"), "B", speech(DeskWord.otherDesk)), at: 1) }
      return hints
    case .find:
      return [
        Frame.Hint(Key(.enter), "Enter", speech(DeskWord.choose)), .back(speech), help, .language(speech),
        .look(speech),
      ]
    case .paper:
      return [
        Frame.Hint(.control("s"), "Ctrl-S", speech(DeskWord.save)), .back(speech), help, .language(speech),
        .look(speech),
      ]
    case .finish, .transfer, .ask: return [.back(speech), help, .language(speech), .look(speech)]
    }
  }

  func drawHome(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let view = picture.desk else {
      drawNothing(region, on: &canvas)
      return []
    }
    let buttons = DeskButtons.rows(region, canvas.look)
    let parts = Layout.rows(region, [.fill(1), .fixed(1), .fixed(buttons)])
    let aside = min(64, max(28, region.width * 36 / 100))
    let (left, right) = parts[0].split(left: region.width - aside)
    let front = left.inset(x: 1)
    if let visit = view.visit {
      drawVisitor(visit, view, front, on: &canvas)
    } else {
      drawFree(view, front, on: &canvas)
    }
    for y in right.y..<right.bottom { canvas.put("│", right.x, y, .faint) }
    var targets = drawLines(view, right.split(left: 2).1, on: &canvas)
    targets += drawUndo(parts[1], on: &canvas)
    return targets + drawButtons(parts[2], on: &canvas)
  }

  /// Nothing loaded yet, or not to be seen: never an empty queue.
  private func drawNothing(_ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    let place = region.centred(width: min(region.width - 4, 66), height: 8)
    guard let refused = picture.refused else {
      canvas.text(speech(DeskWord.loading), place, .plain, .centredParagraph)
      return
    }
    let (head, rest) = place.split(top: 2)
    canvas.text(speech(DeskWord.notShown), head, Style.faultText.bold, .centred)
    canvas.text(speech(refused.text) + "\n\n" + speech(DeskWord.notShownAdvice), rest, .plain, .centredParagraph)
  }

  private func drawFree(_ view: DeskView, _ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    drawFigures(view.figures, region, on: &canvas)
    var rest = region.split(top: region.height - figureRows(region)).0
    if rest.height > 16 { rest = rest.split(top: 2).1 }
    canvas.text(speech(DeskWord.freeTitle), rest.row(0), .title)
    rest = rest.split(top: rest.height > 12 ? 2 : 1).1
    guard let next = view.queue.first else {
      let elsewhere = view.waiting == 0 ? picture.waitingElsewhere : 0
      let nobody = elsewhere == 0 ? speech(DeskWord.nobody) : speech(DeskWord.nobodyHere, elsewhere)
      canvas.text(closed.map { closedText($0) } ?? nobody, rest, .plain, .paragraph)
      return
    }
    canvas.text(speech(DeskWord.nextIs), rest.row(0), .faint)
    rest = rest.split(top: 1).1
    let size: BigText.Size = rest.height > 18 && canvas.look.halfBlocks ? .giant : .compact
    let (_, under) = rest.split(top: drawBig(next.label, size, rest, on: &canvas).rows)
    let spare = under.height > 4 ? 1 : 0
    let row = drawClock(
      ServiceClock(view.nextPromise, toldAt: picture.toldAt, now: bearings.now), under.split(top: spare).1, on: &canvas)
    let service = bearings.profile?.service(next.service).map { speech($0.label) } ?? next.service
    let priority = next.priority == .none ? "" : " · " + speech(next.priority.label)
    canvas.text(
      service + " · " + speech(DeskWord.waited, Self.length(next.waitMinutes, speech)) + priority, row.row(0), .plain)
    canvas.text(speech(DeskWord.pressNext, view.waiting), row.row(1), .plain, .line)
  }

  private func closedText(_ opensNext: Bilingual) -> String {
    [bearings.speech(DeskWord.noMoreToday), bearings.speech(opensNext)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// At the left. Returns the columns and rows it took.
  @discardableResult
  func drawBig(_ label: String, _ size: BigText.Size, _ region: Region, on canvas: inout Canvas) -> (
    columns: Int, rows: Int
  ) {
    let big = BigText(label, size, Style.plain.bold)
    let extent = big.extent(canvas.look)
    guard extent.columns <= region.width, extent.rows <= region.height else {
      canvas.text(label, region.row(0), .title)
      return (Width.of(label), 1)
    }
    big.draw(Region(region.x, region.y, extent.columns, extent.rows), on: &canvas)
    return extent
  }

  func figureRows(_ region: Region) -> Int { region.height > 12 ? 2 : 1 }

  /// The promise, in colour and in words. Returns what is left of the region.
  func drawClock(_ clock: ServiceClock, isCalled: Bool = false, _ region: Region, on canvas: inout Canvas) -> Region {
    let speech = bearings.speech
    let (text, kind): (String, Banner.Kind)
    switch clock.state {
    case .none: return region
    case .waiting(let left) where left < 3: (text, kind) = (speech(DeskWord.clockHurry, left), .warning)
    case .waiting(let left):
      (text, kind) = (speech(isCalled ? DeskWord.clockCalled : .clockLeft, left), .information)
    case .late(let minutes): (text, kind) = (speech(DeskWord.clockLate, Self.length(minutes, speech)), .fault)
    case .kept: (text, kind) = (speech(DeskWord.clockKept), .good)
    case .missed(let minutes): (text, kind) = (speech(DeskWord.clockMissed, Self.length(minutes, speech)), .warning)
    }
    let (row, rest) = region.split(top: 1)
    Banner(text, kind).draw(row, on: &canvas)
    return rest
  }

  /// The day so far at this desk, in the last rows.
  func drawFigures(_ figures: DeskFigures, _ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    let rows = figureRows(region)
    let place = Region(region.x, region.bottom - rows, region.width, rows)
    let promised = figures.promiseKept + figures.promiseMissed
    var texts = [speech(DeskWord.served, figures.served)]
    if let mean = figures.meanMinutes { texts.append(speech(DeskWord.mean, Self.length(mean, speech))) }
    if promised > 0 { texts.append(speech(DeskWord.promiseKept, figures.promiseKept, promised)) }
    let line = texts.joined(separator: " · ")
    canvas.text(line, place.row(0), .faint)
    let curve = figures.lengths.suffix(10)
    guard !curve.isEmpty else { return }
    let words = speech(DeskWord.lengths)
    if rows > 1 {
      canvas.text(words, place.row(1), .faint)
      let start = Width.of(words) + 1
      Sparkline(Array(curve)).draw(place.row(1).split(left: start).1, on: &canvas)
    } else {
      Sparkline(Array(curve)).draw(place.row(0).split(left: Width.of(line) + 2).1, on: &canvas)
    }
  }

  /// How long the last step can still be taken back: a bar that shrinks, and the seconds.
  private func drawUndo(_ row: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let (line, seconds) = picture.undoing(at: bearings.now) else { return [] }
    let speech = bearings.speech
    let what = DeskDone(line.done).map { speech($0.word, line.label) } ?? line.label
    let text = speech(DeskWord.undoLine, what, seconds)
    let inner = row.inset(x: 1)
    let (words, track) = inner.split(left: min(Width.of(text) + 2, inner.width))
    canvas.text(text, words, Style.plain.bold)
    let whole = min(track.width, 40)
    let most = Int(Undoable.window.milliseconds / 1_000)
    let filled = whole * min(most, seconds) / most
    canvas.text(String(repeating: "·", count: whole), track, .faint)
    canvas.fill(track.split(left: filled).0, .bar)
    return [Target(row, .key(DeskAction.undo.key))]
  }
}

/// The steps the log knows by name, in words for the officer.
enum DeskDone: String {
  case visitCalled, visitMissed, visitRequeued, visitTransferred, serviceStarted, visitParked, serviceResumed
  case visitFinished, visitCancelled

  init?(_ name: String) { self.init(rawValue: name) }

  var word: DeskWord {
    switch self {
    case .visitCalled: .doneCalled
    case .visitMissed: .doneMissed
    case .visitRequeued: .doneRequeued
    case .visitTransferred: .doneTransferred
    case .serviceStarted: .doneServed
    case .visitParked: .doneParked
    case .serviceResumed: .doneResumed
    case .visitFinished: .doneFinished
    case .visitCancelled: .doneCancelled
    }
  }
}
