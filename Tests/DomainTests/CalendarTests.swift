import Testing

@testable import Domain

@Suite struct CalendarTests {
  private func date(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(year: year, month: month, day: day)! }

  private var calendar: Calendar {
    var hours = Hours { $0.week = Offices.breakWeek }
    hours.seasons = [
      Season {
        $0.name = "Ramadan"
        $0.from = date(2026, 2, 18)
        $0.to = date(2026, 3, 19)
        $0.week = [DayHours(.wednesday, [Opening(TimeOfDay(8, 0), TimeOfDay(15, 0))])]
      }
    ]
    return Calendar(
      hours: hours, holidays: [Holiday(date(2026, 12, 25), "Natal"), Holiday(date(2026, 12, 24), "Cuti bersama")])
  }

  @Test func `a weekday is closed, open, on a break, open and over, to the minute`() {
    let thursday = DayAtTheDesk.thursday
    let friday = thursday.advanced(by: 1)
    let hours: [(Int, Int, OpenState)] = [
      (7, 59, .notYet(opens: TimeOfDay(8, 0))), (8, 0, .open(until: TimeOfDay(12, 0))),
      (11, 59, .open(until: TimeOfDay(12, 0))), (12, 0, .onBreak(until: TimeOfDay(13, 0))),
      (12, 59, .onBreak(until: TimeOfDay(13, 0))), (13, 0, .open(until: TimeOfDay(16, 0))),
      (15, 59, .open(until: TimeOfDay(16, 0))), (16, 0, .over(next: friday)), (23, 59, .over(next: friday)),
    ]
    for (hour, minute, state) in hours {
      #expect(calendar.state(on: thursday, at: TimeOfDay(hour, minute)) == state, "\(hour).\(minute)")
    }
  }

  @Test func `Friday's break is ninety minutes, and after it comes Monday`() {
    let friday = date(2026, 11, 20)
    #expect(calendar.state(on: friday, at: TimeOfDay(11, 30)) == .onBreak(until: TimeOfDay(13, 0)))
    #expect(calendar.state(on: friday, at: TimeOfDay(16, 29)) == .open(until: TimeOfDay(16, 30)))
    #expect(calendar.state(on: friday, at: TimeOfDay(16, 30)) == .over(next: date(2026, 11, 23)))
    #expect(calendar.state(on: date(2026, 11, 21), at: TimeOfDay(9, 0)) == .over(next: date(2026, 11, 23)))
  }

  @Test func `a season replaces the whole week, from its first day to its last`() {
    #expect(calendar.state(on: date(2026, 2, 18), at: TimeOfDay(12, 30)) == .open(until: TimeOfDay(15, 0)))
    #expect(!calendar.isWorkingDay(date(2026, 2, 19)), "Ramadan's week here has no Thursday")
    #expect(calendar.isWorkingDay(date(2026, 2, 17)))
    #expect(calendar.isWorkingDay(date(2026, 3, 20)))
    #expect(!calendar.isWorkingDay(date(2026, 3, 19)))
  }

  @Test func `a holiday is named, and the next working day lies behind the weekend`() {
    #expect(
      calendar.state(on: date(2026, 12, 25), at: TimeOfDay(9, 0))
        == .holiday(name: "Natal", next: date(2026, 12, 28)))
    #expect(calendar.workingDay(after: date(2026, 12, 23)) == date(2026, 12, 28))
    #expect(calendar.adding(workingDays: 3, to: date(2026, 12, 22)) == date(2026, 12, 29))
    #expect(calendar.adding(workingDays: 0, to: date(2026, 12, 25)) == date(2026, 12, 25))
    #expect(Calendar(hours: Hours(), holidays: []).workingDay(after: date(2026, 1, 1)) == nil)
  }

  @Test func `a closure of the office's own counts like a holiday`() throws {
    var profile = Offices.halmaheraUtara
    profile.closures = [Holiday(DayAtTheDesk.thursday, "Mati listrik")]
    var day = DayAtTheDesk(profile)
    day.hall.holidays = [Holiday(date(2026, 11, 20), "Libur nasional")]
    #expect(
      day.refusal(.ticket("konsultasi"))
        == .closed(.holiday(name: "Mati listrik", next: date(2026, 11, 23))))
  }

  @Test func `known dates have their counts and weekdays`() {
    let known: [(Int, Int, Int, Int32, Weekday)] = [
      (1970, 1, 1, 0, .thursday), (1969, 12, 31, -1, .wednesday), (2000, 2, 29, 11_016, .tuesday),
      (2026, 11, 20, 20_777, .friday), (1945, 8, 17, -8_903, .friday), (1900, 3, 1, -25_508, .thursday),
      (2100, 3, 1, 47_541, .monday), (1, 1, 1, -719_162, .monday), (9999, 12, 31, 2_932_896, .friday),
    ]
    for (year, month, day, count, weekday) in known {
      #expect(date(year, month, day).count == count)
      #expect(date(year, month, day).weekday == weekday, "\(year)-\(month)-\(day)")
      #expect(Day(count: count).civil == (year, month, day))
    }
  }

  @Test func `every date of eleven centuries comes back as it went`() {
    var previous = Day(count: -200_001)
    var wrong: [Day] = []
    for count in Int32(-200_000)...200_000 {
      let day = Day(count: count)
      let (year, month, dayOfMonth) = day.civil
      let follows = day.weekday.rawValue == previous.weekday.rawValue % 7 + 1
      if Day(year: year, month: month, day: dayOfMonth) != day || !follows { wrong.append(day) }
      previous = day
    }
    #expect(wrong == [])
  }

  @Test func `dates that no calendar has are not dates`() {
    for (year, month, day) in [
      (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (0, 1, 1),
    ] {
      #expect(Day(year: year, month: month, day: day) == nil)
    }
    #expect(Day(word: "2026-11-20") == date(2026, 11, 20))
    for word in ["2026-11-2", "20-11-2026", "2026-02-30", "2026-+1-05", "2026/11/20", ""] {
      #expect(Day(word: word) == nil, "\(word)")
    }
    #expect(date(2026, 11, 20).description == "2026-11-20")
    #expect(date(2026, 11, 20).spoken(.indonesian) == "Jumat, 20 November 2026")
    #expect(TimeOfDay(word: "08.05") == TimeOfDay(8, 5))
    #expect(TimeOfDay(word: "24.00") == TimeOfDay(24, 0))
    for word in ["8.05", "24.01", "08.60", "+8.00", "08"] { #expect(TimeOfDay(word: word) == nil, "\(word)") }
    #expect(Opening(word: "12.00-08.00") == nil)
    #expect(Opening(word: "08.00-12.00")?.word == "08.00-12.00")
  }

  @Test(arguments: [(Zone.wib, 7), (.wita, 8), (.wit, 9)])
  func `a wall clock runs its hours ahead of UTC, also before 1970`(zone: Zone, hours: Int) {
    let noon = Moment(milliseconds: 20_777 * 86_400_000 + 12 * 3_600_000)
    #expect(zone.offset == .minutes(hours * 60))
    #expect(zone.local(noon).time == TimeOfDay(12 + hours, 0))
    let evening = noon.advanced(by: .minutes(11 * 60))
    #expect(zone.local(evening).day == zone.local(noon).day.advanced(by: 1))
    #expect(zone.local(Moment(milliseconds: -1)).day.count == 0)
    for moment in [noon, evening, Moment(milliseconds: 0), Moment(milliseconds: -86_400_000 * 9_999)] {
      let local = zone.local(moment)
      #expect(zone.moment(local.day, local.time) == moment)
    }
    let before = zone.local(Moment(milliseconds: -86_400_000 - 1))
    #expect((before.time, before.second) == (TimeOfDay(hours - 1, 59), 59))
  }

  @Test(arguments: Zone.allCases)
  func `the service day turns at the office's hour, not at midnight and not in UTC`(zone: Zone) {
    var profile = Offices.halmaheraUtara
    profile.zone = zone
    let thursday = DayAtTheDesk.thursday
    let friday = thursday.advanced(by: 1)
    let turn = zone.moment(friday, TimeOfDay(3, 0))
    #expect(zone.serviceDay(at: zone.moment(thursday, TimeOfDay(17, 0)), turnover: profile.turnover) == thursday)
    #expect(zone.serviceDay(at: zone.moment(friday, TimeOfDay(0, 30)), turnover: profile.turnover) == thursday)
    #expect(zone.serviceDay(at: turn.advanced(by: Span(milliseconds: -1)), turnover: profile.turnover) == thursday)
    #expect(zone.serviceDay(at: turn, turnover: profile.turnover) == friday)
    #expect(zone.serviceDay(at: zone.moment(friday, TimeOfDay(8, 0)), turnover: profile.turnover) == friday)
  }
}
