import Glibc

/// An open file, socket or pipe, closed when its owner goes.
public final class Descriptor {
  public let number: Int32

  public init(_ number: Int32) { self.number = number }

  deinit { Glibc.close(number) }

  /// Reads what is there, up to the buffer; `nil` when nothing is, 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int? {
    try transfer("read") { Glibc.read(number, buffer.baseAddress, buffer.count) }
  }

  /// Writes what fits now; `nil` when nothing does. A reader that has gone is an error, not a signal.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) -> Int? {
    try transfer("write") { Glibc.write(number, bytes.baseAddress, bytes.count) }
  }

  public func setNonBlocking() throws(SystemFault) {
    let flags = try system("fcntl") { fcntl(number, F_GETFL) }
    try system("fcntl") { fcntl(number, F_SETFL, flags | O_NONBLOCK) }
  }
}

/// A pipe that wakes a waiting thread; any thread may ring it.
public final class Bell: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  public init() throws(SystemFault) {
    var ends: [Int32] = [0, 0]
    try system("pipe") { pipe(&ends) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends {
      try system("fcntl") { fcntl(end, F_SETFL, O_NONBLOCK) }
      try system("fcntl") { fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Safe inside a signal handler too: one write, and a full pipe has been heard already.
  public func ring() {
    var byte: UInt8 = 1
    _ = Glibc.write(writeEnd, &byte, 1)
  }

  public var descriptor: Int32 { readEnd }
  public var ringer: Int32 { writeEnd }

  public func silence() {
    var buffer = [UInt8](repeating: 0, count: 64)
    while Glibc.read(readEnd, &buffer, 64) > 0 {}
  }
}
