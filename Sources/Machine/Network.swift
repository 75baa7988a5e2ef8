import Glibc

/// Whether this PC has any network at all: an interface that is up, has a carrier and an address, and is not the PC itself.
public enum Network {
  public static var isUp: Bool {
    var first: UnsafeMutablePointer<ifaddrs>?
    // Not being able to tell is no reason not to try.
    guard getifaddrs(&first) == 0 else { return true }
    defer { freeifaddrs(first) }
    var next = first
    while let entry = next?.pointee {
      next = entry.ifa_next
      let flags = Int32(bitPattern: entry.ifa_flags)
      let family = Int32(entry.ifa_addr?.pointee.sa_family ?? 0)
      let isConnected = flags & Int32(IFF_UP) != 0 && flags & Int32(IFF_RUNNING) != 0
      let isOwn = flags & Int32(IFF_LOOPBACK) != 0
      if isConnected, !isOwn, family == AF_INET || family == AF_INET6 { return true }
    }
    return false
  }
}
