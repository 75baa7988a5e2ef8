import Canvas
import Desk
import Domain

/// National holidays as installed on this PC: to look at; a new year's file is installed by a verb.
struct HolidaysPage: AdminPage {
  private var reading = Reading()

  func title(_ scene: Scene) -> String { scene.speech(CalendarWord.holidays) }
  func hints(_ scene: Scene) -> [Frame.Hint] {
    [
      .back(scene.speech), Frame.Hint(Key(.pageDown), "PgDn", scene.speech(AdminWord.more)),
      Frame.Hint(Key(.pageUp), "PgUp", scene.speech(AdminWord.up)),
    ]
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    if key.code == .escape { return [.back] }
    _ = reading.take(key, count: scene.holidays.count)
    return []
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let (head, body) = region.split(top: 3)
    canvas.text(scene.speech(CalendarWord.holidaysHow), head, .faint, .paragraph)
    guard !scene.holidays.isEmpty else {
      canvas.text(scene.speech(CalendarWord.holidaysEmpty), body, .plain, .paragraph)
      return []
    }
    let rows = scene.holidays.sorted { $0.day < $1.day }.map {
      Table<Touch>.Row([$0.day.spoken(scene.speech.language), $0.name])
    }
    let table = Table<Touch>(
      [.init(scene.speech(CalendarWord.date), .fixed(28)), .init(scene.speech(CalendarWord.reason), .fill(1))], rows,
      selected: reading.selected)
    return table.draw(body, on: &canvas)
  }
}
