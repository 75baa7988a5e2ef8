import Domain
import Journal
import TestSupport
import Testing

@Suite struct `The office's clock` {
  enum Step: Sendable {
    case wait(Int)
    /// The wall clock is moved by so many minutes.
    case jump(Int)
    /// The PC is off for so many minutes.
    case off(Int)
    /// The PC is off, and its clock starts anew in 1970.
    case offTo1970(Int)
    /// The PC is off, and its clock is wrong by so many minutes when it comes back.
    case offWrong(Int, by: Int)
    case setRight
    /// Staff say it is so many days after the first.
    case confirm(Int)
  }

  enum Alarm: Sendable { case none, behind, farAhead, jumped }

  struct Scenario: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [Step]
    var today: Int
    var alarm: Alarm
    /// Minutes after the start that the office believes.
    var minute: Int
    var testDescription: String { name }

    init(_ name: String, _ steps: [Step], today: Int, _ alarm: Alarm, minute: Int) {
      (self.name, self.steps, self.today, self.alarm, self.minute) = (name, steps, today, alarm, minute)
    }
  }

  static let day = 1440
  static let decade = 3652 * day

  static let scenarios: [Scenario] = [
    .init("an hour passes", [.wait(60)], today: 0, .none, minute: 60),
    .init("one minute to turn-over", [.wait(19 * 60 - 1)], today: 0, .none, minute: 19 * 60 - 1),
    .init("turn-over", [.wait(19 * 60 - 1), .wait(1)], today: 1, .none, minute: 19 * 60),
    .init("midnight is no turn-over", [.wait(16 * 60)], today: 0, .none, minute: 16 * 60),
    .init(
      "over a month without a visitor", Array(repeating: .wait(day), count: 40), today: 40, .none, minute: 40 * day),
    .init("suspended for a night", [.wait(14 * 60)], today: 0, .none, minute: 14 * 60),
    .init("suspended for a long weekend", [.wait(4 * day)], today: 4, .none, minute: 4 * day),
    .init("off for a night", [.off(24 * 60)], today: 1, .none, minute: day),
    .init("off for ten days of holidays", [.off(10 * day)], today: 10, .none, minute: 10 * day),
    .init("off for fourteen days", [.off(14 * day)], today: 14, .none, minute: 14 * day),
    .init("off for twenty days", [.off(20 * day), .wait(5)], today: 0, .farAhead, minute: 5),
    .init("off for twenty days, staff confirm", [.off(20 * day), .confirm(20)], today: 20, .none, minute: 20 * day),

    .init("boot in 1970", [.offTo1970(day), .wait(30)], today: 0, .behind, minute: 30),
    .init("boot in 1970, over turn-over", [.offTo1970(60), .wait(day)], today: 0, .behind, minute: day),
    .init(
      "boot in 1970, the network sets the clock", [.offTo1970(day), .wait(2), .setRight, .wait(1)], today: 1, .none,
      minute: day + 3),
    .init(
      "boot in 1970, staff confirm", [.offTo1970(day), .wait(2), .confirm(1), .wait(10)], today: 1, .behind,
      minute: 19 * 60 + 10),
    .init(
      "boot in 1970, staff confirm, the network sets the clock", [.offTo1970(day), .confirm(1), .wait(9), .setRight],
      today: 1, .none, minute: day + 9),
    .init(
      "boot in 1970 after twenty days, the network sets the clock", [.offTo1970(20 * day), .setRight], today: 0,
      .farAhead, minute: 0),

    .init("ten years ahead at boot", [.offWrong(day, by: decade), .wait(60)], today: 0, .farAhead, minute: 60),
    .init("ten years behind at boot", [.offWrong(day, by: -decade), .wait(60)], today: 0, .behind, minute: 60),
    .init(
      "ten years ahead at boot, set right", [.offWrong(day, by: decade), .wait(60), .setRight], today: 1, .none,
      minute: day + 60),
    .init(
      "ten years ahead at boot, staff confirm: the hour is taken from the clock",
      [.offWrong(day, by: decade), .wait(60), .confirm(1), .wait(5)], today: 1, .farAhead, minute: day + 65),
    .init(
      "ten years ahead at boot, staff confirm day by day",
      [.offWrong(day, by: decade), .confirm(1), .wait(day), .confirm(2), .wait(1)], today: 2, .farAhead,
      minute: 2 * day + 1),
    .init(
      "ten years ahead at boot, staff confirm, set right",
      [.offWrong(day, by: decade), .confirm(1), .setRight, .wait(7)],
      today: 1, .none, minute: day + 7),
    .init("eighty years ahead", [.offWrong(day, by: 80 * 365 * day)], today: 0, .farAhead, minute: 0),
    .init("an hour behind the last event at boot", [.offWrong(1, by: -60), .wait(3)], today: 0, .behind, minute: 3),

    .init("three minutes forward", [.jump(3)], today: 0, .none, minute: 3),
    .init("three minutes back is waited out", [.wait(10), .jump(-3), .wait(2)], today: 0, .none, minute: 10),
    .init("three minutes back, waited out", [.wait(10), .jump(-3), .wait(5)], today: 0, .none, minute: 12),
    .init(
      "four minutes back every hour", (0..<30).flatMap { _ in [Step.wait(60), .jump(-4)] } + [.wait(10)], today: 1,
      .none,
      minute: 30 * 56 + 10),
    .init("three hours forward on the same day", [.jump(180), .wait(1)], today: 0, .none, minute: 181),
    .init("an hour back", [.wait(90), .jump(-60), .wait(5)], today: 0, .behind, minute: 95),
    .init("an hour back and right again", [.wait(90), .jump(-60), .wait(5), .setRight], today: 0, .none, minute: 95),
    .init(
      "six minutes back, drawn right slowly", [.wait(90), .jump(-6), .wait(5), .jump(2), .jump(2), .wait(5)], today: 0,
      .none, minute: 98),
    .init("a day forward", [.jump(day), .wait(1)], today: 0, .jumped, minute: 1),
    .init("a day forward, overnight", [.jump(day), .wait(day)], today: 0, .jumped, minute: day),
    .init("a day forward, set right the next day", [.jump(day), .wait(day), .setRight], today: 1, .none, minute: day),
    .init("a day forward, staff confirm the wall", [.jump(day), .confirm(1)], today: 1, .none, minute: day),
    .init("a day back", [.jump(-day), .wait(1)], today: 0, .behind, minute: 1),
    .init("a day back and right again", [.jump(-day), .wait(1), .setRight], today: 0, .none, minute: 1),
    .init("ten years forward", [.jump(decade), .wait(45)], today: 0, .farAhead, minute: 45),
    .init("ten years forward and right again", [.jump(decade), .wait(45), .setRight], today: 0, .none, minute: 45),
    .init("ten years back", [.jump(-decade), .wait(45)], today: 0, .behind, minute: 45),
    .init("ten years back and right again", [.jump(-decade), .wait(45), .setRight], today: 0, .none, minute: 45),
    .init(
      "an hour back, then two days forward", [.wait(90), .jump(-60), .jump(2 * day)], today: 0, .jumped, minute: 90),

    .init(
      "six minutes forward over turn-over", [.wait(19 * 60 - 3), .jump(6), .wait(2)], today: 0, .jumped,
      minute: 19 * 60 - 1),
    .init(
      "six minutes forward over turn-over, and the time really comes", [.wait(19 * 60 - 3), .jump(6), .wait(3)],
      today: 1,
      .none, minute: 19 * 60 + 6),
    .init(
      "three minutes forward over turn-over", [.wait(19 * 60 - 1), .jump(3)], today: 1, .none, minute: 19 * 60 + 2),
    .init("three minutes back over turn-over", [.wait(19 * 60 + 1), .jump(-3)], today: 1, .none, minute: 19 * 60 + 1),
    .init("six minutes back over turn-over", [.wait(19 * 60 + 3), .jump(-6)], today: 1, .behind, minute: 19 * 60 + 3),
    .init("the right clock is confirmed", [.wait(day), .confirm(1)], today: 1, .none, minute: day),
    .init(
      "staff name tomorrow by mistake", [.wait(60), .confirm(1), .wait(day)], today: 1, .behind, minute: day + 60 + day),
    .init(
      "staff name next year by mistake, then the PC is restarted", [.confirm(365), .off(day)], today: 365, .behind,
      minute: 365 * day),
  ]

  @Test(arguments: scenarios, Zone.allCases)
  func `tells day and time as well as can be known`(_ scenario: Scenario, _ zone: Zone) {
    var pc = ClockPC(zone)
    var last = pc.read()
    for step in scenario.steps {
      switch step {
      case .wait(let minutes): pc.wait(.minutes(minutes))
      case .jump(let minutes): pc.error.milliseconds += Span.minutes(minutes).milliseconds
      case .off(let minutes): pc.off(.minutes(minutes))
      case .offTo1970(let minutes):
        pc.error = pc.real.advanced(by: .minutes(minutes)).span(until: Moment(milliseconds: 40_000))
        pc.off(.minutes(minutes))
      case .offWrong(let minutes, let by):
        pc.error = .minutes(by)
        pc.off(.minutes(minutes))
      case .setRight: pc.error = Span(milliseconds: 0)
      case .confirm(let days): pc.confirm(ClockPC.day.advanced(by: days))
      }
      let now = pc.read()
      #expect(now >= last, "\(scenario.name), \(step)")
      last = now
    }
    let alarm: Alarm =
      switch pc.clock.alarm {
      case nil: .none
      case .behind(let by):
        by.milliseconds > 0 ? .behind : .none
      case .farAhead: .farAhead
      case .jumped: .jumped
      }
    #expect(pc.clock.today.map { ClockPC.day.days(until: $0) } == scenario.today, "\(scenario.name)")
    #expect(alarm == scenario.alarm, "\(scenario.name): \(String(describing: pc.clock.alarm))")
    #expect(pc.clock.isTrusted == (scenario.alarm == .none))
    #expect(pc.start.span(until: last).wholeMinutes == scenario.minute, "\(scenario.name)")
  }

  // MARK: An empty store

  private func first(_ wall: Moment, _ zone: Zone) -> OfficeClock {
    OfficeClock(
      zone: zone, turnover: ClockPC.turnover, lastEvent: nil, lastDay: nil,
      first: OfficeClock.Reading(wall: wall, uptime: .seconds(1)))
  }

  @Test(arguments: Zone.allCases)
  func `in an empty store a plausible clock gives the day`(_ zone: Zone) {
    for (hour, days) in [(8, 0), (23, 0), (3, 0), (2, -1)] {
      let wall = zone.moment(ClockPC.day, TimeOfDay(hour, 0))
      var clock = first(wall, zone)
      #expect(clock.today == ClockPC.day.advanced(by: days))
      #expect(clock.isTrusted)
      #expect(clock.read(.init(wall: wall, uptime: .seconds(1))) == wall)
    }
  }

  @Test(arguments: Zone.allCases, [Int64(0), 86_400_000, 4_102_444_900_000, 8_999_999_971_200_000])
  func `in an empty store an impossible clock gives none, and staff give it`(_ zone: Zone, _ milliseconds: Int64) {
    let wall = Moment(milliseconds: milliseconds)
    var clock = first(wall, zone)
    #expect(clock.today == nil)
    #expect(!clock.isTrusted)
    clock.confirm(ClockPC.day, .init(wall: wall, uptime: .seconds(2)))
    #expect(clock.today == ClockPC.day)
    #expect(!clock.isTrusted)
    // Events written now carry the day staff said, so that a clock set right later is not behind them.
    let told = clock.read(.init(wall: wall.advanced(by: .seconds(1)), uptime: .seconds(3)))
    #expect(zone.local(told.advanced(by: .minutes(-180))).day == ClockPC.day)
    let right = zone.moment(ClockPC.day, TimeOfDay(23, 59))
    #expect(clock.read(.init(wall: right, uptime: .seconds(4))) == right)
    #expect(clock.isTrusted)
  }

  @Test(arguments: Zone.allCases)
  func `in an empty store what staff say stands against a clock some days or years off`(_ zone: Zone) {
    for days in [5, 13, 400, 3652, -5, -100] {
      let wall = zone.moment(ClockPC.day.advanced(by: days), TimeOfDay(9, 0))
      var clock = first(wall, zone)
      clock.confirm(ClockPC.day, .init(wall: wall, uptime: .seconds(2)))
      let told = clock.read(.init(wall: wall.advanced(by: .minutes(1)), uptime: .seconds(62)))
      #expect(clock.today == ClockPC.day, "\(days) days")
      #expect(!clock.isTrusted, "\(days) days")
      #expect(told == zone.moment(ClockPC.day, TimeOfDay(9, 1)), "\(days) days")
      let right = zone.moment(ClockPC.day, TimeOfDay(10, 0))
      #expect(clock.read(.init(wall: right, uptime: .seconds(70))) == right)
      #expect(clock.isTrusted, "\(days) days")
    }
  }

  @Test func `alarms say by how much`() {
    var pc = ClockPC(.wit)
    pc.wait(.minutes(90))
    pc.error = .minutes(-60)
    pc.read()
    #expect(pc.clock.alarm == .behind(by: .minutes(60)))
    pc.error = .minutes(Self.day)
    pc.read()
    #expect(pc.clock.alarm == .jumped(by: .minutes(Self.day)))
    pc.error = .minutes(Self.decade)
    pc.read()
    #expect(pc.clock.alarm == .farAhead(by: .minutes(Self.decade)))
    pc.wait(.minutes(5))
    #expect(pc.clock.alarm == .farAhead(by: .minutes(Self.decade)))
  }

  // MARK: Whatever happens

  @Test(arguments: 0..<300)
  func `no walk of the clocks turns the day back or moves it behind an alarm`(_ seed: Int) {
    var dice = Dice(seed: seed)
    var pc = ClockPC(dice.pick(Zone.allCases.map { $0 }))
    var last = pc.read()
    var today = pc.clock.today
    for step in 0..<150 {
      let wasRight = pc.isRight && pc.clock.alarm == nil
      var confirmed = false
      var restarted = false
      let scale = dice.pick([1, 60, 3_600, 86_400, 864_000, 86_400 * 3652])
      let seconds = dice.roll(-scale...scale)
      switch dice.roll(0...9) {
      case 0...4: pc.wait(.seconds(dice.roll(0...dice.pick([2, 600, 7_200, 86_400, 900_000]))))
      case 5: pc.error = .seconds(Int(pc.error.milliseconds / 1000) + seconds)
      case 6: pc.error = Span(milliseconds: 0)
      case 7: pc.error = pc.real.span(until: Moment(milliseconds: Int64(dice.roll(0...100_000))))
      case 8:
        pc.off(.seconds(abs(seconds) % 2_000_000))
        restarted = true
      default:
        guard let day = pc.clock.today else { continue }
        pc.confirm(day.advanced(by: dice.roll(0...3)))
        confirmed = true
      }
      let before = confirmed || restarted ? pc.clock.today : today
      let now = pc.read()
      let note = "seed \(seed) step \(step)"
      if let today, let shown = pc.clock.today {
        #expect(shown >= today, "\(note)")
      } else {
        Issue.record("\(note): no day")
      }
      if pc.clock.alarm != nil, !confirmed, !restarted { #expect(pc.clock.today == before, "\(note)") }
      if !confirmed { #expect(now >= last, "\(note)") }
      // A clock that was right and stayed right must not be called wrong.
      if wasRight, pc.isRight, !confirmed, !restarted { #expect(pc.clock.alarm == nil, "\(note)") }
      last = now
      today = pc.clock.today
    }
  }
}
