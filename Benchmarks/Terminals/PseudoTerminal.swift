import Desk
import Glibc
import Machine

/// A program on a terminal of our own making: what a person would type goes in, what they would see comes out.
final class PseudoTerminal {
  let process: pid_t
  private let ours: Int32
  private var chunk = [UInt8](repeating: 0, count: 65_536)
  /// TIOCSPTLCK and TIOCGPTN: macros with casts, which Swift does not see.
  private static let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
  /// Everything that came out since the last `forget`.
  private(set) var received: [UInt8] = []
  /// When they came: the bench's clock, and how many had come by then.
  private(set) var arrivals: [(microseconds: Double, count: Int)] = []

  init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], columns: UInt16 = 80, rows: UInt16 = 24
  ) throws {
    ours = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locked, number): (Int32, UInt32) = (0, 0)
    guard ours >= 0, ioctl(ours, Self.unlock, &locked) == 0, ioctl(ours, Self.number, &number) == 0 else {
      throw DeskUnreachable("no pseudo terminal")
    }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(ours, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The leader of a session of its own, for which the first terminal it opens becomes its own.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, 0x80)
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let settings = [
      "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
    ]
    .merging(environment) { $1 }
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var values = settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + values { free(word) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, path, &actions, &attributes, &words, &values)
    guard code == 0 else { throw DeskUnreachable("cannot start \(path)") }
    process = pid
  }

  deinit {
    kill(process, SIGTERM)
    // A terminal that nobody reads could not say farewell.
    for _ in 0..<200 {
      if waitpid(process, nil, WNOHANG) == process { break }
      read(wait_ms: 10)
    }
    kill(process, SIGKILL)
    waitpid(process, nil, WNOHANG)
    close(ours)
  }

  func send(_ text: String) { _ = write(ours, text, text.utf8.count) }
  func forget() {
    received.removeAll(keepingCapacity: true)
    arrivals.removeAll(keepingCapacity: true)
  }

  /// How many bytes there are up to the end of the frame in which that many end: synchronized output shows it only then.
  func endOfFrame(after count: Int) -> Int {
    let end = Array("\u{1B}[?2026l".utf8)
    let last = received.count - end.count
    let start = max(0, count - end.count)
    guard start <= last else { return count }
    return (start...last).first { received[$0..<$0 + end.count].elementsEqual(end) }.map { $0 + end.count } ?? count
  }

  /// Takes in what has come; false when nothing did in that time.
  @discardableResult
  func read(wait_ms: Int32) -> Bool {
    var ready = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, wait_ms) > 0, ready.revents & Int16(POLLIN) != 0 else { return false }
    let count = Glibc.read(ours, &chunk, chunk.count)
    guard count > 0 else { return false }
    let now = Bench.microseconds()
    received += chunk[..<count]
    arrivals.append((now, received.count))
    return true
  }

  /// Reads until the output holds the bytes; ten seconds at most.
  func await(_ text: String) throws {
    let wanted = Array(text.utf8)
    var from = 0
    while true {
      if received.count >= wanted.count {
        for start in from...(received.count - wanted.count) where received[start] == wanted[0] {
          if received[start..<start + wanted.count].elementsEqual(wanted) { return }
        }
        from = max(0, received.count - wanted.count + 1)
      }
      guard read(wait_ms: 10_000) else {
        throw DeskUnreachable(
          "no \"\(text)\" on the terminal: \(String(decoding: received.suffix(400), as: UTF8.self))")
      }
    }
  }

  /// Reads whatever comes until nothing does for a while.
  func settle(quiet_ms: Int32 = 60) { while read(wait_ms: quiet_ms) {} }

  /// Resident memory in KiB, from the kernel.
  var resident_KiB: Int {
    guard let bytes = try? Files.read("/proc/\(process)/status", sizeMax: 65_536) else { return 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }) else { return 0 }
    return Int(line.filter(\.isNumber)) ?? 0
  }

  /// Processor time used so far, in seconds.
  var cpu_s: Double {
    guard let bytes = try? Files.read("/proc/\(process)/stat", sizeMax: 65_536) else { return 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let close = text.lastIndex(of: ")") else { return 0 }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
