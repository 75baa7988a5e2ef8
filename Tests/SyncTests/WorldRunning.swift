import Domain
import Engine
import Journal
import LineDoubles
import Seal
import TestSupport
import Testing
import Wire

/// What the line does to one exchange.
struct Weather {
  /// Frames that reach the centre, and frames of the reply that reach the office; all of them if nil.
  var upMax: Int?
  var losesReply = false
  var downMax: Int?
  static let fair = Weather()
}

/// Offices, a centre and a bad line in one thread, from one seed.
final class World {
  static let office = OfficeCode(8205)
  var now = OfficeClock.Reading(wall: Moment(milliseconds: 1_800_000_000_000), uptime: Span(milliseconds: 0))
  var dice: Dice
  var offices: [OfficeDouble] = []
  let centre = CentreDouble(World.office)
  /// Calls that were made, for playing them again.
  private var recorded: [(Call, [Frame])] = []
  var exchanges = 0
  var eventsArrived = 0

  init(seed: Int) { dice = Dice(seed: seed) }

  func after(_ span: Span) {
    now.uptime = Span(milliseconds: now.uptime.milliseconds + span.milliseconds)
    now.wall = now.wall.advanced(by: span)
  }

  /// Tells an office something and carries out what its engine asks for; `weather` is what its exchanges meet.
  func tell(_ office: OfficeDouble, _ input: Input, _ weather: () -> Weather = { .fair }) {
    var steps: [LineStep] = [.input(input)]
    while !steps.isEmpty {
      var input: Input
      switch steps.removeFirst() {
      case .input(let next): input = next
      case .frame(let exchange, let frame):
        guard office.kept.take(frame, writer: office.node) else {
          steps.removeAll { $0.isOf(exchange) }
          input = .ended(exchange: exchange, .unreadable)
          break
        }
        let cursor = office.engine.memory.cursor.after(frame)
        office.memory.cursor = cursor
        input = .kept(exchange: exchange, cursor: cursor, have: office.have)
      }
      for effect in office.engine.step(input, at: now) {
        switch effect {
        case .exchange(let plan): steps += talk(office, plan, weather())
        case .arm(let time): office.ring = time
        case .disarm: office.ring = nil
        case .remember(let memory): office.memory = memory
        case .takeIdentity(let change):
          office.take(change)
          steps.append(.input(.tookIdentity(change.become, have: office.have)))
        case .takeLinkKey: Issue.record("both have the same link key")
        case .tell(let notice): office.notices.append(notice)
        case .abandon(let exchange): steps.removeAll { $0.isOf(exchange) }
        }
      }
    }
  }

  /// One exchange: what the office comes to hear of it. Frames go through their bytes.
  private func talk(_ office: OfficeDouble, _ plan: Plan, _ weather: Weather) -> [LineStep] {
    exchanges += 1
    let call = office.kept.probed(plan.call)
    let (frames, count) = office.kept.frames(of: plan)
    recorded.append((call, frames))
    let arriving = Array(frames.prefix(weather.upMax ?? frames.count))
    eventsArrived += arriving.reduce(0) { $0 + $1.entryCount }
    guard weather.upMax == nil || arriving.count == frames.count else {
      _ = receive(call, arriving)
      return [.input(.ended(exchange: plan.exchange, .cut(hasSent: count > 0)))]
    }
    let (reply, down) = receive(call, arriving)
    guard !weather.losesReply else { return [.input(.ended(exchange: plan.exchange, .cut(hasSent: count > 0)))] }
    return hear(plan, reply, down, weather)
  }

  private func receive(_ call: Call, _ frames: [Frame]) -> (Reply, [Frame]) {
    var reception = centre.begin(call, at: now.wall)
    for frame in frames {
      let box = Box.pack(frame, .none, dictionaries: [], Seal.digester)
      guard let read = try? Box.open(box, office: World.office, .none, Seal.digester) else {
        preconditionFailure("a frame of ours")
      }
      #expect(read == frame)
      centre.enter(reception.take(read, held: centre.held, linkAt: centre.linkAt, Seal.digester))
    }
    return centre.answer(reception, at: now.wall)
  }

  private func hear(_ plan: Plan, _ reply: Reply, _ down: [Frame], _ weather: Weather) -> [LineStep] {
    let arriving = down.prefix(weather.downMax ?? down.count)
    return LineStep.heard(
      plan.exchange, reply, arriving, arriving.count == down.count ? .whole : .cut(hasSent: false))
  }

  /// Somebody plays an old call again.
  func replay() {
    guard !recorded.isEmpty else { return }
    let (call, frames) = dice.pick(recorded)
    let before = (centre.kept.count, centre.feed.count)
    let (_, down) = receive(call, frames)
    #expect(down.isEmpty, "an old call was answered with data")
    #expect(before == (centre.kept.count, centre.feed.count))
  }

  /// Rings whoever is due within the span.
  func pass(_ span: Span, _ weather: () -> Weather = { .fair }) {
    let end = now.uptime.milliseconds + span.milliseconds
    for _ in 0..<10_000 {
      guard let next = offices.filter({ $0.ring != nil }).min(by: { $0.ring! < $1.ring! }), let ring = next.ring,
        ring.milliseconds <= end
      else { break }
      after(Span(milliseconds: max(0, ring.milliseconds - now.uptime.milliseconds)))
      next.ring = nil
      tell(next, .rang, weather)
    }
    after(Span(milliseconds: max(0, end - now.uptime.milliseconds)))
  }

  /// Nothing is signed for that the centre does not hold.
  func checkSafety(_ seed: Int) {
    for office in offices {
      for mark in office.memory.marks {
        #expect(centre.ledger.marks[UInt32(mark.node)] >= UInt64(mark.sequence), "seed \(seed): signed and not durable")
      }
    }
  }

  func checkAgreement(_ seed: Int) {
    for office in offices {
      let mine = office.kept.mapValues(\.link)
      let theirs = centre.kept.mapValues(\.link)
      #expect(mine == theirs, "seed \(seed), seat \(office.seat): \(mine.count) here, \(theirs.count) there")
      #expect(office.engine.unsent == 0, "seed \(seed)")
    }
  }
}
