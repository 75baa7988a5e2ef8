import Glibc

/// Local stream sockets: nothing listens on a network.
public enum Socket {
  /// Longest path the kernel takes for a socket's address.
  public static let pathMax = 107

  private static func address(_ path: String) throws(SystemFault) -> sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count <= pathMax else { throw SystemFault("bind", ENAMETOOLONG) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return address
  }

  private static func withAddress(
    _ path: String, _ call: StaticString, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(SystemFault) {
    var address = try address(path)
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    try system(call) {
      withUnsafePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) } }
    }
  }

  /// Listens at `path`, which only `mode` may reach. What lies there from an earlier life is replaced: the caller holds
  /// the store's lock, so nobody else can be listening.
  public static func listen(at path: String, mode: mode_t, backlog: Int32) throws(SystemFault) -> Descriptor {
    let socket = Descriptor(
      try system("socket") {
        Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      })
    unlink(path)
    let before = umask(~mode & 0o777)
    defer { umask(before) }
    try withAddress(path, "bind") { bind(socket.number, $0, $1) }
    try system("listen") { Glibc.listen(socket.number, backlog) }
    return socket
  }

  public static func accept(on socket: Descriptor) throws(SystemFault) -> Descriptor? {
    let number: Int? = try transfer("accept") { Int(Glibc.accept(socket.number, nil, nil)) }
    guard let number else { return nil }
    let accepted = Descriptor(Int32(number))
    try accepted.setNonBlocking()
    try system("fcntl") { fcntl(accepted.number, F_SETFD, FD_CLOEXEC) }
    return accepted
  }

  /// Ends both directions for whoever else holds the other end; what had come before can still be read.
  public static func close(_ socket: Descriptor) { shutdown(socket.number, Int32(SHUT_RDWR)) }

  /// Connects and gives up reads and writes that make no progress for `patience` seconds.
  public static func connect(to path: String, patience: Int) throws(SystemFault) -> Descriptor {
    let socket = Descriptor(
      try system("socket") { Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
    try withAddress(path, "connect") { Glibc.connect(socket.number, $0, $1) }
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    try system("setsockopt") { setsockopt(socket.number, SOL_SOCKET, SO_RCVTIMEO, &limit, size) }
    try system("setsockopt") { setsockopt(socket.number, SOL_SOCKET, SO_SNDTIMEO, &limit, size) }
    return socket
  }
}

/// Waits until one of several descriptors has something to say.
public struct Waiting {
  public struct Interest {
    public var descriptor: Int32
    public var reading: Bool
    public var writing: Bool

    public init(_ descriptor: Int32, reading: Bool, writing: Bool = false) {
      self.descriptor = descriptor
      self.reading = reading
      self.writing = writing
    }
  }

  public struct Readiness: Sendable {
    public var canRead: Bool
    public var canWrite: Bool
  }

  /// Readiness in the order of `interests`; all quiet when the time is over. Waits for ever without a time.
  public static func wait(for interests: [Interest], milliseconds: Int?) throws(SystemFault) -> [Readiness] {
    var polls = interests.map {
      pollfd(fd: $0.descriptor, events: Int16(($0.reading ? POLLIN : 0) | ($0.writing ? POLLOUT : 0)), revents: 0)
    }
    let ready = poll(&polls, nfds_t(polls.count), Int32(clamping: milliseconds ?? -1))
    if ready < 0, errno != EINTR { throw SystemFault("poll") }
    return polls.map {
      let seen = ready > 0 ? Int32($0.revents) : 0
      return Readiness(canRead: seen & (POLLIN | POLLHUP | POLLERR) != 0, canWrite: seen & (POLLOUT | POLLERR) != 0)
    }
  }
}
