import Canvas
import Desk
import Domain
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
}
