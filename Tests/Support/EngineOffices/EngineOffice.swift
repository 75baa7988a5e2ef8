import CentralReception
import Domain
import Engine
import Journal
import Seal
import Transport
import Wire

/// An office's PC as a value: its log, its keys, and the real engine of its line. Calls are made of the log, and answers
/// taken in, by the transport's own code; only what carries the bytes is handed in.
public struct EngineOffice: Sendable {
  /// What carries a whole call, and how long a PC waits: real in a benchmark, a matter of nothing in a test.
  public struct Surroundings: Sendable {
    public var now: @Sendable () -> OfficeClock.Reading
    public var sleep: @Sendable (Span) async throws -> Void
    public var carry: @Sendable (Outgoing) async throws -> Answer

    public init(
      now: @escaping @Sendable () -> OfficeClock.Reading, sleep: @escaping @Sendable (Span) async throws -> Void,
      carry: @escaping @Sendable (Outgoing) async throws -> Answer
    ) {
      (self.now, self.sleep, self.carry) = (now, sleep, carry)
    }
  }

  public let keys: LineKeys
  public let squeezer: Squeezer
  public private(set) var codes = CodeKeyRing()
  public private(set) var log = Log()
  public private(set) var engine: SyncEngine
  public private(set) var ring: Span?
  public private(set) var status = LineStatus()
  /// Exchanges carried out so far.
  public private(set) var calls = 0

  /// What should not happen to an office that nobody sets back, locks out or lies to.
  public struct Astray: Error {
    public let office: OfficeCode
    public let effect: Effect
    public let after: Input
    public let held: [Mark]
  }

  public init(_ keys: LineKeys, node: UInt32, squeezer: Squeezer) {
    (self.keys, self.squeezer) = (keys, squeezer)
    let terms = Terms(
      office: keys.office, seat: keys.seat, node: node, version: "0.1.0", dictionaries: squeezer.dictionaries)
    engine = SyncEngine(terms, memory: Memory(), have: [], seed: UInt64(keys.office.value) << 16 | UInt64(keys.seat))
  }

  public var office: OfficeCode { keys.office }

  /// Writes to its log, as the desk does.
  public mutating func write(_ events: [(event: Event, link: Digest)]) throws {
    for (event, link) in events { try log.add(Entry(event), link) }
  }

  // MARK: The engine

  /// Tells the engine, and carries out all it asks but an exchange, which is returned.
  public mutating func tell(_ input: Input, at now: OfficeClock.Reading) throws -> Plan? {
    var plan: Plan?
    for effect in engine.step(input, at: now) {
      switch effect {
      case .exchange(let next): plan = next
      case .arm(let time): ring = time
      case .disarm: ring = nil
      case .tell(.status(let now)): status = now
      case .takeCodes(let sealed): codes = keys.node.codeKeys(in: sealed) ?? codes
      case .remember, .tell: break
      case .abandon, .takeIdentity, .takeLinkKey:
        throw Astray(office: office, effect: effect, after: input, held: log.marks)
      }
    }
    return plan
  }

  /// Lives on from these inputs until the engine has nothing to say and only listens: in a call held open, or now and then
  /// where the line has failed a moment ago.
  public mutating func settle(_ inputs: [Input], _ surroundings: Surroundings) async throws {
    var plan: Plan?
    for input in inputs { plan = try tell(input, at: surroundings.now()) ?? plan }
    while true {
      if let due = plan {
        guard due.call.wait == 0 else {
          try hangUp(surroundings)
          _ = try tell(.ended(exchange: due.exchange, .cut(hasSent: false)), at: surroundings.now())
          return
        }
        plan = try await exchange(due, surroundings)
        continue
      }
      guard let ring else { return }
      let left = ring.milliseconds - surroundings.now().uptime.milliseconds
      if status.failures == 0, engine.unsent == 0, left > engine.terms.gather.milliseconds {
        return try hangUp(surroundings)
      }
      if left > 0 { try await surroundings.sleep(Span(milliseconds: left)) }
      self.ring = nil
      plan = try tell(.rang, at: surroundings.now())
    }
  }

  /// The cable is pulled.
  private mutating func hangUp(_ surroundings: Surroundings) throws {
    _ = try tell(.lineChanged(isUp: false), at: surroundings.now())
  }

  private mutating func exchange(_ plan: Plan, _ surroundings: Surroundings) async throws -> Plan? {
    calls += 1
    let outgoing = try outgoing(plan, at: surroundings.now().wall)
    let answer = try await surroundings.carry(outgoing)
    guard answer.status == 200 else {
      let wait = answer.retryAfter.map { Span.seconds($0) }
      return try tell(
        .ended(exchange: plan.exchange, .refused(status: answer.status, events: outgoing.events, wait: wait)),
        at: surroundings.now())
    }
    var incoming = Incoming(outgoing.call, keys: keys, crypto: .sodium, squeezer: squeezer)
    var items: [Incoming.Item] = []
    do { try incoming.take(answer.body) { items.append($0) } } catch {
      return try tell(.ended(exchange: plan.exchange, error.ending), at: surroundings.now())
    }
    for item in items {
      switch item {
      case .replied(let reply): _ = try tell(.replied(exchange: plan.exchange, reply), at: surroundings.now())
      case .frame(let frame, _):
        guard try keep(frame) else {
          return try tell(.ended(exchange: plan.exchange, .unreadable), at: surroundings.now())
        }
        let cursor = engine.memory.cursor.after(frame)
        _ = try tell(.kept(exchange: plan.exchange, cursor: cursor, have: log.marks), at: surroundings.now())
      }
    }
    return try tell(.ended(exchange: plan.exchange, .whole), at: surroundings.now())
  }

  /// The call's bytes, to be made one after the other.
  public func outgoing(_ plan: Plan, at now: Moment) throws -> Outgoing {
    var plan = plan
    plan.call.codes = codes.names.said
    return try Outgoing(plan, keys: keys, crypto: .sodium, squeezer: squeezer, source: LogSource(log), at: now)
  }

  private mutating func keep(_ frame: Frame) throws -> Bool {
    let log = log
    guard
      let taken = Intake.judge(
        frame, writer: engine.terms.node, held: log.standpoint, linkAt: log.link, Seal.digester)
    else { return false }
    for event in taken { try self.log.add(event.entry, event.link) }
    return true
  }
}
