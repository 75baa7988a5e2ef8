import Domain
import Engine
import Glibc
import LineDoubles
import Machine
import Synchronization
import TestSupport
import Testing
import Transport
import Wire

/// What a request meets.
enum Weather: Sendable {
  case fair
  /// The line breaks after so many bytes of the request's body.
  case cutRequest(Int)
  /// Everything is taken in, and the answer never comes.
  case loseReply
  /// The line breaks after so many bytes of the answer's body.
  case cutReply(Int)
  /// One byte a segment.
  case trickle
  /// Nothing comes and nothing is closed.
  case stall
  /// Hangs up before a byte was read.
  case closeEarly
  /// Somebody else's answer, given before the body was read.
  case answer(Int, headers: String, body: String)
  /// This status, once the whole body has come.
  case refuse(Int)
  /// The same with these bytes.
  case says([UInt8])
  /// A signed reply of the centre with one byte changed, at this place.
  case flip(Int)
}

/// A centre at the end of a real socket: HTTP of the barest kind, and any weather.
final class FakeCentre: Sendable {
  private struct State {
    var weather: [Weather] = []
    var requests: [String] = []
    var holding: Int?
    var holds = 0
    var isOver = false
    var ring: @Sendable () -> Void = {}
    var bodies: [Int] = []
  }

  /// Used under the lock alone.
  nonisolated(unsafe) private let books: CentreBooks
  private let state = Mutex(State())
  private let lock = Mutex(())
  private let wake: Bell
  private let listener: Int32
  let port: UInt16
  private let now: @Sendable () -> Moment

  init(_ office: OfficeCode, now: @escaping @Sendable () -> Moment) throws {
    books = CentreBooks(office)
    self.now = now
    wake = try Bell()
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, size)
        _ = getsockname(descriptor, $0, &size)
      }
    }
    listen(descriptor, 16)
    listener = descriptor
    port = UInt16(bigEndian: address.sin_port)
    try Thread.start { [self] in serve() }
  }

  var url: String { "http://127.0.0.1:\(port)" }

  func close() {
    state.withLock { $0.isOver = true }
    wake.ring()
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// Looks at or changes what the centre holds; whoever is held is answered if there is news.
  func with<T>(_ body: (CentreBooks) throws -> T) rethrows -> T {
    let result = try lock.withLock { _ in try body(books) }
    wake.ring()
    return result
  }

  /// The next requests meet these, then fair weather.
  func forecast(_ weather: [Weather]) { state.withLock { $0.weather = weather } }
  var isClear: Bool { state.withLock { $0.weather.isEmpty } }
  /// The number of the request that is being held or stands still, of those that were.
  var holding: Int? { state.withLock { $0.holding } }
  var isHolding: Bool { holding != nil }
  var requests: [String] { state.withLock { $0.requests } }
  /// Bytes of each request's body that came.
  var bodies: [Int] { state.withLock { $0.bodies } }
  func onHolding(_ ring: @escaping @Sendable () -> Void) { state.withLock { $0.ring = ring } }

  // MARK: Serving

  private func serve() {
    while true {
      let descriptor = accept(listener, nil, nil)
      if state.withLock({ $0.isOver }) || descriptor < 0 { return }
      do { try Thread.start { [self] in talk(HTTPTalk(descriptor)) } } catch { Glibc.close(descriptor) }
    }
  }

  private func talk(_ talk: HTTPTalk) {
    while let head = talk.readHead() {
      let weather = state.withLock { state in
        state.requests.append(head.path)
        return state.weather.isEmpty ? .fair : state.weather.removeFirst()
      }
      guard answer(head, talk, weather) else { break }
    }
    talk.close()
  }

  /// Whether the connection may be used again.
  private func answer(_ head: HTTPTalk.Head, _ talk: HTTPTalk, _ weather: Weather) -> Bool {
    switch weather {
    case .closeEarly: return false
    case .stall:
      hold(talk) { false }
      return false
    case .answer(let status, let headers, let body):
      talk.write(
        Array(
          "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(headers)\r\n\(body)"
            .utf8))
      talk.drain()
      return false
    case .refuse(let status):
      _ = talk.readBody(head)
      return send([], status, talk)
    case .says(let bytes):
      talk.write(Self.header(bytes.count, 200) + bytes)
      talk.drain()
      return false
    default: break
    }
    if head.path == "/enrol/1" {
      guard let reply = with({ $0.enrol(talk.readBody(head)) }) else { return send([], 403, talk) }
      return send(reply, 200, talk)
    }
    guard var reply = exchange(head, talk, weather) else { return false }
    switch weather {
    case .loseReply: return false
    case .cutReply(let count):
      talk.write(Self.header(reply.count, 200) + reply.prefix(count))
      return false
    case .trickle:
      talk.write(Self.header(reply.count, 200))
      for byte in reply { talk.write([byte]) }
      return true
    case .flip(let place): reply[place % reply.count] ^= 0x10
    default: break
    }
    return send(reply, 200, talk)
  }

  private static func header(_ count: Int, _ status: Int) -> [UInt8] {
    Array("HTTP/1.1 \(status) X\r\nContent-Type: application/x-loket\r\nContent-Length: \(count)\r\n\r\n".utf8)
  }

  private func send(_ body: [UInt8], _ status: Int, _ talk: HTTPTalk) -> Bool {
    talk.write(Self.header(body.count, status) + body)
    return true
  }

  /// Takes the call in, frame by frame as it comes. `nil` when there is nobody to answer.
  private func exchange(_ head: HTTPTalk.Head, _ talk: HTTPTalk, _ weather: Weather) -> [UInt8]? {
    var reader = ParcelReader(.sodium)
    var left = Int.max
    if case .cutRequest(let count) = weather { left = count }
    var opened: CentreBooks.Open?
    var isRefused = false
    var count = 0
    talk.eachPart(head) { part in
      let part = part.prefix(left)
      left -= part.count
      count += part.count
      // Under another key than the centre's nothing can be read.
      if opened?.sealed.isEmpty == false { return left > 0 }
      do {
        try reader.append(part)
        while let item = try reader.next() {
          switch item {
          case .head(_, let unsealed, let seal):
            opened = with { $0.open(unsealed, seal, at: self.now()) }
            guard let opened else {
              isRefused = true
              continue
            }
            if !opened.sealed.isEmpty { return left > 0 }
            reader.open(opened.key)
          case .frame(let box): with { if opened != nil { $0.take(box, &opened!) } }
          case .end: break
          }
        }
      } catch { isRefused = true }
      return left > 0 && !isRefused
    }
    state.withLock { $0.bodies.append(count) }
    if isRefused { _ = send([], 403, talk) }
    guard let opened, !isRefused else { return nil }
    if case .cutRequest = weather { return nil }
    if opened.call.wait > 0 {
      guard hold(talk, until: { self.lock.withLock { _ in self.books.hasNews(for: opened) } }) else { return nil }
    }
    return with { $0.answer(opened, at: self.now()) }
  }

  /// False when the other side has hung up.
  @discardableResult
  private func hold(_ talk: HTTPTalk, until isOver: () -> Bool) -> Bool {
    let number = state.withLock { state in
      state.holds += 1
      return state.holds
    }
    defer {
      let ring = state.withLock { state in
        if state.holding == number { state.holding = nil }
        return state.ring
      }
      ring()
    }
    while !isOver() {
      let ring = state.withLock { state in
        state.holding = number
        return state.ring
      }
      ring()
      let ready = try? Waiting.wait(
        for: [.init(wake.descriptor, reading: true), .init(talk.descriptor, reading: true)],
        milliseconds: Patience.milliseconds)
      if state.withLock({ $0.isOver }) { return false }
      guard let ready else { return false }
      if ready[1].canRead, talk.hasHungUp() { return false }
      wake.silence()
    }
    return true
  }
}
