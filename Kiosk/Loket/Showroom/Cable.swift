import Machine
import Synchronization

/// The cable between the sample office and its centre: what is said goes through both ways while it is plugged in. Pulled, it
/// ends every conversation at once and lets no other begin, as a real one does.
final class Cable: @unchecked Sendable {  // The listener and the calls are touched by its own thread alone.
  /// Where the office calls; the centre listens elsewhere.
  let port: UInt16
  private let listener: Descriptor
  private let centre: UInt16
  private let bell: Bell
  private let state = Mutex(State())

  private struct State {
    var isPlugged = true
    var isGone = false
  }

  /// An office holds one call at a time; the rest is for calls that are just ending.
  private static let callsMax = 8
  private static let connectPatience = 2_000
  private static let bytesMax = 64 * 1_024

  init(to centre: UInt16) throws {
    (listener, port) = try Loopback.listen()
    self.centre = centre
    bell = try Bell()
    try Thread.start { [self] in carry() }
  }

  var isPlugged: Bool { state.withLock { $0.isPlugged } }

  func plug(_ isPlugged: Bool) {
    state.withLock { $0.isPlugged = isPlugged }
    bell.ring()
  }

  /// Ends the thread; nothing goes through any more.
  func remove() {
    state.withLock { $0.isGone = true }
    bell.ring()
  }

  // MARK: On its thread

  /// One direction of a call.
  private struct Way {
    let from: Descriptor
    let to: Descriptor
    var waiting: [UInt8] = []
    var hasEnded = false

    /// Moves what there is; false when an end has broken.
    mutating func move(canRead: Bool) -> Bool {
      do {
        if canRead, !hasEnded, waiting.count < Cable.bytesMax {
          var chunk = [UInt8](repeating: 0, count: 16_384)
          if let count = try chunk.withUnsafeMutableBytes({ try from.read(into: $0) }) {
            if count == 0 { hasEnded = true } else { waiting += chunk[..<count] }
          }
        }
        if !waiting.isEmpty, let count = try waiting.withUnsafeBytes({ try to.write($0) }) {
          waiting.removeFirst(count)
        }
        return !(hasEnded && waiting.isEmpty)
      } catch { return false }
    }
  }

  private func carry() {
    var calls: [(up: Way, down: Way)] = []
    while true {
      let (isPlugged, isGone) = state.withLock { ($0.isPlugged, $0.isGone) }
      if isGone { return }
      if !isPlugged { calls = [] }
      var interests: [Waiting.Interest] = [
        .init(bell.descriptor, reading: true), .init(listener.number, reading: calls.count < Self.callsMax),
      ]
      for call in calls {
        interests.append(interest(call.up.from, reads: call.up, writes: call.down))
        interests.append(interest(call.up.to, reads: call.down, writes: call.up))
      }
      guard let ready = try? Waiting.wait(for: interests, milliseconds: nil) else { return }
      if ready[0].canRead { bell.silence() }
      for index in calls.indices.reversed() {
        let (office, far) = (ready[2 + 2 * index], ready[3 + 2 * index])
        let isWhole =
          calls[index].up.move(canRead: office.canRead)
          && calls[index].down.move(canRead: far.canRead)
        if !isWhole { calls.remove(at: index) }
      }
      if ready[1].canRead, let caller = try? Socket.accept(on: listener), isPlugged,
        let far = try? Ports.connect(host: "127.0.0.1", port: centre, milliseconds: Self.connectPatience)
      {
        calls.append((Way(from: caller, to: far), Way(from: far, to: caller)))
      }
    }
  }

  private func interest(_ end: Descriptor, reads: Way, writes: Way) -> Waiting.Interest {
    .init(
      end.number, reading: !reads.hasEnded && reads.waiting.count < Self.bytesMax, writing: !writes.waiting.isEmpty)
  }
}
