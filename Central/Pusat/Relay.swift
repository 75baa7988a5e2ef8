import CentralReception
import Domain
import Glibc
import Machine

/// An embedded store has one process. What is asked while that one serves is carried out there, over a socket in the
/// folder that only its user may open.
enum Relay {
  private static let requestMax = 64 * 1024

  static func path(_ store: String) -> String { store + "/pusat.sock" }

  /// Asks whoever serves from this folder; `nil` when nobody answers.
  static func ask(_ store: String, _ arguments: [String]) -> (code: Int32, text: String)? {
    guard let socket = try? Socket.connect(to: path(store), patience: 60) else { return nil }
    let request = Array(arguments.joined(separator: "\u{0}").utf8) + [10]
    guard (try? request.withUnsafeBytes { try socket.write($0) }) == request.count else { return nil }
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while let count = try? chunk.withUnsafeMutableBytes({ try socket.read(into: $0) }), count > 0 {
      answer += chunk[..<count]
    }
    guard let code = answer.first else { return nil }
    return (Int32(code), String(decoding: answer.dropFirst(), as: UTF8.self))
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
      guard let arguments = await read(client) else { continue }
      let (code, text) = await Pusat.carryOut(arguments, centre)
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
