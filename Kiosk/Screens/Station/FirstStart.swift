import Canvas
import Domain

/// The first day: where an office is set up, for terminals that cannot do it themselves. The same at every one of them.
enum FirstStart {
  static func draw(_ missing: Bearings.Missing, _ speech: Speech, _ region: Region, on canvas: inout Canvas) {
    let wide = min(region.width - 6, 96)
    let place = region.centred(width: wide, height: min(region.height, 15))
    var y = place.y
    func put(_ text: String, _ style: Style, after gap: Int = 1) {
      let tall = TextLines.wrap(text, columns: place.width, linesMax: 3).count
      guard y + tall <= place.bottom else { return }
      canvas.text(text, Region(place.x, y, place.width, tall), style, .paragraph)
      y += tall + gap
    }
    guard missing != .arriving else { return put(speech(Refusal.officeArriving.text), .title) }
    put(speech(missing == .office ? FrameWord.firstTitle : .firstOfficerTitle), .title)
    put(speech(FrameWord.firstGuided), .plain, after: 0)
    put("   loket admin", Style.plain.bold)
    put(speech(FrameWord.firstThen), .plain)
    put(speech(FrameWord.firstScript), .faint, after: 0)
    if missing == .office { put("   loket office init Offices/halmahera-utara.toml", .faint, after: 0) }
    put("   loket officer add maria --name \"Maria Tatengkeng\" --roles head", .faint)
  }
}
