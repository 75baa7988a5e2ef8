import Desk
import Domain
import TestSupport
import Testing

@testable import Node

/// What the terminals' screens are drawn from.
@Suite struct ScreenViewTests {
  private let running: RunningOffice
  private let head: any Desk
  private let kiosk: any Desk

  init() throws {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.messages = [OfficeMessage("Layanan PST gratis.", "Services are free.")]
    profile.lockers = 3
    running = try RunningOffice(.local, profile)
    head = try running.setUp()
    kiosk = try running.desk()
  }

  private func arrive(_ service: String = "konsultasi") throws -> VisitID {
    try #require(try kiosk.press(.issueTicket(IssueTicket { $0.service = service })).visit)
  }
  private func day() throws -> DayView {
    guard case .day(let view) = try kiosk.read(.day(DayQuery())) else { throw Refused(.busy) }
    return view
  }
  private func board() throws -> BoardView {
    guard case .board(let view) = try kiosk.read(.board(Empty())) else { throw Refused(.busy) }
    return view
  }
  private func desk(_ number: Int = 1) throws -> DeskView {
    guard case .desk(let view) = try head.read(.desk(DeskQuery { $0.desk = number })) else { throw Refused(.busy) }
    return view
  }
  private func call(_ desk: Int = 1) throws { try head.press(.callNext(CallNext { $0.desk = desk })) }
  private func finish(_ desk: Int = 1, after minutes: Int) throws {
    try head.press(.serve(Serve { $0.desk = desk }))
    running.clock.pass(.minutes(minutes))
    try head.press(.finish(Finish { $0.desk = desk }))
  }

  @Test func `the day says when the office opens again, its decree and its free lockers`() throws {
    let visit = try arrive()
    #expect(try [day().opensNext, day().opensNextEnglish] == ["", ""])
    #expect(try day().decree == "003.1/8205/KEPKA/2024" && day().freeLockers == 3)
    try kiosk.press(.giveLocker(GiveLocker { $0.visit = .id(visit) }))
    #expect(try day().freeLockers == 2 && day().lockersOut == [1])
    running.clock.pass(.minutes(4 * 60))
    #expect(try day().opensNext == "Buka lagi pukul 13.00.")
    running.clock.pass(.minutes(6 * 60))
    #expect(try day().opensNext == "Buka lagi Selasa, 17 November 2026 pukul 08.00.")
    #expect(try day().opensNextEnglish.contains("17 November 2026 at 08.00"))
  }

  @Test func `a day that an officer has closed opens again on the next one, and its lapsed visits are called no more`()
    throws
  {
    _ = try arrive()
    try call()
    #expect(try board().called.map(\.label) == ["A001"])
    try head.press(.closeDay(CloseDay()))
    #expect(try day().closed && day().opensNext == "Buka lagi Selasa, 17 November 2026 pukul 08.00.")
    #expect(try board().called.isEmpty)
    try head.press(.reopenDay(ReopenDay { $0.reason = "keliru" }))
    #expect(try board().called.isEmpty && day().opensNext.isEmpty)
  }

  @Test func `every call and recall on the board is a new one, and nothing else is`() throws {
    _ = try (arrive(), arrive())
    #expect(
      try board().office == "BPS Kabupaten Halmahera Utara" && board().messages.map(\.english) == ["Services are free."]
    )
    try call()
    let first = try #require(try board().called.first)
    #expect(first.label == "A001" && first.calledAt == "08.05" && first.call > 0)
    running.clock.pass(.minutes(1))
    try head.press(.recall(Recall { $0.desk = 1 }))
    let second = try #require(try board().called.first)
    #expect(second.call > first.call && second.calledAt == "08.06" && second.calls == 2)
    try head.press(.serve(Serve { $0.desk = 1 }))
    try call(2)
    let both = try board().called
    #expect(both.map(\.label) == ["A002", "A001"] && both[1].call == second.call && both[0].call > second.call)
    guard case .visit(let visit) = try head.read(.visit(VisitQuery { $0.visit = VisitKey(word: "A001")! })) else {
      throw Unexpected()
    }
    try head.press(.undo(Undo { $0.visit = .id(visit.visit) }))
    #expect(try board().called[1].call == second.call, "called as before, and not announced again")
  }

  @Test func `a desk sees whom it would call next, in order, and their clock`() throws {
    for service in ["konsultasi", "perpustakaan", "konsultasi"] {
      _ = try arrive(service)
      running.clock.pass(.minutes(2))
    }
    #expect(try desk(1).queue.map(\.label) == ["A001", "A002"] && desk(1).waiting == 2)
    let queue = try desk(2).queue
    #expect(queue.map(\.label) == ["A001", "B001", "A002"])
    #expect(queue.map(\.minutesLeft) == [4, 6, 8] && queue[0].pending == [.guestBook, .desk, .rating])
    #expect(try desk(1).nextPromise == PromiseClock { ($0.state, $0.minutesLeft) = ("running", 4) })
    running.clock.pass(.minutes(7))
    #expect(try desk(1).nextPromise == PromiseClock { ($0.state, $0.minutesLeft) = ("late", -3) })
    try call(2)
    #expect(try desk(2).promise?.state == "late" && desk(2).queue.map(\.label) == ["B001", "A002"])
    try head.press(.serve(Serve { $0.desk = 2 }))
    #expect(try desk(2).promise == PromiseClock { ($0.state, $0.minutesLeft) = ("missed", -3) })
    for _ in 0..<60 { _ = try arrive() }
    #expect(try desk(1).queue.count == 50 && desk(1).waiting == 61)
  }

  @Test func `the last step at a desk can be undone for ten seconds, and it says which`() throws {
    _ = try (arrive(), arrive())
    #expect(try desk().undo == nil)
    try call()
    let undo = try #require(try desk().undo)
    #expect(undo.label == "A001" && undo.done == "visitCalled" && undo.from == .waiting && undo.seconds == 10)
    #expect(try desk(2).undo == nil)
    running.clock.pass(.seconds(4))
    #expect(try desk().undo?.seconds == 6)
    try head.press(.skip(Skip { $0.desk = 1 }))
    #expect(try desk().undo?.done == "visitMissed")
    try call()
    #expect(try desk().undo?.label == "A002")
    running.clock.pass(.seconds(11))
    #expect(try desk().undo == nil)
  }

  @Test func `a desk's own figures count its own visitors`() throws {
    for minutes in [3, 5, 7, 1, 2, 3, 4, 5, 6, 7, 8] {
      _ = try arrive()
      try call()
      try finish(after: minutes)
    }
    _ = try arrive()
    try call(2)
    try finish(2, after: 29)
    let figures = try desk().figures
    #expect(figures.served == 11 && figures.meanMinutes == 4 && figures.promiseKept == 11 && figures.promiseMissed == 0)
    #expect(figures.lengths == [5, 7, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(try desk(2).figures.lengths == [29] && desk(2).finishedToday == 1)
  }

  @Test func `the guest in front has a history, and a name that follows every change`() throws {
    let guest = try #require(try head.press(.registerGuest(RegisterGuest { $0.profile.name = "Siti" })).guest)
    for index in 0..<7 {
      let visit = try arrive()
      try head.press(.linkGuest(LinkGuest { ($0.visit, $0.guest) = (.id(visit), guest) }))
      if index == 5 {
        try head.press(.signGuestBook(SignGuestBook { ($0.visit, $0.purpose) = (.id(visit), .research) }))
      }
      try call()
      if index < 6 { try finish(after: 1) }
    }
    let view = try desk()
    #expect(view.visit?.guest?.guest == guest && view.visit?.visits == 7 && view.history.count == 5)
    #expect(view.history.map(\.visit).sorted().reversed() == view.history.map(\.visit))
    #expect(view.history[0].purpose == .research && view.history[0].outcome == .fulfilled)
    func shown() throws -> [String?] {
      guard case .queue(let queue) = try head.read(.queue(QueueQuery())) else { return [] }
      return queue.visits.map(\.guest)
    }
    #expect(try shown() == ["Siti"])
    try head.press(.amendGuest(AmendGuest { ($0.guest, $0.changes.name) = (guest, "Siti Nur") }))
    #expect(try shown() == ["Siti Nur"])
    try head.press(.eraseGuest(EraseGuest { $0.guest = guest }))
    #expect(try shown() == ["–"])
  }

  @Test func `what is remembered between turns is what would be computed anew`() throws {
    var dice = Dice(seed: 20)
    let node = running.office.node
    for turn in 0..<400 {
      let desk = dice.roll(1...2)
      switch dice.roll(0...9) {
      case 0...3:
        _ = try? kiosk.press(.issueTicket(IssueTicket { $0.service = dice.pick(["konsultasi", "publikasi"]) }))
      case 4: _ = try? call(desk)
      case 5: _ = try? head.press(.serve(Serve { $0.desk = desk }))
      case 6: _ = try? head.press(.finish(Finish { $0.desk = desk }))
      case 7: _ = try? head.press(.skip(Skip { $0.desk = desk }))
      case 8:
        _ = try? kiosk.press(
          .registerGuest(RegisterGuest { ($0.profile.name, $0.visit) = ("T", VisitKey(word: "A001")) }))
      default:
        if turn % 90 == 0 {
          running.office.nextMorning()
          _ = try head.login("kepala", pin: RunningOffice.pin)
        }
      }
      running.clock.pass(.seconds(20))
      let officer = Actor.officer(running.office.head)
      let queries: [Query] = [
        .day(DayQuery()), .board(Empty()), .queue(QueueQuery()), .desk(DeskQuery { $0.desk = 1 }),
      ]
      let remembered = try queries.map { try node.view($0, for: officer) }
      node.remembered = Remembered()
      #expect(try queries.map { try node.view($0, for: officer) } == remembered, "turn \(turn)")
    }
  }
}
