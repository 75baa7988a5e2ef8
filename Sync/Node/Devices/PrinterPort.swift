import Devices
import Domain
import Machine

/// How long a printer is waited for, in milliseconds. Every wait in here ends.
public struct PrinterPatience: Sendable {
  public var connect = 3_000
  /// An answer to a question about its state; a printer that gives none is used all the same.
  public var answer = 500
  /// The same after a ticket: cheap printers answer when they have printed it.
  public var answerAfter = 5_000
  /// Until a printer on the network that gives no answers has taken all and hung up too.
  public var farewell = 500
  /// Without taking a single byte.
  public var progress = 10_000
  /// For one ticket in all.
  public var ticket = 25_000

  public init() {}
}

/// One open line to a printer. Used by one thread, closed when let go.
final class PrinterPort {
  private let descriptor: Descriptor
  private let address: PrinterAddress
  private let patience: PrinterPatience
  /// A file gives no answers, nor does a device that may only be written.
  private let answers: Bool

  /// Throws what stands in the way, in words for staff.
  init(_ address: PrinterAddress, _ patience: PrinterPatience) throws(Trouble) {
    self.address = address
    self.patience = patience
    if address == .none || address == .unknown { throw Trouble(.badAddress) }
    do throws(SystemFault) {
      switch address {
      case .none, .unknown: preconditionFailure("no port leads there")
      case .device(let path):
        (descriptor, answers) = try Ports.device(path)
        descriptor.failWithoutPaper()
      case .serial(let path, let baud): (descriptor, answers) = (try Ports.serial(path, baud: baud), true)
      case .tcp(let host, let port):
        descriptor = try Ports.connect(host: host, port: port, milliseconds: patience.connect)
        answers = true
      case .file(let path): (descriptor, answers) = (try Ports.end(of: path), false)
      }
    } catch { throw Trouble(error) }
  }

  struct Trouble: Error, Equatable {
    var state: DeviceState

    init(_ state: DeviceState) { self.state = state }

    /// What an error of the kernel means at a printer's end.
    init(_ fault: SystemFault) {
      state =
        switch fault.atPort {
        case .busy: .busy
        case .gone, .failing: .unplugged
        case .notPermitted: .noPermission
        case .noPaperOrRoom: .paperOut
        case .cut: .cut
        case .wrongPath: .badAddress
        case .silent: .silent
        }
    }
  }

  /// What the printer says of itself; `nil` when it says nothing.
  func state(within milliseconds: Int) throws(Trouble) -> DeviceState? {
    if let lines = descriptor.printerLines, !lines.hasPaper { return .paperOut }
    guard answers else { return nil }
    do throws(SystemFault) {
      _ = try read(within: 0)  // An answer that came too late last time.
      guard try write(EscPos.askState[...], within: milliseconds) == EscPos.askState.count else { return nil }
      var answer: [UInt8] = []
      let limit = MachineClock.real.uptime() + Int64(milliseconds)
      while answer.count < 2 {
        let left = Int(limit - MachineClock.real.uptime())
        guard left > 0, let more = try read(within: left) else { break }
        guard !more.isEmpty else { throw SystemFault.lineEnded }
        answer += more
      }
      // Whoever talks another language is there, and is not asked to speak ours.
      return answer.count < 2 ? nil : EscPos.state(answer).map(Self.deviceState) ?? .ready
    } catch { throw Trouble(error) }
  }

  private static func deviceState(_ state: EscPos.State) -> DeviceState {
    if state.paperOut { return .paperOut }
    if state.isOffline { return .offline }
    return state.paperNearEnd ? .paperLow : .ready
  }

  /// `nil` when nothing came in time; nothing when the other end has closed the line.
  private func read(within milliseconds: Int) throws(SystemFault) -> [UInt8]? {
    let ready = try Waiting.wait(for: [.init(descriptor.number, reading: true)], milliseconds: milliseconds)
    guard ready[0].canRead else { return nil }
    var bytes = [UInt8](repeating: 0, count: 64)
    let read = bytes.withUnsafeMutableBytes { buffer in
      Result { () throws(SystemFault) in try descriptor.read(into: buffer) }
    }
    let count: Int?
    do throws(SystemFault) { count = try read.get() } catch {
      // Some printers of the kernel's cannot be read at all and print all the same; writing tells the rest.
      guard case .device = address, error.atPort == .failing else { throw error }
      return nil
    }
    guard let count else { return nil }
    // A character device without an answer looks like the end of a file.
    if count == 0, case .device = address { return nil }
    if count == 0, case .serial = address { return nil }
    return Array(bytes[..<count])
  }

  /// Gives the printer as much as it takes; returns when it has all, or has taken nothing for the whole time.
  private func write(_ bytes: ArraySlice<UInt8>, within milliseconds: Int) throws(SystemFault) -> Int {
    var sent = 0
    let end = MachineClock.real.uptime() + Int64(patience.ticket)
    while sent < bytes.count, MachineClock.real.uptime() < end {
      let rest = bytes.dropFirst(sent).prefix(1024)
      let written = rest.withUnsafeBytes { buffer in
        Result { () throws(SystemFault) in try descriptor.write(buffer) }
      }
      if let count = try written.get(), count > 0 {
        sent += count
        continue
      }
      let ready = try Waiting.wait(
        for: [.init(descriptor.number, reading: false, writing: true)], milliseconds: milliseconds)
      guard ready[0].canWrite else { break }
    }
    return sent
  }

  /// Sends a whole ticket and sees it off: what only the kernel has is lost when the port is closed.
  func send(_ bytes: [UInt8]) throws(Trouble) {
    let sent: Int
    do throws(SystemFault) { sent = try write(bytes[...], within: patience.progress) } catch { throw Trouble(error) }
    guard sent == bytes.count, try drain() else { throw Trouble(.slow) }
  }

  /// To a printer on the network that gives no answers: closing while something of it is unread would make its side throw
  /// away what it has not printed yet.
  func farewell() throws(Trouble) {
    guard case .tcp = address else { return }
    let end = MachineClock.real.uptime() + Int64(patience.farewell)
    do throws(SystemFault) {
      try descriptor.finishSending()
      while let more = try read(within: Int(max(0, end - MachineClock.real.uptime()))), !more.isEmpty {}
    } catch { throw Trouble(error) }
  }

  private func drain() throws(Trouble) -> Bool {
    do throws(SystemFault) {
      switch address {
      case .device:
        return try Waiting.wait(
          for: [.init(descriptor.number, reading: false, writing: true)], milliseconds: patience.progress)[0].canWrite
      case .tcp, .serial:
        let end = MachineClock.real.uptime() + Int64(patience.progress)
        while let unsent = descriptor.unsentBytes, unsent > 0 {
          guard MachineClock.real.uptime() < end else { return false }
          // Looked at in short steps: a line that has broken takes nothing any more, and says so at once.
          let ended = try Waiting.wait(for: [.init(descriptor.number, reading: false)], milliseconds: 10)[0].canRead
          if ended { throw SystemFault.lineEnded }
        }
        return true
      case .none, .unknown, .file: return true
      }
    } catch { throw Trouble(error) }
  }
}

/// What a printer is asked to do. Real ones are reached through `PrinterPort`; tests may hand in another.
public protocol Printer: Sendable {
  /// How it is, without printing.
  func look(_ address: PrinterAddress) -> DeviceState
  /// Asks first, sends only to a printer that is ready, and asks again whether it got through.
  func print(_ bytes: [UInt8], on address: PrinterAddress) -> PrintLine.Ending
}

/// Every printer reached through a port of this PC.
public struct PortPrinter: Printer {
  private let patience: PrinterPatience

  public init(_ patience: PrinterPatience = PrinterPatience()) { self.patience = patience }

  public func look(_ address: PrinterAddress) -> DeviceState {
    do { return try PrinterPort(address, patience).state(within: patience.answer) ?? .ready } catch {
      return error.state
    }
  }

  public func print(_ bytes: [UInt8], on address: PrinterAddress) -> PrintLine.Ending {
    let port: PrinterPort
    let before: DeviceState?
    do throws(PrinterPort.Trouble) {
      port = try PrinterPort(address, patience)
      before = try port.state(within: patience.answer)
    } catch { return .refused(error.state) }
    if let before, !before.takesWork { return .refused(before) }
    do throws(PrinterPort.Trouble) {
      try port.send(bytes)
      guard before != nil else {
        try port.farewell()
        return .printed(.ready)
      }
      // It answered before: a printer that does not now has not got through the ticket.
      guard let after = try port.state(within: patience.answerAfter) else { return .cut(.silent) }
      return after.takesWork ? .printed(after) : .cut(after)
    } catch { return .cut(error.state) }
  }
}
