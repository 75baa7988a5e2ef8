import Desk
import Domain
import Journal
import Store
import TestSupport
import Testing

@testable import Node

/// Numbers, days and calls while the PC's clock does what PCs' clocks do.
struct ClockTests {
  static let zones = Zone.allCases

  private func office(_ zone: Zone, _ day: Day = OfficeStart.day, at time: TimeOfDay = OfficeStart.time) throws
    -> TemporaryOffice
  {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.zone = zone
    let office = TemporaryOffice(profile, on: day, at: time)
    try office.open()
    try office.setUp()
    return office
  }

  private func ticket(_ office: TemporaryOffice) throws -> String {
    let answer = try office.press(
      .issueTicket(IssueTicket { ($0.service, $0.afterHours) = ("konsultasi", true) }),
      "\(UInt64.random(in: 0...UInt64.max))"
    ).get()
    return "\(answer.number?.description ?? "") \(office.node.hall.day?.day.description ?? "")"
  }

  private func call(_ office: TemporaryOffice) throws -> String {
    let id = "\(UInt64.random(in: 0...UInt64.max))"
    let number = try office.press(.callNext(CallNext { $0.desk = 2 }), id).get().number
    _ = try office.press(.skip(Skip { $0.desk = 2 }), id + "s").get()
    return number?.description ?? ""
  }

  private func alarms(_ office: TemporaryOffice) throws -> [String] {
    guard case .status(let status) = try office.node.view(.status(Empty()), for: .visitor) else { return [] }
    #expect(status.clockTrusted == !status.alarms.contains { $0.code == "clock" })
    return status.alarms.map(\.code)
  }

  private func sound(_ office: TemporaryOffice) throws {
    #expect(try office.node.store.verifyChain().lines == [])
    #expect(try office.node.store.verifyProjections().lines == [])
  }

  @Test(arguments: zones)
  func `midnight in Greenwich changes nothing, midnight at the office changes nothing, the turn-over begins a day`(
    zone: Zone
  ) throws {
    let office = try office(zone, at: TimeOfDay(6, 30))
    let (today, tomorrow) = ("2026-11-16", "2026-11-17")
    #expect(try ticket(office) == "A001 \(today)")
    let greenwich = Moment(milliseconds: Int64(OfficeStart.day.count) * 86_400_000)
    #expect(office.clock.wall < greenwich)
    office.pass(office.clock.wall.span(until: greenwich).advanced(-1))
    #expect(try ticket(office) == "A002 \(today)")
    office.pass(.seconds(2))
    #expect(try ticket(office) == "A003 \(today)")
    office.pass(office.clock.wall.span(until: zone.moment(OfficeStart.day, TimeOfDay(23, 59))))
    #expect(try ticket(office) == "A004 \(today)")
    #expect(try call(office) == "A001")
    office.pass(.minutes(120))
    #expect(try ticket(office) == "A005 \(today)")
    office.pass(.minutes(61))
    office.node.tick()
    #expect(office.node.hall.day?.isClosed == true, "the turn-over itself ends the day, without a press")
    #expect(office.node.hall.todaysVisits.allSatisfy { $0.stage == .lapsed && $0.closeReason == .stillOpenAtTurnover })
    #expect(try ticket(office) == "A001 \(tomorrow)")
    #expect(try call(office) == "A001")
    #expect(try alarms(office) == [])
    try sound(office)
  }

  @Test(arguments: zones, [-7, -60, -26 * 60, -10 * 525_600, 7, 26 * 60, 10 * 525_600])
  func `a clock that jumps in the middle of the morning changes neither the day nor the numbers and is told`(
    zone: Zone, minutes: Int
  ) throws {
    let office = try office(zone, at: TimeOfDay(10, 0))
    #expect(try ticket(office) == "A001 2026-11-16")
    office.pass(.minutes(3))
    office.clock.jump(.minutes(minutes))
    #expect(try ticket(office) == "A002 2026-11-16")
    // Minutes forward on the same day are a clock being set right.
    #expect(try alarms(office) == (minutes == 7 ? [] : ["clock"]))
    #expect(try call(office) == "A001")
    office.pass(.minutes(1))
    #expect(try ticket(office) == "A003 2026-11-16")
    // A restart in this state changes nothing either.
    office.close()
    try office.open()
    #expect(try ticket(office) == "A004 2026-11-16")
    #expect(try call(office) == "A002")
    if abs(minutes) > 7 { #expect(try alarms(office) == ["clock"]) }
    try sound(office)
  }

  @Test(arguments: zones, [-26 * 60, -10 * 525_600, 26 * 60, 10 * 525_600])
  func `a clock set right again is believed again, and the next morning is the next day`(zone: Zone, minutes: Int)
    throws
  {
    let office = try office(zone, at: TimeOfDay(10, 0))
    #expect(try ticket(office) == "A001 2026-11-16")
    office.clock.jump(.minutes(minutes))
    #expect(try ticket(office) == "A002 2026-11-16")
    office.pass(.minutes(5))
    if zone == .wita {
      office.drop()
      try office.open()
    }
    office.clock.jump(.minutes(-minutes))
    #expect(try ticket(office) == "A003 2026-11-16")
    #expect(try alarms(office) == [])
    office.nextMorning()
    #expect(try ticket(office) == "A001 2026-11-17")
    #expect(try alarms(office) == [])
    try sound(office)
  }

  @Test(arguments: zones)
  func `a PC that wakes in 1970 goes on with the day it knows until somebody says the date or sets the clock`(
    zone: Zone
  ) throws {
    let office = try office(zone, at: TimeOfDay(10, 0))
    #expect(try ticket(office) == "A001 2026-11-16")
    office.close()
    office.clock.boot(Moment(milliseconds: 5_000))
    try office.open()
    #expect(try alarms(office) == ["clock"])
    #expect(try ticket(office) == "A002 2026-11-16")
    office.pass(.minutes(30))
    #expect(
      office.press(.confirmDay(ConfirmDay { $0.day = OfficeStart.day.advanced(by: -1) }), "back")
        == .failure(.dayBehind(current: OfficeStart.day)))
    _ = try office.press(.confirmDay(ConfirmDay { $0.day = OfficeStart.day.advanced(by: 1) }), "date").get()
    #expect(try ticket(office) == "A001 2026-11-17")
    #expect(try alarms(office) == ["clock"], "the date is known, the clock is still wrong")
    office.clock.set(zone.moment(OfficeStart.day.advanced(by: 1), TimeOfDay(11, 0)))
    #expect(try ticket(office) == "A002 2026-11-17")
    #expect(try alarms(office) == [])
    try sound(office)
  }

  @Test(arguments: zones)
  func `holidays of ten days pass without an alarm, a month does not pass without being asked about`(zone: Zone) throws
  {
    let office = try office(zone, at: TimeOfDay(10, 0))
    #expect(try ticket(office) == "A001 2026-11-16")
    office.close()
    office.clock.boot(zone.moment(OfficeStart.day.advanced(by: 10), TimeOfDay(8, 0)))
    try office.open()
    #expect(try ticket(office) == "A001 2026-11-26")
    #expect(try alarms(office) == [])
    office.close()
    office.clock.boot(zone.moment(OfficeStart.day.advanced(by: 45), TimeOfDay(8, 0)))
    try office.open()
    #expect(try alarms(office) == ["clock"])
    #expect(try ticket(office) == "A002 2026-11-26")
    _ = try office.press(
      .confirmDay(ConfirmDay { ($0.day, $0.sure) = (OfficeStart.day.advanced(by: 45), true) }), "date"
    ).get()
    #expect(try ticket(office) == "A001 2026-12-31")
    #expect(try alarms(office) == [])
    try sound(office)
  }

  @Test func `an office set up with a dead clock takes the date it is told`() throws {
    let profile = try ShippedOffice.profile("halmahera-utara")
    let office = TemporaryOffice(profile)
    office.clock.set(Moment(milliseconds: 1_000))
    try office.open()
    _ = try office.press(
      .openOffice(OpenOffice { ($0.profile, $0.day) = (profile, OfficeStart.day) }), "open", as: .visitor
    ).get()
    let answer = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "ticket", as: .visitor).get()
    #expect(answer.day == OfficeStart.day)
    #expect(try alarms(office) == ["clock"])
  }

  @Test func `a day is closed and reopened with its reasons and its numbers go on`() throws {
    let office = try office(.wit)
    #expect(try ticket(office) == "A001 2026-11-16")
    #expect(try ticket(office) == "A002 2026-11-16")
    #expect(try office.press(.closeDay(CloseDay()), "close").get().lapsed == 2)
    #expect(office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "late") == .failure(.dayIsClosed))
    #expect(office.press(.closeDay(CloseDay()), "close again") == .failure(.dayIsClosed))
    _ = try office.press(.reopenDay(ReopenDay { $0.reason = "Tamu dari pulau" }), "reopen").get()
    #expect(try ticket(office) == "A003 2026-11-16")
    #expect(office.node.hall.todaysVisits.filter { $0.closeReason == .dayClosed }.count == 2)
    try sound(office)
  }

  @Test func `the alarm of a clock that disagrees with the centre says how far in the words of the centre's page`() {
    let ahead = LineNotices.clockText(Span.minutes(-4_372))
    #expect(ahead.indonesian == "Jam komputer 3 hari lebih cepat dari pusat. Tidak ada yang diubah; betulkan jamnya.")
    #expect(LineNotices.clockText(Span.minutes(3)).english.hasPrefix("The PC's clock is 3 minutes behind the centre."))
  }
}

extension Span {
  fileprivate func advanced(_ seconds: Int) -> Span { Span(milliseconds: milliseconds + Int64(seconds) * 1000) }
}
