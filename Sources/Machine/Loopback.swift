import Glibc

/// TCP that never leaves this PC.
public enum Loopback {
  /// Listens on a port the kernel chooses; reachable from this PC alone.
  public static func listen() throws(SystemFault) -> (Descriptor, port: UInt16) {
    let socket = Descriptor(
      try system("socket") {
        Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      })
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    try system("bind") {
      withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket.number, $0, size) }
      }
    }
    try system("listen") { Glibc.listen(socket.number, 16) }
    try system("getsockname") {
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket.number, $0, &size) }
      }
    }
    return (socket, UInt16(bigEndian: address.sin_port))
  }
}
