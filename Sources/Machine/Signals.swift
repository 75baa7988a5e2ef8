import Glibc

/// Signals that ask a program to stop, turned into the ringing of a bell.
public enum Signals {
  /// Written once before any handler is installed; read by handlers, which may do nothing but write to it.
  nonisolated(unsafe) private static var ringer: Int32 = -1
  nonisolated(unsafe) private static var received: sig_atomic_t = 0

  /// TERM, INT and HUP ring; a reader that has gone away is an error code instead of a signal.
  public static func stopOn(_ bell: Bell) {
    ringer = bell.ringer
    signal(SIGPIPE, SIG_IGN)
    // Whoever started this program may have had them blocked; a service that cannot be asked to stop is killed.
    var asked = sigset_t()
    sigemptyset(&asked)
    for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&asked, number) }
    pthread_sigmask(SIG_UNBLOCK, &asked, nil)
    for number in [SIGTERM, SIGINT, SIGHUP] {
      signal(number) { _ in
        Signals.received = 1
        var byte: UInt8 = 1
        _ = write(Signals.ringer, &byte, 1)
      }
    }
    // Whoever started this program may have had them blocked, which is inherited: then nothing could stop it cleanly.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&wanted, number) }
    sigprocmask(SIG_UNBLOCK, &wanted, nil)
  }

  public static var stopWanted: Bool { received != 0 }

  public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

/// Tells systemd how the service is doing; without systemd, nobody.
public enum Notify {
  public static func send(_ state: String) {
    guard let variable = getenv("NOTIFY_SOCKET") else { return }
    var path = Array(String(cString: variable).utf8)
    guard path.count <= Socket.pathMax, let first = path.first else { return }
    if first == UInt8(ascii: "@") { path[0] = 0 }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let text = Array(state.utf8)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), $0, size)
      }
    }
  }
}
