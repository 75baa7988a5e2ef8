import Devices
import Dispatch
import Glibc
import Machine
import Synchronization

/// A printer at a TCP port of this PC, with every mood a printer has.
final class PrinterSink: Sendable {
  struct Mood: Sendable {
    /// The two status bytes; `nil` answers nothing.
    var status: (offline: UInt8, paper: UInt8)? = (0x12, 0x12)
    /// Takes connections and never reads a byte.
    var isStuck = false
    /// Hangs up after so many bytes of a ticket.
    var cutAfter: Int?
    /// The roll ends after so many bytes of a ticket.
    var paperOutAfter: Int?

    static let ready = Mood()
    static let mute = Mood(status: nil)
    static let offline = Mood(status: (0x1A, 0x12))
    static let paperOut = Mood(status: (0x12, 0x72))
    static let paperLow = Mood(status: (0x12, 0x1E))
  }

  private let counter: Counter
  let port: UInt16

  init(_ paper: Paper, _ mood: Mood = .ready) throws {
    counter = try Counter(paper, mood)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var small: Int32 = 2048
    setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &small, socklen_t(4))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    precondition(bound, "no port for the printer")
    port = UInt16(bigEndian: address.sin_port)
    try Machine.Thread.start { [counter] in counter.run(listener) }
  }

  deinit { counter.close() }

  var address: String { "tcp:127.0.0.1:\(port)" }
  var pieces: [PaperRoll.Piece] { counter.roll.withLock { $0.pieces } }
  /// Lines over the edge and bytes no printer knows.
  var faults: [String] { counter.roll.withLock { $0.faults } }
  var isTorn: Bool { counter.roll.withLock { $0.isTorn } }

  func change(_ mood: Mood) { counter.mood.withLock { $0 = mood } }
}

/// Its thread's part: what the thread holds on to, so that the sink can go while a connection is being served.
private final class Counter: Sendable {
  let mood: Mutex<PrinterSink.Mood>
  let roll: Mutex<PaperRoll>
  private let ended = DispatchSemaphore(value: 0)
  private let stop: Bell

  init(_ paper: Paper, _ mood: PrinterSink.Mood) throws {
    self.mood = Mutex(mood)
    roll = Mutex(PaperRoll(paper))
    stop = try Bell()
  }

  func close() {
    stop.ring()
    ended.wait()
  }

  func run(_ listener: Int32) {
    while true {
      var polls = [
        pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      poll(&polls, 2, -1)
      if polls[1].revents != 0 { break }
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      serve(connection, stop.descriptor)
    }
    Glibc.close(listener)
    ended.signal()
  }

  private func serve(_ connection: Int32, _ stopping: Int32) {
    defer { Glibc.close(connection) }
    var taken = 0
    while true {
      let mood = mood.withLock { $0 }
      var polls = [
        pollfd(fd: connection, events: mood.isStuck ? 0 : Int16(POLLIN), revents: 0),
        pollfd(fd: stopping, events: Int16(POLLIN), revents: 0),
      ]
      poll(&polls, 2, -1)
      if polls[1].revents != 0 { return }
      if mood.isStuck {
        if polls[0].revents & Int16(POLLHUP | POLLERR) != 0 { return }
        continue
      }
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = read(connection, &bytes, bytes.count)
      guard count > 0 else { return }
      taken += count
      if let cut = mood.cutAfter, taken > cut {
        roll.withLock { $0.feed(bytes[..<max(0, count - (taken - cut))]) }
        // Hang up as a pulled cable looks after a while: a reset, not a farewell.
        var reset = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
        return
      }
      let questions = roll.withLock { roll in
        roll.feed(bytes[..<count])
        defer { roll.questions = [] }
        return roll.questions
      }
      guard let status = mood.status else { continue }
      for question in questions {
        let isOut = mood.paperOutAfter.map { taken > $0 } ?? false
        var answer = question == 1 ? status.offline : isOut ? 0x72 : status.paper
        send(connection, &answer, 1, Int32(MSG_NOSIGNAL))
      }
    }
  }
}
