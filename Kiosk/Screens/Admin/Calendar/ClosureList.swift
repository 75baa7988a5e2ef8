import Domain

/// Days on which this office is closed by itself.
struct ClosureList: ProfileList {
  var title: Bilingual { CalendarWord.closures.both }
  var emptyText: Bilingual { CalendarWord.closuresEmpty.both }
  var blank: Holiday { Holiday() }
  var canMove: Bool { false }
  var questions: [String: String] { ["closure.date": "day", "closure.name": "name"] }

  func items(of profile: OfficeProfile) -> [Holiday] { profile.closures }
  func put(_ items: [Holiday], into profile: inout OfficeProfile) {
    profile.closures = items.sorted { $0.day < $1.day }
  }

  func line(_ item: Holiday, _ scene: Scene) -> (label: Bilingual, detail: String) {
    (Bilingual(item.day.spoken(.indonesian), item.day.spoken(.english)), item.name)
  }

  func entries(_ item: Holiday, isNew: Bool, _ scene: Scene) -> [Entry] {
    [
      .line(
        "day", CalendarWord.date.both, required: true, hint: CalendarWord.dateHint.both, isNew ? "" : "\(item.day)",
        limit: 12),
      .line(
        "name", CalendarWord.reason.both, required: true, hint: CalendarWord.reasonHint.both, item.name, limit: 300),
    ]
  }

  func read(_ form: Form, _ item: inout Holiday, others: [Holiday], _ scene: Scene, _ faults: inout Faults) {
    faults.day(form, "day", into: &item.day)
    item.name = form["name"].text
    if let other = others.first(where: { $0.day == item.day }) {
      faults.add("day", Bilingual(SettingWord.taken, [Bilingual(other.name)]))
    }
  }
}
