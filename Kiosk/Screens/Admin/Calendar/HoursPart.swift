import Domain

/// Which of an office's calendars.
enum CalendarKind: Sendable {
  case desk, reservation, whatsapp

  var key: String {
    switch self {
    case .desk: "desk"
    case .reservation: "reservation"
    case .whatsapp: "whatsapp"
    }
  }

  func hours(_ profile: OfficeProfile) -> Hours {
    switch self {
    case .desk: profile.deskHours
    case .reservation: profile.reservationHours
    case .whatsapp: profile.whatsappHours
    }
  }

  func put(_ hours: Hours, into profile: inout OfficeProfile) {
    switch self {
    case .desk: profile.deskHours = hours
    case .reservation: profile.reservationHours = hours
    case .whatsapp: profile.whatsappHours = hours
    }
  }
}

/// A week of opening times as it is written: one line a day, "08.00-12.00, 13.00-15.30".
enum WeekText {
  static func text(_ week: [DayHours], _ weekday: Weekday) -> String {
    (week.first { $0.weekday == weekday }?.openings ?? []).map(\.word).joined(separator: ", ")
  }

  static func entries(_ week: [DayHours]) -> [Entry] {
    Weekday.allCases.map { weekday in
      .line(weekday.key, weekday.label, hint: CalendarWord.hoursHint.both, text(week, weekday), limit: 80)
    }
  }

  static func read(_ form: Form, _ faults: inout Faults) -> [DayHours] {
    Weekday.allCases.compactMap { weekday in
      let text = form[weekday.key].text
      var openings: [Opening] = []
      for piece in text.split(whereSeparator: { ",;/+ ".contains($0) }) {
        guard let opening = Opening(word: String(piece)) else {
          faults.add(weekday.key, Bilingual(CalendarWord.hoursForm, [Bilingual(String(piece))]))
          return nil
        }
        openings.append(opening)
      }
      openings.sort { $0.from < $1.from }
      for (earlier, later) in zip(openings, openings.dropFirst()) where later.from < earlier.to {
        faults.add(weekday.key, CalendarWord.hoursOverlap.both)
      }
      return openings.isEmpty ? nil : DayHours(weekday, openings)
    }
  }

  /// The questions of a week, by the fields of office files.
  static func questions(_ path: String) -> [String: String] {
    var questions = [path: Weekday.monday.key]
    for weekday in Weekday.allCases { questions["\(path).\(weekday.key)"] = weekday.key }
    return questions
  }
}

/// The usual week of one calendar.
struct HoursPart: ProfilePart {
  let calendar: CalendarKind

  func title(_ scene: Scene) -> Bilingual {
    switch calendar {
    case .desk: CalendarWord.deskHours.both
    case .reservation: CalendarWord.reservationHours.both
    case .whatsapp: CalendarWord.whatsappHours.both
    }
  }

  func remark(_ scene: Scene) -> Bilingual? { CalendarWord.hoursRemark.both }

  var questions: [String: String] {
    var questions = WeekText.questions("hours.\(calendar.key)")
    questions["turnover"] = Weekday.monday.key
    return questions
  }

  func entries(_ scene: Scene) -> [Entry] { WeekText.entries(calendar.hours(scene.profile).week) }

  func read(_ form: Form, into profile: inout OfficeProfile, _ scene: Scene, _ faults: inout Faults) {
    var hours = calendar.hours(profile)
    hours.week = WeekText.read(form, &faults)
    calendar.put(hours, into: &profile)
  }
}
