import Desk
import Domain
import TestSupport
import Testing

@testable import Screens

/// Practice is never taken for the office's day, and what the centre lacks is told.
@Suite struct PracticeTests {
  @Test func `every terminal of a practice store says so beside the clock, and no other does`() throws {
    let rehearsal = try Rehearsal()
    let actors = try [
      rehearsal.seat { Kiosk($0) }, rehearsal.seat { GuestBookTerminal($0) }, rehearsal.seat { FrontOffice($0) },
      rehearsal.seat { DeskTerminal($0, desk: 1) }, rehearsal.seat { Board($0) }, rehearsal.seat { RatingTerminal($0) },
      rehearsal.seat { Admin($0, check: { _ in [] }) },
    ]
    for actor in actors {
      #expect(!actor.shows("LATIHAN"))
      guard case .profile(var view) = try actor.seen(.profile(Empty())) else { throw Refused(.busy) }
      view.practice = true
      actor.give(.view(.profile(Empty()), .profile(view)))
      for language in Language.allCases {
        if actor.station.bearings.language != language { actor.press("F2") }
        let bar = actor.text.split(separator: "\n").first.map(String.init) ?? ""
        #expect(bar.contains(language == .indonesian ? "LATIHAN" : "PRACTICE"), "\(bar)")
        #expect(bar.contains("Halmahera Utara") && bar.count <= 80, "\(bar)")
      }
    }
  }

  private func line(_ change: (inout LineView) -> Void) -> String? {
    var row = LineRow()
    change(&row.view)
    return row.text(Speech())
  }

  @Test func `the front office tells of the line only when there is something to tell`() throws {
    #expect(line { _ in } == nil, "no centre, no news")
    #expect(line { ($0.state, $0.unsent, $0.unsentMinutes) = (.good, 3, 2) } == nil, "on its way")
    let waiting = line {
      ($0.state, $0.unsent, $0.unsentMinutes) = (.good, 3, 20)
    }
    #expect(waiting == "Pusat: tersambung · 3 peristiwa belum terkirim, sudah 20 menit")
    #expect(line { ($0.state, $0.ageMinutes) = (.failing, 40) } == "Pusat: terputus · data pusat berumur 40 menit")
    let rehearsal = try Rehearsal()
    let front = try FrontOfficeTests.enter(rehearsal)
    #expect(!front.shows("Pusat:"))
    front.give(
      .view(
        .line(Empty()),
        .line(LineView { ($0.state, $0.unsent, $0.unsentMinutes) = (.failing, 12, 125) })))
    #expect(
      front.shows("(i) Pusat: terputus · 12 peristiwa belum terkirim, sudah 2 jam 5 menit"), "\(front.text)")
  }
}
