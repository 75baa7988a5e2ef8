import Desk
import Domain
import Glibc
import Machine
import TestSupport
import Testing

@testable import Node

/// Who may do what, and how long they are let in.
@Suite(.serialized)
struct DoorTests {
  private func running(_ kind: DeskKind) throws -> (RunningOffice, any Desk) {
    let running = try RunningOffice(kind, ShippedOffice.profile("halmahera-utara"))
    return (running, try running.setUp())
  }

  private func wait(_ desk: any Desk, _ login: String, _ pin: String) throws -> String {
    do {
      _ = try desk.login(login, pin: pin)
      return "in"
    } catch let refused as Refused {
      return refused.code + (refused == Refused(.wrongPin(wait: nil)) ? "" : " with a pause")
    }
  }

  @Test(arguments: DeskKind.allCases)
  func `wrong PINs are followed by growing pauses in which the right one does not help either`(kind: DeskKind) throws {
    let (running, _) = try running(kind)
    let desk = try running.desk()
    #expect(try (1...2).map { _ in try wait(desk, "yusuf", "000000") } == ["wrong-pin", "wrong-pin"])
    #expect(try wait(desk, "yusuf", "111111") == "wrong-pin with a pause")
    #expect(try wait(desk, "yusuf", RunningOffice.pin) == "wrong-pin with a pause")
    #expect(try wait(desk, "dewi", RunningOffice.pin) == "in", "others are not kept out")
    running.clock.pass(.seconds(5))
    #expect(try wait(desk, "yusuf", "000000") == "wrong-pin with a pause")
    running.clock.pass(.seconds(6))
    #expect(try wait(desk, "yusuf", RunningOffice.pin) == "wrong-pin with a pause", "twice as long")
    try running.restart()
    let later = try running.desk()
    #expect(try wait(later, "yusuf", RunningOffice.pin) == "wrong-pin with a pause", "a restart is no way round")
    running.clock.pass(.seconds(6))
    #expect(try wait(later, "yusuf", RunningOffice.pin) == "in")
    #expect(try wait(later, "nobody", RunningOffice.pin) == "wrong-pin")
    #expect(try wait(later, "yusuf", String(repeating: "1", count: 1000)) == "wrong-pin")
  }

  @Test(arguments: DeskKind.allCases)
  func `whoever has no PIN at this PC is told that, and not that it was wrong`(kind: DeskKind) throws {
    let (running, head) = try running(kind)
    try head.press(OfficeStart.officer("ratna", "Ratna Loloda", [.consultant]))
    #expect(try wait(running.desk(), "ratna", RunningOffice.pin).hasPrefix("no-pin-here"))
  }

  @Test(arguments: DeskKind.allCases)
  func `a session ends when it is left alone, not while it is used, and survives a restart`(kind: DeskKind) throws {
    let (running, head) = try running(kind)
    for _ in 0..<4 {
      running.clock.pass(.minutes(29))
      _ = try head.read(.queue(QueueQuery()))
    }
    let token = head.token
    try running.restart()
    let again = try running.desk()
    again.token = token
    _ = try again.read(.queue(QueueQuery()))
    running.clock.pass(.minutes(30))
    #expect(throws: Refused(.sessionOver)) { try again.read(.queue(QueueQuery())) }
    #expect(throws: Refused(.sessionOver)) { try again.press(.closeDay(CloseDay())) }
    again.token = "made up"
    #expect(throws: Refused(.sessionOver)) { try again.read(.queue(QueueQuery())) }
    _ = try again.login("kepala", pin: RunningOffice.pin)
    let valid = again.token
    try again.logout()
    again.token = valid
    #expect(throws: Refused(.sessionOver)) { try again.read(.queue(QueueQuery())) }
  }

  @Test(arguments: DeskKind.allCases)
  func `a desk that only watches is left alone, whatever others do`(kind: DeskKind) throws {
    let (running, head) = try running(kind)
    let watch = try head.watch(.queue(QueueQuery()))
    _ = try watch.next(milliseconds: Patience.milliseconds)
    let kiosk = try running.desk()
    var seen: String?
    for _ in 0..<5 where seen == nil {
      running.clock.pass(.minutes(10))
      try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
      do { _ = try watch.next(milliseconds: Patience.milliseconds) } catch let refused as Refused {
        seen = refused.code
      }
    }
    #expect(seen == "session-over")
  }

  @Test(arguments: DeskKind.allCases)
  func `a changed PIN, and leaving, end the sessions of that officer`(kind: DeskKind) throws {
    let (running, head) = try running(kind)
    let desk = try running.desk()
    _ = try desk.login("yusuf", pin: RunningOffice.pin)
    _ = try desk.read(.queue(QueueQuery()))
    try head.press(.setPin(SetPin { ($0.login, $0.pin) = ("yusuf", "739201") }))
    #expect(throws: Refused(.sessionOver)) { try desk.read(.queue(QueueQuery())) }
    #expect(try wait(desk, "yusuf", RunningOffice.pin) == "wrong-pin")
    _ = try desk.login("yusuf", pin: "739201")
    try head.press(.removeOfficer(RemoveOfficer { $0.login = "yusuf" }))
    #expect(throws: Refused(.sessionOver)) { try desk.read(.queue(QueueQuery())) }
    #expect(try head.outcome(.removeOfficer(RemoveOfficer { $0.login = "kepala" })) == "last-head")
  }

  @Test(arguments: DeskKind.allCases)
  func `officers do what their role allows, and setting up needs nobody until a head has a PIN`(kind: DeskKind) throws {
    let running = try RunningOffice(kind, ShippedOffice.profile("halmahera-utara"))
    let anybody = try running.desk()
    for (index, command) in OfficeStart.commands(running.office.profile).enumerated() {
      _ = try anybody.perform(command, id: "setup-\(index)")
    }
    #expect(try anybody.outcome(.setPin(SetPin { ($0.login, $0.pin) = ("kepala", "123456") })) == "pin-too-simple")
    #expect(try anybody.outcome(.setPin(SetPin { ($0.login, $0.pin) = ("yusuf", RunningOffice.pin) })) == "done")
    #expect(
      try anybody.outcome(OfficeStart.officer("ratna", "Ratna", [.consultant])) == "done", "no head has a PIN yet")
    #expect(try anybody.outcome(.setPin(SetPin { ($0.login, $0.pin) = ("kepala", RunningOffice.pin) })) == "done")
    for command in [
      OfficeStart.officer("budi", "Budi", [.head]), .setPin(SetPin { ($0.login, $0.pin) = ("kepala", "739201") }),
      .changeOfficer(ChangeOfficer { ($0.login, $0.roles) = ("yusuf", [.head]) }), .closeDay(CloseDay()),
    ] {
      #expect(try anybody.outcome(command) == "needs-pin")
    }
    #expect(throws: Refused(.needsPin)) { try anybody.maintain(.check) { _ in } }
    let yusuf = try running.desk()
    _ = try yusuf.login("yusuf", pin: RunningOffice.pin)
    #expect(try yusuf.outcome(OfficeStart.officer("budi", "Budi", [.head])) == "not-allowed")
    #expect(try yusuf.outcome(.setPin(SetPin { ($0.login, $0.pin) = ("kepala", "739201") })) == "not-allowed")
    #expect(try yusuf.outcome(.setPin(SetPin { ($0.login, $0.pin) = ("yusuf", "739201") })) == "done", "one's own")
    #expect(
      try anybody.outcome(.openOffice(OpenOffice { $0.profile = running.office.profile })) == "office-already-opened")
  }

  @Test func `a second node on the same store is refused with the first one's process`() throws {
    let (running, _) = try running(.socket)
    #expect(throws: StoreFolder.StoreTaken(path: running.folder.path, holder: Int(getpid()))) {
      try running.folder.open(running.office.surroundings)
    }
    running.stop()
    let opened = try running.folder.open(running.office.surroundings)
    #expect(opened.wasClean)
  }

  @Test func `the store's folder and socket are for the owner and the group`() throws {
    let (running, _) = try running(.socket)
    func mode(_ path: String) -> UInt32 {
      var status = stat()
      stat(path, &status)
      return status.st_mode & 0o777
    }
    #expect(mode(running.folder.path) == 0o750)
    #expect(mode(running.folder.socket) == 0o660)
    let pin = Array(RunningOffice.pin.utf8)
    for name in Files.list(running.folder.path) where !name.hasSuffix(".sock") {
      let bytes = try Files.read(running.folder.path + "/" + name, sizeMax: 64 << 20)
      #expect(bytes.firstRange(of: pin) == nil, "the PIN stands in \(name)")
    }
  }
}
