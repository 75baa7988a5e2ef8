import Canvas
import Domain

// Every key of the desk on one page.
extension DeskTerminal {
  func drawHelp(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let inner = region.inset(x: 2)
    canvas.text(speech(DeskWord.helpTitle), inner.row(0), .title)
    let lines =
      DeskAction.allCases.map { ($0.keyName, speech($0.explanation)) }
      + [("L", speech(DeskActionWord.lockHelp)), ("F2 F9", speech(DeskActionWord.frameHelp))]
    let body = inner.split(top: 2).1
    let gap = body.height >= lines.count * 2 ? 2 : 1
    for (index, line) in lines.enumerated() {
      let row = body.row(index * gap)
      canvas.text(line.0, row.split(left: 6).0, Style.plain.bold)
      canvas.text(line.1, row.split(left: 7).1, .plain)
    }
    let last = body.row(min(body.height - 1, lines.count * gap))
    canvas.text(speech(DeskWord.helpLeave), last, .faint)
    return []
  }
}
