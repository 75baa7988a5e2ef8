import Domain

// The three calendars: the desk's, the reservations', WhatsApp's.
extension OfficeReader {
  mutating func readHours(_ calendar: String, _ need: Need = .optional) -> Hours {
    var hours = Hours()
    let path = "hours.\(calendar)"
    let seasons = document.tables("\(path).season", limit: ProfileLimits.seasons, &faults)
    guard let table = document.table(path, &faults, need) else {
      if need == .optional, let season = seasons.first {
        faults.add(season.line, season.path, .seasonWithoutCalendar)
      }
      return hours
    }
    hours.week = readWeek(table, need)
    hours.seasons = readSeasons(seasons)
    return hours
  }

  /// The days of a week in the order of the file. A day that is not written is closed.
  private mutating func readWeek(_ table: Table, _ need: Need) -> [DayHours] {
    var week: [DayHours] = []
    for entry in table.entries {
      guard let weekday = Weekday(key: entry.key) else { continue }
      week.append(DayHours(weekday, readOpenings(table, entry.key)))
    }
    // Openings that could not be read have been complained about; they are openings all the same.
    let isOpen = table.entries.contains { Weekday(key: $0.key) != nil && $0.value.content != .list([]) }
    if need == .required, !isOpen { faults.add(table.line, table.path, .hoursEmpty) }
    return week
  }

  private mutating func readOpenings(_ table: Table, _ key: String) -> [Opening] {
    let field = table.field(key)
    var found: [(opening: Opening, line: Int)] = []
    for value in table.list(key, limit: ProfileLimits.openingsPerDay, &faults) ?? [] {
      if let opening = value.opening(field, &faults) { found.append((opening, value.line)) }
    }
    let inOrder = found.sorted { $0.opening.from < $1.opening.from }
    for (earlier, later) in zip(inOrder, inOrder.dropFirst()) where later.opening.from < earlier.opening.to {
      faults.add(max(earlier.line, later.line), field, .openingsOverlap)
    }
    openings += found.map(\.opening)
    return found.map(\.opening)
  }

  private mutating func readSeasons(_ tables: [Table]) -> [Season] {
    var seasons: [Season] = []
    var dated: [(season: Season, line: Int)] = []
    for table in tables {
      var season = Season()
      table.read("name", into: &season.name, limit: Limits.name, &faults, .required)
      let hasFrom = table.read("from", into: &season.from, Expected.day, &faults, .required)
      let hasTo = table.read("to", into: &season.to, Expected.day, &faults, .required)
      season.week = readWeek(table, .required)
      seasons.append(season)
      guard hasFrom, hasTo else { continue }
      guard season.from <= season.to else {
        faults.add(table.line(of: "to"), table.field("to"), .seasonBackwards)
        continue
      }
      if let other = dated.first(where: { $0.season.from <= season.to && season.from <= $0.season.to }) {
        faults.add(table.line(of: "from"), table.field("from"), .seasonsOverlap(firstLine: other.line))
      }
      dated.append((season, table.line))
    }
    return seasons
  }
}
