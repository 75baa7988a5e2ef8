import Domain
import Testing

@testable import Devices

/// The line in front of the printer, read like a transcript.
struct PrintLineTests {
  private typealias Job = PrintLine.Job
  private let first = Job(id: 1, deadline: 600_000, isCopy: false)
  private let second = Job(id: 2, deadline: 600_500, isCopy: false)

  @Test func `tickets come out one after the other, each noted before and after`() {
    var line = PrintLine(at: 0)
    #expect(line.step(.queued(first), at: 0) == [.note(first, .printing, nil), .print(first)])
    #expect(line.step(.queued(second), at: 10) == [])
    #expect(line.waiting == 2)
    #expect(
      line.step(.ended(.printed(.ready)), at: 900) == [
        .note(first, .printed, nil), .note(second, .printing, nil), .print(second),
      ])
    #expect(line.step(.ended(.printed(.paperLow)), at: 1_800) == [.note(second, .printed, nil)])
    #expect(line.state == .paperLow)
    #expect(line.waiting == 0)
  }

  @Test func `a printer that is not ready is looked at in growing pauses and gets the ticket when it is`() {
    var line = PrintLine(at: 0)
    _ = line.step(.queued(first), at: 0)
    #expect(line.step(.ended(.refused(.paperOut)), at: 10) == [.note(first, .queued, .paperOut)])
    var now: Int64 = 10
    for pause: Int64 in [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000] {
      #expect(line.wakeAt == now + pause)
      #expect(line.step(.timePassed, at: now + pause - 1) == [], "no spinning")
      now += pause
      #expect(line.step(.timePassed, at: now) == [.look])
      #expect(line.step(.timePassed, at: now) == [], "one look at a time")
      #expect(line.step(.found(.paperOut), at: now) == [])
    }
    now += 30_000
    #expect(line.step(.timePassed, at: now) == [.look])
    #expect(line.step(.found(.ready), at: now) == [.note(first, .printing, nil), .print(first)])
  }

  @Test func `a ticket whose time is over expires and does not come out after a paper change`() {
    var line = PrintLine(at: 0)
    _ = line.step(.queued(first), at: 0)
    _ = line.step(.ended(.refused(.paperOut)), at: 10)
    _ = line.step(.queued(second), at: 600_100 - 1)
    #expect(line.step(.timePassed, at: 600_100) == [.note(first, .expired, .paperOut)] || line.waiting == 1)
    _ = line.step(.found(.paperOut), at: 600_200)
    #expect(line.step(.timePassed, at: 600_500).contains(.note(second, .expired, .paperOut)))
    #expect(line.step(.found(.ready), at: 700_000) == [])
    #expect(line.waiting == 0)
  }

  @Test func `a ticket cut in the middle comes again as a copy, and after three times is given up`() {
    var line = PrintLine(at: 0)
    var (now, job): (Int64, Job) = (0, first)
    _ = line.step(.queued(first), at: 0)
    for attempt in 1...2 {
      (job.attempts, job.isCopy) = (attempt, true)
      #expect(line.step(.ended(.cut(.unplugged)), at: now) == [.note(job, .queued, .unplugged)])
      now = line.wakeAt ?? now
      #expect(line.step(.timePassed, at: now) == [.look])
      #expect(line.step(.found(.ready), at: now) == [.note(job, .printing, nil), .print(job)])
    }
    job.attempts = 3
    #expect(line.step(.ended(.cut(.unplugged)), at: now) == [.note(job, .failed, .unplugged)])
    #expect(line.waiting == 0)
  }

  @Test func `nothing is printed that the disk has not noted`() {
    var line = PrintLine(at: 0)
    _ = line.step(.queued(first), at: 0)
    #expect(line.step(.notNoted, at: 0) == [])
    #expect(line.waiting == 1)
    let due = line.wakeAt ?? 0
    #expect(line.step(.timePassed, at: due) == [.look])
    #expect(line.step(.found(.ready), at: due) == [.note(first, .printing, nil), .print(first)])
  }

  @Test func `an idle printer is looked at now and then, so that an empty roll is known before a visitor comes`() {
    var line = PrintLine(at: 0)
    #expect(line.step(.timePassed, at: 0) == [.look])
    #expect(line.step(.found(.ready), at: 5) == [])
    #expect(line.wakeAt == 5 + PrintLine.idleLook)
    #expect(line.step(.timePassed, at: 5 + PrintLine.idleLook) == [.look])
  }

  /// Any order of anything: at most one thing at the printer, every ticket ends, and only where it may.
  @Test(arguments: 0..<300) func `whatever a printer does, every ticket ends and none comes out after its time`(
    seed: Int
  ) {
    var chance = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func roll(_ sides: Int) -> Int {
      chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(chance >> 33) % sides
    }
    let moods: [DeviceState] = [.ready, .paperLow, .paperOut, .offline, .busy, .unplugged, .silent, .slow]
    var line = PrintLine(at: 0)
    var (now, ends, open, atPrinter, isLooking) = (Int64(0), [Int64: PrintState](), Set<Int64>(), Job?.none, false)
    func carryOut(_ actions: [PrintLine.Action]) {
      for action in actions {
        switch action {
        case .note(let job, let state, _):
          #expect(ends[job.id] == nil, "seed \(seed): a ticket ended twice")
          if !state.isPending { (ends[job.id], _) = (state, open.remove(job.id)) }
        case .print(let job):
          #expect(atPrinter == nil && !isLooking && now < job.deadline, "seed \(seed)")
          atPrinter = job
        case .look:
          #expect(atPrinter == nil && !isLooking, "seed \(seed)")
          isLooking = true
        }
      }
    }
    for id in 1...200 as ClosedRange<Int64> {
      now += Int64(roll(20_000))
      carryOut(line.step(.timePassed, at: now))
      if roll(3) == 0 {
        open.insert(id)
        carryOut(line.step(.queued(Job(id: id, deadline: now + 60_000, isCopy: false)), at: now))
      }
      let mood = moods[roll(moods.count)]
      if atPrinter != nil, roll(2) == 0 {
        atPrinter = nil
        let ending: PrintLine.Ending = roll(3) > 0 ? .printed(.ready) : roll(2) == 0 ? .refused(mood) : .cut(mood)
        carryOut(line.step(.ended(ending), at: now))
      } else if isLooking {
        isLooking = false
        carryOut(line.step(.found(mood), at: now))
      }
    }
    for _ in 0..<20 {
      now += 60_000
      if atPrinter != nil {
        atPrinter = nil
        carryOut(line.step(.ended(.printed(.ready)), at: now))
      } else if isLooking {
        isLooking = false
        carryOut(line.step(.found(.ready), at: now))
      } else {
        carryOut(line.step(.timePassed, at: now))
      }
    }
    #expect(open.isEmpty && line.waiting == 0, "seed \(seed): \(open.count) tickets never ended")
  }
}
