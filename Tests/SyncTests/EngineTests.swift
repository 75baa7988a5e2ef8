import Domain
import Engine
import Journal
import Testing
import Wire

@Suite struct `The office's end of the line` {
  @Test func `a press is gathered with its neighbours and sent once`() {
    var tale = Tale()
    #expect(tale.hear(.begun) == ["call 1", "ring at 60.0"])
    // The ring that is set is the one for the second exchange as well.
    #expect(tale.answered() == [])
    #expect(tale.hear(.wrote(Mark(1, 11))) == ["ring at 2.0"])
    tale.after(.seconds(1))
    #expect(tale.hear(.wrote(Mark(1, 14))) == [])
    tale.after(.seconds(1))
    #expect(tale.hear(.rang) == ["call 2 1-11…14", "ring at 62.0"])
    // Two whole exchanges make the line good: the next call is held open.
    #expect(tale.answered { $0.marks = [Mark(1, 14)] } == ["call 3 held", "ring at 112.0"])
  }

  @Test func `on the line 1: after a cut of a long upload the marks are asked for before anything is sent again`() {
    var tale = Tale(have: [Mark(1, 900)])
    #expect(tale.hear(.begun).first == "call 1 1-11…900")
    #expect(tale.hear(.ended(exchange: 1, .cut(hasSent: true))).count == 1)
    tale.after(.seconds(2))
    #expect(tale.hear(.rang).first == "call 2")
    #expect(tale.answered { $0.marks = [Mark(1, 640)] }.first == "call 3 1-641…900")
  }

  @Test func `on the line 2 and 9: only the signed mark of a reply counts as acknowledged`() {
    var tale = Tale(have: [Mark(1, 12)])
    tale.hear(.begun)
    let ends: [Ending] = [
      .cut(hasSent: true), .stranger, .unreadable, .refused(status: 502, events: 2, wait: nil), .diskRefused,
    ]
    for ending in ends {
      tale.hear(.ended(exchange: tale.engine.exchange ?? 0, ending))
      #expect(tale.engine.memory.marks == [Mark(1, 10)])
      tale.after(.minutes(5))
      #expect(tale.hear(.rang).first?.hasSuffix("1-11…12") == true)
    }
    tale.answered { $0.marks = [Mark(1, 12)] }
    #expect(tale.engine.memory.marks == [Mark(1, 12)])
  }

  @Test func `on the line 4: 413 halves down to one event, which then goes without its body, and later ones go on`() {
    var tale = Tale(have: [Mark(1, 18)])
    #expect(tale.hear(.begun).first == "call 1 1-11…18")
    tale.after(.seconds(2))
    func refuse(_ events: Int) -> [String] {
      tale.hear(.ended(exchange: tale.engine.exchange ?? 0, .refused(status: 413, events: events, wait: nil)))
        .withoutRings
    }
    #expect(refuse(8) == ["call 2 1-11…18 at most 4"])
    #expect(refuse(4) == ["call 3 1-11…18 at most 2"])
    #expect(refuse(2) == ["call 4 1-11…18 at most 1"])
    // Alone: too large if a call with nothing comes through, and it still does not.
    #expect(refuse(1) == ["call 5"])
    #expect(tale.answered().withoutRings == ["call 6 1-11…18 at most 1"])
    #expect(refuse(1) == ["withheld(1-11)", "call 7 1-11…18 at most 1 withheld 1-11"])
    let next = tale.answered { $0.marks = [Mark(1, 11)] }.withoutRings
    #expect(next == ["call 8 1-12…18 at most 2"])
    #expect(tale.engine.memory.withheld == [])
  }

  @Test func `on the line 4: one event refused once, whatever for, goes whole a moment later`() {
    var tale = Tale(have: [Mark(1, 11)])
    #expect(tale.hear(.begun).first == "call 1 1-11…11")
    tale.after(.seconds(2))
    let begun = tale.now.uptime
    tale.hear(.ended(exchange: 1, .refused(status: 413, events: 1, wait: nil)))
    #expect(tale.answered().withoutRings == ["call 3 1-11…11 at most 1"])
    tale.answered { $0.marks = [Mark(1, 11)] }
    #expect(tale.now.uptime == begun, "at once")
    #expect(tale.engine.unsent == 0 && tale.engine.memory.withheld == [] && tale.engine.memory.owed == [])
  }

  @Test func `on the line 4: the size that is refused is learnt, and tried again ever more seldom`() {
    var tale = Tale(have: [Mark(1, 4_010)])
    func most(_ said: [String]) -> Int {
      said.withoutRings.last?.split(separator: " ").last.flatMap { Int($0) } ?? .max
    }
    var said = tale.hear(.begun)
    tale.after(.seconds(2))
    let begun = tale.now.uptime
    var (refused, whole, marks) = (0, 0, UInt64(10))
    // A proxy that lets five events through.
    while tale.engine.unsent > 0, refused + whole < 4_000 {
      let events = min(most(said), tale.engine.unsent)
      if events > 5 {
        refused += 1
        said = tale.hear(
          .ended(exchange: tale.engine.exchange ?? 0, .refused(status: 413, events: events, wait: nil)))
      } else {
        whole += 1
        marks += UInt64(events)
        said = tale.answered { $0.marks = [Mark(1, marks)] }
      }
    }
    #expect(tale.engine.unsent == 0 && tale.now.uptime == begun, "without a wait")
    #expect(tale.engine.memory.owed == [])
    #expect(refused < 40, "\(refused) refused, \(whole) whole")
    // The next backlog begins with what is known to come through.
    tale.hear(.wrote(Mark(1, 4_110)))
    tale.after(.seconds(2))
    #expect(most(tale.hear(.rang)) <= 10)
  }

  @Test func `whoever refuses every request as too large is not asked in a circle, and costs no body`() {
    for wait in [nil, Span.minutes(60)] {
      var tale = Tale(have: [Mark(1, 11)])
      tale.hear(.begun)
      tale.hear(.ended(exchange: 1, .refused(status: 413, events: 1, wait: wait)))
      #expect(tale.engine.exchange == 2)
      tale.hear(.ended(exchange: 2, .refused(status: 413, events: 0, wait: wait)))
      #expect(tale.engine.exchange == nil)
      #expect(tale.engine.memory.withheld == [])
      // Whatever it asked for: twice the longest wait of a bad line, at most.
      tale.after(.minutes(10))
      #expect(tale.hear(.rang).withoutRings == ["call 3"])
      #expect(tale.answered().withoutRings == ["call 4 1-11…11 at most 1"])
      tale.answered { $0.marks = [Mark(1, 11)] }
      #expect(tale.engine.unsent == 0 && tale.engine.memory.owed == [])
    }
  }

  @Test func `another link key at the centre: the new one is handed on, and nothing is called in a circle`() {
    var tale = Tale(have: [Mark(1, 12)])
    tale.hear(.begun)
    let said = tale.answered { ($0.standing, $0.sealedLinkKey) = (.newKey, Blob([1, 2, 3])) }
    #expect(said.first == "new key [1, 2, 3]")
    #expect(tale.engine.exchange == nil)
    #expect(tale.engine.unsent == 2)
  }

  @Test func `a format the centre does not read gives way to the newest it does, and comes back with its upgrade`() {
    var tale = Tale(have: [Mark(1, 12)]) { $0.formats = 1...3 }
    #expect(tale.hear(.begun).first == "call 1 1-11…12")
    let said = tale.answered { ($0.standing, $0.format) = (.unsupported, 2) }
    #expect(said.withoutRings == ["call 2 1-11…12 in format 2"])
    tale.answered { ($0.marks, $0.format) = ([Mark(1, 12)], 2) }
    tale.hear(.asked)
    #expect(tale.engine.exchange == 3)
    tale.answered { ($0.marks, $0.format) = ([Mark(1, 12)], 3) }
    tale.hear(.wrote(Mark(1, 13)))
    tale.after(.seconds(2))
    #expect(tale.hear(.rang).withoutRings == ["abandon 4", "call 5 1-13…13"])
    // One that reads nothing of ours: told once, asked again in an hour.
    var apart = Tale { $0.formats = 2...3 }
    apart.hear(.begun)
    #expect(
      apart.answered { ($0.standing, $0.format) = (.unsupported, 1) }
        == ["unsupported(centreFormat: 1)", "ring at 3600.0"])
  }

  @Test func `on the line 5: what the centre parked is listed and nothing waits for it`() {
    var tale = Tale(have: [Mark(1, 12)])
    tale.hear(.begun)
    let parked = [Parked(EventID(node: 1, sequence: 11), .unknown)]
    let said = tale.answered { ($0.marks, $0.parkedCount, $0.parked) = ([Mark(1, 12)], 1, parked) }
    #expect(said.first == "\(LineNotice.parked(parked))")
    #expect(tale.engine.memory.parked == parked)
    tale.hear(.asked)
    #expect(tale.engine.unsent == 0)
  }

  @Test func `on the line 6: whatever fails, the next attempt comes within the cap and by itself`() {
    for seed in 0..<50 as Range<UInt64> {
      var tale = Tale(have: [Mark(1, 12)], seed: seed)
      tale.hear(.begun)
      tale.after(.seconds(2))
      tale.hear(.rang)
      for failure in 1...14 {
        let said = tale.hear(.ended(exchange: tale.engine.exchange ?? 0, .cut(hasSent: true)))
        let ring = said.last { $0.hasPrefix("ring at") }.flatMap { Double($0.dropFirst(8)) } ?? 0
        let wait = ring - Double(tale.now.uptime.milliseconds) / 1000
        if tale.engine.exchange == nil {
          #expect(wait > 0 && wait <= min(300, 2 * Double(1 << (failure - 1))), "seed \(seed)")
          tale.after(Span(milliseconds: Int64(wait * 1000) + 1))
          #expect(tale.hear(.rang).first?.hasPrefix("call") == true)
        }
      }
    }
  }

  @Test func `on the line 6: an exchange that does not end is ended`() {
    var tale = Tale(have: [Mark(1, 12)])
    #expect(tale.hear(.begun) == ["call 1 1-11…12", "ring at 60.0"])
    tale.after(.seconds(40))
    tale.hear(.moved(exchange: 1))
    tale.after(.seconds(20))
    #expect(tale.hear(.rang) == ["ring at 100.0"])
    tale.after(.seconds(40))
    #expect(tale.hear(.rang).first == "abandon 1")
    // Words of the dead exchange mean nothing.
    #expect(tale.hear(.replied(exchange: 1, tale.reply { $0.marks = [Mark(1, 12)] })) == [])
    #expect(tale.engine.unsent == 2)
  }

  @Test func `on the line 10: what is written during an exchange goes in the next without a trigger`() {
    var tale = Tale(have: [Mark(1, 12)])
    tale.hear(.begun)
    tale.after(.seconds(3))
    #expect(tale.hear(.wrote(Mark(1, 13))) == [])
    #expect(tale.answered { $0.marks = [Mark(1, 12)] }.first == "call 2 1-13…13")
  }

  @Test func `on the line 17: a captive portal is told as such and moves nothing`() {
    var tale = Tale(have: [Mark(1, 12)])
    tale.hear(.begun)
    #expect(tale.hear(.ended(exchange: 1, .stranger)).withoutRings == ["notTheCentre"])
    #expect(tale.engine.unsent == 2)
    #expect(
      tale.engine.memory
        == Memory.known {
          $0.counter = 165; $0.marks = [Mark(1, 10)]
        })
  }

  @Test func `on the line 20: an exchange with nothing new is one round trip, and the next waits`() {
    var tale = Tale()
    tale.hear(.begun)
    tale.answered()
    #expect(tale.engine.exchange == nil)
    tale.after(.minutes(10))
    #expect(tale.hear(.rang).first == "call 2")
    // Now the line is good; a centre that does not hold the call is not asked in a circle.
    #expect(tale.answered().first == "call 3 held")
    let said = tale.answered()
    #expect(said.count == 1 && said[0].hasPrefix("ring at"))
  }

  @Test func `after a start the second call is held open at once, and after a failure only the third`() {
    let usual = Terms(office: OfficeCode(8205), seat: 4, node: 1, version: "0.1.0", dictionaries: [])
    var tale = Tale { $0.goodAtStart = usual.goodAtStart }
    tale.hear(.begun)
    #expect(tale.answered().first == "call 2 held")
    var failed = Tale { $0.goodAtStart = 1 }
    failed.hear(.begun)
    failed.hear(.ended(exchange: 1, .cut(hasSent: false)))
    failed.after(.seconds(10))
    #expect(failed.hear(.rang).first == "call 2")
    failed.answered()
    #expect(failed.engine.exchange == nil)
    failed.after(.seconds(61))
    #expect(failed.hear(.rang).first == "call 3")
    #expect(failed.answered().first == "call 4 held")
  }

  @Test func `a held call gives way to a press`() {
    var tale = Tale()
    tale.hear(.begun)
    tale.answered()
    tale.hear(.asked)
    #expect(tale.answered().first == "call 3 held")
    #expect(tale.hear(.wrote(Mark(1, 11))) == ["ring at 2.0"])
    tale.after(.seconds(2))
    #expect(tale.hear(.rang) == ["abandon 3", "call 4 1-11…11", "ring at 62.0"])
  }

  @Test func `a held call gives way to somebody who asks for one now, and is held again after that`() {
    var tale = Tale()
    tale.hear(.begun)
    tale.answered()
    tale.hear(.asked)
    #expect(tale.answered().first == "call 3 held")
    #expect(tale.hear(.asked).prefix(2) == ["abandon 3", "call 4"])
    #expect(tale.answered().first == "call 5 held")
  }

  @Test func `paused means silent, asked means now`() {
    var tale = Tale()
    tale.hear(.begun)
    #expect(tale.hear(.paused(true)) == ["abandon 1", "no ring"])
    #expect(tale.hear(.wrote(Mark(1, 11))) == [])
    #expect(tale.hear(.asked) == [])
    #expect(tale.hear(.paused(false)).first == "call 2 1-11…11")
    tale.hear(.ended(exchange: 2, .cut(hasSent: true)))
    #expect(tale.hear(.asked).first == "call 3 1-11…11")
  }

  @Test func `without a network nothing is tried, and with it again everybody comes at another moment`() {
    var tale = Tale { $0.spread = .seconds(5) }
    tale.hear(.lineChanged(isUp: false))
    #expect(tale.hear(.wrote(Mark(1, 11))) == [])
    let rings = (0..<20 as Range<UInt64>).map { seed in
      var tale = Tale(seed: seed) { $0.spread = .seconds(5) }
      tale.hear(.lineChanged(isUp: false))
      return tale.hear(.lineChanged(isUp: true)).last ?? ""
    }
    #expect(Set(rings).count > 15)
  }

  @Test func `a revoked node goes on, is told once, and asks once an hour`() {
    var tale = Tale(have: [Mark(1, 12)])
    tale.hear(.begun)
    #expect(tale.answered { $0.standing = .revoked } == ["revoked", "ring at 3600.0"])
    tale.after(.minutes(60))
    #expect(tale.hear(.rang).first == "call 2 1-11…12")
    #expect(tale.answered { $0.standing = .revoked }.withoutRings == [])
    tale.after(.minutes(60))
    tale.hear(.rang)
    #expect(tale.answered { $0.marks = [Mark(1, 12)] }.first == "reinstated")
  }

  @Test func `a node locked out before its first whole exchange asks again all the same`() {
    var tale = Tale()
    tale.hear(.begun)
    tale.answered { $0.standing = .revoked }
    tale.after(.minutes(60))
    #expect(tale.hear(.rang).first == "call 2")
  }

  @Test func `as many events under one name are not the same events: the centre is asked once in a run`() {
    var tale = Tale()
    tale.hear(.begun)
    #expect(tale.answered { $0.agreed = Mark() }.contains { $0.hasPrefix("call 2 probes 1,2,3") })
    var agreed = Tale()
    let first = agreed.effects(.begun).compactMap { effect -> [Probe]? in
      if case .exchange(let plan) = effect { plan.call.probes } else { nil }
    }
    #expect(first == [[Probe(1, 10)]])
    agreed.answered { $0.agreed = Mark(1, 10) }
    let second = agreed.effects(.asked).compactMap { effect -> [Probe]? in
      if case .exchange(let plan) = effect { plan.call.probes } else { nil }
    }
    #expect(second == [[]])
  }

  @Test func `a counter seen before is left behind at once`() {
    var tale = Tale(have: [Mark(1, 12)])
    tale.hear(.begun)
    #expect(tale.answered { ($0.standing, $0.counter) = (.stale, 5_000) }.first == "call 2 1-11…12")
    #expect(tale.engine.memory.counter > 5_000)
  }

  @Test func `the clock's offset is told, and again only when it has changed`() {
    var tale = Tale()
    tale.tellsClock = true
    tale.hear(.begun)
    tale.after(.seconds(1))
    let ahead = tale.now.wall.advanced(by: .minutes(3))
    #expect(tale.answered { ($0.receivedAt, $0.answeredAt) = (ahead, ahead) }.first == "clock 180500")
    tale.hear(.asked)
    let still = tale.now.wall.advanced(by: .minutes(3))
    #expect(tale.answered { ($0.receivedAt, $0.answeredAt) = (still, still) }.first?.hasPrefix("clock") == false)
  }

  @Test func `on the line 5: a frame the centre cannot read is tried plain, then smaller, then without the one body`() {
    var tale = Tale(have: [Mark(1, 300)])
    func unreadable() -> [String] { tale.answered { $0.unreadable = EventID(node: 1, sequence: 11) } }
    tale.hear(.begun)
    tale.after(.seconds(2))
    #expect(unreadable().first == "call 2 1-11…300")
    let sizes = [64, 32, 16, 8, 4, 2, 1]
    for (index, size) in sizes.enumerated() {
      #expect(unreadable().first == "call \(index + 3) 1-11…300 at most \(size)")
    }
    #expect(unreadable().prefix(2) == ["withheld(1-11)", "call 10 1-11…300 at most 1 withheld 1-11"])
    #expect(tale.answered { $0.marks = [Mark(1, 11)] }.first == "call 11 1-12…300 at most 2")
  }

  @Test func `on the line 13: a mark above what this disk has is a restored disk: probes, then another identity`() {
    var tale = Tale(have: [Mark(1, 40)], memory: .known { $0.marks = [Mark(1, 40)] })
    tale.hear(.begun)
    // Nothing of that reply is kept: it may hold this node's own events.
    let found = tale.hear(.replied(exchange: 1, tale.reply { $0.marks = [Mark(1, 100)] }))
    #expect(found.prefix(2) == ["abandon 1", "call 2 probes 2,5,7,10,12,15,17,20,22,25,27,30,32,35,37,40"])
    let said = tale.answered { ($0.marks, $0.agreed) = ([Mark(1, 100)], Mark(1, 40)) }
    #expect(said.contains("become 9 after 1-40"))
    // Silent until the host has done so; then everything again, without what is held.
    #expect(tale.engine.exchange == nil)
    let after = tale.hear(.tookIdentity(9, have: [Mark(1, 40), Mark(9, 1)]))
    #expect(after.first == "call 3 9-1…1")
    #expect(tale.engine.memory.cursor == .again)
  }

  @Test func `a centre of another incarnation is read from the start and sent what it lost`() {
    var tale = Tale(have: [Mark(1, 10), Mark(3, 8)], memory: .known { $0.marks = [Mark(1, 10), Mark(3, 8)] })
    tale.hear(.begun)
    let said = tale.answered { ($0.incarnation, $0.marks) = (78, [Mark(1, 6), Mark(3, 2)]) }
    #expect(said.first == "centreRestored")
    #expect(said.contains("call 2 1-7…10 3-3…8"))
    #expect(tale.engine.memory.cursor.news == 0)
  }
}
