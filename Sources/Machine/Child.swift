import Glibc

/// Another program, started by this one.
public final class Child {
  public let process: pid_t
  private var status: Int32?

  /// Inherits the environment and the working folder; output goes to `output`, or nowhere. `isQuiet`: so do complaints.
  /// It reads `input`, or nothing.
  public init(
    _ path: String, _ arguments: [String], input: Int32? = nil, output: Int32? = nil, isQuiet: Bool = false
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output, 1)
    } else {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    }
    if isQuiet { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var number = pid_t()
    let code = posix_spawn(&number, path, &actions, nil, words, environ)
    guard code == 0 else { throw SystemFault("posix_spawn", code) }
    process = number
  }

  /// Waits for the end; the exit code, or 128 and the signal that ended it.
  @discardableResult
  public func wait() -> Int32 {
    if let status { return status }
    var raw: Int32 = 0
    while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
    return note(raw)
  }

  /// How it ended, as `wait` says it; `nil` while it runs.
  public var ended: Int32? {
    if let status { return status }
    var raw: Int32 = 0
    return waitpid(process, &raw, WNOHANG) == process ? note(raw) : nil
  }

  private func note(_ raw: Int32) -> Int32 {
    let signal = raw & 0x7F
    let ended = signal == 0 ? raw >> 8 & 0xFF : 128 + signal
    status = ended
    return ended
  }

  /// The exit code, or `nil` for a child that took too long and was ended by force. Nothing of it is left behind.
  public func wait(atMost milliseconds: Int) -> Int32? {
    let step = 10
    for _ in 0..<max(1, milliseconds / step) {
      if let ended { return ended }
      Thread.pause(milliseconds: step)
    }
    kill9()
    return nil
  }

  public func send(_ signal: Int32) { kill(process, signal) }

  public func stop() {
    send(SIGTERM)
    wait()
  }

  public func kill9() {
    send(SIGKILL)
    wait()
  }
}
