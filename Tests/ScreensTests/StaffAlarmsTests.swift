import Canvas
import Desk
import Domain
import TestSupport
import Testing

@testable import Screens

/// What is wrong in the background, told where people work.
@Suite struct StaffAlarmsTests {
  private static let days = Span(milliseconds: -3 * 86_400_000)

  @Test(arguments: Language.allCases) func `a clock in doubt is told above every page of staff, and to no visitor`(
    _ language: Language
  ) throws {
    let rehearsal = try Rehearsal { $0.languages = language == .english ? [.english, .indonesian] : $0.languages }
    let staff = [try FrontOfficeTests.enter(rehearsal), try rehearsal.desk(1)]
    let visitors = [try rehearsal.seat { Kiosk($0) }, try rehearsal.seat { Board($0) }]
    let words = language == .english ? "The PC's clock" : "Jam komputer"
    for seat in staff { #expect(!seat.shows(words)) }
    rehearsal.running.clock.jump(Self.days)
    rehearsal.pass(.seconds(2))
    // What happened, and what to do.
    for seat in staff { #expect(seat.shows("(!) " + words) && seat.shows("loket admin"), "\(seat.text)") }
    for seat in visitors { #expect(!seat.shows(words)) }
    staff[0].press("F7")
    staff[1].press("F1")
    for seat in staff { #expect(seat.shows(words), "\(seat.text)") }
    rehearsal.running.clock.jump(Span(milliseconds: -Self.days.milliseconds))
    rehearsal.pass(.seconds(2))
    for seat in staff { #expect(!seat.shows(words), "\(seat.text)") }
  }

  @Test func `nobody reads it at a terminal that is locked`() throws {
    let rehearsal = try Rehearsal()
    let front = try rehearsal.seat { FrontOffice($0) }
    rehearsal.running.clock.jump(Self.days)
    rehearsal.pass(.seconds(2))
    #expect(!front.shows("Jam komputer"))
    front.enter("dewi")
    #expect(front.shows("Jam komputer"))
  }

  @Test func `a visitor who asks for a person, news and an alarm leave every key of the desk in sight`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    let desk = try rehearsal.desk(1, columns: Frame.columns, rows: Frame.rows)
    rehearsal.running.clock.jump(Self.days)
    rehearsal.pass(.seconds(2))
    kiosk.press("F6", "1")
    desk.press("n")
    #expect(desk.shows("Jam komputer") && desk.shows("F4 Saya ke sana") && desk.shows("Tidak ada yang menunggu"))
    for action in DeskAction.allCases {
      #expect(desk.text.contains(Speech()(action.word)), "\(action) is gone:\n\(desk.text)")
    }
  }

  @Test func `whole sentences as far as there is room, the gravest alarm first`() throws {
    var alarms = StaffAlarms()
    let view = DayView {
      let long = "Disk penuh: tidak ada yang disimpan. Kosongkan ruang. " + String(repeating: "x", count: 90)
      $0.alarms = [long, "Kertas habis."].map { text in AlarmView { ($0.indonesian, $0.english) = (text, text) } }
    }
    alarms.take(.view(.day(DayQuery()), .day(view)))
    func shown(most: Int) -> String {
      var canvas = Canvas(width: 80, height: 2)
      let rows = alarms.rows(80, most: most, Speech())
      alarms.draw(Region(0, 0, 80, rows), Speech(), on: &canvas)
      let text = (0..<canvas.height).map { canvas.text(row: $0) }.joined(separator: " ")
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(shown(most: 1) == "(!) Disk penuh: tidak ada yang disimpan. Kosongkan ruang. (+1 lagi)")
    #expect(shown(most: 2).hasSuffix("Kosongkan ruang. (+1 lagi)"))
    // Another day's figures say nothing of now.
    alarms.take(.view(.day(DayQuery { $0.day = OfficeStart.day }), .day(DayView())))
    #expect(shown(most: 1).contains("Disk penuh"))
  }
}
