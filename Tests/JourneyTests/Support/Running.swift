import Glibc

/// What a program left behind when it ended.
struct Outcome: Equatable {
  var code: Int32
  var out: String
  var err: String
}

struct Failed: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// A program of this build, or of the system, running beside the test with pipes on its output.
final class Running {
  let pid: pid_t
  private var ends: [Int32]
  private var texts: [[UInt8]] = [[], []]
  private var code: Int32?

  /// Nothing here takes this long; what does hangs.
  static let patience = Duration.seconds(60)

  /// `environment` is the whole of it: nothing of the test's own reaches the program.
  init(_ path: String, _ arguments: [String], environment: [String: String], input: String? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let (output, errors, entry) = (try Running.pipe(), try Running.pipe(), try Running.pipe())
    posix_spawn_file_actions_adddup2(&actions, entry.read, 0)
    posix_spawn_file_actions_adddup2(&actions, output.write, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.write, 2)
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var pid = pid_t()
    let result = posix_spawn(&pid, path, &actions, nil, &words, &settings)
    for end in [entry.read, output.write, errors.write] { close(end) }
    if let input {
      let bytes = Array(input.utf8)
      _ = write(entry.write, bytes, bytes.count)
    }
    close(entry.write)
    ends = [output.read, errors.read]
    self.pid = pid
    guard result == 0 else {
      code = -1
      throw Failed("cannot start \(path): \(String(cString: strerror(result)))")
    }
  }

  deinit {
    if code == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    for end in ends where end >= 0 { close(end) }
  }

  /// A pair of sockets: unlike a pipe's, its ends are closed to other programs from the first moment, whichever other
  /// test starts one at the same time.
  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw Failed("socketpair")
    }
    return (ends[0], ends[1])
  }

  /// Takes in what has arrived on either pipe; false when both are closed.
  private func gather(until deadline: ContinuousClock.Instant) throws -> Bool {
    guard ends.contains(where: { $0 >= 0 }) else { return false }
    var polls = ends.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw Failed("no answer; so far: \(out) \(err)") }
    _ = poll(&polls, 2, 100)
    for (index, ready) in polls.enumerated() where ready.revents != 0 {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = read(ends[index], &chunk, chunk.count)
      if count > 0 { texts[index] += chunk[..<count] }
      if count == 0 || (count < 0 && errno != EINTR) {
        close(ends[index])
        ends[index] = -1
      }
    }
    return true
  }

  var out: String { String(decoding: texts[0], as: UTF8.self) }
  var err: String { String(decoding: texts[1], as: UTF8.self) }

  /// The next whole line of its output.
  func line() throws -> String {
    let deadline = ContinuousClock.now + Running.patience
    while true {
      if let end = texts[0].firstIndex(of: 0x0A) {
        defer { texts[0].removeFirst(end + 1) }
        return String(decoding: texts[0][..<end], as: UTF8.self)
      }
      guard try gather(until: deadline) else { throw Failed("ended: \(err)") }
    }
  }

  /// Waits until its errors say something.
  func awaitError(containing text: String) throws {
    let deadline = ContinuousClock.now + Running.patience
    while !err.contains(text) { guard try gather(until: deadline) else { throw Failed("ended: \(err)") } }
  }

  /// Its reader goes away, as `head` does.
  func closeOutput() {
    close(ends[0])
    ends[0] = -1
  }

  func signal(_ number: Int32) { kill(pid, number) }

  func wait() throws -> Outcome {
    let deadline = ContinuousClock.now + Running.patience
    do { while try gather(until: deadline) {} } catch {
      kill(pid, SIGKILL)
      throw error
    }
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    let ended = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    code = ended
    return Outcome(code: ended, out: out, err: err)
  }
}

/// Where this build's programs are, and the sources beside them.
enum Build {
  /// The programs lie next to the bundle the tests run in.
  static let folder: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let places = [own] + CommandLine.arguments.filter { $0.contains(".xctest") }
    let folders = places.compactMap { place in place.lastIndex(of: "/").map { String(place[..<$0]) } }
    return folders.first { access($0 + "/loket", X_OK) == 0 } ?? sources + "/.build/debug"
  }()

  static let sources: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  static var loket: String { folder + "/loket" }
  static var loketd: String { folder + "/loketd" }
  static func office(_ name: String) -> String { sources + "/Offices/\(name).toml" }
}

func run(_ path: String, _ arguments: [String], environment: [String: String] = ["PATH": "/usr/bin:/bin"]) throws
  -> Outcome
{
  try Running(path, arguments, environment: environment).wait()
}

func bytes(of path: String) -> [UInt8] {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { return [] }
  defer { close(file) }
  var all: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(file, &chunk, chunk.count)
    guard count > 0 else { return all }
    all += chunk[..<count]
  }
}

func text(of path: String) -> String { String(decoding: bytes(of: path), as: UTF8.self) }

func put(_ content: [UInt8], at path: String) {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o640)
  defer { close(file) }
  _ = write(file, content, content.count)
}

/// One byte changed where it stands, as a failing disk does it: the file stays open for whoever uses it.
func overwrite(_ byte: UInt8, at offset: Int, of path: String) {
  let file = open(path, O_WRONLY)
  defer { close(file) }
  var byte = byte
  _ = pwrite(file, &byte, 1, off_t(offset))
}

func size(of path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
