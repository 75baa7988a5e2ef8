import Testing

@testable import Domain

@Suite struct ServiceDayTests {
  @Test func `the day opens with its first visitor`() throws {
    var day = DayAtTheDesk()
    #expect(day.hall.day == nil)
    #expect(day.refusal(.closeDay) == .dayNotOpen)
    let drafts = try day.perform(.ticket("konsultasi"), by: .visitor)
    #expect(drafts.map(\.fact.kind) == [.dayOpened, .visitOpened])
    #expect(day.hall.day?.day == DayAtTheDesk.thursday)
    #expect(day.hall.day?.basis == .clock)
  }

  @Test func `closing the day lapses all that is open, with a reason, and nothing else`() throws {
    var day = DayAtTheDesk()
    let finished = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.serve(desk: 1))
    try day.perform(.finish(desk: 1))
    let missed = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.skip(desk: 1))
    let parked = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.serve(desk: 1))
    try day.perform(.park(desk: 1))
    let serving = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.serve(desk: 1))
    let called = try day.arrive()
    try day.perform(.callNext(desk: 2))
    let waiting = try day.arrive()
    let drafts = try day.perform(.closeDay)
    for visit in [missed, parked, serving, called, waiting] {
      #expect(day.visit(visit).stage == .lapsed)
      #expect(day.visit(visit).closeReason == .dayClosed)
    }
    #expect(day.visit(finished).stage == .finished)
    #expect(drafts.count == 6)
    #expect(drafts.last?.fact == .dayClosed(DayClosed(reason: .dayClosed, lapsed: 5)))
    #expect(day.hall.day?.lapsed == 5)
    #expect(day.hall.visit(atDesk: 1) == nil)
    #expect(day.hall.waitingVisits.isEmpty)
  }

  @Test func `no command moves anybody on a closed day`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.closeDay)
    #expect(day.refusal(.ticket("konsultasi")) == .dayIsClosed)
    #expect(day.refusal(.closeDay) == .dayIsClosed)
    let commands: [Command] = [
      .callNext(desk: 1), .call(visit, desk: 1), .recall(desk: 1, visit), .skip(desk: 1, visit),
      .serve(desk: 1, visit), .park(desk: 1, visit), .resume(visit, desk: 1), .transfer(visit, to: "publikasi"),
      .finish(desk: 1, visit), .undo(visit), .requeue(visit), .cancel(visit),
    ]
    for command in commands { #expect(day.refusal(command) != nil, "\(command.kind)") }
  }

  @Test func `who lapsed with a day closed by mistake joins the line again with the number they have`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    let number = day.hall.visits[visit]?.number
    try day.perform(.closeDay)
    #expect(day.refusal(.requeue(visit)) == .dayIsClosed)
    try day.perform(.reopenDay, by: .officer(day.head))
    try day.perform(.requeue(visit))
    #expect(day.hall.visits[visit]?.stage == .waiting)
    #expect(day.hall.visits[visit]?.number == number)
    #expect(day.hall.visits[visit]?.closeReason == nil)
  }

  @Test func `a day closed by mistake is opened again and its numbers go on`() throws {
    var day = DayAtTheDesk()
    try day.arrive()
    #expect(day.refusal(.reopenDay, by: .officer(day.head)) == .dayAlreadyOpen)
    try day.perform(.closeDay)
    try day.perform(.reopenDay, by: .officer(day.head))
    #expect(try day.takeNumber() == "A002")
    try day.perform(.closeDay)
    #expect(day.hall.day?.lapsed == 2)
    #expect(DayAtTheDesk().refusal(.reopenDay, by: .officer(day.head)) == .dayNotOpen)
  }

  @Test func `turn-over closes yesterday with its reason and opens nothing by itself`() throws {
    var day = DayAtTheDesk()
    let forgotten = try day.arrive()
    #expect(decideTurnover(day.setting(by: .node), day.hall).isEmpty)
    day.turnOver()
    #expect(day.visit(forgotten).stage == .lapsed)
    #expect(day.visit(forgotten).closeReason == .stillOpenAtTurnover)
    #expect(day.hall.day?.isClosed == true)
    #expect(day.hall.day?.day == DayAtTheDesk.thursday)
    #expect(decideTurnover(day.setting(by: .node), day.hall).isEmpty)
    let next = try day.arrive()
    #expect(day.label(next) == "A001")
    #expect(day.visit(next).day == DayAtTheDesk.thursday.advanced(by: 1))
  }

  @Test func `a new day closes the old one explicitly even if the turn-over was missed`() throws {
    var day = DayAtTheDesk()
    let forgotten = try day.arrive()
    let old = day.hall.day!.id
    day.today = day.today.advanced(by: 1)
    day.now = Offices.halmaheraUtara.zone.moment(day.today, TimeOfDay(9, 0))
    let drafts = try day.perform(.ticket("konsultasi"), by: .visitor)
    #expect(drafts.map(\.fact.kind) == [.visitLapsed, .dayClosed, .dayOpened, .visitOpened])
    #expect(drafts[0].subject == forgotten.first)
    #expect(drafts[1].subject == old)
    #expect(drafts[1].fact == .dayClosed(DayClosed(reason: .stillOpenAtTurnover, lapsed: 1)))
  }

  @Test func `staff confirm the date when the clock cannot be believed, forward only`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    func confirm(_ date: Day) -> Command { .confirmDay(ConfirmDay { $0.day = date }) }
    #expect(day.refusal(confirm(day.today)) == .dayAlreadyOpen)
    #expect(day.refusal(confirm(day.today.advanced(by: -1))) == .dayBehind(current: day.today))
    let drafts = try day.perform(confirm(day.today.advanced(by: 3)))
    #expect(drafts.map(\.fact.kind) == [.visitLapsed, .dayClosed, .dayOpened])
    #expect(drafts[0].subject == visit.first)
    #expect(day.hall.day?.basis == .staff)
  }

  @Test func `a clock that falls back neither reopens a past day nor repeats its numbers`() throws {
    var day = DayAtTheDesk()
    try day.arrive()
    day.turnOver()
    try day.arrive()
    let friday = day.today
    day.today = DayAtTheDesk.thursday
    day.clockTrusted = false
    let visit = try day.arrive()
    #expect(day.label(visit) == "A002")
    #expect(day.visit(visit).day == friday)
    #expect(day.hall.day?.day == friday)
  }

  @Test func `visitors are admitted in opening hours, staff may let somebody in, a wrong clock closes nobody out`()
    throws
  {
    var day = DayAtTheDesk()
    day.now = Offices.halmaheraUtara.zone.moment(day.today, TimeOfDay(12, 15))
    let closed = Refusal.closed(.onBreak(until: TimeOfDay(13, 0)))
    #expect(day.refusal(.ticket("konsultasi"), by: .visitor) == closed)
    #expect(day.refusal(.ticket("konsultasi")) == closed)
    let after = Command.issueTicket(
      IssueTicket {
        $0.service = "konsultasi"
        $0.afterHours = true
      })
    #expect(day.refusal(after, by: .visitor) == .needsPin)
    #expect(day.refusal(after) == nil)
    day.clockTrusted = false
    #expect(day.refusal(.ticket("konsultasi"), by: .visitor) == nil)
  }

  @Test func `somebody who no longer works here lets nobody in after hours`() throws {
    var day = DayAtTheDesk()
    try day.perform(.removeOfficer(RemoveOfficer { $0.login = "budi" }), by: .officer(day.head))
    day.now = Offices.halmaheraUtara.zone.moment(day.today, TimeOfDay(20, 0))
    let after = Command.issueTicket(
      IssueTicket {
        $0.service = "konsultasi"
        $0.afterHours = true
      })
    #expect(day.refusal(after, by: .officer(day.consultant)) == .sessionOver)
  }

  @Test func `an older day that arrives late from another node does not take today's place`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    let old = Fact.dayOpened(DayOpened(day: day.today.advanced(by: -1), basis: .clock))
    let late = Occurrence(id: EventID(node: 2, sequence: 1), at: day.now, actor: .node)
    day.hall.apply(.fact(old), to: late.id, of: .day, late)
    #expect(day.hall.day?.day == day.today)
    #expect(day.visit(visit).stage == .waiting)
  }
}
