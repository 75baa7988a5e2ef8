import Screens
import Testing

@Suite struct OfficeTimeTests {
  private func told(_ text: String, at now: Duration) -> OfficeTime {
    var time = OfficeTime()
    time.hear(text, at: now)
    return time
  }

  @Test func `counts on by itself between two pictures`() {
    let time = told("08.05", at: .seconds(100))
    #expect(time.text(at: .seconds(159)) == "08.05")
    #expect(time.text(at: .seconds(160)) == "08.06")
    #expect(time.deadline(at: .seconds(130)) == .seconds(160))
    #expect(OfficeTime().text(at: .zero).isEmpty && OfficeTime().deadline(at: .zero) == nil)
  }

  @Test func `a picture in the middle of a minute does not set it back, a clock that was set does`() {
    var time = told("08.05", at: .seconds(100))
    time.hear("08.05", at: .seconds(150))
    #expect(time.text(at: .seconds(160)) == "08.06", "the first telling knew more")
    time.hear("08.07", at: .seconds(170))
    #expect(time.text(at: .seconds(170)) == "08.07", "never behind what the node says")
    time.hear("07.30", at: .seconds(171))
    #expect(time.text(at: .seconds(171)) == "07.30")
    time.hear("soon", at: .seconds(172))
    #expect(time.text(at: .seconds(172)) == "07.30")
  }

  @Test func `midnight passes`() {
    let time = told("23.59", at: .seconds(10))
    #expect(time.text(at: .seconds(70)) == "00.00")
    #expect(time.minutes(since: "23.50", at: .seconds(70)) == 10)
    #expect(time.minutes(since: "23.59", at: .seconds(10)) == 0)
    #expect(told("08.04", at: .zero).minutes(since: "08.05", at: .zero) == 0, "a moment of doubt is no day")
  }
}
