import Glibc

/// One connection of the fake centre: as much of HTTP/1.1 as libcurl needs.
final class HTTPTalk {
  struct Head {
    var path: String
    var isChunked: Bool
    var length: Int
  }

  let descriptor: Int32
  private var bytes: [UInt8] = []

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Abruptly, so that what is under way is lost as on a broken line.
  func close() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    Glibc.close(descriptor)
  }

  private func fill() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { return false }
    bytes += chunk[..<count]
    return true
  }

  func hasHungUp() -> Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) <= 0
  }

  func write(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Reads until the other side hangs up, so that what was answered arrives.
  func drain() {
    shutdown(descriptor, Int32(SHUT_WR))
    while fill() { bytes = [] }
  }

  private func line() -> String? {
    while true {
      if let end = bytes.firstIndex(of: 0x0A) {
        defer { bytes.removeSubrange(...end) }
        return String(decoding: bytes[..<end].filter { $0 != 0x0D }, as: UTF8.self)
      }
      guard fill() else { return nil }
    }
  }

  func readHead() -> Head? {
    guard let first = line() else { return nil }
    var head = Head(
      path: first.split(separator: " ").dropFirst().first.map(String.init) ?? "", isChunked: false, length: 0)
    while let header = line(), !header.isEmpty {
      let parts = header.lowercased().split(separator: ":", maxSplits: 1).map { $0.filter { $0 != " " } }
      if parts.count == 2, parts[0] == "transfer-encoding", parts[1] == "chunked" { head.isChunked = true }
      if parts.count == 2, parts[0] == "content-length" { head.length = Int(parts[1]) ?? 0 }
    }
    return head
  }

  func readBody(_ head: Head) -> [UInt8] {
    var all: [UInt8] = []
    eachPart(head) { part in
      all += part
      return true
    }
    return all
  }

  /// The body as it comes, until it ends or `take` has had enough.
  func eachPart(_ head: Head, _ take: (ArraySlice<UInt8>) -> Bool) {
    guard head.isChunked else {
      _ = part(head.length, take)
      return
    }
    while let size = line().flatMap({ Int($0, radix: 16) }) {
      guard size > 0 else {
        _ = line()
        return
      }
      guard part(size, take) else { return }
      _ = line()
    }
  }

  private func part(_ length: Int, _ take: (ArraySlice<UInt8>) -> Bool) -> Bool {
    var left = length
    while left > 0 {
      if bytes.isEmpty, !fill() { return false }
      let some = bytes.prefix(left)
      left -= some.count
      let goesOn = take(some)
      bytes.removeFirst(some.count)
      guard goesOn else { return false }
    }
    return true
  }
}
