import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

@Suite struct GateTests {
  @Test func `a PIN typed blind at a locked terminal never lands in a field that shows it`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.seat { DeskTerminal($0, desk: 1) }
    for character in "YUSUF" { desk.press(String(character)) }
    desk.press("Tab")
    desk.type(RunningOffice.pin)
    desk.press("Enter")
    #expect(desk.shows("Yusuf Galela"), "Caps Lock is nobody's wrong PIN")
    desk.press("l")
    // As at the first login: name, Tab, PIN.
    desk.type("yusuf")
    desk.press("Tab")
    desk.type(RunningOffice.pin)
    #expect(!desk.text.contains(RunningOffice.pin) && !desk.text.contains("yusuf"))
    desk.press("^u")
    desk.type(RunningOffice.pin)
    desk.press("Enter")
    #expect(desk.shows("MEJA KOSONG"))
  }

  @Test func `a terminal locked by hand does not say that somebody went away`() throws {
    let rehearsal = try Rehearsal { $0.lockMinutes = 1 }
    let desk = try rehearsal.desk(1)
    desk.press("l")
    #expect(desk.shows("Terkunci. Yusuf") && !desk.shows("ditinggal"), "\(desk.text)")
    desk.type(RunningOffice.pin)
    desk.press("Enter")
    rehearsal.pass(.seconds(61))
    #expect(desk.shows("Terkunci karena ditinggal"))
  }

  @Test func `a session that is over is said so, and no command is told to who sees a screen`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(1)
    desk.give(.refused(Errand("desk.step"), Refused(.sessionOver)))
    #expect(desk.shows("Sesi Anda sudah berakhir. Yusuf"), "\(desk.text)")
    #expect(!desk.shows("ditinggal") && !desk.shows("loket login"), "\(desk.text)")
    desk.type(RunningOffice.pin)
    desk.press("Enter")
    #expect(desk.shows("MEJA KOSONG"))
  }

  @Test func `why nobody came in stands there in full, and goes with the next key`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.seat { DeskTerminal($0, desk: 1) }
    desk.type("yusuf")
    desk.press("Tab")
    desk.type("000001")
    desk.press("Enter")
    #expect(desk.shows("Nama atau PIN salah"))
    desk.press("1")
    #expect(!desk.shows("Nama atau PIN salah"))
  }
}
