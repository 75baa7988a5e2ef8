import Domain
import Journal
import Testing

/// What a computer says of its own clock, and when.
struct ClockWatchTests {
  private func id(_ sequence: UInt64) -> EventID { EventID(node: 2, sequence: sequence) }
  private func moment(_ seconds: Int) -> Moment {
    Moment(milliseconds: 1_800_000_000_000).advanced(by: .seconds(seconds))
  }

  private func taken(_ due: [ClockCompared], _ known: inout ClockReadings, from sequence: UInt64) -> [Int] {
    for (place, compared) in due.enumerated() { known.add(compared, by: id(sequence + UInt64(place))) }
    return due.map(\.ahead)
  }

  @Test func `nothing is said of a good clock, and nothing before an exchange`() {
    var watch = ClockWatch()
    watch.note(id(1), stamp: moment(3_600), uptime: .seconds(100))
    #expect(watch.due(ClockReadings()).isEmpty && !watch.knowsCentre)
    watch.hear(centre: moment(3_700), at: .seconds(200), within: .seconds(1))
    #expect(watch.due(ClockReadings()).isEmpty)
  }

  @Test func `a clock that is off is told once, also for what was written before the exchange`() {
    var (watch, known) = (ClockWatch(), ClockReadings())
    watch.note(id(1), stamp: moment(3_600), uptime: .seconds(100))
    watch.note(id(5), stamp: moment(3_660), uptime: .seconds(160))
    watch.hear(centre: moment(200), at: .seconds(200), within: .seconds(1))
    #expect(taken(watch.due(known), &known, from: 8) == [3_500])
    #expect(watch.due(known).isEmpty && known.ahead(of: id(1)) == .seconds(3_500))
    // The next exchange measures a little differently.
    watch.hear(centre: moment(303), at: .seconds(300), within: .seconds(1))
    #expect(watch.due(known).isEmpty)
  }

  @Test func `a clock that was set in between is told for each stretch`() {
    var (watch, known) = (ClockWatch(), ClockReadings())
    watch.note(id(1), stamp: moment(0), uptime: .seconds(100))
    watch.note(id(2), stamp: moment(360_010), uptime: .seconds(110))
    watch.note(id(3), stamp: moment(360_020), uptime: .seconds(120))
    watch.note(id(4), stamp: moment(30), uptime: .seconds(130))
    watch.hear(centre: moment(40), at: .seconds(140), within: .zero)
    #expect(taken(watch.due(known), &known, from: 5) == [360_000, 0])
    #expect(
      (1...4).map { known.ahead(of: id(UInt64($0))) } == [
        .seconds(360_000), .seconds(360_000), .seconds(360_000), .zero,
      ])
    #expect(watch.due(known).map(\.ahead) == [0], "what was right before the jump")
  }

  @Test func `what an earlier run had measured keeps what was found then`() {
    var (watch, known) = (ClockWatch(), ClockReadings())
    watch.recall(ahead: 0, until: id(4))
    watch.note(id(6), stamp: moment(-3_600), uptime: .seconds(10))
    watch.hear(centre: moment(0), at: .seconds(10), within: .zero)
    #expect(taken(watch.due(known), &known, from: 7) == [0, -3_600])
    #expect([1, 3, 4, 6].map { known.ahead(of: id($0)) } == [.zero, .zero, .seconds(-3_600), .seconds(-3_600)])
    #expect(watch.due(known).isEmpty)
  }

  @Test func `a clock that is set before the centre is heard is told of by as much as it was set`() {
    for years in [-10, 10] {
      let off = years * 365 * 86_400
      var (watch, known) = (ClockWatch(), ClockReadings())
      known.add(ClockCompared(from: id(1), ahead: off), by: id(3))
      // The clock of before, as far as anybody knows.
      watch.reckon(centre: moment(0), at: .seconds(20), within: .minutes(5))
      watch.note(id(5), stamp: moment(off + 10), uptime: .seconds(30))
      #expect(watch.due(known).isEmpty && !watch.knowsCentre && watch.centre(at: .seconds(30)) == nil)
      #expect(watch.likelyCentre(at: .seconds(30)) == moment(10))
      // Somebody sets it right.
      watch.note(id(6), stamp: moment(20), uptime: .seconds(40))
      #expect(taken(watch.due(known), &known, from: 7) == [0])
      #expect([1, 5, 6, 7].map { known.ahead(of: id($0)) } == [.seconds(off), .seconds(off), .zero, .zero])
      // It was two minutes off all the same.
      watch.hear(centre: moment(-100), at: .seconds(40), within: .zero)
      #expect(taken(watch.due(known), &known, from: 8) == [off + 120, 120])
      #expect([5, 6].map { known.ahead(of: id($0)) } == [.seconds(off + 120), .seconds(120)])
    }
  }

  @Test func `a clock that never keeps still is told a hundred times a day, and then only when it is off by much`() {
    var (watch, known) = (ClockWatch(), ClockReadings())
    watch.hear(centre: moment(0), at: .zero, within: .zero)
    var said = 0
    for step in 1...400 {
      watch.note(id(UInt64(step * 2)), stamp: moment(step * 60 + step * 20), uptime: .seconds(step * 60))
      said += taken(watch.due(known), &known, from: UInt64(step * 2 + 1)).count
    }
    #expect((100...125).contains(said), "\(said)")
  }
}
