import Glibc
import Machine

/// A program of ours, started and killed. Not Foundation's: that one is slow to start and reaps by signal.
final class Program {
  private let pid: pid_t
  private var isOver = false

  /// The folder the test bundle and the programs were built into.
  static let products: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }()

  /// What it says goes to the end of `log`.
  init(_ name: String, _ arguments: [String], log: String) throws {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o640)
    let path = Program.products + "/" + name
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, path, &files, nil, &words, environ)
    guard code == 0 else { throw SystemFault("posix_spawn", code) }
    pid = started
  }

  /// As a power cut takes it: no chance to say anything.
  func kill() { end(SIGKILL) }

  /// Asks it to stop; returns its exit code, `nil` when a signal ended it.
  @discardableResult
  func stop() -> Int32? { end(SIGTERM) }

  /// Whether it has ended by itself, and if so how.
  var endedByItself: Int32? {
    guard !isOver else { return nil }
    var status: Int32 = 0
    guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
    isOver = true
    return status
  }

  @discardableResult
  private func end(_ signal: Int32) -> Int32? {
    guard !isOver else { return nil }
    isOver = true
    Glibc.kill(pid, signal)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
  }

  deinit { if !isOver { kill() } }
}
