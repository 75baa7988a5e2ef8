import Canvas
import Domain

/// The first day: what an office lacks before anybody can be served, and the commands that give it. The same at every terminal.
enum FirstStart {
  static func draw(_ missing: Bearings.Missing, _ speech: Speech, _ region: Region, on canvas: inout Canvas) {
    let steps: [(word: FrameWord, command: String)] = [
      (.firstOffice, "loket office init Offices/halmahera-utara.toml"),
      (.firstOfficer, "loket officer add maria --name \"Maria Tatengkeng\" --roles head"),
    ]
    let wide = min(region.width - 6, 96)
    let place = region.centred(width: wide, height: min(region.height, 15))
    var y = place.y
    func put(_ text: String, _ style: Style, after gap: Int = 1) {
      let tall = TextLines.wrap(text, columns: place.width, linesMax: 3).count
      guard y + tall <= place.bottom else { return }
      canvas.text(text, Region(place.x, y, place.width, tall), style, .paragraph)
      y += tall + gap
    }
    put(speech(missing == .office ? FrameWord.firstTitle : .firstOfficerTitle), .title)
    for (index, step) in steps.enumerated() {
      let isDone = missing == .officer && index == 0
      put("\(index + 1)  " + speech(isDone ? FrameWord.firstDone : step.word), .plain, after: 0)
      if isDone { y += 1 } else { put("   " + step.command, Style.plain.bold) }
    }
    put(speech(FrameWord.firstThen), .plain)
  }
}
