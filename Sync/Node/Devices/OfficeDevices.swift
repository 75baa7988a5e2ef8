import Desk
import Devices
import Domain
import Machine

/// What reaches the real printer and the real loudspeaker; tests hand in others.
public struct Equipment: Sendable {
  public var printer: any Printer
  public var speaker: any Speaker

  public init(printer: any Printer, speaker: any Speaker) {
    self.printer = printer
    self.speaker = speaker
  }

  public static func real(_ folder: StoreFolder) -> Equipment {
    Equipment(printer: PortPrinter(), speaker: ProgramSpeaker(folder))
  }
}

/// The office's printer and voice, as the node's thread sees them. Nothing in here waits for a device.
final class OfficeDevices {
  private let node: Node
  private let prints: PrintRoom
  private let calls: CallRoom
  private let bell: Bell
  /// A ticket at the printer is waited for so long at a clean stop, so that it need not come out again as a copy.
  static let farewell = 3_000

  init(_ node: Node, folder: StoreFolder, bell: Bell, _ equipment: Equipment) {
    self.node = node
    self.bell = bell
    prints = PrintRoom(node, folder, equipment.printer, bell)
    calls = CallRoom(node, equipment.speaker, bell)
  }

  struct Served {
    /// Trials that have ended, and who asked for them.
    var reports: [(Workshop.Order, MaintenanceReport)]
    /// Something a terminal may be showing is different now.
    var hasChanged: Bool
  }

  private var shown: [DeviceLine] = []
  private var shownAlarms: [Alarms.Alarm] = []

  func service() -> Served {
    let reports = prints.service() + calls.service()
    let (lines, alarms) = (lines, node.alarms.current)
    let marks = node.paperMarks
    node.paperMarks = 0
    let hasChanged = lines != shown || alarms != shownAlarms || marks > 0
    (shown, shownAlarms) = (lines, alarms)
    return Served(reports: reports, hasChanged: hasChanged)
  }

  var lines: [DeviceLine] { [prints.view, calls.view] }

  var dueIn: Int? { prints.dueIn }

  func mute(_ isMuted: Bool) throws { try calls.mute(isMuted) }

  /// Begins a trial; its report comes back from `service`.
  func tryOut(_ task: Maintenance, _ order: Workshop.Order) throws(Refusal) {
    switch task {
    case .printTest: try prints.tryOut(order)
    case .voiceTest: try calls.tryOut(order)
    case .check, .verify, .backup, .line: preconditionFailure("no trial of a device")
    }
  }

  /// Calls still to be spoken are dropped; a ticket half on paper is finished if it does not take long.
  func close() {
    let end = MachineClock.real.uptime() + Int64(Self.farewell)
    _ = prints.service()
    while prints.isPrinting, MachineClock.real.uptime() < end {
      _ = try? Waiting.wait(for: [.init(bell.descriptor, reading: true)], milliseconds: 100)
      bell.silence()
      _ = prints.service()
    }
  }
}

extension DeviceLine {
  /// Where no loketd runs, nobody prints and nobody speaks; what is queued is printed when one does.
  static func idle(_ profile: OfficeProfile?) -> [DeviceLine] {
    func line(_ name: String, _ isUsed: Bool) -> DeviceLine {
      let state: DeviceState = isUsed ? .notRunning : .none
      return DeviceLine {
        $0.name = name
        ($0.state, $0.indonesian, $0.english) = (state, state.label.indonesian, state.label.english)
      }
    }
    return [
      line("printer", profile.map { PrinterAddress($0.devices.printer) != .none } ?? false),
      line("voice", profile?.devices.voice ?? false),
    ]
  }
}
