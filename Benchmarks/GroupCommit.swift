import Desk
import Domain
import Glibc
import Machine
import Node

/// Many clients pressing at once share disk syncs.
enum GroupCommit {
  static let row = Row(
    name: "group-commit", what: "tickets per second with 64 clients against 1 client", toReach: "≥ 5×",
    measure: { bench in
      let one = try perSecond(bench, clients: 1, tickets: 4_000)
      let many = try perSecond(bench, clients: 64, tickets: 20_000)
      let ratio = many / one
      return Row.Outcome(
        measured: "\(decimal(ratio))× (\(decimal(many, 0))/s / \(decimal(one, 0))/s)", holds: ratio >= 5)
    })

  /// One thread drives all connections, each with one question open at a time, as terminals do.
  private static func perSecond(_ bench: Bench, clients: Int, tickets: Int) throws -> Double {
    let store = try bench.freshStore("group")
    let node = try bench.startNode(store)
    defer { node.stop() }
    let sockets = try (0..<clients).map { _ in try Socket.connect(to: store.socket, patience: 30) }
    let lines = (0..<tickets).map { index in
      Request(
        id: Int64(index), token: nil,
        ask: .perform(
          .issueTicket(
            IssueTicket { $0.service = "layanan-" + Series(number: Int64(index % 26 + 1))!.word.lowercased() }),
          id: PressID.make(.real))
      ).line
    }
    var asked = 0
    var answered = 0
    func ask(_ socket: Descriptor) throws {
      guard asked < tickets else { return }
      _ = try lines[asked].withUnsafeBytes { try socket.write($0) }
      asked += 1
    }
    let interests = sockets.map { Waiting.Interest($0.number, reading: true) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    let time = try Bench.time {
      for socket in sockets { try ask(socket) }
      while answered < tickets {
        let ready = try Waiting.wait(for: interests, milliseconds: 10_000)
        for (index, readiness) in ready.enumerated() where readiness.canRead {
          guard let count = try sockets[index].read(into: buffer), count > 0 else { continue }
          let text = buffer[..<count]
          guard !text.contains(UInt8(ascii: "r")) || !String(decoding: text, as: UTF8.self).contains("refused") else {
            throw DeskUnreachable(String(decoding: text, as: UTF8.self))
          }
          answered += text.count { $0 == 0x0A }
          try ask(sockets[index])
        }
      }
    }
    return Double(tickets) / time * 1e6
  }
}
