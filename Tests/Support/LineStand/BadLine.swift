import Glibc
import Machine

/// Two network namespaces with nothing but a bad line between them, as long as this lives (`Tests/Support/BadLine`).
///
/// Sockets in files know nothing of namespaces: a program at one end is reached from outside by its Unix socket.
public final class BadLine {
  /// The ends of the line, and what each is called there.
  public enum End: String, Sendable {
    case office, centre

    public var address: String { self == .office ? "192.0.2.1" : "192.0.2.2" }
  }

  /// How the line is; counted from the moment it is made so.
  public struct Weather: Sendable {
    /// Bits a second in each direction; 0 for any number.
    public var bits = 0
    public var roundTrip_ms = 0
    /// Packets lost of a thousand, in each direction.
    public var lostOfThousand = 0
    public var queueBytes = 32 * 1024
    public var seed: UInt64 = 1
    /// Of every so many milliseconds the last `dark_ms` are dark; `at_ms`: where in that rhythm it begins.
    public var every_ms = 0
    public var dark_ms = 0
    public var at_ms = 0

    public init(_ change: (inout Weather) -> Void = { _ in }) { change(&self) }

    /// A cable across the room.
    public static let fine = Weather()
    /// Nothing comes through.
    public static let dark = Weather { ($0.every_ms, $0.dark_ms) = (1_000, 1_000) }
  }

  /// What has gone in at the two ends.
  public struct Count: Sendable {
    public var packets = 0
    public var bytes = 0
    public var lost = 0
    public var overflowed = 0
  }

  /// This machine gives nobody a network namespace, or no tun device.
  public struct NotPermitted: Error {}

  private let program: String
  private let child: Child
  private let orders: Descriptor
  private let answers: Descriptor

  public init(programs: String) throws {
    let program = programs + "/bad-line"
    self.program = program
    let (input, orders) = try Self.makePipe()
    let (answers, output) = try Self.makePipe()
    (self.orders, self.answers) = (orders, answers)
    // Its ends of the pipes are closed here with this scope: when it is gone, reading ends.
    child = try withExtendedLifetime((input, output)) {
      try Child(program, [], input: input.number, output: output.number, isQuiet: true)
    }
    try becomeReady()
  }

  private func becomeReady() throws {
    guard try line() == "ready" else {
      guard child.wait() == 77 else { throw SystemFault("bad-line", 0) }
      throw NotPermitted()
    }
  }

  deinit { child.kill9() }

  /// Whether this machine permits such lines.
  public static func isPermitted(programs: String) -> Bool { (try? BadLine(programs: programs)) != nil }

  /// What to start for a program to run at one end.
  public func words(_ end: End, _ program: String, _ arguments: [String]) -> (path: String, arguments: [String]) {
    (self.program, ["in", String(child.process), end.rawValue, program] + arguments)
  }

  /// From now on; counts begin again, and what was on the way is lost.
  public func turn(_ weather: Weather) throws {
    let numbers = [
      weather.bits, weather.roundTrip_ms / 2, weather.lostOfThousand, weather.queueBytes,
      Int(weather.seed & 0xFFFF_FFFF), weather.every_ms, weather.dark_ms, weather.at_ms,
    ]
    try order("weather " + numbers.map(String.init).joined(separator: " "))
  }

  /// Pulls the office's cable out of its socket, or plugs it in.
  public func plug(_ isIn: Bool) throws { try order("cable \(isIn ? 1 : 0)") }

  public func count() throws -> (up: Count, down: Count) {
    let numbers = try ask("count").split(separator: " ").compactMap { Int($0) }
    guard numbers.count == 8 else { throw SystemFault("bad-line", 0) }
    func count(_ from: Int) -> Count {
      Count(
        packets: numbers[from], bytes: numbers[from + 1], lost: numbers[from + 2], overflowed: numbers[from + 3])
    }
    return (count(0), count(4))
  }

  private func order(_ text: String) throws {
    guard try ask(text) == "ok" else { throw SystemFault("bad-line", 0) }
  }

  private func ask(_ text: String) throws -> String {
    let bytes = Array((text + "\n").utf8)
    _ = try bytes.withUnsafeBytes { try orders.write($0) }
    return try line()
  }

  private func line() throws -> String {
    var text: [UInt8] = []
    var byte: UInt8 = 0
    while read(answers.number, &byte, 1) == 1, byte != UInt8(ascii: "\n") { text.append(byte) }
    return String(decoding: text, as: UTF8.self)
  }

  private static func makePipe() throws -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemFault("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }
}
