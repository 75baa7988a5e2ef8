import Desk
import Domain
import Machine

/// One terminal's connection: lines in, lines out, and what it watches.
final class Client {
  struct Watching {
    var request: Int64
    var query: Query
    var token: String?
    var last: View?
  }

  /// More unsent than this, and the terminal has stopped reading.
  static let unsentMax = 4 << 20
  /// A front office looks at most of what there is.
  static let watchesMax = 12
  /// Lines taken from one client in a turn, so that nobody crowds out the others.
  static let linesPerTurn = 64

  let number: Int
  let socket: Descriptor
  private var incoming: [UInt8] = []
  private var outgoing: [UInt8] = []
  private var sent = 0
  var watches: [Watching] = []
  private(set) var isGone = false

  init(_ number: Int, _ socket: Descriptor) {
    self.number = number
    self.socket = socket
  }

  var hasUnsent: Bool { sent < outgoing.count }
  var hasWaitingLine: Bool { incoming.contains(0x0A) }

  func drop() { isGone = true }

  /// Takes in what has arrived and returns its whole lines, as far as this turn goes.
  func receive(_ buffer: UnsafeMutableRawBufferPointer, reading: Bool) -> [ArraySlice<UInt8>] {
    if reading {
      do {
        if let count = try socket.read(into: buffer) {
          if count == 0 { drop() }
          incoming.append(contentsOf: buffer[..<count])
        }
      } catch { drop() }
    }
    var lines: [ArraySlice<UInt8>] = []
    var start = incoming.startIndex
    while lines.count < Client.linesPerTurn, let end = incoming[start...].firstIndex(of: 0x0A) {
      lines.append(incoming[start..<end])
      start = end + 1
    }
    incoming.removeFirst(start - incoming.startIndex)
    // A line that never ends would be kept for ever.
    if incoming.count > Wire.lineMax && !incoming.contains(0x0A) { drop() }
    return lines
  }

  func send(_ reply: Reply, to request: Int64) {
    guard !isGone else { return }
    if sent > 65_536 {
      // Somebody who always has something unread would otherwise be remembered everything that was ever sent.
      outgoing.removeFirst(sent)
      sent = 0
    }
    outgoing.append(contentsOf: reply.line(to: request))
    flush()
    if outgoing.count - sent > Client.unsentMax { drop() }
  }

  /// Writes what the terminal takes now; the rest when it can take more.
  func flush() {
    while hasUnsent, !isGone {
      do {
        guard let count = try outgoing[sent...].withUnsafeBytes({ try socket.write($0) }) else { return }
        sent += count
      } catch { drop() }
    }
    outgoing.removeAll(keepingCapacity: outgoing.count < 65_536)
    sent = 0
  }
}
