import Glibc
import JSON
import Testing

/// An office in a folder of its own, with the real programs, gone when the test lets go.
final class TestOffice {
  enum Kind {
    /// Halmahera Utara: queue numbers.
    case numbers
    /// Seruyan: registration and lockers, no numbers.
    case registration

    var profile: String { self == .numbers ? "halmahera-utara" : "seruyan" }
    var zone: String { self == .numbers ? "WIT" : "WIB" }
  }

  static let pin = "482913"
  let kind: Kind
  let folder: String
  var home: String { folder + "/kantor" }
  /// Practice begins at this time of a Friday, at each start of a node.
  var time = "08.00"
  private(set) var node: Running?
  private var bell: NotifySocket?

  /// `served`: with a running loketd. `open`: with a profile, a head called maria and her session. `settings` are lines of the
  /// office's file that are not as everywhere, by their key.
  init(_ kind: Kind = .numbers, served: Bool = true, open: Bool = true, settings: [String: String] = [:]) throws {
    self.kind = kind
    var template = Array("/tmp/loket-journey.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed("mkdtemp") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if served { try start() }
    if open {
      try ok("office", "init", profile(settings))
      try ok(
        "officer", "add", "maria", "--name", "Maria Tatengkeng", "--roles", "head,front-office,consultant",
        pin: Self.pin)
      try ok("login", "maria", as: "maria", pin: Self.pin)
    }
  }

  deinit {
    node = nil
    _ = try? run("/bin/rm", ["-rf", folder])
  }

  /// The office's file, changed where asked for.
  private func profile(_ settings: [String: String]) throws -> String {
    let original = Build.office(kind.profile)
    if settings.isEmpty { return original }
    var left = settings
    let lines = text(of: original).split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let key = line.split(separator: " ").first.map(String.init) ?? ""
      return left.removeValue(forKey: key).map { "\(key) = \($0)" } ?? String(line)
    }
    guard left.isEmpty else { throw Failed("\(original) has no \(left.keys.sorted())") }
    put(Array(lines.joined(separator: "\n").utf8), at: folder + "/kantor.toml")
    return folder + "/kantor.toml"
  }

  // MARK: The node

  var nodeArguments: [String] { ["--home", home, "--practice", "2026-11-20T\(time)\(kind.zone)"] }

  /// Starts loketd and waits for its READY=1.
  func start() throws {
    let bell = try NotifySocket(at: folder + "/notify")
    self.bell = bell
    node = try Running(Build.loketd, nodeArguments, environment: environment("", ["NOTIFY_SOCKET": bell.path]))
    try #require(try bell.next() == "READY=1")
  }

  /// The power is cut.
  func cutPower() throws {
    node?.signal(SIGKILL)
    _ = try node?.wait()
    node = nil
  }

  /// A clean stop, with what it told systemd.
  @discardableResult
  func stop() throws -> (outcome: Outcome, notice: String) {
    let node = try #require(node)
    node.signal(SIGTERM)
    let outcome = try node.wait()
    self.node = nil
    return (outcome, try #require(bell).next())
  }

  // MARK: Commands

  private func environment(_ session: String, _ more: [String: String]) -> [String: String] {
    ["PATH": "/usr/bin:/bin", "HOME": folder, "LOKET_SESSION": session, "SWIFT_BACKTRACE": "enable=no"].merging(more) {
      $1
    }
  }

  func begin(
    _ words: [String], as session: String = "tamu", pin: String? = nil, input: String? = nil,
    more: [String: String] = [:]
  ) throws -> Running {
    let practice = node == nil ? ["--practice", "2026-11-20T\(time)\(kind.zone)"] : []
    var settings = more
    if let pin { settings["LOKET_PIN"] = pin }
    return try Running(
      Build.loket, ["--home", home] + practice + words, environment: environment(session, settings), input: input)
  }

  func loket(
    _ words: String..., as session: String = "tamu", pin: String? = nil, input: String? = nil,
    more: [String: String] = [:]
  ) throws -> Outcome {
    try begin(words, as: session, pin: pin, input: input, more: more).wait()
  }

  /// A command that must succeed, and what it said.
  @discardableResult
  func ok(
    _ words: String..., as session: String = "tamu", pin: String? = nil, input: String? = nil,
    at place: SourceLocation = #_sourceLocation
  ) throws -> String {
    let outcome = try begin(words, as: session, pin: pin, input: input).wait()
    #expect(outcome.code == 0, "\(words): \(outcome.err)", sourceLocation: place)
    #expect(outcome.err == "", sourceLocation: place)
    return outcome.out
  }

  /// The same, by the head of section.
  @discardableResult
  func head(_ words: String..., at place: SourceLocation = #_sourceLocation) throws -> String {
    let outcome = try begin(words, as: "maria").wait()
    #expect(outcome.code == 0, "\(words): \(outcome.err)", sourceLocation: place)
    return outcome.out
  }

  func json(_ words: String..., as session: String = "maria", at place: SourceLocation = #_sourceLocation) throws
    -> JSONValue
  {
    let outcome = try begin(words + ["--json"], as: session).wait()
    #expect(outcome.code == 0, "\(words): \(outcome.err)", sourceLocation: place)
    return try JSONParser.parse(Array(outcome.out.utf8))
  }

  /// A command that must be refused: nothing on its output, the reason on its errors.
  @discardableResult
  func refused(
    _ code: Int32, _ words: String..., as session: String = "tamu", pin: String? = nil,
    at place: SourceLocation = #_sourceLocation
  ) throws -> String {
    let outcome = try begin(words, as: session, pin: pin).wait()
    #expect(outcome.code == code, "\(words): \(outcome.out)\(outcome.err)", sourceLocation: place)
    #expect(outcome.out == "", sourceLocation: place)
    #expect(outcome.err != "", sourceLocation: place)
    return outcome.err
  }
}

/// Stands in for systemd.
final class NotifySocket {
  let path: String
  private let socket: Int32

  init(at path: String) throws {
    self.path = path
    unlink(path)
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
    }
    guard bound == 0 else { throw Failed("bind \(path)") }
  }

  deinit { close(socket) }

  func next() throws -> String {
    var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, 30_000) > 0 else { throw Failed("loketd does not report") }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = recv(socket, &buffer, buffer.count, 0)
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }
}

extension JSONValue {
  var names: [String] { if case .object(let members) = self { members.map(\.name) } else { [] } }
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
