import Glibc
import Testing

/// An X server that nobody sees, with one terminal's window on it: pictures of the real screen.
final class Display {
  private let office: TestOffice
  private let server: Running
  private let name: String
  private var window: Running?

  init(_ office: TestOffice) throws {
    try Needed.programs("Xvfb", "xterm", "xdotool", "import", "identify", "zbarimg", "fc-match")
    let font = try JourneyTests.run("/usr/bin/fc-match", [Display.font]).out
    guard font.contains(Display.font) else { throw Failed("missing: fonts-dejavu-core. `make deps` installs it.") }
    self.office = office
    server = try Running(
      "/usr/bin/Xvfb", ["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
      environment: ["PATH": "/usr/bin:/bin"])
    name = ":" + (try server.line())
  }

  deinit {
    window = nil
    // Asked, not killed: it takes its lock away.
    server.signal(SIGTERM)
    _ = try? server.wait()
  }

  private static let font = "DejaVu Sans Mono"
  private var environment: [String: String] {
    [
      "PATH": "/usr/bin:/bin", "HOME": office.folder, "DISPLAY": name, "LANG": "C.UTF-8",
      "SWIFT_BACKTRACE": "enable=no",
    ]
  }

  @discardableResult
  private func run(_ program: String, _ words: [String]) throws -> String {
    try Running("/usr/bin/" + program, words, environment: environment).wait().out
  }

  /// A terminal of the office in the one window.
  func open(_ words: String..., columns: Int, rows: Int) throws {
    window?.signal(SIGTERM)
    _ = try window?.wait()
    window = try Running(
      "/usr/bin/xterm",
      ["-fa", Display.font, "-fs", "10", "-geometry", "\(columns)x\(rows)+0+0", "-b", "0", "+sb", "-e", Build.loket]
        + ["--home", office.home] + words, environment: environment)
    let id = try run("xdotool", ["search", "--sync", "--onlyvisible", "--class", "xterm"])
    try run("xdotool", ["windowfocus", "--sync", String(id.split(separator: "\n").last ?? "")])
    try until("the first page") { try Int(self.run("identify", ["-format", "%k", $0])) ?? 0 > 8 }
  }

  /// One key, and the picture is another one then.
  func press(_ key: String) throws {
    let before = try picture()
    try run("xdotool", ["key", key])
    try until("\(key) changes something") { bytes(of: $0) != before }
  }

  private var path: String { office.folder + "/layar.ppm" }

  @discardableResult
  private func picture() throws -> [UInt8] {
    try run("import", ["-window", "root", path])
    return bytes(of: path)
  }

  /// The text of the one code in the picture; `nil` when there is none to read.
  func code() throws -> String? {
    try picture()
    let found = try run("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path])
    return found.isEmpty ? nil : String(found.dropLast())
  }

  /// Waits until the picture in this file is as it should be.
  func until(_ what: String, _ location: SourceLocation = #_sourceLocation, _ holds: (String) throws -> Bool) throws {
    let deadline = ContinuousClock.now + Windows.patience
    while ContinuousClock.now < deadline {
      try picture()
      if try holds(path) { return }
      poll(nil, 0, 50)
    }
    Issue.record("not seen: \(what)", sourceLocation: location)
    throw Failed("not seen: \(what)")
  }
}
