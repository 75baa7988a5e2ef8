import CentralReception
import Domain
import Glibc
import Machine

/// An embedded store has one process. What is asked while that one serves is carried out there, over a socket in the
/// folder that only its user may open.
enum Relay {
  private static let requestMax = 64 * 1024

  static func path(_ store: String) -> String { store + "/pusat.sock" }

  /// Said before a question is carried out and again and again while that takes its time; no exit code.
  private static let atWork: UInt8 = 0xFF
  private static let atWorkEvery = Duration.seconds(5)
  /// Seconds in which whoever serves has to say something, if only that it is at work.
  private static let patience = 60

  /// What came of a question.
  enum Reply {
    case said(code: Int32, text: String)
    /// Nobody has begun with it, and nobody will.
    case nobody
    /// Nobody has begun with it in all the time there is.
    case silence
    /// It was begun, and what came of it was never heard.
    case brokenOff
  }

  /// Asks whoever serves from this folder, once: what was begun is not asked for again, since it may have been carried out.
  static func ask(_ store: String, _ arguments: [String]) -> Reply {
    guard let socket = try? Socket.connect(to: path(store), patience: patience) else { return .nobody }
    let request = Array(arguments.joined(separator: "\u{0}").utf8) + [10]
    // Without its end it is no question yet.
    guard (try? request.withUnsafeBytes { try socket.write($0) }) == request.count else { return .nobody }
    var answer: [UInt8] = []
    var (hasBegun, isOver) = (false, false)
    func take(_ chunk: ArraySlice<UInt8>) {
      hasBegun = hasBegun || !chunk.isEmpty
      answer += answer.isEmpty ? chunk.drop { $0 == atWork } : chunk
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    do {
      while !isOver, let count = try chunk.withUnsafeMutableBytes({ try socket.read(into: $0) }) {
        isOver = count == 0
        take(chunk[..<count])
      }
    } catch {
      // Hung up with the question unread.
      isOver = true
    }
    if !isOver {
      // From here on nobody can begin; whether somebody just has is known now.
      Socket.close(socket)
      while let count = try? chunk.withUnsafeMutableBytes({ try socket.read(into: $0) }), count > 0 {
        take(chunk[..<count])
      }
    }
    if let code = answer.first {
      return .said(code: Int32(code), text: String(decoding: answer.dropFirst(), as: UTF8.self))
    }
    return hasBegun ? .brokenOff : isOver ? .nobody : .silence
  }

  /// Answers until the task is cancelled, one question after the other.
  static func serve(_ store: String, _ centre: Centre) async {
    guard let listener = try? Socket.listen(at: path(store), mode: 0o600, backlog: 8) else { return }
    while !Task.isCancelled {
      let ready = try? Waiting.wait(for: [.init(listener.number, reading: true)], milliseconds: 0)
      guard ready?.first?.canRead == true, let client = try? Socket.accept(on: listener) else {
        try? await Task.sleep(for: .milliseconds(50))
        continue
      }
      guard let arguments = await read(client), isThere(client), say(atWork, client.number) else { continue }
      let number = client.number
      let pulse = Task {
        while (try? await Task.sleep(for: atWorkEvery)) != nil { _ = say(atWork, number) }
      }
      let (code, text) = await Pusat.carryOut(arguments, centre)
      pulse.cancel()
      await pulse.value
      let answer = [UInt8(clamping: code)] + Array(text.utf8)
      var sent = 0
      for _ in 0..<1_000 where sent < answer.count {
        guard let count = try? answer[sent...].withUnsafeBytes({ try client.write($0) }) else {
          try? await Task.sleep(for: .milliseconds(5))
          continue
        }
        sent += count
      }
    }
    Files.remove(path(store))
  }

  /// Whoever has gone does not want it any more, and may have asked again.
  private static func isThere(_ client: Descriptor) -> Bool {
    var byte: [UInt8] = [0]
    do { return try byte.withUnsafeMutableBytes { try client.read(into: $0) } == nil } catch { return false }
  }

  private static func say(_ byte: UInt8, _ client: Int32) -> Bool {
    withUnsafeBytes(of: byte) { write(client, $0.baseAddress, 1) } == 1
  }

  private static func read(_ client: Descriptor) async -> [String]? {
    var request: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    for _ in 0..<200 {
      let count = (try? chunk.withUnsafeMutableBytes { try client.read(into: $0) }) ?? nil
      guard let count else {
        try? await Task.sleep(for: .milliseconds(5))
        continue
      }
      guard count > 0, request.count + count <= requestMax else { return nil }
      request += chunk[..<count]
      if request.last == 10 {
        let line = String(decoding: request.dropLast(), as: UTF8.self)
        return line.split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
      }
    }
    return nil
  }
}
