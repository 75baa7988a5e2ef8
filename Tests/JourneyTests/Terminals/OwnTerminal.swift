import Glibc
import Testing

/// A pseudo terminal of our own with a program in it: nothing stands between its bytes and us.
final class OwnTerminal {
  private(set) var ours: Int32
  let process: pid_t
  /// Everything the program has written.
  private(set) var received: [UInt8] = []
  private var hasEnded = false

  /// With `shell`, a shell in which the program is started by typing; otherwise the program alone.
  init(
    _ office: TestOffice, _ words: [String], shell: Bool = false, columns: UInt16 = 80, rows: UInt16 = 24,
    term: String = "xterm-256color"
  ) throws {
    ours = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCSPTLCK and TIOCGPTN: the header that has grantpt is not imported.
    var (lock, number): (Int32, UInt32) = (0, 0)
    guard ours >= 0, ioctl(ours, 0x4004_5431, &lock) == 0, ioctl(ours, 0x8004_5430, &number) == 0 else {
      throw Failed("no pseudo terminal: \(String(cString: strerror(errno)))")
    }
    let name = "/dev/pts/\(number)"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens is its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, newSession)
    let program = [Build.loket, "--home", office.home] + words
    let settingWords = [
      "PATH=/usr/bin:/bin", "HOME=\(office.folder)", "TERM=\(term)", "PS1=siap$ ", "LANG=C.UTF-8",
      "SWIFT_BACKTRACE=enable=no",
    ]
    var arguments = (shell ? ["/bin/sh", "-i"] : program).map { strdup($0) } + [nil]
    var settings = settingWords.map { strdup($0) } + [nil]
    defer { for word in arguments + settings { free(word) } }
    var process = pid_t()
    let failure = posix_spawn(&process, shell ? "/bin/sh" : Build.loket, &actions, &attributes, &arguments, &settings)
    self.process = process
    resize(columns, rows)
    guard failure == 0 else { throw Failed("cannot start \(words): \(String(cString: strerror(failure)))") }
  }

  deinit {
    hangUp()
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  /// The line goes dead, as when a connection is lost.
  func hangUp() {
    if ours >= 0 { close(ours) }
    ours = -1
  }

  func resize(_ columns: UInt16, _ rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(ours, UInt(TIOCSWINSZ), &size)
  }

  /// Modes of the line, as `stty -g` gives them.
  var modes: [UInt32] {
    var modes = termios()
    tcgetattr(ours, &modes)
    let keys = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt32.init) }
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + keys
  }

  // MARK: Hands

  func type(_ text: String) { type(Array(text.utf8)) }

  /// Takes in what the program writes meanwhile, so that neither waits for the other.
  func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(256))
      let count = write(ours, piece, piece.count)
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      read(waiting: 0)
    }
  }

  // MARK: Eyes

  /// What has been written and not been looked at; false when nothing comes for so long.
  @discardableResult
  func read(waiting milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
    guard ours >= 0, poll(&ready, 1, milliseconds) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(ours, &chunk, chunk.count)
    guard count > 0 else { return false }
    received += chunk[..<count]
    return true
  }

  /// Forgets what was written so far.
  func forget() {
    while read(waiting: 0) {}
    received.removeAll()
  }

  func contains(_ text: String) -> Bool { holds(received, text) }

  func see(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    try until("\"\(text)\" is not there", location) { contains(text) }
  }

  func until(_ complaint: String, _ location: SourceLocation = #_sourceLocation, _ holds: () -> Bool) throws {
    let deadline = ContinuousClock.now + Windows.patience
    while !holds() {
      guard ContinuousClock.now < deadline else {
        let end = String(decoding: received.suffix(2_000), as: UTF8.self).debugDescription
        Issue.record("\(complaint): \(end)", sourceLocation: location)
        throw Failed(complaint)
      }
      read(waiting: 20)
    }
  }

  /// Waits until the program has taken in all that was typed and has, for now, no more to draw.
  func settle(_ process: pid_t) throws {
    var quiet = 0
    try until("never quiet") {
      var left: Int32 = 0
      _ = ioctl(ours, UInt(TIOCOUTQ), &left)
      quiet = !read(waiting: 4) && left == 0 && state(of: process) == "S" ? quiet + 1 : 0
      return quiet >= 2
    }
  }

  /// Waits for the program itself; its raw status.
  func end() throws -> Int32 {
    var status: Int32 = 0
    try until("does not end") {
      hasEnded = waitpid(process, &status, WNOHANG) == process
      return hasEnded
    }
    return status
  }
}

/// The letter for a process's state: S sleeping, R running, T stopped; `nil` when it is gone.
func state(of process: pid_t) -> Character? {
  text(of: "/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first?.first
}

/// The first program that this one has started.
func child(of process: pid_t) -> pid_t? {
  text(of: "/proc/\(process)/task/\(process)/children").split(separator: " ").first.flatMap { pid_t($0) }
}

/// Whether bytes hold a text, compared as bytes.
func holds(_ bytes: [UInt8], _ text: String) -> Bool {
  let wanted = Array(text.utf8)
  guard !wanted.isEmpty, bytes.count >= wanted.count else { return false }
  return bytes.withUnsafeBytes { all in
    var from = 0
    while let start = all.baseAddress, from + wanted.count <= all.count {
      guard let hit = memchr(start + from, Int32(wanted[0]), all.count - wanted.count - from + 1) else { return false }
      if memcmp(hit, wanted, wanted.count) == 0 { return true }
      from = UnsafeRawPointer(hit) - start + 1
    }
    return false
  }
}
