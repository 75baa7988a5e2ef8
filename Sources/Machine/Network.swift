import Glibc

/// What network this PC has, as far as it can tell by itself.
public struct Network: Equatable, Sendable {
  /// An interface is up, has a carrier and an address, and is not the PC itself.
  public var isUp = false
  /// Addresses and ways out, to tell one network from another.
  public var places: Set<String> = []

  public static var now: Network {
    var network = Network()
    var first: UnsafeMutablePointer<ifaddrs>?
    // Not being able to tell is no reason not to try.
    guard getifaddrs(&first) == 0 else { return Network(isUp: true) }
    defer { freeifaddrs(first) }
    var next = first
    while let entry = next?.pointee {
      next = entry.ifa_next
      let flags = Int32(bitPattern: entry.ifa_flags)
      let isConnected = flags & Int32(IFF_UP) != 0 && flags & Int32(IFF_RUNNING) != 0
      guard isConnected, flags & Int32(IFF_LOOPBACK) == 0, let address = text(entry.ifa_addr) else { continue }
      network.isUp = true
      network.places.insert(String(cString: entry.ifa_name) + " " + address)
    }
    network.places.formUnion(waysOut)
    return network
  }

  public init(isUp: Bool = false) { self.isUp = isUp }

  private static func text(_ address: UnsafeMutablePointer<sockaddr>?) -> String? {
    guard let address else { return nil }
    let family = Int32(address.pointee.sa_family)
    guard family == AF_INET || family == AF_INET6 else { return nil }
    let size = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
    var name = [CChar](repeating: 0, count: 64)
    guard getnameinfo(address, socklen_t(size), &name, 64, nil, 0, NI_NUMERICHOST) == 0 else { return nil }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Interface and gateway of each route to everywhere.
  private static var waysOut: [String] {
    let table = (try? Files.read("/proc/net/route", sizeMax: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return table.split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "\t")
      return columns.count > 2 && columns[1] == "00000000" ? "via \(columns[0]) \(columns[2])" : nil
    }
  }
}

/// The kernel's own news of interfaces, addresses and routes: readable when something has changed.
public final class NetworkNews {
  private let socket: Descriptor

  /// Of the kernel's header: the family of such sockets, and links, addresses and routes of both families.
  private static let (family, groups): (UInt16, UInt32) = (16, 0x1 | 0x10 | 0x40 | 0x100 | 0x400)

  /// `nil` where the kernel gives none: then whoever wants to know must look now and then.
  public init?() {
    let kind = Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    socket = Descriptor(Glibc.socket(Int32(Self.family), kind, 0))
    guard socket.number >= 0 else { return nil }
    // Family, padding, port, groups.
    var address = [UInt32(Self.family), 0, Self.groups]
    let isBound = address.withUnsafeMutableBytes { raw in
      raw.storeBytes(of: Self.family, as: UInt16.self)
      return bind(socket.number, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count)) == 0
    }
    guard isBound else { return nil }
  }

  public var descriptor: Int32 { socket.number }

  /// Forgets what there was to read; what it was is better looked up than pieced together.
  public func drain() {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    // A full buffer is an error once, and then goes on: news was lost, and here that does not matter.
    for _ in 0..<256 where recv(socket.number, &bytes, bytes.count, 0) <= 0 && errno != ENOBUFS { return }
  }
}
