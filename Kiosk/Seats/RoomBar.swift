import Canvas
import Domain
import Screens

/// What stands below every page of the showroom: its seats, the cable to the centre, and the way out. The page above is exactly
/// what a terminal shows.
struct RoomBar {
  var names: [String]
  var current: Int
  var speech: Speech
  /// `nil` in a showroom without a centre.
  var sight: CentreSight?
  var guide: Guide?

  /// Tabs first, in one row or two; returns what a finger can touch.
  func draw(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let tabs = region.row(0)
    guard region.height > 1 else {
      // While the guide speaks, its sentence is what matters.
      return drawCaption(tabs, on: &canvas) ? [] : drawTabs(tabs, on: &canvas)
    }
    let targets = drawTabs(tabs, on: &canvas, hasOwnRow: true)
    let below = region.row(1)
    if drawCaption(below, on: &canvas) { return targets }
    canvas.fill(below, .button)
    return targets + drawCable(below, sight.map { $0.full(speech) } ?? "", on: &canvas)
  }

  private func drawCaption(_ row: Region, on canvas: inout Canvas) -> Bool {
    guard let guide, let caption = guide.caption else { return false }
    let (done, all) = guide.progress
    canvas.fill(row, .focus)
    canvas.text(" \(done)/\(all) \(guide.isPaused ? "||" : ">") \(speech(caption))", row, .focus)
    return true
  }

  private func drawTabs(_ row: Region, on canvas: inout Canvas, hasOwnRow: Bool = false) -> [Target<Touch>] {
    canvas.fill(row, .button)
    canvas.text(" F12 ", row, Style.focus.bold)
    var targets = [Target(Region(row.x, row.y, 5, 1), Touch.key(Room.switchKey))]
    let leave = Region(row.right - 3, row.y, 3, 1)
    let cable = hasOwnRow ? nil : sight.map { $0.brief(speech) }
    var end = leave.x
    if let cable {
      let wide = Width.of(CentreTerminal.plugName) + Width.of(cable) + 2
      let place = Region(end - wide, row.y, wide, 1)
      targets += drawCable(place, cable, on: &canvas)
      end = place.x
    }
    // Every name has a blank before it; one after it too where there is room.
    let least = names.reduce(0) { $0 + Width.of($1) + 1 }
    let gap = row.x + 5 + least + names.count <= end ? 1 : 0
    var x = row.x + 5
    for (index, name) in names.enumerated() {
      let place = Region(x, row.y, Width.of(name) + 1 + gap, 1)
      guard place.right <= end else { break }
      canvas.text(" " + name, place, index == current ? Style.focus.bold : .button)
      targets.append(Target(place, .choose(Room.firstTab + index)))
      x = place.right
    }
    canvas.text(" ^Q", leave, Style.focus.bold)
    targets.append(Target(leave, .key(Room.leaveKey)))
    return targets
  }

  /// The whole of it is one place to touch.
  private func drawCable(_ place: Region, _ text: String, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let sight, place.width > 6 else { return [] }
    let (key, rest) = place.split(left: Width.of(CentreTerminal.plugName) + 2)
    canvas.text(" \(CentreTerminal.plugName) ", key, Style.focus.bold)
    canvas.text(text, rest, sight.isPlugged ? .button : Style.warning.bold)
    return [Target(place, .key(CentreTerminal.plugKey))]
  }
}
