import Domain
import Glibc
import Machine
import Node

/// Standard output, error and input.
enum Console {
  static func out(_ text: String) { write(text, 1) }
  static func error(_ text: String) { write(text, 2) }

  private static func write(_ text: String, _ descriptor: Int32) {
    var bytes = Array(text.utf8)
    if bytes.last != 0x0A { bytes.append(0x0A) }
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        // Whoever reads our output has gone; that is their choice.
        if count < 0, errno == EINTR { continue }
        return
      }
      sent += count
    }
  }

  /// Whether the other end was closed, as `head` does when it has seen enough and a terminal when it hangs up.
  static var isReaderGone: Bool {
    var output = pollfd(fd: 1, events: 0, revents: 0)
    return poll(&output, 1, 0) > 0 && Int32(output.revents) & (POLLERR | POLLHUP | POLLNVAL) != 0
  }

  static var isTerminal: Bool { isatty(0) == 1 }

  /// One line from standard input, without showing it when a person types.
  static func secret(_ prompt: String) -> String? {
    guard isTerminal else { return readLine(strippingNewline: true) }
    var settings = termios()
    tcgetattr(0, &settings)
    var hidden = settings
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(0, TCSAFLUSH, &settings)
      write("\n", 2)
    }
    _ = prompt.withCString { Glibc.write(2, $0, strlen($0)) }
    return readLine(strippingNewline: true)
  }
}

extension Environment {
  /// What a user keeps between calls and nobody else needs.
  static var state: String {
    (value("XDG_RUNTIME_DIR") ?? (value("HOME") ?? "/tmp") + "/.local/state") + "/loket"
  }
}

/// Every way a call may end badly, as text and exit code.
enum Failure {
  static func report(_ error: any Error, _ global: GlobalOptions) -> Int32 {
    let (code, name, text) = describe(error)
    if global.json {
      Console.error(
        "{\"refused\":{\"code\":\"\(name)\",\"exit\":\(code),\"id\":\(quoted(text.indonesian)),\"en\":\(quoted(text.english))}}"
      )
    } else {
      Console.error(text[global.language])
    }
    return code
  }
}
