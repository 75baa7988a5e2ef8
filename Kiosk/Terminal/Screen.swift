import CTerminal
import Canvas
import Machine

/// The terminal of this process while a full-screen program runs in it: raw, on its alternate screen, and given back as it was found,
/// however the process ends. SIGKILL and a stack overflow outside the main thread are the exceptions.
///
/// Not Sendable: one thread opens, draws, waits and closes.
public final class Screen {
  /// Why `wait` returned.
  public enum Event: Hashable, Sendable {
    case key(Key)
    /// The window has another size; draw again.
    case resized
    /// TERM, HUP or INT: finish, close, leave.
    case stop(signal: Int32)
    /// One of the caller's own descriptors can be read.
    case ready(Int32)
    /// Nobody is at the other end any more.
    case ended
  }

  /// After this long a lone ESC is the Escape key.
  static let escapeWait_ms: Int64 = 40
  /// After this long a paste that does not end is taken as ended.
  static let pasteWait_ms: Int64 = 2_000
  /// A terminal on a non-blocking line that takes no bytes for so long is gone. On a blocking one the kernel decides: a dead ssh
  /// connection ends with HUP, and a stalled one holds up this terminal and no other.
  static let writeWait_ms: Int32 = 5_000

  private let input: Int32
  private let output: Int32
  private let signals: Int32
  private var renderer: Renderer
  private var parser = InputParser()
  private var isOpen = true
  private var isLost = false
  /// Uptime at the last byte.
  private var lastRead: Int64 = 0
  private var buffer = [UInt8](repeating: 0, count: 4_096)

  /// Takes the terminal over; throws when it is none.
  public init(input: Int32 = 0, output: Int32 = 1, _ capability: Capability) throws(SystemFault) {
    self.input = input
    self.output = output
    renderer = Renderer(capability)
    let closing = Renderer.closing
    signals = try Self.checked("terminal_open", terminal_open(input, output, closing, closing.count))
    try write(Renderer.opening)
  }

  deinit { close() }

  /// Columns and rows of the window; 80 × 24 where the line cannot tell.
  public var size: (columns: Int, rows: Int) {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard terminal_size(output, &columns, &rows) == 0, columns > 0, rows > 0 else { return (80, 24) }
    return (min(Int(columns), 500), min(Int(rows), 200))
  }

  /// Brings the terminal to show the canvas, in one write; does nothing when it already does. When the terminal has gone, the next
  /// `wait` says so.
  public func show(_ canvas: Canvas) {
    let bytes = renderer.frame(canvas)
    if bytes.isEmpty || isLost { return }
    do { try write(bytes) } catch { isLost = true }
  }

  /// Forgets the last person: the next frame paints all, the scrollback is cleared, and nothing half typed or pasted remains.
  public func wipe() {
    renderer.wipe()
    parser = InputParser()
    for index in buffer.indices { buffer[index] = 0 }
  }

  /// The terminal's own signal, for whoever looks elsewhere.
  public func bell() {
    guard !isLost else { return }
    do { try write([7]) } catch { isLost = true }
  }

  /// Waits for the next events; none when the time is over. A key held for a lone ESC comes out by itself after 40 ms, whatever
  /// else the caller waits for.
  public func wait(for time: Duration? = nil, also others: [Int32] = []) throws(SystemFault) -> [Event] {
    if isLost { return [.ended] }
    let watched = [input, signals] + others
    let wait = [time.map(Self.milliseconds), patience].compactMap { $0 }.min() ?? -1
    let bits = try Self.checked("poll", terminal_wait(watched, Int32(watched.count), wait))
    var events: [Event] = []
    if bits & 2 != 0 { readSignals(&events) }
    if bits & 1 != 0 {
      readKeys(&events)
    } else if patience == 0 {
      events += parser.flush(endingPaste: parser.isPasting).map { .key($0) }
    }
    for (index, descriptor) in others.enumerated() where bits & 4 << Int32(index) != 0 {
      events.append(.ready(descriptor))
    }
    return events
  }

  /// Milliseconds until what the parser holds is complete without more bytes; `nil` when it holds nothing.
  private var patience: Int32? {
    let limit = parser.isWaiting ? Self.escapeWait_ms : parser.isPasting ? Self.pasteWait_ms : nil
    return limit.map { Int32(clamping: max(0, $0 - (MachineClock.real.uptime() - lastRead))) }
  }

  /// Gives the terminal back. Harmless when repeated.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    terminal_close()
  }

  private func readKeys(_ events: inout [Event]) {
    let count = terminal_read(input, &buffer, buffer.count)
    if count == Int32(terminal_nothing) { return }
    guard count > 0 else {
      events.append(.ended)
      return
    }
    lastRead = MachineClock.real.uptime()
    events += parser.feed(buffer[..<Int(count)]).map { .key($0) }
  }

  /// Many changes of size are one.
  private func readSignals(_ events: inout [Event]) {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = terminal_read(signals, &bytes, bytes.count)
    guard count > 0 else { return }
    let numbers = bytes[..<Int(count)].map(Int32.init)
    let resized = Int32(terminal_resized)
    if numbers.contains(resized) {
      renderer.forget()
      events.append(.resized)
    }
    if let stop = numbers.first(where: { $0 != resized }) { events.append(.stop(signal: stop)) }
  }

  private func write(_ bytes: [UInt8]) throws(SystemFault) {
    try Self.checked("write", terminal_write(output, bytes, bytes.count, Self.writeWait_ms))
  }

  private static func milliseconds(_ time: Duration) -> Int32 {
    let (seconds, rest) = time.components
    // Rounded up: a wait of less than one must not spin.
    return Int32(clamping: max(0, seconds) * 1000 + (rest + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  @discardableResult
  private static func checked(_ call: String, _ result: Int32) throws(SystemFault) -> Int32 {
    if result < 0 { throw SystemFault(call, -result) }
    return result
  }
}
