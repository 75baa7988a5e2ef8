import Devices
import Dispatch
import Domain
import Machine
import Node
import Synchronization

/// A printer that does what the test says, and waits where the test wants to look.
final class FakePrinter: Printer {
  private struct State {
    var look = DeviceState.ready
    var ending = PrintLine.Ending.printed(.ready)
    var sent: [[UInt8]] = []
    var looks = 0
    var isHeld = false
  }

  private let state = Mutex(State())
  private let release = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Until one ticket more has been dealt with, whether anybody has heard of it or not.
  func waitForEnd() { ended.wait() }

  init(_ look: DeviceState = .ready, _ ending: PrintLine.Ending = .printed(.ready)) { set(look, ending) }

  func set(_ look: DeviceState, _ ending: PrintLine.Ending = .printed(.ready)) {
    state.withLock { ($0.look, $0.ending) = (look, ending) }
  }

  /// From now on printing waits for `letGo`.
  func hold() { state.withLock { $0.isHeld = true } }
  func letGo() {
    state.withLock { $0.isHeld = false }
    release.signal()
  }

  var sent: [[UInt8]] { state.withLock { $0.sent } }
  var looks: Int { state.withLock { $0.looks } }
  /// The words on the papers, one text each.
  var papers: [String] {
    sent.map { bytes in
      var roll = PaperRoll(.wide)
      roll.feed(bytes)
      return roll.pieces.map(\.text).joined()
    }
  }

  func look(_ address: PrinterAddress) -> DeviceState {
    state.withLock {
      $0.looks += 1
      return $0.look
    }
  }

  func print(_ bytes: [UInt8], on address: PrinterAddress) -> PrintLine.Ending {
    if state.withLock({ $0.isHeld }) { release.wait() }
    defer { ended.signal() }
    return state.withLock { state in
      if case .refused = state.ending { return state.ending }
      state.sent.append(bytes)
      return state.ending
    }
  }
}

/// A speaker that writes down what it was to say.
final class FakeSpeaker: Speaker {
  private let state = Mutex((said: [Announcement](), fault: VoiceFault?.none, isHeld: false))
  private let release = DispatchSemaphore(value: 0)

  init(_ fault: VoiceFault? = nil) { state.withLock { $0.fault = fault } }

  var said: [Announcement] { state.withLock { $0.said } }
  func set(_ fault: VoiceFault?) { state.withLock { $0.fault = fault } }
  func hold() { state.withLock { $0.isHeld = true } }
  func letGo() {
    state.withLock { $0.isHeld = false }
    release.signal()
  }

  func trouble() -> VoiceFault? { state.withLock { $0.fault } }

  func say(_ announcement: Announcement) -> VoiceFault? {
    if state.withLock({ $0.isHeld }) { release.wait() }
    return state.withLock { state in
      if state.fault == nil { state.said.append(announcement) }
      return state.fault
    }
  }
}
