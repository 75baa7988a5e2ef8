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

  @Test(arguments: Language.allCases) func `no question of a form is cut short in the smallest window`(
    _ language: Language
  ) throws {
    let rehearsal = try Rehearsal { $0.languages = language == .english ? [.english, .indonesian] : $0.languages }
    let admin = try AdminTests.open(rehearsal, columns: 80, rows: 23)
    // The date is asked for while the clock is doubted.
    rehearsal.running.clock.jump(Span(milliseconds: -3 * 86_400_000))
    rehearsal.pass(.seconds(2))
    for keys in ["1", "3", "4", "51", "61", "71", "82", "84", "85", "91", "01", "c3"] {
      for key in keys { admin.press(String(key)) }
      let questions = admin.text.split(separator: "\n").filter { $0.contains(" [") }.map { $0.split(separator: "[")[0] }
      #expect(!questions.isEmpty, "\(keys): \(admin.text)")
      #expect(questions.allSatisfy { !$0.contains("…") }, "\(keys): \(questions)")
      for _ in keys { admin.press("Esc") }
    }
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
