import Desk
import Machine

/// A full-screen terminal's line to its node: requests go out at once, replies come when they come. It never waits, so a node that
/// is slow or gone cannot stop the keys.
public final class NodeLine {
  /// More unsent than this means that the node has stopped reading.
  static let unsentMax = 4 << 20

  private let socket: Descriptor
  private var incoming: [UInt8] = []
  private var outgoing: [UInt8] = []
  /// Not filled with noughts: only what arrives touches its memory.
  private var chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { $1 = 65_536 }

  public init(path: String) throws {
    do {
      socket = try Socket.connect(to: path, patience: 1)
      try socket.setNonBlocking()
    } catch { throw DeskUnreachable("\(error)") }
  }

  /// To be waited on for reading.
  public var descriptor: Int32 { socket.number }
  /// Something could not be sent yet; `flush` again soon.
  public var hasUnsent: Bool { !outgoing.isEmpty }

  public func send(_ request: Request) throws {
    outgoing += request.line
    try flush()
    if outgoing.count > NodeLine.unsentMax { throw DeskUnreachable("the node does not take requests") }
  }

  /// Sends what the node takes now.
  public func flush() throws {
    while !outgoing.isEmpty {
      let count: Int?
      do { count = try outgoing.withUnsafeBytes { try socket.write($0) } } catch { throw DeskUnreachable("\(error)") }
      guard let count else { return }
      outgoing.removeFirst(count)
    }
  }

  /// What has arrived, in order; throws when the node has hung up or talks nonsense.
  public func receive() throws -> [(id: Int64, reply: Reply)] {
    var hasEnded = false
    while !hasEnded {
      let count: Int?
      do { count = try chunk.withUnsafeMutableBytes { try socket.read(into: $0) } } catch {
        throw DeskUnreachable("\(error)")
      }
      guard let count else { break }
      if count == 0 { hasEnded = true }
      incoming += chunk[..<count]
      guard incoming.count <= Wire.lineMax * 4 else { throw DeskUnreachable("a reply without end") }
    }
    var replies: [(Int64, Reply)] = []
    var start = incoming.startIndex
    while let end = incoming[start...].firstIndex(of: 0x0A) {
      guard let reply = Reply.read(line: incoming[start..<end]) else { throw DeskUnreachable("unreadable reply") }
      replies.append(reply)
      start = end + 1
    }
    incoming.removeSubrange(..<start)
    // What came before the end is heard first; the next call reports the end.
    if hasEnded, replies.isEmpty { throw DeskUnreachable("the node closed the connection") }
    return replies
  }
}
