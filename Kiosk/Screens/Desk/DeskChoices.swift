import Canvas
import Desk
import Domain

// Pages where one digit decides: which desk, which service, which outcome.
extension DeskTerminal {
  // MARK: Outcome

  /// What most likely became of the visit: as the data needs say, else fulfilled.
  var likelyOutcome: Outcome {
    let obtained = (picture.visit?.needs ?? []).compactMap(\.obtained)
    guard obtained.contains(where: { $0 != .asNeeded }) else { return .fulfilled }
    return obtained.allSatisfy { $0 == .no || $0 == .notYet } ? .unavailable : .partly
  }

  mutating func pressFinish(_ visit: VisitID, _ key: Key) -> [Wish] {
    let outcome: Outcome?
    switch key.code {
    case .escape:
      page = .home
      return []
    case .enter: outcome = likelyOutcome
    case .character(let scalar): outcome = Form.index(scalar).flatMap { Outcome(rawValue: UInt8($0 + 1)) }
    default: outcome = nil
    }
    guard let outcome, let desk = number else { return [] }
    papers.drop(visit)
    return take(
      .finish, picture.visit?.label ?? "",
      .finish(Finish { ($0.desk, $0.visit, $0.outcome) = (desk, .id(visit), outcome) }))
  }

  func drawFinish(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let buttons = Outcome.allCases.enumerated().map { index, outcome in
      Button(
        speech(outcome.label), key: Form.name(ofOption: index),
        detail: outcome == likelyOutcome ? speech(DeskWord.enterToo) : "",
        state: outcome == likelyOutcome ? .focused : .normal, Touch.key(.character(Self.scalar(index))))
    }
    let title = speech(DeskWord.finishTitle, picture.visit?.label ?? "")
    return draw(buttons, title, speech(DeskWord.finishText), region, on: &canvas)
  }

  // MARK: Service

  mutating func pressTransfer(_ visit: VisitID, _ key: Key) -> [Wish] {
    if key.code == .escape { page = .home }
    let services = services(besides: picture.visit?.service ?? "")
    guard case .character(let scalar) = key.code, let index = Form.index(scalar), services.indices.contains(index)
    else {
      return []
    }
    return take(
      .transfer, picture.visit?.label ?? "",
      .transfer(Transfer { ($0.visit, $0.service) = (.id(visit), services[index].key) }))
  }

  func drawTransfer(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let buttons = services(besides: picture.visit?.service ?? "").enumerated().map { index, service in
      Button(
        speech(service.label), key: Form.name(ofOption: index), Touch.key(.character(Self.scalar(index))))
    }
    let title = speech(DeskWord.transferTitle, picture.visit?.label ?? "")
    return draw(buttons, title, speech(DeskWord.transferText), region, on: &canvas)
  }

  // MARK: Desk

  func drawDesks(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let buttons = (bearings.profile?.desks ?? []).enumerated().map { index, desk in
      Button(
        speech(DeskWord.desk, desk.number) + " · " + desk.name, key: Form.name(ofOption: index),
        Touch.key(.character(Self.scalar(index))))
    }
    let text = unknown.map { speech(DeskWord.noSuchDesk, $0) } ?? speech(DeskWord.whichDeskText)
    return draw(buttons, speech(DeskWord.whichDesk), text, region, on: &canvas)
  }

  /// The key of an option: digits, then letters.
  private static func scalar(_ index: Int) -> Unicode.Scalar { Form.name(ofOption: index).unicodeScalars.first ?? "1" }

  /// As tall as there is room, in as few columns as make them fit.
  private func draw(
    _ buttons: [Button<Touch>], _ title: String, _ text: String, _ region: Region, on canvas: inout Canvas
  ) -> [Target<Touch>] {
    let parts = Layout.rows(region.inset(x: 3, y: 1), [.fixed(1), .fixed(1), .fill(1)], gap: 1)
    canvas.text(title, parts[0], .title)
    canvas.text(text, parts[1], .plain)
    guard !buttons.isEmpty else { return [] }
    let tallest = Button<Touch>.rows(canvas.look) + 1
    let columns = min(3, (3 * buttons.count + parts[2].height - 1) / max(1, parts[2].height))
    let rows = (buttons.count + columns - 1) / columns
    let (body, _) = parts[2].split(top: rows * (tallest + 1))
    let lines = Layout.rows(body, (0..<rows).map { _ in .fill(1) }, gap: body.height >= rows * 3 ? 1 : 0)
    return buttons.enumerated().flatMap { index, button in
      let places = Layout.columns(lines[index / columns], (0..<columns).map { _ in .fill(1) }, gap: 2)
      return button.draw(places[index % columns], on: &canvas)
    }
  }
}
