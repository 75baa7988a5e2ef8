import Glibc

/// Ways out of the PC to a device. None of them ever waits without an end.
public enum Ports {
  /// A character device such as `/dev/usb/lp0`. Some may only be written.
  public static func device(_ path: String) throws(SystemFault) -> (Descriptor, answers: Bool) {
    do {
      return (Descriptor(try system("open") { open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }), true)
    } catch {
      guard error.number == EACCES || error.number == EINVAL || error.number == EROFS else { throw error }
      return (Descriptor(try system("open") { open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }), false)
    }
  }

  /// The end of a file, made when it is missing; of a pipe with a reader, the pipe.
  public static func end(of path: String) throws(SystemFault) -> Descriptor {
    Descriptor(
      try system("open") { open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0o640) })
  }

  /// A serial line that passes every byte as it is: eight bits, no parity.
  public static func serial(_ path: String, baud: Int) throws(SystemFault) -> Descriptor {
    let line = Descriptor(try system("open") { open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) })
    let speeds = [
      9600: B9600, 19_200: B19200, 38_400: B38400, 57_600: B57600, 115_200: B115200,
    ]
    guard let speed = speeds[baud] else { throw SystemFault("cfsetspeed", EINVAL) }
    var settings = termios()
    try system("tcgetattr") { tcgetattr(line.number, &settings) }
    cfmakeraw(&settings)
    settings.c_cflag |= tcflag_t(CLOCAL | CREAD)
    try system("cfsetspeed") { cfsetspeed(&settings, speed_t(speed)) }
    try system("tcsetattr") { tcsetattr(line.number, TCSANOW, &settings) }
    return line
  }

  /// Connects to a device on the office's own network, or says after `milliseconds` that it does not answer.
  public static func connect(host: String, port: UInt16, milliseconds: Int) throws(SystemFault) -> Descriptor {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else {
      throw SystemFault("getaddrinfo", EHOSTUNREACH)
    }
    defer { freeaddrinfo(found) }
    let socket = Descriptor(
      try system("socket") {
        Glibc.socket(
          found.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      })
    if Glibc.connect(socket.number, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 { return socket }
    guard errno == EINPROGRESS else { throw SystemFault("connect") }
    let ready = try Waiting.wait(for: [.init(socket.number, reading: false, writing: true)], milliseconds: milliseconds)
    guard ready[0].canWrite else { throw SystemFault("connect", ETIMEDOUT) }
    var failure: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    try system("getsockopt") { getsockopt(socket.number, SOL_SOCKET, SO_ERROR, &failure, &size) }
    guard failure == 0 else { throw SystemFault("connect", failure) }
    return socket
  }
}

/// What a failed call means at a device's end.
public enum PortFault: Sendable {
  case busy, gone, failing, notPermitted, noPaperOrRoom, cut, wrongPath, silent
}

extension SystemFault {
  /// The other end closed a line it should have kept open.
  public static let lineEnded = SystemFault("read", ECONNRESET)

  public var atPort: PortFault {
    switch number {
    case EBUSY: .busy
    case ENOENT, ENODEV, ENXIO, ESHUTDOWN: .gone
    case EIO: .failing
    case EACCES, EPERM: .notPermitted
    case ENOSPC: .noPaperOrRoom
    case EPIPE, ECONNRESET: .cut
    case EINVAL, EISDIR, ENOTDIR, ENAMETOOLONG, ENOTTY: .wrongPath
    default: .silent
    }
  }
}

extension Descriptor {
  /// The other end of a socket reads to an end; it may still answer.
  public func finishSending() throws(SystemFault) {
    try system("shutdown") { shutdown(number, Int32(SHUT_WR)) }
  }

  /// Bytes that a serial line or a socket has been given and has not got rid of; `nil` where the kernel does not say.
  public var unsentBytes: Int? {
    var count: Int32 = 0
    return ioctl(number, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : nil
  }

  /// What the kernel's printer driver says of the printer.
  public struct PrinterLines: Equatable, Sendable {
    public var hasPaper: Bool
    public var isOnline: Bool
  }

  /// Numbers from the kernel's `lp.h`, which no header of glibc has.
  private static let lpGetStatus: UInt = 0x060B
  private static let lpAbort: UInt = 0x0604

  /// `nil` for everything that is no printer of the kernel's.
  public var printerLines: PrinterLines? {
    var status: Int32 = 0
    guard ioctl(number, Self.lpGetStatus, &status) == 0 else { return nil }
    return PrinterLines(hasPaper: status & 0x20 == 0, isOnline: status & 0x10 != 0)
  }

  /// Makes a printer without paper an error instead of an endless wait.
  public func failWithoutPaper() { _ = ioctl(number, Self.lpAbort, Int32(1)) }
}
