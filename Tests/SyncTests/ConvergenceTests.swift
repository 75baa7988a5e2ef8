import Domain
import Engine
import LineDoubles
import TestSupport
import Testing
import Wire

@Suite struct `Office and centre over a bad line` {
  /// A held call ends at once in this world; two rounds of nothing are quiet enough.
  private func settle(_ world: World) {
    for office in world.offices { world.tell(office, .asked) }
    world.pass(.minutes(30))
    for office in world.offices { world.tell(office, .asked) }
    world.pass(.minutes(30))
  }

  private func storm(_ world: World) -> Weather {
    var weather = Weather()
    if world.dice.one(in: 3) { weather.upMax = world.dice.below(4) }
    weather.losesReply = world.dice.one(in: 4)
    if world.dice.one(in: 3) { weather.downMax = world.dice.below(3) }
    return weather
  }

  private func world(_ seed: Int, offices: Int) -> World {
    let world = World(seed: seed)
    world.offices = (1...offices).map { OfficeDouble(seat: $0, node: UInt32($0)) }
    for office in world.offices { world.tell(office, .begun) }
    return world
  }

  @Test func `loss, cuts, repetition and restarts in any order end in the same events on all sides`() {
    for seed in 0..<150 {
      let world = world(seed, offices: 1 + seed % 3)
      for _ in 0..<30 {
        let office = world.dice.pick(world.offices)
        switch world.dice.below(8) {
        case 0...3:
          office.write(1 + world.dice.below(12), &world.dice, at: world.now)
          for mark in office.have { world.tell(office, .wrote(mark)) { self.storm(world) } }
        case 4: world.replay()
        case 5:
          office.restart()
          world.tell(office, .begun) { self.storm(world) }
        default: world.pass(.seconds(1 + world.dice.below(200))) { self.storm(world) }
        }
        world.checkSafety(seed)
      }
      settle(world)
      world.checkAgreement(seed)
    }
  }

  @Test func `on the line 8: every reply lost for a while makes exactly one copy`() {
    let world = world(7, offices: 1)
    let office = world.offices[0]
    office.write(40, &world.dice, at: world.now)
    for mark in office.have { world.tell(office, .wrote(mark)) }
    world.pass(.minutes(20)) { Weather(losesReply: true) }
    settle(world)
    world.checkAgreement(7)
    #expect(world.centre.feed.count == 40)
  }

  @Test func `on the line 1: cut after every third frame, no event reaches the centre twice`() {
    let world = world(8, offices: 1)
    let office = world.offices[0]
    world.pass(.seconds(10))
    office.write(400, &world.dice, at: world.now)
    for mark in office.have { world.tell(office, .wrote(mark)) { Weather(upMax: 3) } }
    world.pass(.minutes(600)) { Weather(upMax: 3) }
    settle(world)
    world.checkAgreement(8)
    #expect(world.eventsArrived == 400)
    #expect(world.exchanges > 20)
  }

  @Test func `on the line 13: a disk set back goes on as another node and both histories are everywhere`() {
    for seed in 0..<60 {
      let world = world(seed, offices: 2)
      let office = world.offices[0]
      office.write(5 + world.dice.below(20), &world.dice, at: world.now)
      for mark in office.have { world.tell(office, .wrote(mark)) }
      world.pass(.minutes(5))
      let copy = office.copy()
      office.write(1 + world.dice.below(20), &world.dice, at: world.now)
      for mark in office.have { world.tell(office, .wrote(mark)) }
      world.pass(.minutes(5))
      settle(world)
      let before = world.centre.kept.count
      office.restore(copy)
      let more = world.dice.below(30)
      office.write(more, &world.dice, at: world.now)
      world.tell(office, .begun)
      settle(world)
      #expect(office.changes.count == 1, "seed \(seed)")
      #expect(world.centre.kept.count == before + more + 1, "seed \(seed)")
      world.checkAgreement(seed)
    }
  }

  @Test func `a centre restored from a backup is given back what it forgot, also its other offices' events`() {
    for seed in 0..<60 {
      let world = world(seed, offices: 2)
      func busy() {
        for office in world.offices {
          office.write(1 + world.dice.below(15), &world.dice, at: world.now)
          for mark in office.have { world.tell(office, .wrote(mark)) }
        }
        settle(world)
      }
      busy()
      let (ledger, kept, feed) = (world.centre.ledger, world.centre.kept, world.centre.feed)
      busy()
      world.checkAgreement(seed)
      (world.centre.ledger, world.centre.kept, world.centre.feed) = (ledger, kept, feed)
      busy()
      settle(world)
      world.checkAgreement(seed)
    }
  }

  @Test func `on the line 15: a new node reads the state, then what is new, then the past, resuming where it was cut`()
  {
    for seed in 0..<40 {
      let world = world(seed, offices: 1)
      world.offices[0].write(150, &world.dice, at: world.now)
      for mark in world.offices[0].have { world.tell(world.offices[0], .wrote(mark)) }
      settle(world)
      var memory = Memory()
      memory.cursor = .fresh
      let new = OfficeDouble(seat: 9, node: 9, memory: memory)
      world.offices.append(new)
      world.tell(new, .begun) { self.storm(world) }
      for _ in 0..<20 { world.pass(.minutes(3)) { self.storm(world) } }
      new.write(3, &world.dice, at: world.now)
      for mark in new.have { world.tell(new, .wrote(mark)) }
      settle(world)
      #expect(new.memory.cursor.isReadingState == false)
      #expect(new.memory.cursor.isReadingPast == false)
      world.checkAgreement(seed)
    }
  }
}
