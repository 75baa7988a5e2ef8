import Glibc
import Machine
import TestSupport

/// A line to a server on loopback, byte by byte, which never blocks a thread that others need.
final class RawClient {
  private let socket: Descriptor

  init?(port: UInt16) {
    let number = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { return nil }
    socket = Descriptor(number)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let made = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard made == 0, (try? socket.setNonBlocking()) != nil else { return nil }
  }

  /// Whether all of it went out.
  @discardableResult
  func send(_ bytes: [UInt8]) async -> Bool {
    var sent = 0
    for _ in 0..<Patience.milliseconds {
      guard sent < bytes.count else { return true }
      let count: Int?
      do { count = try bytes[sent...].withUnsafeBytes { try socket.write($0) } } catch { return false }
      if let count { sent += count } else { try? await Task.sleep(for: .milliseconds(1)) }
    }
    return sent == bytes.count
  }

  struct Response {
    var status = 0
    var head = ""
    var body: [UInt8] = []
  }

  /// One response, by its Content-Length; `nil` when the server hung up or nothing came for `seconds`.
  func receive(seconds: Int = Patience.seconds) async -> Response? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    for _ in 0..<seconds * 1_000 {
      let count: Int?
      do { count = try chunk.withUnsafeMutableBytes { try socket.read(into: $0) } } catch { return nil }
      if let count {
        guard count > 0 else { return nil }
        bytes += chunk[..<count]
        if let whole = Self.parse(bytes) { return whole }
      } else {
        try? await Task.sleep(for: .milliseconds(1))
      }
    }
    return nil
  }

  private static func parse(_ bytes: [UInt8]) -> Response? {
    let blank: [UInt8] = [13, 10, 13, 10]
    guard let end = (0..<max(0, bytes.count - 3)).first(where: { bytes[$0..<$0 + 4].elementsEqual(blank) }) else {
      return nil
    }
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    let lines = head.split(separator: "\r\n")
    let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.split(separator: ":")[1].filter(\.isNumber)) }
    guard let length, bytes.count >= end + 4 + length else { return nil }
    let status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    if status == 100 { return parse(Array(bytes[(end + 4)...])) }
    return Response(status: status, head: head, body: Array(bytes[end + 4..<end + 4 + length]))
  }

  static func head(_ path: String, _ headers: [String], method: String = "POST") -> [UInt8] {
    Array(("\(method) \(path) HTTP/1.1\r\nHost: pusat\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
  }

  /// A request whose whole body is known.
  func ask(_ path: String, _ body: [UInt8], headers: [String] = []) async -> Response? {
    _ = await send(Self.head(path, ["Content-Length: \(body.count)"] + headers) + body)
    return await receive()
  }

  func get(_ path: String) async -> Response? {
    _ = await send(Self.head(path, [], method: "GET"))
    return await receive()
  }

  /// One piece of a chunked body; an empty one ends it.
  func chunk(_ bytes: [UInt8]) async -> Bool {
    await send(Array((String(bytes.count, radix: 16) + "\r\n").utf8) + bytes + [13, 10])
  }
}
