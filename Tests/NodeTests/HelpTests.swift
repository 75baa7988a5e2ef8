import Desk
import Domain
import TestSupport
import Testing

@testable import Node

/// Visitors who ask for a person: seen by staff at once, gone by themselves, never in the log.
@Suite struct HelpTests {
  private func ring(_ ask: String, _ place: HelpPlace = .kiosk) -> HelpAsk {
    HelpAsk { ($0.ask, $0.place) = (ask, place) }
  }
  private func asks(_ desk: any Desk) throws -> [HelpLine] {
    guard case .help(let view) = try desk.read(.help(Empty())) else { throw Refused(.busy) }
    return view.asks
  }

  @Test(arguments: DeskKind.allCases)
  func `an ask is seen with its place and time, attended by one officer, and told to whoever asked`(_ kind: DeskKind)
    throws
  {
    let running = try RunningOffice(kind, try ShippedOffice.profile("halmahera-utara"))
    let head = try running.setUp()
    let (kiosk, yusuf) = (try running.desk(), try running.desk())
    _ = try yusuf.login("yusuf", pin: RunningOffice.pin)
    let number = QueueNumber("A007")
    let mine = try kiosk.askForHelp(
      HelpAsk {
        ($0.ask, $0.place) = ("bel-1", .kiosk)
        $0.number = number
      })
    #expect(mine.own == "bel-1" && mine.asks.map(\.place) == [.kiosk])
    _ = try kiosk.askForHelp(ring("bel-1"))
    #expect(
      try asks(head).map { [$0.ask, $0.number?.description, $0.since] } == [
        ["bel-1", "A007", OfficeStart.time.description]
      ])
    #expect(throws: Refused(.needsPin)) { try kiosk.attend("bel-1") }
    try yusuf.attend("bel-1")
    try yusuf.attend("bel-1")
    #expect(throws: Refused(.helpNotWanted)) { try head.attend("bel-1") }
    #expect(throws: Refused(.helpNotWanted)) { try head.attend("bel-2") }
    #expect(try asks(kiosk).map(\.isAttended) == [true])
    guard case .status(let status) = try head.read(.status(Empty())) else { throw Refused(.busy) }
    #expect(status.help == [])
  }

  @Test func `an ask nobody came to ends after ten minutes, one attended to after two more`() throws {
    let running = try RunningOffice(.local, try ShippedOffice.profile("halmahera-utara"))
    let head = try running.setUp()
    let kiosk = try running.desk()
    _ = try kiosk.askForHelp(ring("bel-1"))
    _ = try kiosk.askForHelp(ring("bel-2", .guestBook))
    guard case .status(let status) = try head.read(.status(Empty())) else { throw Refused(.busy) }
    #expect(status.help.map(\.place) == [.kiosk, .guestBook])
    running.clock.pass(.minutes(9))
    try head.attend("bel-2")
    running.clock.pass(.seconds(61))
    #expect(try asks(head).map(\.ask) == ["bel-2"])
    running.clock.pass(.minutes(1))
    #expect(try asks(head) == [])
  }

  @Test func `asks are in no log, do not outlive the node, and have a limit`() throws {
    let running = try RunningOffice(.local, try ShippedOffice.profile("halmahera-utara"))
    let head = try running.setUp()
    func events() throws -> Int {
      guard case .status(let status) = try head.read(.status(Empty())) else { throw Refused(.busy) }
      return status.events
    }
    let before = try events()
    for index in 1...HelpBell.asksMax { _ = try head.askForHelp(ring("bel-\(index)")) }
    #expect(throws: Refused(.busy)) { _ = try head.askForHelp(ring("bel-33")) }
    _ = try head.askForHelp(ring("bel-32"))
    #expect(throws: Refused.self) { _ = try head.askForHelp(ring("")) }
    #expect(throws: Refused.self) { _ = try head.askForHelp(ring(String(repeating: "x", count: 65))) }
    #expect(try events() == before)
    try running.restart()
    #expect(try asks(try running.desk()) == [])
  }
}
