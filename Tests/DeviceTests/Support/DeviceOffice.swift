import Desk
import Domain
import Machine
import TestSupport
import Testing

@testable import Node

/// An office with a printer and a voice that are the test's own, on the test's clock.
final class DeviceOffice {
  let office: TemporaryOffice
  let printer: FakePrinter
  let speaker: FakeSpeaker
  private var opened: OfficeDevices?
  private var bell: Bell
  private var presses = 0

  static func profile(printer: String = "tcp:127.0.0.1:9", paper: Int = 58) throws -> OfficeProfile {
    var profile = try ShippedOffice.profile("halmahera-utara")
    (profile.devices.printer, profile.devices.paperMillimetres, profile.devices.voice) = (printer, paper, true)
    return profile
  }

  init(_ printer: FakePrinter = FakePrinter(), _ speaker: FakeSpeaker = FakeSpeaker()) throws {
    (self.printer, self.speaker) = (printer, speaker)
    office = TemporaryOffice(try Self.profile())
    try office.open()
    try office.setUp()
    bell = try Bell()
    opened = OfficeDevices(
      office.node, folder: office.folder, bell: bell, Equipment(printer: printer, speaker: speaker))
  }

  var devices: OfficeDevices {
    guard let opened else { preconditionFailure("the power is off") }
    return opened
  }

  /// The power goes and comes back; `afterMinutes` later.
  func cutPower(afterMinutes: Int = 0) throws {
    opened = nil
    office.drop()
    office.pass(.minutes(afterMinutes))
    try office.open()
    bell = try Bell()
    opened = OfficeDevices(
      office.node, folder: office.folder, bell: bell, Equipment(printer: printer, speaker: speaker))
  }

  @discardableResult
  func press(_ command: Command) throws -> Answer {
    presses += 1
    return try office.press(command, "device-\(presses)-\(office.clock.wall.milliseconds)").get()
  }

  /// A ticket for the kiosk's visitor.
  func ticket(_ language: Language = .indonesian, _ channel: Channel = .kiosk) throws -> VisitID {
    let answer = try press(
      .issueTicket(
        IssueTicket {
          $0.service = "konsultasi"
          ($0.language, $0.channel) = (language, channel)
        }))
    return try #require(answer.visit)
  }

  func paper(_ visit: VisitID) throws -> PrintState {
    let view = try office.node.view(.ticket(VisitQuery { $0.visit = .id(visit) }), for: .visitor)
    guard case .ticket(let ticket) = view else { return .none }
    #expect(ticket.printIndonesian == ticket.print.advice.indonesian)
    return ticket.print
  }

  func alarm(_ source: Alarms.Source) -> Bilingual? { office.node.alarms.current.first { $0.source == source }?.text }

  /// Turns of the node until something is so; devices wake it, nothing sleeps.
  func serve(_ what: String, until isSo: () throws -> Bool) throws {
    for _ in 0..<200 {
      _ = devices.service()
      if try isSo() { return }
      let ready = try Waiting.wait(for: [.init(bell.descriptor, reading: true)], milliseconds: Patience.milliseconds)
      if !ready[0].canRead { break }
      bell.silence()
    }
    Issue.record("never: \(what)")
  }

  /// One turn, without waiting for a device.
  func serveOnce() { _ = devices.service() }
}
