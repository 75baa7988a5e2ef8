import Domain
import Engine
import Journal
import Testing
import Wire

/// Bodies that went without, offered again.
@Suite struct `Bodies the centre lacks` {
  @Test
  func `on the line 4: a body that was refused is offered again, and counts as there when the centre says so`() {
    var tale = Tale(have: [Mark(1, 11)])
    tale.hear(.begun)
    tale.after(.seconds(2))
    tale.hear(.ended(exchange: 1, .refused(status: 413, events: 1, wait: nil)))
    tale.answered()
    tale.hear(.ended(exchange: 3, .refused(status: 413, events: 1, wait: nil)))
    #expect(tale.engine.memory.owed == [EventID(node: 1, sequence: 11)])
    let parked = [Parked(EventID(node: 1, sequence: 11), .tooLarge)]
    func settled(_ reply: inout Reply) {
      (reply.marks, reply.parkedCount, reply.parked) = ([Mark(1, 11)], parked.count, parked)
    }
    tale.answered(settled)
    // Nothing is asked for in this run; the next one waits a while, so as not to do it at every press.
    tale = Tale(have: [Mark(1, 11)], memory: tale.engine.memory)
    tale.hear(.begun)
    tale.answered(settled)
    func nextOffer() -> [String] {
      for _ in 0..<200 {
        tale.after(.minutes(1))
        let said = tale.hear(.rang)
        if said.contains(where: { $0.contains("offering") }) { return said.withoutRings }
        if tale.engine.exchange != nil { tale.answered(settled) }
      }
      return []
    }
    #expect(nextOffer().last?.hasSuffix("offering 1-11") == true)
    #expect(tale.now.uptime >= .minutes(10) && tale.now.uptime < .minutes(12))
    // Refused again: nothing else hangs on it, and it is put off.
    tale.hear(.ended(exchange: tale.engine.exchange ?? 0, .refused(status: 413, events: 1, wait: nil)))
    #expect(tale.engine.memory.owed.count == 1)
    #expect(tale.engine.unsent == 0)
    let again = tale.now.uptime
    #expect(nextOffer().last?.hasSuffix("offering 1-11") == true)
    #expect(tale.now.uptime.milliseconds - again.milliseconds >= 600_000)
    tale.answered { ($0.marks, $0.entered) = ([Mark(1, 11)], [EventID(node: 1, sequence: 11)]) }
    #expect(tale.engine.memory.owed == [])
    #expect(nextOffer() == [])
  }

  @Test func `a body that the centre had the call for and could not read is offered unfolded`() {
    let owing = Memory.known {
      ($0.marks, $0.owed, $0.offeredBy) = ([Mark(1, 10)], [EventID(node: 1, sequence: 4)], "0.0.9")
    }
    var tale = Tale(memory: owing)
    #expect(tale.hear(.begun).first == "call 1 offering 1-4")
    // A line that breaks says nothing about what can be read.
    tale.hear(.ended(exchange: 1, .cut(hasSent: true)))
    tale.after(.minutes(1))
    tale.hear(.rang)
    tale.answered()
    func offered() -> String { tale.hear(.retried).last { $0.hasPrefix("call") } ?? "" }
    #expect(offered() == "call 3 offering 1-4")
    tale.answered()
    #expect(offered() == "call 5 offering 1-4 unfolded")
    tale.answered { ($0.marks, $0.entered) = ([Mark(1, 10)], [EventID(node: 1, sequence: 4)]) }
    #expect(tale.engine.memory.owed == [])
  }

  @Test func `what is owed is offered at once by another version, and when somebody asks`() {
    let owing = Memory.known {
      ($0.marks, $0.owed, $0.offeredBy) = ([Mark(1, 10)], [EventID(node: 1, sequence: 4)], "0.0.9")
    }
    var newer = Tale(memory: owing)
    #expect(newer.hear(.begun).first == "call 1 offering 1-4")
    newer.answered()
    #expect(newer.engine.memory.offeredBy == "0.1.0")
    var asked = Tale(memory: newer.engine.memory)
    #expect(asked.hear(.begun).first == "call 1")
    asked.answered()
    #expect(asked.hear(.retried).first == "call 2 offering 1-4")
    // A line that breaks does not make it go again and again.
    asked.hear(.ended(exchange: 2, .cut(hasSent: true)))
    asked.after(.seconds(10))
    #expect(asked.hear(.rang).first == "call 3")
  }
}
