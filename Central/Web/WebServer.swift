import CMicroHTTPD
import CentralReception
import Machine
import Synchronization
import Wire

/// HTTP in front of the centre: a few threads of the library's own, which never wait for the database.
///
/// Bytes are handed to a task while the connection stands still; so memory is bounded, and a slow office holds nobody up.
/// A call held open costs a suspended connection and no thread.
public final class WebServer: @unchecked Sendable {  // The daemon is set once, before anybody can call.
  private let centre: Centre
  private let limits: WebLimits
  private let addresses: Addresses
  private let state = Mutex(State())
  private var daemon: OpaquePointer?
  /// Where it listens; what the kernel gave where 0 was asked for.
  public private(set) var port: UInt16

  private struct State {
    var isStopping = false
    /// Requests under way.
    var open = 0
  }

  /// Listens on an address in figures.
  public init(_ centre: Centre, host: String = "127.0.0.1", port: UInt16, _ limits: WebLimits = WebLimits())
    throws(SystemFault)
  {
    self.centre = centre
    self.limits = limits
    self.port = port
    addresses = Addresses(max: limits.perAddress)
    var given = port
    let listener = loket_http_listen(host, &given)
    guard listener >= 0 else { throw SystemFault("listen") }
    self.port = given
    // Held by the daemon, which may call until it has stopped.
    let held = Unmanaged.passRetained(self)
    let own = held.toOpaque()
    daemon = loket_http_start(
      listener,
      loket_http_limits(
        threads: UInt32(limits.threads), connections: UInt32(limits.connections), silence: UInt32(limits.silence),
        memory: limits.memory),
      { own, connection, path, method, _, bytes, count, place in
        guard let own, let connection, let path, let method, let count, let place else { return .NO }
        return Unmanaged<WebServer>.fromOpaque(own).takeUnretainedValue().handle(
          connection, String(cString: path), String(cString: method), bytes, count, place)
      },
      { own, _, place, _ in
        guard let own, let place, let request = place.pointee else { return }
        place.pointee = nil
        Unmanaged<WebServer>.fromOpaque(own).takeUnretainedValue().over(
          Unmanaged<Request>.fromOpaque(request).takeRetainedValue())
      }, own)
    guard daemon != nil else {
      held.release()
      throw SystemFault("MHD_start_daemon")
    }
  }

  /// Answers what is under way, takes nothing new, and returns when all is said; at the latest after `milliseconds`.
  public func stop(atMost milliseconds: Int = 40_000) async {
    state.withLock { $0.isStopping = true }
    await centre.bells.close()
    for _ in 0..<max(1, milliseconds / 20) where state.withLock({ $0.open }) > 0 {
      try? await Task.sleep(for: .milliseconds(20))
    }
    guard let daemon, state.withLock({ $0.open }) == 0 else { return }
    MHD_stop_daemon(daemon)
    self.daemon = nil
    Unmanaged.passUnretained(self).release()
  }

  // MARK: On the library's threads

  private func handle(
    _ connection: OpaquePointer, _ path: String, _ method: String, _ bytes: UnsafePointer<CChar>?,
    _ count: UnsafeMutablePointer<Int>, _ place: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> MHD_Result {
    guard let known = place.pointee else { return begin(connection, path, method, place) }
    let request = Unmanaged<Request>.fromOpaque(known).takeUnretainedValue()
    guard !request.isBusy else { return .YES }
    if count.pointee > 0, let bytes {
      let more = bytes.withMemoryRebound(to: UInt8.self, capacity: count.pointee) {
        Array(UnsafeBufferPointer(start: $0, count: count.pointee))
      }
      count.pointee = 0
      return take(more, request, connection)
    }
    if let answer = request.answer { return say(answer, connection) }
    later(request, connection) { await self.finish(request) }
    return .YES
  }

  private func begin(
    _ connection: OpaquePointer, _ path: String, _ method: String,
    _ place: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> MHD_Result {
    let matter: Request.Matter
    switch (method, path) {
    case ("POST", "/sync/1"): matter = .call(Conversation(centre))
    case ("POST", "/enrol/1"): matter = .enrol
    case ("GET", "/health"): matter = .health
    case ("GET", "/metrics"): matter = .metrics
    case (_, "/sync/1"), (_, "/enrol/1"), (_, "/health"), (_, "/metrics"): return say(Answer(405), connection)
    default: return say(Answer(404), connection)
    }
    let isStopping = state.withLock { $0.isStopping }
    guard !isStopping else { return say(Answer(503, retryAfter: 5), connection) }
    if let length = header(connection, "Content-Length").flatMap({ Int($0) }), length > WireLimits.parcelBytesMax {
      return say(Answer(413), connection)
    }
    let address = address(of: connection)
    guard addresses.enter(address) else {
      centre.figures.add("loket_centre_refused_total{why=\"address\"}")
      return say(Answer(429, retryAfter: 10), connection)
    }
    state.withLock { $0.open += 1 }
    place.pointee = Unmanaged.passRetained(Request(matter, from: address)).toOpaque()
    return .YES
  }

  private func take(_ bytes: [UInt8], _ request: Request, _ connection: OpaquePointer) -> MHD_Result {
    centre.figures.add("loket_centre_received_bytes_total", bytes.count)
    guard request.startedAt.duration(to: .now) < .seconds(limits.arriving) else { return .NO }
    let isTooMuch = !request.count(bytes.count)
    if isTooMuch, request.answer == nil { request.answer = Answer(413) }
    guard request.answer == nil else { return .YES }
    switch request.matter {
    case .call(let conversation): later(request, connection) { await conversation.feed(bytes) }
    case .enrol: request.keep(bytes)
    case .health, .metrics: break
    }
    return .YES
  }

  /// The connection stands still while the work is done, and goes on after it.
  private func later(
    _ request: Request, _ connection: OpaquePointer, _ work: @escaping @Sendable () async -> Void
  ) {
    let passage = Passage(connection: connection)
    request.isBusy = true
    MHD_suspend_connection(connection)
    // Unfolding a country's backlog takes every core for a while: what people at the centre ask has threads of its own.
    Task(priority: .utility) {
      await work()
      request.isBusy = false
      MHD_resume_connection(passage.connection)
    }
  }

  private func over(_ request: Request) {
    addresses.leave(request.address)
    state.withLock { $0.open -= 1 }
  }

  // MARK: Answers

  private func finish(_ request: Request) async {
    request.answer =
      switch request.matter {
      case .call(let conversation): await conversation.finish()
      case .enrol: await centre.enrol(request.body, from: request.address)
      case .health: await centre.isWell() ? Answer(200, Array("ok\n".utf8)) : Answer(503, Array("no database\n".utf8))
      case .metrics: await metrics()
      }
  }

  private func metrics() async -> Answer {
    guard let status = try? await centre.status() else { return Answer(503) }
    return Answer(200, Array(Metrics.text(status, centre.figures.all).utf8))
  }

  private func say(_ answer: Answer, _ connection: OpaquePointer) -> MHD_Result {
    centre.figures.add("loket_centre_answers_total{status=\"\(answer.status)\"}")
    centre.figures.add("loket_centre_sent_bytes_total", answer.body.count)
    guard let response = loket_http_response(answer.body, answer.body.count) else { return .NO }
    defer { MHD_destroy_response(response) }
    let isText = answer.body.first.map { $0 != UInt8(ascii: "L") } ?? true
    MHD_add_response_header(response, "Content-Type", isText ? "text/plain; charset=utf-8" : "application/x-loket")
    // Nobody keeps the answer to a POST; nobody may keep that to a question about health.
    if isText { MHD_add_response_header(response, "Cache-Control", "no-store") }
    if let seconds = answer.retryAfter { MHD_add_response_header(response, "Retry-After", String(seconds)) }
    return MHD_queue_response(connection, UInt32(answer.status), response)
  }

  private func header(_ connection: OpaquePointer, _ name: String) -> String? {
    loket_http_header(connection, name).map { String(cString: $0) }
  }

  /// Whoever asks; behind nginx, whom nginx says.
  private func address(of connection: OpaquePointer) -> String {
    var text = [CChar](repeating: 0, count: 64)
    loket_http_peer(connection, &text, 64)
    let peer = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard peer == "127.0.0.1" || peer == "::1" || peer.isEmpty,
      let told = header(connection, "X-Forwarded-For")?.split(separator: ",").last
    else { return peer }
    return String(told.filter { $0 != " " }.prefix(64))
  }
}
