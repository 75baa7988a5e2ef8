import CCurl
import Domain
import Engine
import Journal
import Machine
import Synchronization
import Wire

/// Carries exchanges to the centre and back on a thread of its own.
///
/// The node's thread says `begin` and `abandon`, hears the bell, and takes what has come. Frames of a reply are handed over
/// a few at a time: while the node has not kept them, the line waits.
public final class Courier: Sendable {
  /// What came of an exchange, in the order in which it came.
  public enum Report: Sendable {
    case replied(exchange: Int, Reply)
    case frame(exchange: Int, Frame)
    case ended(exchange: Int, Ending)
  }

  /// Everything an exchange needs to know besides its plan.
  public struct Means: Sendable {
    public var route: Route
    public var keys: LineKeys
    public var crypto: Crypto
    public var squeezer: Squeezer
    public var clock: MachineClock
    /// Opened on the courier's thread for each exchange that reads from the log.
    public var source: @Sendable () throws -> any EventSource

    public init(
      route: Route, keys: LineKeys, crypto: Crypto = .sodium, squeezer: Squeezer, clock: MachineClock,
      source: @escaping @Sendable () throws -> any EventSource
    ) {
      (self.route, self.keys, self.crypto, self.squeezer) = (route, keys, crypto, squeezer)
      (self.clock, self.source) = (clock, source)
    }
  }

  /// More frames than this wait for the node at no time.
  static let framesWaitingMax = 4
  private static let moveNotice_ms: Int64 = 2_000

  private struct State {
    var wanted: Plan?
    var running: Int?
    var isAbandoned = false
    var reports: [Report] = []
    var framesWaiting = 0
    var hasMoved = false
    var movedRungAt = Int64.min
    var bytesMoved = 0
    var last: ExchangeTrace?
    var isClosing = false
    var isGone = false
  }

  private let state = Mutex(State())
  private let means: Means
  private let ring: @Sendable () -> Void
  /// Of the courier's thread alone.
  private let sockets = Sockets()
  /// Used by the courier's thread alone, but for waking it.
  nonisolated(unsafe) private let multi: UnsafeMutableRawPointer

  /// `ring` wakes whoever takes the reports.
  public init(_ means: Means, ring: @escaping @Sendable () -> Void) throws {
    self.means = means
    self.ring = ring
    guard Courier.isReady, let multi = curl_multi_init() else { throw Unavailable() }
    self.multi = multi
    try Thread.start { [self] in work() }
  }

  /// libcurl could not be set up.
  public struct Unavailable: Error {}

  static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  // MARK: From the node's thread

  public func begin(_ plan: Plan) {
    state.withLock { state in
      state.wanted = plan
      wake(&state)
    }
  }

  /// Nothing more is heard of the exchange.
  public func abandon(_ exchange: Int) {
    state.withLock { state in
      if state.wanted?.exchange == exchange { state.wanted = nil }
      if state.running == exchange { state.isAbandoned = true }
      state.reports.removeAll { $0.exchange == exchange }
      state.framesWaiting = 0
      wake(&state)
    }
  }

  /// The next thing that happened. A frame counts as kept when the next report is taken.
  public func next() -> Report? {
    state.withLock { state in
      guard !state.reports.isEmpty else { return nil }
      let report = state.reports.removeFirst()
      if case .frame = report {
        state.framesWaiting -= 1
        if state.framesWaiting == Self.framesWaitingMax - 1 { wake(&state) }
      }
      return report
    }
  }

  public var hasReports: Bool { state.withLock { !$0.reports.isEmpty } }

  /// The exchange that has moved bytes since this was last asked.
  public func takeMoved() -> Int? {
    state.withLock { state in
      defer { state.hasMoved = false }
      return state.hasMoved ? state.running : nil
    }
  }

  /// Bytes in both directions since this was last asked.
  public func takeBytes() -> Int {
    state.withLock { state in
      defer { state.bytesMoved = 0 }
      return state.bytesMoved
    }
  }

  /// What the last exchange was, for people.
  public var last: ExchangeTrace? { state.withLock { $0.last } }

  /// Ends the thread, whatever it is doing.
  public func close() {
    state.withLock { state in
      state.isClosing = true
      state.reports = []
      wake(&state)
    }
  }

  private func wake(_ state: inout State) {
    if !state.isGone { curl_multi_wakeup(multi) }
  }

  // MARK: On the courier's own thread

  private func work() {
    // Folding a backlog may take a core for seconds; a visitor at the desk does not wait for that.
    Thread.giveWay()
    guard let handle = curl_easy_init() else { return }
    while let next = waitForPlan() {
      if let plan = next { carry(plan, handle) }
    }
    curl_easy_cleanup(handle)
    state.withLock { $0.isGone = true }
    curl_multi_cleanup(multi)
  }

  /// Outer `nil`: the courier is closing.
  private func waitForPlan() -> Plan?? {
    let found: Plan??? = state.withLock { state in
      if state.isClosing { return .some(.none) }
      guard let plan = state.wanted else { return .none }
      state.wanted = nil
      state.running = plan.exchange
      state.isAbandoned = false
      return .some(.some(plan))
    }
    if let found { return found }
    curl_multi_poll(multi, nil, 0, 60_000, nil)
    return .some(.none)
  }

  private var isAbandoned: Bool { state.withLock { $0.isAbandoned || $0.isClosing } }

  private func carry(_ plan: Plan, _ handle: UnsafeMutableRawPointer) {
    let ending: Ending
    var trace: ExchangeTrace?
    do {
      let needsLog = !plan.stretches.isEmpty || !plan.offers.isEmpty || !plan.call.probes.isEmpty
      let source = needsLog ? try means.source() : nil
      let outgoing = try Outgoing(
        plan, keys: means.keys, crypto: means.crypto, squeezer: means.squeezer, source: source,
        at: Moment(milliseconds: means.clock.wall()))
      let passage = Passage(
        outgoing, Incoming(outgoing.call, keys: means.keys, crypto: means.crypto, squeezer: means.squeezer)
      ) {
        [self] in hand($0, plan.exchange)
      }
      passage.mayTake = { [self] in state.withLock { $0.framesWaiting < Self.framesWaitingMax } }
      passage.moved = { [self] in noteMoved($0) }
      ending = perform(passage, plan, handle)
      trace = passage.trace(ending, at: Moment(milliseconds: means.clock.wall()))
    } catch {
      // The log could not be read: the node meets the same trouble, and says so.
      ending = .diskRefused
    }
    state.withLock { state in
      if let trace, trace.isWorthKeeping || state.last == nil { state.last = trace }
      if !state.isAbandoned { state.reports.append(.ended(exchange: plan.exchange, ending)) }
      state.running = nil
    }
    ring()
  }

  private func hand(_ item: Incoming.Item, _ exchange: Int) {
    state.withLock { state in
      guard !state.isAbandoned else { return }
      switch item {
      case .replied(let reply): state.reports.append(.replied(exchange: exchange, reply))
      case .frame(let frame, _):
        state.reports.append(.frame(exchange: exchange, frame))
        state.framesWaiting += 1
      }
    }
    ring()
  }

  private func noteMoved(_ bytes: Int) {
    let now = means.clock.uptime()
    let rings = state.withLock { state in
      state.hasMoved = true
      state.bytesMoved += bytes
      guard now - max(state.movedRungAt, 0) >= Self.moveNotice_ms || state.movedRungAt < 0 else { return false }
      state.movedRungAt = now
      return true
    }
    if rings { ring() }
  }

  private func perform(_ passage: Passage, _ plan: Plan, _ handle: UnsafeMutableRawPointer) -> Ending {
    curl_easy_reset(handle)  // Connections stay.
    means.route.prepare(handle, path: "/sync/1", wait_ms: plan.call.wait)
    sockets.prepare(handle)
    let headers = passage.prepare(handle)
    defer { curl_slist_free_all(headers) }
    return withExtendedLifetime(passage) {
      for _ in 0..<Self.knocks {
        if let ending = carry(passage, plan, handle, mayKnockAgain: true) { return ending }
      }
      return carry(passage, plan, handle, mayKnockAgain: false) ?? .cut(hasSent: passage.hasSent)
    }
  }

  /// How often a new connection is begun because the one before was not answered, and after how long. The kernel asks again
  /// less and less often, and begins slowly when it was answered late: in the dark a new one is the sooner.
  private static let knocks = 5
  private static let knock_ms: Int64 = 4_000

  /// Once through; `nil` if nobody answered and another connection is to be tried.
  private func carry(
    _ passage: Passage, _ plan: Plan, _ handle: UnsafeMutableRawPointer, mayKnockAgain: Bool
  ) -> Ending? {
    guard curl_multi_add_handle(multi, handle) == CURLM_OK else { return .cut(hasSent: false) }
    defer { curl_multi_remove_handle(multi, handle) }
    let patience_ms = Int64(means.route.slowSeconds * 1_000 + plan.call.wait)
    let begun = means.clock.uptime()
    sockets.begin(at: begun)
    while !isAbandoned {
      passage.resume(handle)
      var active: Int32 = 0
      guard curl_multi_perform(multi, &active) == CURLM_OK else { return .cut(hasSent: passage.hasSent) }
      var result = CURLE_OK
      if door_finished(multi, &result) != nil { return passage.ending(result, handle) }
      curl_multi_poll(multi, nil, 0, 1_000, nil)
      let now = means.clock.uptime()
      if sockets.haveMoved(at: now) { noteMoved(0) }
      if mayKnockAgain, now - begun >= Self.knock_ms, sockets.areUnanswered { return nil }
      if !passage.isPaused, sockets.areStalled(since: now - patience_ms) { break }
    }
    // A held call that is ended for the sake of a press leaves a sound connection. Whatever else is broken off takes its
    // connection with it: in HTTP/2 the next call would stand in line behind what this one could not get rid of.
    if plan.call.wait == 0 || !isAbandoned || !sockets.areQuiet {
      _ = door_number(handle, CURLOPT_FORBID_REUSE, 1)
    }
    return .cut(hasSent: passage.hasSent)
  }
}

extension Courier.Report {
  var exchange: Int {
    switch self {
    case .replied(let exchange, _), .frame(let exchange, _), .ended(let exchange, _): exchange
    }
  }
}
