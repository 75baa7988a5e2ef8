import Domain
import Engine
import Wire

/// What an exchange carried, as people may see it: marks, counts and sizes, nobody's words.
public struct ExchangeTrace: Equatable, Sendable {
  var call: Call
  var sent: [FrameTrace]
  var reply: Reply?
  var received: [FrameTrace]
  /// `nil` for a file.
  var ending: Ending?
  var at: Moment
  var bytesSent: Int
  var bytesReceived: Int

  /// An exchange with nothing new does not push out one that had something.
  public var isWorthKeeping: Bool { !sent.isEmpty || !received.isEmpty || ending != .whole }

  /// One fact a line, for `loket sync show`.
  public func lines(_ time: (Moment) -> String) -> [String] {
    var lines: [String] = []
    lines.append(
      "call: office \(call.office.word) seat \(call.seat) node \(call.node) counter \(call.counter)"
        + " · \(time(call.sentAt))" + (call.isCarried ? " · carried" : ""))
    lines.append("  have \(Self.marks(call.have)) · incarnation \(call.incarnation) · \(Self.cursor(call.cursor))")
    if !call.probes.isEmpty {
      lines.append("  probes \(call.probes.map { "\($0.node)-\($0.sequence)" }.joined(separator: " "))")
    }
    lines += sent.map { "  ↑ \($0.line)" }
    if let reply {
      lines.append(
        "reply: \(reply.standing.word) · incarnation \(reply.incarnation) · feed \(reply.feedEnd)"
          + (reply.hasMore ? " · more" : ""))
      lines.append("  marks \(Self.marks(reply.marks))")
      if reply.fork.node != 0 { lines.append("  fork \(reply.fork.node)-\(reply.fork.sequence)") }
      if reply.unreadable != .none { lines.append("  unreadable \(reply.unreadable)") }
      if reply.parkedCount > 0 { lines.append("  parked \(reply.parkedCount)") }
    }
    lines += received.map { "  ↓ \($0.line)" }
    let ended = ending.map { "\($0) · " } ?? ""
    lines.append("\(ended)↑ \(bytesSent) bytes ↓ \(bytesReceived) bytes · \(time(at))")
    return lines
  }

  private static func marks(_ marks: [Mark]) -> String {
    marks.isEmpty ? "–" : marks.map { "\($0.node)-\($0.sequence)" }.joined(separator: " ")
  }

  private static func cursor(_ cursor: Cursor) -> String {
    if cursor.isReadingState { return "state after \(cursor.stateLast)" }
    return "news \(cursor.news)" + (cursor.isReadingPast ? " past \(cursor.past)/\(cursor.pastEnd)" : "")
  }
}
