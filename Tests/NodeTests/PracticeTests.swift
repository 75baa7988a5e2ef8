import Desk
import Domain
import Machine
import TestSupport
import Testing

@testable import Node

/// Practice has a clock of its own, which is asked for anew at every start.
@Suite struct PracticeTests {
  private static let begin = OfficeStart.time

  private func surroundings(_ clock: Clockwork) -> Surroundings {
    Surroundings(clock: clock.machine, salt: { 7 }, holidays: [])
  }

  private func time(_ node: Node) throws -> String {
    guard case .day(let day) = try node.view(.day(DayQuery()), for: .visitor) else { throw Refused(.busy) }
    return day.localTime
  }

  @Test func `a folder in which nothing was founded is for practice or for work as it is opened`() throws {
    let place = TemporaryFolder()
    let folder = StoreFolder(place.path)
    let profile = try ShippedOffice.profile("halmahera-utara")
    let clock = Clockwork(profile.zone.moment(OfficeStart.day, Self.begin))
    func isPractice(_ practising: Bool, founding: Bool = false) throws -> Bool {
      let opened = try folder.open(surroundings(clock), practising: practising)
      for (index, command) in OfficeStart.commands(profile).enumerated() where founding {
        guard let id = PressID.read("setup-\(index)") else { throw Refused(.busy) }
        _ = try opened.node.carryOut([Node.Press(id: id, command: command, actor: .visitor)])[0].get()
      }
      guard case .status(let status) = try opened.node.view(.status(Empty()), for: .visitor) else {
        throw Refused(.busy)
      }
      withExtendedLifetime(opened.lock) {}
      return status.practice
    }
    #expect(try isPractice(true))
    #expect(try !isPractice(false), "nothing was stored: the folder is free")
    #expect(try isPractice(true))
    #expect(try !isPractice(false, founding: true))
    #expect(throws: Practice.Mismatch(storeIsForPractice: false)) { try isPractice(true) }
  }

  @Test func `a practice started again goes on from its last event, and its clock runs at once`() throws {
    let place = TemporaryFolder()
    let folder = StoreFolder(place.path)
    let profile = try ShippedOffice.profile("halmahera-utara")
    let asked = profile.zone.moment(OfficeStart.day, Self.begin)
    do {
      let clock = Clockwork(asked)
      let opened = try folder.open(surroundings(clock), practising: true)
      clock.pass(.minutes(20))
      for (index, command) in OfficeStart.commands(profile).enumerated() {
        guard let id = PressID.read("setup-\(index)") else { throw Refused(.busy) }
        _ = try opened.node.carryOut([Node.Press(id: id, command: command, actor: .visitor)])[0].get()
      }
      withExtendedLifetime(opened.lock) {}
    }
    let clock = Clockwork(asked)
    let opened = try folder.open(surroundings(clock), practising: true)
    let start = TimeOfDay(minute: Self.begin.minute + 20)
    #expect(try time(opened.node) == start.description)
    clock.pass(.minutes(3))
    #expect(try time(opened.node) == TimeOfDay(minute: start.minute + 3).description, "it does not stand still")
    withExtendedLifetime(opened.lock) {}
  }
}
