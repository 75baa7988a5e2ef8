import Canvas
import Testing

@testable import Screens

@Suite struct HeldKeyTests {
  private let one = Key.character("1")

  @Test func `a key held for five seconds is one press`() {
    var held = HeldKey()
    held.turned(one, at: .zero)
    var time = Duration.milliseconds(500)
    while time < .seconds(5) {
      let isRepeated = held.isRepeated(one, at: time)
      #expect(isRepeated)
      time += .milliseconds(33)
    }
    let isStillHeld = held.isRepeated(one, at: .seconds(6))
    #expect(!isStillHeld)
  }

  @Test func `a double press is one, a steady rhythm is many, another key is never held`() {
    var held = HeldKey()
    held.turned(one, at: .zero)
    let isDouble = held.isRepeated(one, at: .milliseconds(180))
    let isSteady = held.isRepeated(one, at: .milliseconds(800))
    held.turned(one, at: .milliseconds(800))
    let isOther = held.isRepeated(.character("2"), at: .milliseconds(810))
    #expect(isDouble && !isSteady && !isOther)
  }
}
