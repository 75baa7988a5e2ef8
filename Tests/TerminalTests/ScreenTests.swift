import CVTerm
import Canvas
import Glibc
import Terminal
import Testing

/// A program of its own in a pseudo terminal, ended in every way there is.
@Suite(.serialized) struct ScreenTests {
  private final class Session {
    let process: Int32
    var ours: Int32 = -1
    var theirs: Int32 = -1
    var received: [UInt8] = []
    var before = [UInt32](repeating: 0, count: 4)

    init() throws {
      let tests = try #require(Session.programs)
      process = start_in_terminal(tests + "/terminal-probe", 80, 24, &ours, &theirs, &before)
      try #require(process > 0)
      try wait(for: "80x24 -")
    }

    deinit {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
      if ours >= 0 { close(ours) }
      close(theirs)
    }

    /// Where the build puts programs: beside these tests.
    static var programs: String? {
      var path = [CChar](repeating: 0, count: 4_096)
      guard readlink("/proc/self/exe", &path, 4_095) > 0 else { return nil }
      let own = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      var folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      // The runner may be a program of the toolchain that loads the tests.
      if access(folder + "/terminal-probe", X_OK) != 0 {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
        folder = bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      }
      return folder
    }

    static func modes(_ descriptor: Int32) -> [UInt32] {
      var modes = [UInt32](repeating: 0, count: 4)
      terminal_modes(descriptor, &modes)
      return modes
    }

    func send(_ text: String) { _ = write(ours, text, text.utf8.count) }

    /// Reads until the output holds the text; ten seconds at most.
    func wait(for text: String) throws {
      let wanted = Array(text.utf8)
      while !contains(wanted) { try #require(read(), "no \(text) in \(String(decoding: received, as: UTF8.self))") }
      received.removeAll()
    }

    private func contains(_ wanted: [UInt8]) -> Bool {
      guard received.count >= wanted.count else { return false }
      return (0...received.count - wanted.count).contains { received[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }

    private func read(wait_ms: Int32 = 10_000) -> Bool {
      var ready = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, wait_ms) > 0 else { return false }
      var bytes = [UInt8](repeating: 0, count: 65_536)
      let count = Glibc.read(ours, &bytes, bytes.count)
      guard count > 0 else { return false }
      received += bytes[..<count]
      return true
    }

    /// The raw status with which it ended; what it wrote until then is in `received`.
    func end() -> Int32 {
      var status: Int32 = -1
      for _ in 0..<500 {
        if waitpid(process, &status, WNOHANG) == process { break }
        _ = read(wait_ms: 20)
      }
      while read(wait_ms: 0) {}
      return status
    }
  }

  private func expectRestored(_ session: Session, _ name: String) {
    #expect(Session.modes(session.theirs) == session.before, "\(name): modes")
    #expect(session.received.suffix(Renderer.closing.count) == Renderer.closing[...], "\(name): \(session.received)")
  }

  @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGQUIT, SIGSYS])
  func `a deadly signal gives the terminal back and still kills`(_ number: Int32) throws {
    let session = try Session()
    #expect(Session.modes(session.theirs) != session.before)
    kill(session.process, number)
    #expect(session.end() & 0x7F == number)
    expectRestored(session, "signal \(number)")
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP]) func `a request to stop is followed in order`(_ number: Int32) throws {
    let session = try Session()
    kill(session.process, number)
    #expect(session.end() == 0)
    expectRestored(session, "signal \(number)")
  }

  @Test(arguments: ["q", "x", "\u{1B}[<0;5;4M\u{1B}[<0;6;4m"])
  func `leaving by a key, by a return from main and by a tap gives the terminal back`(_ keys: String) throws {
    let session = try Session()
    session.send(keys)
    #expect(session.end() == 0)
    expectRestored(session, keys.debugDescription)
  }

  @Test(arguments: [("!", [SIGILL, SIGTRAP]), ("o", [SIGSEGV])])
  func `a trap and an endless recursion give the terminal back`(_ keys: String, _ signals: [Int32]) throws {
    let session = try Session()
    session.send(keys)
    #expect(signals.contains(session.end() & 0x7F))
    expectRestored(session, keys)
  }

  @Test func `keys arrive, a lone Escape too, and a new size is drawn whole`() throws {
    let session = try Session()
    session.send("a")
    try session.wait(for: "a")
    session.send("\u{1B}")
    try session.wait(for: "ESC")
    set_terminal_size(session.ours, 100, 30)
    try session.wait(for: "100x30 ESC")
    session.send("q")
    #expect(session.end() == 0)
  }

  @Test func `Ctrl-C, Ctrl-Z and Ctrl-backslash are keys, and stop signals are ignored`() throws {
    let session = try Session()
    session.send("\u{3}")
    try session.wait(for: "c")
    kill(session.process, SIGTSTP)
    session.send("\u{1A}")
    try session.wait(for: "z")
    session.send("\u{1C}q")
    #expect(session.end() == 0)
    expectRestored(session, "controls")
  }

  @Test func `a lost connection ends the program`() throws {
    let session = try Session()
    close(session.ours)
    session.ours = -1
    var status: Int32 = -1
    for _ in 0..<500 {
      if waitpid(session.process, &status, WNOHANG) == session.process { break }
      poll(nil, 0, 20)
    }
    #expect(status == 0)
  }

  @Test func `what is no terminal is refused`() throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    defer { for end in ends { close(end) } }
    #expect(throws: (any Error).self) { try Screen(input: ends[0], output: ends[1], Capability(.full)) }
  }
}
