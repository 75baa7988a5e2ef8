import Glibc

/// Two ends that belong together. Neither is inherited by programs that are started, except by name.
public struct Pipe {
  public let reading: Descriptor
  public let writing: Descriptor

  public init() throws(SystemFault) {
    var ends: [Int32] = [0, 0]
    try system("pipe") { pipe(&ends) }
    (reading, writing) = (Descriptor(ends[0]), Descriptor(ends[1]))
    for end in ends { try system("fcntl") { fcntl(end, F_SETFD, FD_CLOEXEC) } }
  }
}
