import Domain

/// Weeks that replace the usual one between two dates, such as Ramadan's.
struct SeasonList: ProfileList {
  let calendar: CalendarKind

  var title: Bilingual { CalendarWord.deskSeasons.both }
  var emptyText: Bilingual { CalendarWord.seasonsEmpty.both }
  var blank: Season { Season() }
  var canMove: Bool { false }

  var questions: [String: String] {
    let path = "hours.\(calendar.key).season"
    var questions = WeekText.questions(path)
    for name in ["name", "from", "to"] { questions["\(path).\(name)"] = name }
    return questions
  }

  func items(of profile: OfficeProfile) -> [Season] { calendar.hours(profile).seasons }

  func put(_ items: [Season], into profile: inout OfficeProfile) {
    var hours = calendar.hours(profile)
    hours.seasons = items.sorted { $0.from < $1.from }
    calendar.put(hours, into: &profile)
  }

  func line(_ item: Season, _ scene: Scene) -> (label: Bilingual, detail: String) {
    (Bilingual(item.name), "\(item.from) – \(item.to)")
  }

  func entries(_ item: Season, isNew: Bool, _ scene: Scene) -> [Entry] {
    let week = isNew ? calendar.hours(scene.profile).week : item.week
    return [
      .line("name", CalendarWord.seasonName.both, required: true, item.name, limit: Limits.name),
      .line(
        "from", CalendarWord.from.both, required: true, hint: CalendarWord.dateHint.both, isNew ? "" : "\(item.from)",
        limit: 12),
      .line(
        "to", CalendarWord.to.both, required: true, hint: CalendarWord.dateHint.both, isNew ? "" : "\(item.to)",
        limit: 12),
    ] + WeekText.entries(week)
  }

  func read(_ form: Form, _ item: inout Season, others: [Season], _ scene: Scene, _ faults: inout Faults) {
    item.name = form["name"].text
    faults.day(form, "from", into: &item.from)
    faults.day(form, "to", into: &item.to)
    if item.to < item.from { faults.add("to", CalendarWord.backwards.both) }
    if let other = others.first(where: { $0.from <= item.to && item.from <= $0.to }) {
      faults.add("from", Bilingual(CalendarWord.seasonsOverlap, [Bilingual(other.name)]))
    }
    item.week = WeekText.read(form, &faults)
  }
}
