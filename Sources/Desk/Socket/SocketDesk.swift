import Desk
import Domain
import Machine

/// A desk at the other end of a local socket. Used by one thread; asks one thing at a time.
public final class SocketDesk: Desk {
  public var token: String?
  private let path: String
  private let patience: Int
  private let lines: LineSocket
  private var lastID: Int64 = 0

  /// How long to wait for a node that does not answer before saying so.
  public static let patienceSeconds = 30

  public init(path: String, patience: Int = SocketDesk.patienceSeconds) throws {
    self.path = path
    self.patience = patience
    lines = try LineSocket(path: path, patience: patience)
  }

  /// Whether somebody listens there, as opposed to a socket left behind by a power cut.
  public static func answers(at path: String) -> Bool { (try? Socket.connect(to: path, patience: 1)) != nil }

  private func ask(_ ask: Request.Ask, progress: (String) -> Void = { _ in }) throws -> Reply {
    lastID += 1
    try lines.send(Request(id: lastID, token: token, ask: ask).line)
    while true {
      let (id, reply) = try lines.receive()
      guard id == lastID || id == 0 else { continue }
      if case .progress(let text) = reply {
        progress(text)
        continue
      }
      if case .refused(let refused) = reply { throw refused }
      return reply
    }
  }

  private static let unexpected = DeskUnreachable("unexpected reply")

  public func perform(_ command: Command, id: String) throws -> Answer {
    guard case .answer(let answer) = try ask(.perform(command, id: id)) else { throw Self.unexpected }
    return answer
  }

  public func read(_ query: Query) throws -> View {
    guard case .view(_, let view) = try ask(.read(query)) else { throw Self.unexpected }
    return view
  }

  public func watch(_ query: Query) throws -> any Watch {
    try SocketWatch(query, token: token, lines: LineSocket(path: path, patience: patience))
  }

  public func login(_ login: String, pin: String) throws -> Session {
    guard case .session(let session) = try ask(.login(login, pin: pin)) else { throw Self.unexpected }
    token = session.token
    return session
  }

  public func logout() throws {
    _ = try ask(.logout)
    token = nil
  }

  public func print(_ ticket: VisitQuery) throws {
    guard case .done = try ask(.print(ticket)) else { throw Self.unexpected }
  }

  public func mute(_ isMuted: Bool) throws {
    guard case .done = try ask(.mute(isMuted)) else { throw Self.unexpected }
  }

  public func askForHelp(_ help: HelpAsk) throws -> HelpView {
    guard case .view(_, .help(let view)) = try ask(.ask(help)) else { throw Self.unexpected }
    return view
  }

  public func attend(_ ask: String) throws {
    guard case .done = try self.ask(Request.Ask.attend(ask)) else { throw Self.unexpected }
  }

  public func maintain(_ task: Maintenance, progress: (String) -> Void) throws -> MaintenanceReport {
    guard case .report(let report) = try ask(.maintain(task), progress: progress) else { throw Self.unexpected }
    return report
  }
}

/// A watch on a connection of its own, so that pictures never get between a question and its answer.
final class SocketWatch: Watch {
  private let lines: LineSocket

  init(_ query: Query, token: String?, lines: LineSocket) throws {
    self.lines = lines
    try lines.send(Request(id: 1, token: token, ask: .watch(query)).line)
  }

  func next(milliseconds: Int) throws -> View? {
    guard try lines.hasLine(milliseconds: milliseconds) else { return nil }
    switch try lines.receive().reply {
    case .view(_, let view): return view
    case .refused(let refused): throw refused
    default: return nil
    }
  }
}

/// Whole lines over a local socket.
final class LineSocket {
  private let socket: Descriptor
  private var buffer: [UInt8] = []
  private var start = 0

  init(path: String, patience: Int) throws {
    do {
      socket = try Socket.connect(to: path, patience: patience)
    } catch {
      throw DeskUnreachable(error.description)
    }
  }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = try bytes[sent...].withUnsafeBytes { bytes in
        do { return try socket.write(bytes) } catch {
          // A node that turned us away has said why before it hung up.
          if case .refused(let refused)? = try? receive().reply { throw refused }
          throw DeskUnreachable("\(error)")
        }
      }
      guard let count, count > 0 else { throw DeskUnreachable("the node does not take requests") }
      sent += count
    }
  }

  private var lineEnd: Int? { buffer[start...].firstIndex(of: 0x0A) }

  func hasLine(milliseconds: Int) throws -> Bool {
    if lineEnd != nil { return true }
    let ready = try Waiting.wait(for: [.init(socket.number, reading: true)], milliseconds: milliseconds)
    guard ready[0].canRead else { return false }
    try fill()
    return lineEnd != nil
  }

  private func fill() throws {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    var chunk = [UInt8](repeating: 0, count: 16_384)
    let count = try chunk.withUnsafeMutableBytes { chunk in
      do { return try socket.read(into: chunk) } catch { throw DeskUnreachable("\(error)") }
    }
    guard let count else { throw DeskUnreachable("the node does not answer") }
    guard count > 0 else { throw DeskUnreachable("the node closed the connection") }
    buffer.append(contentsOf: chunk[..<count])
  }

  func receive() throws -> (id: Int64, reply: Reply) {
    while true {
      if let end = lineEnd {
        defer { start = end + 1 }
        guard let reply = Reply.read(line: buffer[start..<end]) else { throw DeskUnreachable("unreadable reply") }
        return reply
      }
      try fill()
    }
  }
}
