import Canvas
import Desk
import Domain

/// A month as the office works: working days, weekends, national holidays, the office's own closures, in words and marks.
struct MonthPage: AdminPage {
  private var year: Int
  private var month: Int

  init(_ scene: Scene) {
    let today = scene.day.value?.day?.civil ?? (2026, 1, 1)
    (year, month) = (today.0, today.1)
  }

  func title(_ scene: Scene) -> String { scene.speech(CalendarWord.month) }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    [
      Frame.Hint(Key(.left), "<-", scene.speech(CalendarWord.before)),
      Frame.Hint(Key(.right), "->", scene.speech(CalendarWord.after)), .back(scene.speech),
    ]
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    switch key.code {
    case .escape: return [.back]
    case .left, .up, .pageUp: turn(-1)
    case .right, .down, .pageDown: turn(1)
    default: break
    }
    return []
  }

  private mutating func turn(_ by: Int) {
    let count = min(max(year * 12 + month - 1 + by, 12), 9999 * 12 + 11)
    (year, month) = (count / 12, count % 12 + 1)
  }

  /// What a day is at this office.
  private enum Sort: Equatable {
    case open([Opening])
    case closed
    case holiday(String)
    case own(String)
  }

  private func sort(_ day: Day, _ scene: Scene) -> Sort {
    if let own = scene.profile.closures.first(where: { $0.day == day }) { return .own(own.name) }
    if let holiday = scene.holidays.first(where: { $0.day == day }) { return .holiday(holiday.name) }
    let openings = scene.profile.deskHours.openings(on: day)
    return openings.isEmpty ? .closed : .open(openings)
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let first = Day(year: year, month: month, day: 1) else { return [] }
    let speech = scene.speech
    let length = Day.length(of: month, in: year)
    let lead = Int(first.weekday.rawValue) - 1
    let weeks = (lead + length + 6) / 7
    let tall = region.height >= 30 ? 2 : 1
    let parts = Layout.rows(region, [.fixed(1), .fixed(1), .fixed(weeks * tall), .fixed(1), .fill(1)])
    let working = (0..<length).count { if case .open = sort(first.advanced(by: $0), scene) { true } else { false } }
    canvas.text(
      "\(speech(Day.months[month - 1])) \(year) – " + speech(CalendarWord.workingDays, working), parts[0],
      Style.plain.bold)
    let columns = Layout.columns(parts[1], (0..<7).map { _ in .fill(1) }, gap: 1)
    canvas.fill(parts[1], Style.plain.underlined)
    for (weekday, column) in zip(Weekday.allCases, columns) {
      canvas.text(speech(weekday.label), column, Style.title.underlined)
    }
    for index in 0..<length {
      let cell = lead + index
      let column = columns[cell % 7]
      let place = Region(column.x, parts[2].y + cell / 7 * tall, column.width, 1)
      drawDay(first.advanced(by: index), index + 1, place, scene, on: &canvas)
    }
    drawNames(parts[4], first, length, scene, on: &canvas)
    return []
  }

  private func drawDay(_ day: Day, _ number: Int, _ place: Region, _ scene: Scene, on canvas: inout Canvas) {
    let word: CalendarWord
    let style: Style
    switch sort(day, scene) {
    case .open: (word, style) = (.isOpen, .plain)
    case .closed: (word, style) = (.isClosed, .faint)
    case .holiday: (word, style) = (.isHoliday, .warning)
    case .own: (word, style) = (.isOwn, .fault)
    }
    let isToday = scene.day.value?.day == day
    canvas.fill(place, style)
    let mark = isToday ? "»" : " "
    canvas.text(
      "\(mark)\(padded(number, 2)) \(scene.speech(word))", place, isToday ? style.bold : style)
  }

  /// The reasons, day by day; and the season, where one holds.
  private func drawNames(
    _ region: Region, _ first: Day, _ length: Int, _ scene: Scene, on canvas: inout Canvas
  ) {
    var lines: [String] = []
    let last = first.advanced(by: length - 1)
    for season in scene.profile.deskHours.seasons where season.from <= last && first <= season.to {
      lines.append(scene.speech(CalendarWord.seasonHolds, season.name, season.from, season.to))
    }
    for index in 0..<length {
      let day = first.advanced(by: index)
      switch sort(day, scene) {
      case .holiday(let name): lines.append("\(padded(index + 1, 2))  \(scene.speech(CalendarWord.national)): \(name)")
      case .own(let name): lines.append("\(padded(index + 1, 2))  \(scene.speech(CalendarWord.ownClosure)): \(name)")
      default: break
      }
    }
    if lines.isEmpty { lines = [scene.speech(CalendarWord.noneThisMonth)] }
    for (row, line) in lines.prefix(region.height).enumerated() { canvas.text(line, region.row(row), .plain) }
  }
}
