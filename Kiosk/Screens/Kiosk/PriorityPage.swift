import Canvas
import Domain

// Whether somebody may be served earlier. Nobody has to prove it, nobody has to answer.
extension Kiosk {
  var priorityChoices: Choices<KioskAct> {
    let speech = bearings.speech
    let words: [(Priority, KioskWord)] = [
      (.none, .noPriority), (.elderly, .elderly), (.pregnant, .pregnant), (.disabled, .disabled),
      (.withSmallChild, .child),
    ]
    return Choices(
      words.enumerated().map { index, item in Choice(digit: index + 1, speech(item.1), .priority(item.0)) })
  }

  func drawPriority(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(region.inset(x: 2), [.fixed(1), .fixed(1), .fixed(3), .fill(1)])
    canvas.text(speech(KioskWord.priority), parts[1], .title, .centred)
    canvas.text(speech(KioskWord.priorityExplained), parts[2], .plain, .centredParagraph)
    let place = parts[3].centred(width: min(parts[3].width, 64), height: parts[3].height)
    return priorityChoices.draw(place, columns: 1, focus: visitor.focus, on: &canvas)
  }
}
