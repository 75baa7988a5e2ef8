import Glibc
import Testing

/// Terminals of an office in windows of a tmux of their own, used as people use them: by keys, by taps, by looking.
final class Windows {
  private let office: TestOffice
  private let server: String
  private var names: Set<String> = []
  private var lastTap: [String: ContinuousClock.Instant] = [:]
  private var lastSpot: [String: (column: Int, row: Int)] = [:]
  private var lastKey: [String: (key: String, at: ContinuousClock.Instant)] = [:]

  /// Nothing on a screen takes this long, even on a machine with much else to do; what does will not come.
  static let patience = Duration.seconds(30)
  /// Taps quicker than 300 ms are one tap, as on a trembling panel; the rest is for a terminal that gets its turn late.
  static let debounce = Duration.milliseconds(400)
  /// The same key sooner than this after it has turned a page is a key that is held, and a finger on the same spot one that taps twice.
  static let held = Duration.milliseconds(900)

  init(_ office: TestOffice) throws {
    try Needed.programs("tmux")
    self.office = office
    server = "loket-" + (office.folder.split(separator: ".").last.map(String.init) ?? "x")
  }

  deinit { _ = try? tmux("kill-server") }

  @discardableResult
  private func tmux(_ words: String...) throws -> String {
    let outcome = try Running(
      "/usr/bin/tmux", ["-L", server, "-f", "/dev/null", "-u"] + words,
      environment: [
        "PATH": "/usr/bin:/bin", "HOME": office.folder, "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "TMUX_TMPDIR": office.folder,
      ]
    ).wait()
    guard outcome.code == 0 else { throw Failed("tmux \(words): \(outcome.err)") }
    return outcome.out
  }

  /// Opens a terminal of the office: `loket WORDS` in a window of this size.
  func open(_ name: String, _ words: String..., columns: Int = 80, rows: Int = 24) throws {
    try open(name, with: words, columns: columns, rows: rows)
  }

  func open(_ name: String, with words: [String], columns: Int = 80, rows: Int = 24) throws {
    try begin(name, "exec " + program(words), columns, rows)
  }

  /// A program that needs no office of the test's.
  func openAlone(_ name: String, _ words: [String], _ columns: Int, _ rows: Int) throws {
    try begin(name, "exec env SWIFT_BACKTRACE=enable=no " + words.joined(separator: " "), columns, rows)
  }

  /// As a service does: started anew whenever it ends.
  func openAgainAndAgain(_ name: String, _ words: String...) throws {
    try begin(name, "while :; do \(program(words)); done", 80, 24)
  }

  private func program(_ words: [String]) -> String {
    let practice = "--practice 2026-11-20T\(office.time)\(office.kind.zone)"
    let program = ["env SWIFT_BACKTRACE=enable=no", Build.loket, "--home", office.home, practice]
    return (program + words).joined(separator: " ")
  }

  private func begin(_ name: String, _ command: String, _ columns: Int, _ rows: Int) throws {
    try tmux(
      "new-session", "-d", "-s", name, "-x", String(columns), "-y", String(rows), command, ";", "set-option", "-t",
      name,
      "remain-on-exit", "on", ";", "set-option", "-s", "escape-time", "0")
    names.insert(name)
  }

  func resize(_ name: String, columns: Int, rows: Int) throws {
    try tmux("resize-window", "-t", name, "-x", String(columns), "-y", String(rows))
  }

  /// From now on every byte the program writes goes to this file too.
  func record(_ name: String, at path: String) throws {
    try tmux("pipe-pane", "-O", "-t", name, "exec cat >> \(path)")
  }

  // MARK: Hands

  /// Keys by tmux's names: "1", "Enter", "Escape", "F2", "C-c" … A key that comes again waits until it counts as pressed again.
  func keys(_ name: String, _ keys: String...) throws {
    for key in keys {
      if let last = lastKey[name], last.key == key { rest(last.at, Windows.held) }
      try tmux("send-keys", "-t", name, key)
      lastKey[name] = (key, .now)
    }
  }

  /// All at once, as a scanner or a paste without marks.
  func type(_ name: String, _ text: String) throws { try tmux("send-keys", "-t", name, "-l", "--", text) }

  /// One character after the other, each once the last has shown: slower than a scanner, however busy the machine is.
  func write(_ name: String, _ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    for character in text {
      let before = try screenAndCursor(name)
      let start = ContinuousClock.now
      try type(name, String(character))
      try change(name, since: before, "\(character) changes nothing", location)
      rest(start, .milliseconds(30))
    }
  }

  /// A finger on the first place that shows these words, in the row the words are in.
  func tap(_ name: String, _ words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try see(name, words, location)
    let rows = try screen(name).split(separator: "\n", omittingEmptySubsequences: false)
    for (y, row) in rows.enumerated() {
      guard let place = range(of: words, in: Array(row)) else { continue }
      // Buttons are their keys: one with the same key as the last is pressed again only after this.
      return try touch(name, pause: Windows.held, place.lowerBound + min(1, words.count - 1), y)
    }
  }

  /// A finger on this cell.
  func touch(_ name: String, pause: Duration = Windows.debounce, _ column: Int, _ row: Int) throws {
    let isSameSpot = lastSpot[name].map { abs($0.column - column) <= 2 && abs($0.row - row) <= 2 } ?? false
    if let last = lastTap[name] { rest(last, isSameSpot ? Windows.held : pause) }
    lastSpot[name] = (column, row)
    try type(name, "\u{1B}[<0;\(column + 1);\(row + 1)M\u{1B}[<0;\(column + 1);\(row + 1)m")
    try isIdle(name)
    lastTap[name] = .now
  }

  /// The same text with a finger, on the keyboard of the screen.
  func tapLetters(_ name: String, _ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    for character in text {
      let wanted = character == " " ? nil : String(character)
      if let wanted, try cap(name, [wanted]) == nil { try tapCap(name, ["ABC", "abc"], location) }
      try tapCap(name, wanted.map { [$0] } ?? ["spasi", "space"], location)
    }
  }

  /// One key of the keyboard of the screen, by what stands on it.
  func tapCap(_ name: String, _ caps: [String], _ location: SourceLocation = #_sourceLocation) throws {
    try until(name, "no key \(caps)", location) { _ in try self.cap(name, caps) != nil }
    guard let (column, row) = try cap(name, caps) else { return }
    let before = try screenAndCursor(name)
    try touch(name, column, row)
    try change(name, since: before, "the key \(caps) changes nothing", location)
  }

  /// Where a key of the keyboard stands: rows of it are single characters, or have the key that takes one back.
  private func cap(_ name: String, _ caps: [String]) throws -> (Int, Int)? {
    let rows = try screen(name).split(separator: "\n", omittingEmptySubsequences: false)
    for (y, row) in rows.enumerated().reversed() {
      let words = row.split(separator: " ")
      guard words.count >= 3, words.allSatisfy({ $0.count == 1 }) || words.contains("<-") else { continue }
      guard let word = words.first(where: { caps.contains(String($0)) }) else { continue }
      return (row.distance(from: row.startIndex, to: word.startIndex), y)
    }
    return nil
  }

  /// Waits until so much time has passed.
  private func rest(_ since: ContinuousClock.Instant, _ time: Duration) {
    let left = (time - (ContinuousClock.now - since)) / Duration.milliseconds(1)
    if left > 0 { poll(nil, 0, Int32(left) + 1) }
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

  /// Words of many cells' height in it.
  func bigLetters(_ name: String) throws -> BigLetters {
    BigLetters(try tmux("capture-pane", "-e", "-N", "-p", "-t", name))
  }

  private func screenAndCursor(_ name: String) throws -> String {
    try tmux("capture-pane", "-p", "-t", name, ";", "display-message", "-p", "-t", name, "#{cursor_x},#{cursor_y}")
  }

  private func change(
    _ name: String, since before: String, _ complaint: String, _ location: SourceLocation
  ) throws {
    try until(name, complaint, location) { _ in try self.screenAndCursor(name) != before }
  }

  /// With everything that has ever scrolled out of it, on both of its pages, and all that was ever copied.
  func everything(_ name: String) throws -> String {
    let pages = try tmux("capture-pane", "-p", "-S", "-", "-E", "-", "-t", name)
    let other = try tmux("capture-pane", "-p", "-a", "-q", "-S", "-", "-E", "-", "-t", name)
    let buffers = try tmux("list-buffers", "-F", "#{buffer_name}").split(separator: "\n").map(String.init)
    return try pages + other + buffers.map { try tmux("show-buffer", "-b", $0) }.joined()
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
    _ name: String, _ complaint: String, _ location: SourceLocation = #_sourceLocation,
    _ holds: (String) throws -> Bool
  ) throws {
    let deadline = ContinuousClock.now + Windows.patience
    var shown = ""
    while ContinuousClock.now < deadline {
      shown = try screen(name)
      if try holds(shown) { return }
      poll(nil, 0, 20)
    }
    Issue.record("\(name): \(complaint):\n\(shown)", sourceLocation: location)
    throw Failed("\(name): \(complaint)")
  }

  /// Waits until the program has nothing to do: it has taken in what was pressed and sent what it had to say.
  func isIdle(_ name: String, _ location: SourceLocation = #_sourceLocation) throws {
    let process = try process(name)
    try until(name, "is never idle", location) { _ in
      let state = text(of: "/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first
      return state == "S"
    }
  }

  /// The beginning of a sentence, as far as it certainly stands in one line.
  static func first(of sentence: String, until end: Character? = nil) -> String {
    let words = sentence.split(separator: " ")
    var line = ""
    for word in words {
      if line.count + word.count >= 28 { break }
      line += line.isEmpty ? String(word) : " " + word
    }
    return end.flatMap { line.firstIndex(of: $0) }.map { String(line[..<$0]) } ?? line
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

/// What these tests need from the system; without it they fail and say what to do.
enum Needed {
  static func programs(_ names: String...) throws {
    let missing = names.filter { access("/usr/bin/" + $0, X_OK) != 0 }
    guard missing.isEmpty else { throw Failed("missing: \(missing.joined(separator: ", ")). `make deps` installs it.") }
  }
}
