import Canvas
import Desk
import Domain
import TestSupport
import Testing

@testable import Screens

/// A held key presses once; a person presses as often as they do.
@Suite struct HeldKeyTests {
  private let one = Key.character("1")

  /// What a rhythm of the same key, after it turned the page, comes to: how many presses, and the last at what time.
  private func presses(_ times: [Int], until end: Int = 10_000) -> (count: Int, last: Int?) {
    var held = HeldKey()
    held.turned(one, at: .zero)
    var (count, last): (Int, Int?) = (0, nil)
    func note(_ time: Int) { (count, last) = (count + 1, time) }
    for time in 1...end {
      let now = Duration.milliseconds(time)
      if held.due(at: now) != nil { note(time) }
      if times.contains(time), held.judge(one, at: now) == .press { note(time) }
    }
    return (count, last)
  }

  @Test(arguments: [(250, 92), (500, 33), (660, 40), (690, 30)])
  func `a key held for five seconds is no second press, whatever its pause and its rhythm`(pause: Int, apart: Int) {
    #expect(presses(Array(stride(from: pause, to: 5_000, by: apart))).count == 0)
  }

  @Test(arguments: [260, 300, 400, 650])
  func `a deliberate second press counts, at most an eighth of a second late`(after: Int) {
    let (count, last) = presses([after])
    #expect(count == 1 && last ?? 0 <= after + 120)
  }

  @Test func `a press after the window counts at once`() { #expect(presses([800]) == (1, 800)) }

  @Test(arguments: [20, 100, 130, 200, 240]) func `one hit felt twice counts once`(after: Int) {
    #expect(presses([after]).count == 0)
  }

  @Test func `after a held key was let go, the next press counts`() {
    #expect(presses(Array(stride(from: 500, to: 3_000, by: 33)) + [3_200]) == (1, 3_200))
  }

  @Test func `another key is never held, and brings the one that was waited for first`() {
    var held = HeldKey()
    held.turned(one, at: .zero)
    let first = held.judge(one, at: .milliseconds(280))
    let due = held.due(at: .milliseconds(300), .character("2"))
    let other = held.judge(.character("2"), at: .milliseconds(300))
    #expect(first == .wait && due == one && other == .press)
  }

  @Test func `at the kiosk, two presses of one key take a number, a key hit twice or held takes none`() throws {
    let held = [0] + Array(stride(from: 500, to: 2_000, by: 33))
    for (rhythm, numbers) in [([0, 300], 1), ([0, 100], 0), ([0, 200], 0), (held, 0)] {
      let rehearsal = try Rehearsal()
      let kiosk = try rehearsal.seat { Kiosk($0) }
      var time = 0
      for next in rhythm {
        rehearsal.wait(milliseconds: next - time)
        time = next
        kiosk.press("1")
      }
      rehearsal.wait(milliseconds: 150)
      #expect(kiosk.sent.count == numbers, "\(kiosk.text)")
    }
  }

  /// The guest book at its choices, at its own terminal or on the kiosk; keys come as fast as they are given.
  private func book(onKiosk: Bool) throws -> (Rehearsal, Actor) {
    guard onKiosk else {
      let (rehearsal, actor, _) = try GuestBookTests().opened()
      actor.isDeliberate = false
      return (rehearsal, actor)
    }
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    rehearsal.wait(.seconds(1))
    kiosk.tap("Isi buku tamu")
    rehearsal.wait(.seconds(1))
    return (rehearsal, kiosk)
  }

  @Test(arguments: [false, true])
  func `in the guest book one hit felt twice answers one question and is not written, a second press answers the next`(
    onKiosk: Bool
  ) throws {
    let (rehearsal, actor) = try book(onKiosk: onKiosk)
    func twice(_ key: String, after milliseconds: Int) {
      actor.press(key)
      rehearsal.wait(milliseconds: milliseconds)
      actor.press(key)
      rehearsal.wait(.seconds(1))
    }
    twice("1", after: 60)
    #expect(actor.shows("[ ") && !actor.shows("[1"), "the name begins empty: \(actor.text)")
    actor.type("Saad Assaad")
    #expect(actor.shows("[Saad Assaad"), "double letters are letters: \(actor.text)")
    twice("Enter", after: 200)
    actor.type("0812 3456 7899")
    actor.press("Enter")
    actor.type("ss@contoh.id")
    actor.press("Enter")
    #expect(actor.shows("Jenis kelamin") || actor.shows("jenis kelamin"), "\(actor.text)")
    twice("1", after: 100)
    #expect(actor.shows("[ "), "the year of birth begins empty: \(actor.text)")
    actor.type("1988")
    #expect(actor.shows("[1988"), "\(actor.text)")
    actor.press("Enter")
    let education = actor.text
    twice("3", after: 120)
    let occupation = actor.text
    #expect(occupation != education)
    rehearsal.wait(.seconds(1))
    #expect(actor.text == occupation, "the bounce is not late either")
    actor.press("Esc")
    rehearsal.wait(.seconds(1))
    // Meant twice: one answer each.
    twice("3", after: 300)
    #expect(actor.text != occupation && actor.text != education, "\(actor.text)")
  }

  @Test(arguments: [false, true]) func `a key held in the guest book answers once`(onKiosk: Bool) throws {
    let (rehearsal, actor) = try book(onKiosk: onKiosk)
    actor.press("2")
    rehearsal.wait(.seconds(1))
    let purpose = actor.text
    actor.press("4")
    rehearsal.wait(.seconds(1))
    let services = actor.text
    #expect(services != purpose)
    let before = services.filter { $0 == "×" || $0 == "✓" || $0 == "x" }.count
    // Several may be chosen: what was ticked stays ticked.
    actor.press("4")
    rehearsal.wait(milliseconds: 80)
    actor.press("4")
    rehearsal.wait(milliseconds: 500)
    let ticked = actor.text
    #expect(ticked != services && before >= 0, "\(ticked)")
    rehearsal.wait(.seconds(1))
    actor.press("4")
    rehearsal.wait(.seconds(1))
    #expect(actor.text == services, "pressed again, it is not: \(actor.text)")
  }

  @Test func `at the front office the key that brings a question, hit twice, does not answer it`() throws {
    let rehearsal = try Rehearsal()
    let slot = Slot(day: OfficeStart.day, time: TimeOfDay(11, 0))
    try rehearsal.head.press(.bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "Inflasi") }))
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F6")
    rehearsal.wait(.seconds(1))
    actor.press("Enter")
    rehearsal.wait(milliseconds: 100)
    actor.press("Enter")
    #expect(actor.sent.isEmpty, "nobody has come: \(actor.text)")
    rehearsal.wait(milliseconds: 300)
    actor.press("Enter")
    #expect(actor.sent.map(\.command.kind) == [.checkIn], "\(actor.text)")
  }
}
