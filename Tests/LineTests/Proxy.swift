import Glibc
import Machine
import Synchronization

/// A proxy that knows one word, CONNECT, and passes on whatever follows.
final class Proxy: Sendable {
  let port: Int
  private let listener: Int32
  private let asked = Mutex<[String]>([])

  /// Where to whoever came wanted to be let through.
  var targets: [String] { asked.withLock { $0 } }

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = Self.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = withUnsafeMutablePointer(to: &address) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard isListening else { throw SystemFault("listen") }
    port = Int(UInt16(bigEndian: address.sin_port))
    try Thread.start { [self] in serve() }
  }

  /// Nobody comes in any more.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }

  private func serve() {
    while true {
      let caller = accept(listener, nil, nil)
      guard caller >= 0 else { break }
      try? Thread.start { [self] in talk(caller) }
    }
    close(listener)
  }

  private func talk(_ caller: Int32) {
    defer { close(caller) }
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while head.suffix(4) != [13, 10, 13, 10], head.count < 8_192, recv(caller, &byte, 1, 0) == 1 { head.append(byte) }
    let words = String(decoding: head, as: UTF8.self).split(separator: " ")
    guard words.count > 1, words[0] == "CONNECT", let port = words[1].split(separator: ":").last.flatMap({ Int($0) })
    else { return }
    asked.withLock { $0.append(String(words[1])) }
    let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(other) }
    var address = Self.loopback(port)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isThrough = withUnsafeMutablePointer(to: &address) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(other, $0, size) == 0 }
    }
    Self.write(isThrough ? "HTTP/1.1 200 Go ahead\r\n\r\n" : "HTTP/1.1 502 Nobody there\r\n\r\n", to: caller)
    while isThrough, Self.pass(caller, other) {}
  }

  private static func write(_ text: String, to socket: Int32) {
    let bytes = Array(text.utf8)
    _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// What has come at either end goes to the other; false when one has hung up.
  private static func pass(_ a: Int32, _ b: Int32) -> Bool {
    var ready = [pollfd(fd: a, events: Int16(POLLIN), revents: 0), pollfd(fd: b, events: Int16(POLLIN), revents: 0)]
    guard poll(&ready, 2, 120_000) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 32_768)
    for (from, to) in [(0, b), (1, a)] where ready[from].revents != 0 {
      let count = recv(ready[from].fd, &bytes, bytes.count, 0)
      guard count > 0 else { return false }
      var sent = 0
      while sent < count {
        let more = bytes[sent..<count].withUnsafeBytes { send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard more > 0 else { return false }
        sent += more
      }
    }
    return true
  }
}
