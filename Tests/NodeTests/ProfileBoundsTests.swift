import Desk
import Domain
import Node
import TestSupport
import Testing

/// A profile may come over the socket from a program that is not ours.
struct ProfileBoundsTests {
  @Test(arguments: DeskKind.allCases)
  func `a profile no later sum could stand is refused, and the office goes on with the one it has`(kind: DeskKind)
    throws
  {
    let profile = try ShippedOffice.profile("halmahera-utara")
    let running = try RunningOffice(kind, profile)
    let head = try running.setUp()
    let spoilers: [(inout OfficeProfile) -> Void] = [
      { $0.reservations.leadMinutes = .max }, { $0.reservations.slotMinutes = .min },
      { $0.serviceLevel.minutes = .max / 60_000 },
      { $0.services[0].usualMinutes = .max }, { $0.priority.every = .min }, { $0.recallLimit = -1 },
      { $0.retention.wordsDays = .max }, { $0.idleClose.portalDays = -5 }, { $0.desks[0].number = .max },
      { $0.desks[1].number = $0.desks[0].number }, { $0.services[1].key = $0.services[0].key },
      { $0.closures = Array(repeating: Holiday(.blank, "x"), count: 5_000) },
      { $0.name = String(repeating: "x", count: 100_000) },
      { $0.services = Array(repeating: $0.services[0], count: 1_000) }, { $0.name = "a\u{1B}[2Jb" },
      { $0.messages = Array(repeating: OfficeMessage("x"), count: 9) },
      { $0.messages = [OfficeMessage(String(repeating: "x", count: 301))] },
      { $0.texts = [OfficeText("a", "x"), OfficeText("a", "y")] }, { $0.texts = [OfficeText("A b", "x")] },
      { $0.texts = (0...200).map { OfficeText("k\($0)", "x") } },
      { $0.lockers = -1 }, { $0.lockers = 501 }, { $0.onlineAddress = "javascript:x" }, { $0.lockMinutes = 0 },
      { $0.idleSeconds = .max }, { $0.devices.codePage = 256 },
      { $0.devices.scannerPrefix = String(repeating: "x", count: 9) },
    ]
    for (index, spoil) in spoilers.enumerated() {
      var spoiled = profile
      spoil(&spoiled)
      let said = try head.outcome(.changeOffice(ChangeOffice { $0.profile = spoiled }))
      #expect(said != "done", "spoiler \(index)")
      try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
      _ = try head.read(.day(DayQuery()))
    }
    #expect(try head.read(.profile(Empty())) == .profile(ProfileView { ($0.profile, $0.staffed) = (profile, true) }))
    #expect(try head.outcome(.changeOffice(ChangeOffice { $0.profile = profile })) == "done")
  }

  @Test func `every shipped office is within the bounds`() throws {
    for name in ["halmahera-utara", "seruyan", "labuhanbatu-selatan", "banyuwangi"] {
      let running = try RunningOffice(.local, ShippedOffice.profile(name))
      _ = try running.setUp()
    }
  }
}
