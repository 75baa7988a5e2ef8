import Desk
import Domain
import Screens
import Testing

/// How the rating terminal's pages look.
@Suite struct RatingPageTests {
  @Test func `waiting, faces, comment, what follows, a question, a complaint, thanks`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 2) }
    try Snapshot.check("rating-waiting", terminal.station)
    try RatingTests.finish(rehearsal, desk: 2)
    rehearsal.pass(.seconds(1))
    try Snapshot.check("rating-faces", terminal.station)
    terminal.press("4")
    terminal.type("Petugas ramah.")
    try Snapshot.check("rating-comment", terminal.station)
    terminal.press("Enter")
    try Snapshot.check("rating-offer", terminal.station)
    terminal.press("1")
    rehearsal.pass(.seconds(1))
    terminal.press("3", "4")
    try Snapshot.check("rating-survey", terminal.station)
    terminal.press("Esc")
    rehearsal.pass(.seconds(1))
    terminal.press("Esc")
    rehearsal.pass(.seconds(1))
    terminal.press("Esc")
    rehearsal.pass(.seconds(1))
    terminal.press("2")
    terminal.type("Antre lama.")
    try Snapshot.check("rating-complaint", terminal.station)
    terminal.press("Enter")
    try Snapshot.check("rating-thanks", terminal.station)
  }

  @Test func `a code of a visit that is not finished`() throws {
    let rehearsal = try Rehearsal()
    let ticket = try RatingTests.ticket(rehearsal)
    let terminal = try rehearsal.seat { RatingTerminal($0) }
    terminal.press("1")
    terminal.give(.scan(ticket.code, typed: 0))
    try Snapshot.check("rating-code", terminal.station)
  }
}
