import Desk
import Devices
import Domain
import SQL
import Store
import TestSupport
import Testing

@testable import Node

/// Tickets on their way to paper, through the store, with a printer that does what the test says.
struct PrintRoomTests {
  @Test func `a number from the kiosk comes out on paper, one from a phone does not`() throws {
    let office = try DeviceOffice()
    let (paper, phone) = (try office.ticket(), try office.ticket(.indonesian, .phone))
    #expect(try office.paper(paper) == .queued)
    #expect(try office.paper(phone) == .none)
    try office.serve("printed") { try office.paper(paper) == .printed }
    let text = try #require(office.printer.papers.first)
    #expect(text.contains("A001") && text.contains("Nomor antrean") && text.contains("A001-"))
    #expect(!text.contains("SALINAN"))
    #expect(office.printer.sent.count == 1)
  }

  @Test func `the ticket speaks the visitor's language`() throws {
    let office = try DeviceOffice()
    let visit = try office.ticket(.english)
    try office.serve("printed") { try office.paper(visit) == .printed }
    #expect(office.printer.papers.first?.contains("Queue number") == true)
  }

  @Test func `a press repeated ten times puts one paper in line`() throws {
    let office = try DeviceOffice()
    office.printer.hold()
    for _ in 0..<10 {
      _ = try office.office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "tap").get()
    }
    #expect(try office.office.node.store.printJobs().waiting().count == 1)
    office.printer.letGo()
  }

  @Test func `a turn that is not kept leaves no paper behind`() throws {
    let office = try DeviceOffice()
    let before = try office.office.node.store.printJobs().waiting()
    #expect(office.office.press(.issueTicket(IssueTicket { $0.service = "tidak-ada" }), "wrong") != .success(Answer()))
    #expect(try office.office.node.store.printJobs().waiting() == before)
    #expect(office.office.node.outbox.jobs.isEmpty)
  }

  @Test func `an office without a printer keeps no line and says so when a copy is asked for`() throws {
    let office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"))
    try office.open()
    try office.setUp()
    let answer = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "a").get()
    let visit = try #require(answer.visit)
    #expect(try office.node.store.printJobs().of(visit) == [])
    #expect(throws: Refusal.noPrinter) { try office.node.askForCopy(.id(visit)) }
    #expect(office.node.paperState(visit) == .none)
  }

  @Test func `three copies may be asked for, each says that it is one, a fourth is refused`() throws {
    let office = try DeviceOffice()
    let visit = try office.ticket()
    try office.office.node.askForCopy(.id(visit))
    #expect(try office.office.node.store.printJobs().of(visit).count == 1, "the first has not come out yet")
    try office.serve("printed") { try office.paper(visit) == .printed }
    for copy in 1...3 {
      try office.office.node.askForCopy(.id(visit))
      try office.serve("copy \(copy)") { try office.printer.sent.count == copy + 1 && office.paper(visit) == .printed }
    }
    #expect(throws: Refusal.copyLimit(3)) { try office.office.node.askForCopy(.id(visit)) }
    #expect(office.printer.papers.map { $0.contains("SALINAN") } == [false, true, true, true])
    #expect(throws: Refusal.noSuchVisit) { try office.office.node.askForCopy(VisitKey(word: "A099")!) }
  }

  @Test func `a ticket that waited too long does not come out after the paper change, and the number stays valid`()
    throws
  {
    let office = try DeviceOffice(FakePrinter(.paperOut, .refused(.paperOut)))
    let visit = try office.ticket()
    try office.serve("refused") { try office.alarm(.printer) != nil && office.paper(visit) == .queued }
    #expect(office.alarm(.printer)?.indonesian.contains("kertas habis") == true)
    office.office.pass(.minutes(11))
    office.printer.set(.ready)
    try office.serve("expired") { try office.paper(visit) == .expired }
    try office.serve("alarm gone") { office.alarm(.printer) == nil }
    #expect(office.printer.sent.isEmpty)
    #expect(office.office.node.hall.visits[visit]?.stage == .waiting)
    let next = try office.ticket()
    try office.serve("the next") { try office.paper(next) == .printed }
    #expect(office.printer.papers.count == 1 && office.printer.papers[0].contains("A002"))
  }

  @Test func `a clock set years ahead or back neither kills nor revives a ticket in line`() throws {
    for years in [-10, 10] {
      let office = try DeviceOffice(FakePrinter(.offline, .refused(.offline)))
      let visit = try office.ticket()
      try office.serve("refused") { office.alarm(.printer) != nil }
      office.office.clock.jump(.minutes(years * 365 * 24 * 60))
      office.serveOnce()
      #expect(try office.office.node.store.printJobs().of(visit).last?.state == .queued, "\(years)")
    }
  }

  private static let faults: [DeviceState] = [
    .paperOut, .offline, .busy, .unplugged, .silent, .slow, .cut, .badAddress, .noPermission,
  ]

  enum CrashPoint: CaseIterable { case queued, atPrinter, endedUnnoted, noted }

  /// Every fault of a printer × every moment at which the power may go.
  @Test(arguments: faults, CrashPoint.allCases)
  func `whatever the printer did when the power went, the number is valid and the paper's state is true`(
    _ fault: DeviceState, _ point: CrashPoint
  ) throws {
    for ending in [PrintLine.Ending.refused(fault), .cut(fault), .printed(.ready)] {
      let office = try DeviceOffice(FakePrinter(fault, ending))
      if point == .atPrinter || point == .endedUnnoted { office.printer.hold() }
      let visit = try office.ticket()
      var mayBeOnPaper = false
      switch point {
      case .queued: break
      case .atPrinter:
        office.serveOnce()
        #expect(try office.paper(visit) == .printing)
        mayBeOnPaper = true
      case .endedUnnoted:
        office.serveOnce()
        office.printer.letGo()
        office.printer.waitForEnd()
        mayBeOnPaper = true
      case .noted:
        try office.serve("ended") {
          try office.paper(visit) != .queued && office.paper(visit) != .printing
        } orUntil: {
          try office.office.node.store.printJobs().of(visit).last?.reason != ""
        }
        mayBeOnPaper = ending == .cut(fault)
      }
      let wasPrinted = try office.paper(visit) == .printed
      try office.cutPower()
      if point == .atPrinter {
        office.printer.letGo()
        office.printer.waitForEnd()
      }
      #expect(office.office.node.hall.visits[visit]?.number?.description == "A001")
      #expect(office.office.node.hall.visits[visit]?.stage == .waiting)
      office.printer.set(.ready)
      if wasPrinted {
        office.serveOnce()
        #expect(try office.paper(visit) == .printed)
        continue
      }
      try office.serve("printed after \(fault), \(ending), \(point)") { try office.paper(visit) == .printed }
      let last = try #require(office.printer.papers.last)
      #expect(last.contains("A001"))
      #expect(last.contains("SALINAN") == mayBeOnPaper, "\(fault), \(ending), \(point)")
    }
  }

  @Test(arguments: CrashPoint.allCases)
  func `after a long power cut nothing stale comes out`(_ point: CrashPoint) throws {
    let office = try DeviceOffice(FakePrinter(.offline, .refused(.offline)))
    if point == .atPrinter { office.printer.hold() }
    let visit = try office.ticket()
    if point != .queued { office.serveOnce() }
    if point == .noted { try office.serve("refused") { office.alarm(.printer) != nil } }
    try office.cutPower(afterMinutes: 12)
    office.printer.set(.ready)
    if point == .atPrinter { office.printer.letGo() }
    #expect(try [.expired, .queued].contains(office.paper(visit)))
    try office.serve("expired") { try office.office.node.store.printJobs().of(visit).last?.state == .expired }
    #expect(try office.paper(visit) == .expired)
    #expect(try office.office.node.store.verifyLocal().lines == [])
  }

  @Test func `old rows go, so that the table stays small`() throws {
    let office = try DeviceOffice()
    let jobs = try office.office.node.store.printJobs()
    let visit = try office.ticket()
    for index in 0..<1_000 {
      office.office.pass(.minutes(10))
      try jobs.add(
        PrintJob(
          visit: visit, language: .indonesian, isAsked: false,
          at: office.office.clock.wall, timeToLive: Node.paperTimeToLive))
      if index % 100 == 0 { #expect(try jobs.of(visit).count <= 2 * 24 * 6 + 65) }
    }
    #expect(try office.office.node.store.verifyLocal().lines == [])
  }

  @Test func `a printer that is changed in the profile takes over the line`() throws {
    let office = try DeviceOffice(FakePrinter(.unplugged, .refused(.unplugged)))
    let visit = try office.ticket()
    try office.serve("refused") { office.alarm(.printer) != nil }
    office.printer.set(.ready)
    try office.press(
      .changeOffice(ChangeOffice { $0.profile = try DeviceOffice.profile(printer: "/dev/usb/lp1", paper: 80) }))
    try office.serve("printed") { try office.paper(visit) == .printed }
    try office.press(.changeOffice(ChangeOffice { $0.profile = try DeviceOffice.profile(printer: "none") }))
    office.serveOnce()
    #expect(office.devices.lines.first?.state == DeviceState.none)
    #expect(office.alarm(.printer) == nil)
  }
}

extension DeviceOffice {
  func serve(_ what: String, until isSo: () throws -> Bool, orUntil isAlsoSo: () throws -> Bool) throws {
    try serve(what) { try isSo() || isAlsoSo() }
  }
}
