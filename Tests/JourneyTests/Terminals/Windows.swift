import Glibc
import Testing

/// Terminals of an office in windows of a tmux of their own, used as people use them: by keys, by taps, by looking.
final class Windows {
  private let office: TestOffice
  private let server: String
  private var names: Set<String> = []
  private var lastTap: [String: ContinuousClock.Instant] = [:]

  /// Nothing on a screen takes this long; what does will not come.
  static let patience = Duration.seconds(20)
  /// Taps quicker than this are one tap, as on a trembling panel.
  static let debounce = Duration.milliseconds(320)

  init(_ office: TestOffice) {
    self.office = office
    server = "loket-" + (office.folder.split(separator: ".").last.map(String.init) ?? "x")
  }

  deinit { _ = try? run("/usr/bin/tmux", ["-L", server, "kill-server"]) }

  @discardableResult
  private func tmux(_ words: String...) throws -> String {
    let outcome = try Running(
      "/usr/bin/tmux", ["-L", server, "-f", "/dev/null", "-u"] + words,
      environment: ["PATH": "/usr/bin:/bin", "HOME": office.folder, "TERM": "xterm-256color", "LANG": "C.UTF-8"]
    ).wait()
    guard outcome.code == 0 else { throw Failed("tmux \(words): \(outcome.err)") }
    return outcome.out
  }

  /// Opens a terminal of the office: `loket WORDS` in a window of this size.
  func open(_ name: String, _ words: String..., columns: Int = 80, rows: Int = 24) throws {
    let program = "exec env SWIFT_BACKTRACE=enable=no \(Build.loket) --home \(office.home)"
    let practice = "--practice 2026-11-20T\(office.time)\(office.kind.zone)"
    let command = ([program, practice] + words).joined(separator: " ")
    try tmux(
      "new-session", "-d", "-s", name, "-x", String(columns), "-y", String(rows), command, ";", "set-option", "-t",
      name,
      "remain-on-exit", "on", ";", "set-option", "-s", "escape-time", "0")
    names.insert(name)
  }

  func resize(_ name: String, columns: Int, rows: Int) throws {
    try tmux("resize-window", "-t", name, "-x", String(columns), "-y", String(rows))
  }

  // MARK: Hands

  /// Keys by tmux's names: "1", "Enter", "Escape", "F2", "C-c" …
  func keys(_ name: String, _ keys: String...) throws {
    for key in keys { try tmux("send-keys", "-t", name, key) }
  }

  func type(_ name: String, _ text: String) throws { try tmux("send-keys", "-t", name, "-l", text) }

  /// A finger on the first place that shows these words, in the row the words are in.
  func tap(_ name: String, _ words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try see(name, words, location)
    if let last = lastTap[name] {
      let left = Windows.debounce - (ContinuousClock.now - last)
      if left > .zero { poll(nil, 0, Int32(left.components.attoseconds / 1_000_000_000_000_000) + 1) }
    }
    let rows = try screen(name).split(separator: "\n", omittingEmptySubsequences: false)
    for (y, row) in rows.enumerated() {
      guard let place = range(of: words, in: Array(row)) else { continue }
      let (x, line) = (place.lowerBound + min(1, words.count - 1) + 1, y + 1)
      try type(name, "\u{1B}[<0;\(x);\(line)M\u{1B}[<0;\(x);\(line)m")
      lastTap[name] = .now
      return
    }
  }

  private func range(of words: String, in row: [Character]) -> Range<Int>? {
    let wanted = Array(words)
    guard row.count >= wanted.count else { return nil }
    return (0...row.count - wanted.count).first { row[$0..<$0 + wanted.count].elementsEqual(wanted) }
      .map { $0..<$0 + wanted.count }
  }

  // MARK: Eyes

  /// What the window shows, without blanks at the ends of lines.
  func screen(_ name: String) throws -> String { try tmux("capture-pane", "-p", "-t", name) }

  /// With everything that has ever scrolled out of it.
  func everything(_ name: String) throws -> String {
    try tmux("capture-pane", "-p", "-S", "-", "-E", "-", "-t", name) + tmux("list-buffers")
  }

  /// Waits until the window shows the words.
  func see(_ name: String, _ words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try until(name, "\"\(words)\" is not there", location) { $0.contains(words) }
  }

  /// Waits until the window does not show the words any more.
  func seeNot(_ name: String, _ words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try until(name, "\"\(words)\" is still there", location) { !$0.contains(words) }
  }

  func until(
    _ name: String, _ complaint: String, _ location: SourceLocation = #_sourceLocation, _ holds: (String) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + Windows.patience
    var shown = ""
    while ContinuousClock.now < deadline {
      shown = try screen(name)
      if holds(shown) { return }
      poll(nil, 0, 15)
    }
    Issue.record("\(name): \(complaint):\n\(shown)", sourceLocation: location)
    throw Failed("\(name): \(complaint)")
  }

  /// Whether the program in the window has ended.
  func hasEnded(_ name: String) throws -> Bool {
    try tmux("display-message", "-p", "-t", name, "#{pane_dead}").hasPrefix("1")
  }

  /// The process in the window.
  func process(_ name: String) throws -> pid_t {
    pid_t(try tmux("display-message", "-p", "-t", name, "#{pane_pid}").filter(\.isNumber)) ?? -1
  }
}
