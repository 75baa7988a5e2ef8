import Glibc

/// How a TCP connection is made to last on a line that loses much and goes dark for a while.
public enum Stamina {
  /// The longest time between two tries to get a packet through. By itself the kernel doubles the time up to two minutes:
  /// a line that was dark for twenty seconds would be found light again ten seconds late.
  static let retry_ms: Int32 = 2_000
  /// Bytes the kernel takes beyond what is on the way: on a slow line more would hide for a minute whether anything moves.
  static let unsent: Int32 = 16 * 1024

  /// Numbers of the kernel's that the C library of a stable Debian does not name.
  private static let (congestion, information, unsentOption, retryOption): (Int32, Int32, Int32, Int32) = (
    13, 11, 25, 44
  )

  /// What a socket is told before it connects. A kernel that does not know or allow something does without.
  public static func prepare(_ socket: Int32) {
    set(socket, retryOption, retry_ms)
    set(socket, unsentOption, unsent)
    // Takes a lost packet for a lost packet and not for a crowded line.
    _ = "bbr".withCString { setsockopt(socket, Int32(IPPROTO_TCP), congestion, $0, socklen_t(strlen($0))) }
  }

  private static func set(_ socket: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    _ = setsockopt(socket, Int32(IPPROTO_TCP), option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Whether this kernel lets the time between two tries be bounded (Linux 6.15 and later).
  public static let isBounded: Bool = {
    let socket = Descriptor(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    var value = retry_ms
    let size = socklen_t(MemoryLayout<Int32>.size)
    return setsockopt(socket.number, Int32(IPPROTO_TCP), retryOption, &value, size) == 0
  }()

  /// How far a connection has come: bytes the other side has acknowledged, and bytes that have come from it. What was
  /// handed to the kernel says nothing: it may lie there. `nil` where the kernel does not tell.
  public static func progress(_ socket: Int32) -> UInt64? {
    told(socket) { raw in
      // A round trip may take longer than what was asked for: then every packet would be sent twice.
      let roundTrip_ms = Int32(clamping: raw.loadUnaligned(fromByteOffset: 68, as: UInt32.self) / 1_000)
      if roundTrip_ms > retry_ms / 3 { set(socket, retryOption, min(roundTrip_ms, 40_000) * 3) }
      let acknowledged = raw.loadUnaligned(fromByteOffset: 120, as: UInt64.self)
      return acknowledged &+ raw.loadUnaligned(fromByteOffset: 128, as: UInt64.self)
    }
  }

  /// Packets on the way that the other side has not acknowledged.
  public static func unacknowledged(_ socket: Int32) -> Int? {
    told(socket) { Int($0.loadUnaligned(fromByteOffset: 24, as: UInt32.self)) }
  }

  /// The other side has not answered yet.
  public static func isKnocking(_ socket: Int32) -> Bool { told(socket) { $0[0] } == 2 }

  /// As libcurl wants it done by whoever is told of its sockets.
  public static func close(_ socket: Int32) -> Int32 { Glibc.close(socket) }

  /// The kernel's account of a connection, field by field at the places of its own header.
  private static func told<T>(_ socket: Int32, _ read: (UnsafeRawBufferPointer) -> T) -> T? {
    var bytes = [UInt8](repeating: 0, count: 136)
    var size = socklen_t(bytes.count)
    guard getsockopt(socket, Int32(IPPROTO_TCP), information, &bytes, &size) == 0, size >= 136 else { return nil }
    return bytes.withUnsafeBytes(read)
  }
}
