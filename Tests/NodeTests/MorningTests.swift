import Desk
import Domain
import TestSupport
import Testing

@testable import Node

/// What is shown on a morning on which nobody has come yet.
@Suite struct MorningTests {
  private let running: RunningOffice
  private let visit: VisitID

  /// A day on which one visitor was served and took a key home, and one came after them and stayed.
  init() throws {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.lockers = 3
    running = try RunningOffice(.local, profile)
    let head = try running.setUp()
    visit = try #require(try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    try head.press(.giveLocker(GiveLocker { $0.visit = .id(visit) }))
    try head.press(.callNext(CallNext { $0.desk = 1 }))
    try head.press(.serve(Serve { $0.desk = 1 }))
    try head.press(.finish(Finish { $0.desk = 1 }))
    try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    try head.press(.callNext(CallNext { $0.desk = 1 }))
  }

  private func press(_ command: Command, _ id: String) throws -> Result<Answer, Refusal> {
    let head = try #require(running.office.node.hall.officer(login: "kepala"))
    return running.office.press(command, id, as: .officer(head.id))
  }
  private func view(_ query: Query) throws -> View {
    try running.office.node.view(query, for: .officer(running.office.head))
  }
  private func day(_ day: Day? = nil) throws -> DayView {
    guard case .day(let view) = try view(.day(DayQuery { $0.day = day })) else { throw Unexpected() }
    return view
  }
  private func board() throws -> BoardView {
    guard case .board(let view) = try view(.board(Empty())) else { throw Unexpected() }
    return view
  }
  private func desk() throws -> DeskView {
    guard case .desk(let view) = try view(.desk(DeskQuery { $0.desk = 1 })) else { throw Unexpected() }
    return view
  }
  private func status() throws -> StatusView {
    guard case .status(let view) = try view(.status(Empty())) else { throw Unexpected() }
    return view
  }

  private func isNewAndEmpty() throws {
    let tomorrow = OfficeStart.day.advanced(by: 1)
    let (day, desk, status) = (try day(), try desk(), try status())
    #expect(try board().called.isEmpty && board().waiting.allSatisfy { $0.last == nil && $0.waiting == 0 })
    #expect(day.day == tomorrow && [day.visits, day.finished, day.lapsed, day.atDesks] == [0, 0, 0, 0] && !day.closed)
    #expect(day.open && day.meanWaitMinutes == nil && day.promiseKept == 0)
    #expect(day.lockersOut == [1] && day.lockersLeft.map(\.visit) == [visit], "the key is told of before anybody comes")
    #expect(desk.visit == nil && desk.finishedToday == 0 && desk.figures == DeskFigures() && desk.queue.isEmpty)
    #expect(status.day == tomorrow && [status.waiting, status.atDesks, status.finished] == [0, 0, 0])
    #expect(throws: Refusal.noSuchVisit, "yesterday's number is nobody's today") {
      try view(.visit(VisitQuery { $0.visit = VisitKey(word: "A001")! }))
    }
    guard case .visit(let yesterday) = try view(.visit(VisitQuery { $0.visit = .id(visit) })) else {
      throw Unexpected()
    }
    #expect(yesterday.stage == .finished && yesterday.day == OfficeStart.day)
    #expect(try self.day(OfficeStart.day).visits == 2, "who asks for yesterday by its date still sees it")
  }

  @Test func `a node started in the morning shows the new day before anybody comes, and writes nothing for it`() throws
  {
    running.stop()
    running.office.nextMorning()
    try running.start()
    let last = running.office.node.lastSequence
    try isNewAndEmpty()
    #expect(running.office.node.lastSequence == last, "a view writes no facts")
  }

  @Test func `a node that ran through the night shows the new day as well, also one that staff had closed`() throws {
    running.office.nextMorning()
    running.office.node.tick()
    try isNewAndEmpty()
    let first = try #require(
      try press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "first").get().number)
    #expect(try first.description == "A001" && day().visits == 1 && desk().queue.count == 1)
    _ = try press(.closeDay(CloseDay()), "close").get()
    #expect(try day().closed)
    running.office.nextMorning()
    running.office.node.tick()
    #expect(try !day().closed && day().visits == 0 && day().day == OfficeStart.day.advanced(by: 2))
  }

  @Test func `while the clock is in doubt yesterday stays, and an alarm says why`() throws {
    running.clock.jump(.minutes(24 * 60))
    let (day, status) = (try day(), try status())
    #expect(day.day == OfficeStart.day && day.visits == 2)
    #expect(status.alarms.map(\.code) == ["clock"] && status.day == OfficeStart.day)
  }

  @Test func `who was still waiting when the office closed waited until then and not through the night`() throws {
    let late = try press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "late").get()
    running.office.nextMorning()
    running.office.node.tick()
    let visit = try #require(running.office.node.hall.visits[late.visit ?? .blank])
    let profile = running.office.profile
    let closing = try #require(profile.deskHours.openings(on: visit.day).map(\.to).max())
    let waited = visit.openedAt.span(until: profile.zone.moment(visit.day, closing)).wholeMinutes
    #expect(visit.stage == .lapsed && waited > 0)
    let figures = DayFigures([visit], profile)
    let line = try running.office.node.queueLine(visit, figures, profile, running.office.node.now)
    #expect(line.waitMinutes == waited)
    #expect(figures.promiseMissed == 1, "all that time was in vain")
  }

  @Test func `who came just before the office closed was not kept waiting by a night`() throws {
    let profile = running.office.profile
    let closing = try #require(profile.deskHours.openings(on: OfficeStart.day).map(\.to).max())
    running.clock.pass(
      running.clock.wall.span(until: profile.zone.moment(OfficeStart.day, closing).advanced(by: .minutes(-2))))
    let last = try press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "last").get()
    running.clock.pass(.minutes(10))
    let after = try press(
      .issueTicket(IssueTicket { ($0.service, $0.afterHours) = ("konsultasi", true) }), "after"
    ).get()
    running.office.nextMorning()
    running.office.node.tick()
    let visits = try [last, after].map { try #require(running.office.node.hall.visits[$0.visit ?? .blank]) }
    #expect(visits.map { $0.endOfWaiting(profile).map($0.openedAt.span(until:))?.wholeMinutes } == [2, 0])
    #expect(DayFigures(visits, profile).promiseMissed == 0)
  }

  @Test func `a step is offered for taking back only while that would be done`() throws {
    func seconds() throws -> Int {
      guard case .visit(let view) = try view(.visit(VisitQuery { $0.visit = .id(visit) })) else { throw Unexpected() }
      return view.undoSeconds
    }
    #expect(try seconds() == 0, "the desk it would return to has been taken")
    _ = try press(.skip(Skip { $0.desk = 1 }), "skip").get()
    #expect(try seconds() == 10)
    running.clock.pass(.seconds(4))
    #expect(try seconds() == 6)
    _ = try press(.closeDay(CloseDay()), "close").get()
    #expect(try seconds() == 0)
    _ = try press(.reopenDay(ReopenDay { $0.reason = "keliru" }), "reopen").get()
    #expect(try seconds() == 6)
    running.clock.pass(.seconds(11))
    #expect(try seconds() == 0)
  }

  @Test
  func `on a day that nobody ends, a wait of more than a day is said as long as it is, and the promise is broken`()
    throws
  {
    _ = try press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "waits").get()
    // A clock that is not believed ends no day: the office goes on by its uptime.
    running.clock.jump(.minutes(30 * 24 * 60))
    running.clock.pass(.minutes(26 * 60))
    guard case .queue(let queue) = try view(.queue(QueueQuery())) else { throw Unexpected() }
    let line = try #require(queue.visits.last)
    #expect(line.waitMinutes == 26 * 60 && line.promise == "late" && line.minutesLate > 25 * 60)
  }

  @Test func `how long somebody is being served is counted over midnight`() throws {
    _ = try press(.closeDay(CloseDay()), "close").get()
    _ = try press(.reopenDay(ReopenDay { $0.reason = "uji" }), "reopen").get()
    let visit = try #require(
      try press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "night").get().visit)
    _ = try press(.callVisit(CallVisit { ($0.visit, $0.desk) = (.id(visit), 1) }), "call").get()
    _ = try press(.serve(Serve { ($0.visit, $0.desk) = (.id(visit), 1) }), "serve").get()
    running.clock.jump(.minutes(30 * 24 * 60))
    running.clock.pass(.minutes(24 * 60 + 20))
    guard case .visit(let served) = try view(.visit(VisitQuery { $0.visit = .id(visit) })) else { throw Unexpected() }
    #expect(served.stage == .serving && served.stageMinutes == 24 * 60 + 20)
  }
}
