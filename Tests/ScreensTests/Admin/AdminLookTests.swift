import Canvas
import Domain
import Screens
import TestSupport
import Testing

@Suite struct AdminLookTests {
  @Test
  func `every page of the menu opens by its key and by a tap, in the smallest window, large, without half blocks`()
    throws
  {
    let rehearsal = try Rehearsal()
    let admin = try AdminTests.open(rehearsal, columns: 80, rows: 23)
    let menu = admin.text
    for key in "1234567890abcde" {
      admin.press(String(key))
      let opened = admin.text
      #expect(opened.contains("Menu > "), "\(key)")
      for large in [false, true] {
        for blocks in [false, true] {
          let (canvas, targets) = admin.picture(80, 23, look: Look(theme: .dark, large: large, halfBlocks: blocks))
          #expect(targets.allSatisfy { $0.region.intersection(canvas.region) == $0.region }, "\(key)")
          #expect(targets.contains { $0.action == .key(Key(.escape)) }, "\(key): the way back can be tapped")
        }
      }
      admin.press("Esc")
      #expect(admin.text.contains("Menu  "), "\(key)")
    }
    let (_, targets) = admin.picture(80, 23, look: Look(large: true))
    #expect((0...14).allSatisfy { index in targets.contains { $0.action == .choose(index) } })
    #expect(menu.contains("Keadaan"))
  }

  @Test func `a double press of the confirming key is one change`() throws {
    let rehearsal = try Rehearsal()
    let admin = try AdminTests.open(rehearsal)
    admin.press("1", "Down", "Down", "^u")
    admin.type("0921")
    admin.press("F5")
    rehearsal.nodeGoes()
    admin.press("Enter", "Enter", "Enter")
    try rehearsal.nodeComes()
    #expect(admin.sent.count == 1)
  }

  @Test func `somebody else at the same terminal does not find what the first began`() throws {
    let rehearsal = try Rehearsal { $0.lockMinutes = 1 }
    let admin = try AdminTests.open(rehearsal)
    admin.press("7", "F6")
    admin.type("739104")
    rehearsal.pass(.seconds(70))
    admin.press("Esc")
    AdminTests.enter(admin, "dewi")
    #expect(admin.shows("Kalender") && !admin.shows("PIN baru"))
  }
}
