import Glibc
import Machine
import Testing

/// A program of ours, started, spoken to through files, and ended.
final class Process {
  private let pid: pid_t
  private var isOver = false
  let output: String

  static let products: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }()

  /// Both its outputs go to a file.
  init(_ name: String, _ arguments: [String], output: String) throws {
    self.output = output
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o640)
    posix_spawn_file_actions_adddup2(&files, 1, 2)
    let path = Process.products + "/" + name
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, path, &files, nil, &words, environ)
    guard code == 0 else { throw SystemFault("posix_spawn", code) }
    pid = started
  }

  deinit { end(SIGKILL) }

  var text: String { String(decoding: (try? Files.read(output, sizeMax: 1 << 20)) ?? [], as: UTF8.self) }

  @discardableResult
  func end(_ signal: Int32) -> Int32 {
    guard !isOver else { return 0 }
    isOver = true
    if signal != 0 { kill(pid, signal) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
  }

  /// Runs to its end; what it said.
  static func run(_ name: String, _ arguments: [String], output: String) throws -> (code: Int32, text: String) {
    let process = try Process(name, arguments, output: output)
    let code = process.end(0)
    return (code, process.text)
  }
}

/// Looks again until it is so, for what another process does; half a minute at most.
func eventually(_ what: String, _ isSo: () throws -> Bool) throws {
  for _ in 0..<1_500 {
    if (try? isSo()) == true { return }
    Thread.pause(milliseconds: 20)
  }
  throw LineOffice.Stuck(description: "never: \(what)")
}
