import Desk
import Devices
import Domain
import Machine
import Node
import TestSupport
import Testing

/// The devices as terminals see them, through the socket and without a running loketd.
struct DeviceDeskTests {
  private func office(_ kind: DeskKind, _ printer: FakePrinter, _ speaker: FakeSpeaker) throws -> RunningOffice {
    try RunningOffice(
      kind, DeviceOffice.profile(), equipment: Equipment(printer: printer, speaker: speaker))
  }

  private func ticket(_ desk: any Desk, _ visit: VisitID) throws -> TicketView {
    guard case .ticket(let view) = try desk.read(.ticket(VisitQuery { $0.visit = .id(visit) })) else {
      throw DeskUnreachable("no ticket")
    }
    return view
  }

  private func devices(_ desk: any Desk) throws -> [DeviceState] {
    guard case .status(let view) = try desk.read(.status(Empty())) else { return [] }
    #expect(view.devices.map(\.name) == ["printer", "voice"])
    return view.devices.map(\.state)
  }

  private func issue(_ desk: any Desk) throws -> VisitID {
    try #require(try desk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
  }

  @Test func `whoever watches a ticket sees its paper come out, at once and without a press`() throws {
    let printer = FakePrinter()
    let running = try office(.socket, printer, FakeSpeaker())
    let head = try running.setUp()
    printer.hold()
    let visit = try issue(head)
    let watch = try running.desk().watch(.ticket(VisitQuery { $0.visit = .id(visit) }))
    printer.letGo()
    var seen: [PrintState] = []
    // Somebody asks all the time: a change of a device waits for no quiet moment.
    for _ in 0..<10_000 where seen.last != .printed {
      _ = try head.read(.board(Empty()))
      if case .ticket(let view)? = try watch.next(milliseconds: 0), seen.last != view.print { seen.append(view.print) }
    }
    #expect(seen.last == .printed)
    try head.print(VisitQuery { $0.visit = .id(visit) })
    while case .ticket(let view)? = try watch.next(milliseconds: Patience.milliseconds), view.print != .printed {}
    #expect(printer.papers.map { $0.contains("SALINAN") } == [false, true])
    // A visitor at the kiosk may ask as well; the limit is in words for both.
    let kiosk = try running.desk()
    for _ in 0..<2 {
      try kiosk.print(VisitQuery { $0.visit = .id(visit) })
      while case .ticket(let view)? = try watch.next(milliseconds: Patience.milliseconds), view.print != .printed {}
    }
    #expect(throws: Refused(.copyLimit(3))) { try kiosk.print(VisitQuery { $0.visit = .id(visit) }) }
    #expect(throws: Refused(.noSuchVisit)) { try kiosk.print(VisitQuery { $0.visit = VisitKey(word: "A900")! }) }
  }

  @Test func `a printer and a speaker that never come back hold up no number and no call`() throws {
    let (printer, speaker) = (FakePrinter(), FakeSpeaker())
    printer.hold()
    speaker.hold()
    let running = try office(.socket, printer, speaker)
    let head = try running.setUp()
    for desk in 1...2 {
      for _ in 0..<5 { _ = try issue(head) }
      #expect(try head.press(.callNext(CallNext { $0.desk = desk })).desk == desk)
    }
    #expect(printer.sent.isEmpty && speaker.said.isEmpty)
    printer.letGo()
    speaker.letGo()
  }

  @Test func `a state of the printer is an alarm in words while it needs a person`() throws {
    let running = try office(.socket, FakePrinter(.paperOut, .refused(.paperOut)), FakeSpeaker(.noCard))
    let head = try running.setUp()
    let visit = try issue(head)
    let watch = try running.desk().watch(.status(Empty()))
    var states: [DeviceState] = []
    while states != [.paperOut, .noVoice], case .status(let view)? = try watch.next(milliseconds: Patience.milliseconds)
    {
      states = view.devices.map(\.state)
    }
    #expect(try devices(head) == [.paperOut, .noVoice])
    guard case .status(let status) = try head.read(.status(Empty())) else { throw Unexpected() }
    #expect(status.alarms.map(\.code) == ["printer"])
    let view = try ticket(head, visit)
    #expect(view.print == .queued && view.printIndonesian.contains("Nomor sudah berlaku"))
  }

  @Test func `mute is for officers, trials report what they find`() throws {
    let (printer, speaker) = (FakePrinter(), FakeSpeaker())
    let running = try office(.socket, printer, speaker)
    let head = try running.setUp()
    #expect(throws: Refused(.needsPin)) { try running.desk().mute(true) }
    try head.mute(true)
    #expect(try devices(head).last == .muted)
    #expect(try head.maintain(.printTest) { _ in }.findings == [])
    #expect(try head.maintain(.voiceTest) { _ in }.findings == [])
    #expect(printer.papers.last?.contains("UJI CETAK") == true)
    #expect(speaker.said.count == 1, "a trial is heard while calls are muted")
    printer.set(.offline, .refused(.offline))
    speaker.set(.noPlayer)
    #expect(try head.maintain(.printTest) { _ in }.findings.first?.contains("offline") == true)
    #expect(try head.maintain(.voiceTest) { _ in }.findings.first?.contains("aplay") == true)
    try head.mute(false)
    #expect(try devices(head).last != .muted)
  }

  @Test func `without loketd tickets wait for one, and the state says so`() throws {
    let running = try office(.local, FakePrinter(), FakeSpeaker())
    let head = try running.setUp()
    let visit = try issue(head)
    #expect(try ticket(head, visit).print == .queued)
    #expect(try devices(head) == [.notRunning, .notRunning])
    try head.print(VisitQuery { $0.visit = .id(visit) })
    try head.mute(true)
    running.clock.pass(.minutes(11))
    #expect(try ticket(head, visit).print == .expired)
    #expect(try ticket(head, visit).printEnglish.contains("stays valid"))
  }

  @Test(arguments: DeskKind.allCases)
  func `an office without printer, speaker, scanner or camera does all its work`(_ kind: DeskKind) throws {
    var profile = try ShippedOffice.profile("halmahera-utara")
    (profile.devices.printer, profile.devices.voice) = ("none", false)
    let running = try RunningOffice(kind, profile)
    let head = try running.setUp()
    let visit = try issue(head)
    for command in [
      Command.callNext(CallNext { $0.desk = 1 }), .recall(Recall { $0.desk = 1 }), .serve(Serve { $0.desk = 1 }),
      .finish(Finish { $0.desk = 1 }),
    ] { try head.press(command) }
    let view = try ticket(head, visit)
    #expect(view.print == .none && view.printIndonesian.isEmpty && view.stage == .finished)
    #expect(try devices(head) == [.none, .none])
    #expect(throws: Refused(.noPrinter)) { try head.print(VisitQuery { $0.visit = .id(visit) }) }
  }
}
