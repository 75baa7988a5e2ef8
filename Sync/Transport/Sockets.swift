import CCurl
import Machine

/// The connections libcurl has open, and whether anything moves on them.
///
/// `@unchecked`: only the courier's thread ever looks.
final class Sockets: @unchecked Sendable {
  private var open: [Int32: UInt64] = [:]
  private var movedAt: Int64 = 0
  private var gained: UInt64 = 0

  /// Fewer bytes than this are no progress: who sends one now and then would hold the line for ever.
  private static let step: UInt64 = 256

  /// Has libcurl say what it opens and closes. Lives as long as the courier's thread.
  func prepare(_ handle: UnsafeMutableRawPointer) {
    door_sockets(
      handle, Unmanaged.passUnretained(self).toOpaque(),
      { raw, socket, _ in
        guard let raw else { return 0 }
        Stamina.prepare(socket)
        Unmanaged<Sockets>.fromOpaque(raw).takeUnretainedValue().open[socket] = 0
        return 0
      },
      { raw, socket in
        if let raw { Unmanaged<Sockets>.fromOpaque(raw).takeUnretainedValue().open[socket] = nil }
        return Stamina.close(socket)
      })
    // Counted here instead, by what is acknowledged: libcurl counts what the kernel has taken.
    _ = door_number(handle, CURLOPT_LOW_SPEED_LIMIT, 0)
    _ = door_number(handle, CURLOPT_LOW_SPEED_TIME, 0)
  }

  func begin(at now: Int64) { (movedAt, gained) = (now, 0) }

  /// Whether anything has been acknowledged or has come since this was last asked.
  func haveMoved(at now: Int64) -> Bool {
    var hasMoved = false
    for (socket, before) in open {
      guard let progress = Stamina.progress(socket), progress != before else { continue }
      open[socket] = progress
      // Fewer than before: another connection that was given the same number.
      gained += progress > before ? progress - before : progress
      hasMoved = true
    }
    if gained >= Self.step {
      gained = 0
      movedAt = now
    }
    return hasMoved
  }

  /// Nothing worth the name has moved since then.
  func areStalled(since uptime: Int64) -> Bool { movedAt < uptime }

  /// There are sockets, and nobody has answered on any of them.
  var areUnanswered: Bool { !open.isEmpty && open.keys.allSatisfy { Stamina.isKnocking($0) } }

  /// Nothing is on its way to the other side.
  var areQuiet: Bool { open.keys.allSatisfy { Stamina.unacknowledged($0) == 0 } }
}
