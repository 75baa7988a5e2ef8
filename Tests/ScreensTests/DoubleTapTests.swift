import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// An impatient finger comes down twice and means the page it saw. It must not choose on the page that came in between.
@Suite struct DoubleTapTests {
  @Test func `a finger that taps the language twice takes no number, and one that taps again after reading does`()
    throws
  {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    rehearsal.wait(.seconds(1))
    let spot = try kiosk.place("1  Bahasa Indonesia")
    kiosk.finger(spot)
    rehearsal.wait(milliseconds: 370)
    kiosk.finger(Point(spot.x + 2, spot.y))
    rehearsal.wait(milliseconds: 220)
    kiosk.finger(spot)
    #expect(kiosk.shows("Pilih layanan") && kiosk.sent.isEmpty, "\(kiosk.text)")
    rehearsal.wait(milliseconds: 300)
    kiosk.finger(spot)
    rehearsal.wait(.seconds(1))
    #expect(kiosk.sent.count == 1, "there is a service under the same spot: \(kiosk.text)")
  }

  @Test func `a tap elsewhere counts at once, however new the page`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    rehearsal.wait(.seconds(1))
    kiosk.finger(try kiosk.place("1  Bahasa Indonesia"))
    rehearsal.wait(milliseconds: 310)
    kiosk.finger(try kiosk.place("Rekomendasi"))
    rehearsal.wait(.seconds(1))
    #expect(kiosk.sent.count == 1, "\(kiosk.text)")
  }

  @Test func `a finger that taps the survey twice answers no question of it, and one answer is one answer`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    try RatingTests.finish(rehearsal, desk: 1)
    rehearsal.pass(.seconds(1))
    RatingTests.press(terminal, rehearsal, "5", "Enter")
    rehearsal.wait(.seconds(1))
    let spot = try terminal.place("Isi survei")
    terminal.finger(spot)
    rehearsal.wait(milliseconds: 370)
    terminal.finger(spot)
    rehearsal.wait(.seconds(1))
    #expect(terminal.shows("1. ") && !terminal.shows("2. "), "\(terminal.text)")
    let answer = try terminal.place("4  ")
    terminal.finger(answer)
    rehearsal.wait(milliseconds: 370)
    terminal.finger(answer)
    rehearsal.wait(.seconds(1))
    #expect(terminal.shows("2. ") && !terminal.shows("3. "), "\(terminal.text)")
  }

  @Test func `the same letter twice is written twice`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "F4")
    rehearsal.wait(.seconds(1))
    let letter = try kiosk.place("7")
    kiosk.finger(letter)
    rehearsal.wait(milliseconds: 310)
    kiosk.finger(letter)
    #expect(kiosk.shows("77"), "\(kiosk.text)")
  }
}
