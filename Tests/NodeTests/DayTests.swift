import Desk
import DeskSocket
import Domain
import TestSupport
import Testing

@testable import Node

/// A whole day at two offices, the same whether the terminals sit in the node's process or behind its socket.
@Suite(.serialized)
struct DayTests {
  @Test(arguments: DeskKind.allCases)
  func `a day in Halmahera Utara from the first number to the closing`(kind: DeskKind) throws {
    let running = try RunningOffice(kind, ShippedOffice.profile("halmahera-utara"))
    let head = try running.setUp()
    let kiosk = try running.desk()
    let desk = try running.desk()
    _ = try desk.login("yusuf", pin: RunningOffice.pin)

    let tickets = try ["konsultasi", "konsultasi", "perpustakaan"].map { service in
      try kiosk.press(.issueTicket(IssueTicket { $0.service = service }))
    }
    #expect(tickets.map { $0.number?.description } == ["A001", "A002", "B001"])
    #expect(tickets.allSatisfy { $0.day == OfficeStart.day })
    #expect(try kiosk.outcome(.callNext(CallNext { $0.desk = 1 })) == "needs-pin")

    let guest = try kiosk.press(
      .registerGuest(
        RegisterGuest {
          ($0.profile.name, $0.profile.phone, $0.consent) = ("Siti Rahmawati", "081234567890", 1)
          $0.visit = VisitKey(word: "A001")
        })
    ).guest
    #expect(try desk.press(.callNext(CallNext { $0.desk = 1 })).number == tickets[0].number)
    #expect(try desk.outcome(.callNext(CallNext { $0.desk = 1 })) == "desk-busy")
    guard case .board(let board) = try kiosk.read(.board(Empty())) else { throw Unexpected() }
    #expect(board.called.map(\.label) == ["A001"])
    running.clock.pass(.minutes(2))
    try desk.press(.serve(Serve { $0.desk = 1 }))
    try desk.press(
      .signGuestBook(SignGuestBook { ($0.visit, $0.purpose) = (.id(tickets[0].visit ?? .blank), .research) }))
    try desk.press(.takeNote(TakeNote { ($0.visit, $0.note.question) = (.id(tickets[0].visit ?? .blank), "PDRB") }))
    running.clock.pass(.minutes(9))
    #expect(
      try kiosk.outcome(
        .rate(Rate { ($0.visit, $0.scores) = (.id(tickets[0].visit ?? .blank), [RatingScore(.officer, 9)]) }))
        == "not-finished")
    try desk.press(.finish(Finish { $0.desk = 1 }))
    try kiosk.press(
      .rate(Rate { ($0.visit, $0.scores) = (.id(tickets[0].visit ?? .blank), [RatingScore(.officer, 9)]) }))
    #expect(
      try kiosk.outcome(
        .rate(Rate { ($0.visit, $0.scores) = (.id(tickets[0].visit ?? .blank), [RatingScore(.officer, 9)]) }))
        == "already-rated")
    guard case .visit(let visit) = try desk.read(.visit(VisitQuery { $0.visit = .id(tickets[0].visit ?? .blank) }))
    else { throw Unexpected() }
    #expect(visit.guest?.guest == guest)
    #expect(
      visit.stage == .finished && visit.pending == [] && visit.notes.count == 1 && visit.officer == "Yusuf Galela")

    running.clock.pass(.minutes(240))
    #expect(try kiosk.outcome(.issueTicket(IssueTicket { $0.service = "konsultasi" })) == "closed", "the lunch break")
    let closing = try head.login("kepala", pin: RunningOffice.pin)
    #expect(closing.name == "Maria Tobelo")
    #expect(try head.press(.closeDay(CloseDay())).lapsed == 2)
    guard case .day(let day) = try kiosk.read(.day(DayQuery())) else { throw Unexpected() }
    #expect([day.visits, day.finished, day.lapsed, day.waiting] == [3, 1, 2, 0])
    #expect(day.closed && day.ratings == 1)
    guard case .visit(let lapsed) = try head.read(.visit(VisitQuery { $0.visit = .id(tickets[1].visit ?? .blank) }))
    else { throw Unexpected() }
    #expect(lapsed.stage == .lapsed && lapsed.reason == .dayClosed)
    #expect(try head.maintain(.check) { _ in }.findings == [])
    #expect(try head.maintain(.backup(path: running.folder.path + "/copy.sqlite")) { _ in }.findings == [])
  }

  @Test(arguments: DeskKind.allCases)
  func `a day in Seruyan, where nobody takes a number`(kind: DeskKind) throws {
    let running = try RunningOffice(kind, ShippedOffice.profile("seruyan"))
    let head = try running.setUp()
    let kiosk = try running.desk()
    #expect(try kiosk.outcome(.issueTicket(IssueTicket { $0.service = "konsultasi" })) == "office-gives-no-numbers")
    let guest = try kiosk.press(.registerGuest(RegisterGuest { $0.profile.name = "Ngadimin" })).guest
    let visit = try #require(
      try head.press(.registerVisit(RegisterVisit { ($0.service, $0.guest) = ("konsultasi", guest) })).visit)
    try head.press(.giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(visit), 7) }))
    let second = try #require(try kiosk.press(.registerVisit(RegisterVisit { $0.service = "perpustakaan" })).visit)
    #expect(try head.outcome(.giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(second), 7) })) == "locker-in-use")
    try head.press(.signGuestBook(SignGuestBook { ($0.visit, $0.purpose) = (.id(visit), .study) }))
    try head.press(.serve(Serve { ($0.desk, $0.visit) = (1, .id(visit)) }))
    #expect(try head.outcome(.serve(Serve { ($0.desk, $0.visit) = (1, .id(second)) })) == "desk-busy")
    try head.press(.finish(Finish { $0.desk = 1 }))
    try head.press(.returnLocker(ReturnLocker { $0.visit = .id(visit) }))
    try head.press(.giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(second), 7) }))
    guard case .queue(let queue) = try head.read(.queue(QueueQuery())) else { throw Unexpected() }
    #expect(queue.visits.map(\.visit) == [second])
    #expect(queue.visits.allSatisfy { $0.number == nil })
    // The night comes, and the next morning finds yesterday ended.
    running.clock.pass(.minutes(60 * 24))
    try kiosk.press(.registerVisit(RegisterVisit { $0.service = "konsultasi" }))
    _ = try head.login("kepala", pin: RunningOffice.pin)
    guard case .visit(let lapsed) = try head.read(.visit(VisitQuery { $0.visit = .id(second) })) else {
      throw Unexpected()
    }
    #expect(lapsed.stage == .lapsed && lapsed.reason == .stillOpenAtTurnover)
  }

  @Test(arguments: DeskKind.allCases)
  func `a press repeated ten times, and again after a restart, has one effect and one answer`(kind: DeskKind) throws {
    let running = try RunningOffice(kind, ShippedOffice.profile("halmahera-utara"))
    _ = try running.setUp()
    let kiosk = try running.desk()
    let ticket = Command.issueTicket(IssueTicket { $0.service = "konsultasi" })
    let first = try kiosk.perform(ticket, id: "double tap")
    for _ in 0..<9 { #expect(try kiosk.perform(ticket, id: "double tap") == first) }
    try running.restart()
    let again = try running.desk()
    #expect(try again.perform(ticket, id: "double tap") == first)
    #expect(throws: Refused(.commandIDReused)) {
      try again.perform(.fileComplaint(FileComplaint { $0.words = "x" }), id: "double tap")
    }
    guard case .day(let day) = try again.read(.day(DayQuery())) else { throw Unexpected() }
    #expect(day.visits == 1)
    for id in ["", String(repeating: "x", count: 201)] {
      #expect(throws: Refused.self) { try again.perform(ticket, id: id) }
    }
  }

  @Test(arguments: DeskKind.allCases)
  func `calling numbers twice within a turn is seen twice, and no picture is older than the one before`(kind: DeskKind)
    throws
  {
    let running = try RunningOffice(kind, ShippedOffice.profile("halmahera-utara"))
    let desk = try running.setUp()
    let kiosk = try running.desk()
    for _ in 0..<3 { try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })) }
    let board = try kiosk.watch(.board(Empty()))
    guard case .board(var shown)? = try board.next(milliseconds: Patience.milliseconds) else {
      Issue.record("nothing was shown")
      return
    }
    try desk.press(.callNext(CallNext { $0.desk = 1 }))
    try desk.press(.callNext(CallNext { $0.desk = 2 }))
    try desk.press(.recall(Recall { $0.desk = 1 }))
    guard case .board(let read) = try desk.read(.board(Empty())) else { throw Unexpected() }
    while shown != read, case .board(let next)? = try board.next(milliseconds: Patience.milliseconds) {
      #expect(next.sequence >= shown.sequence)
      shown = next
    }
    #expect(Set(shown.called.map(\.label)) == ["A001", "A002"])
    #expect(shown.called.first { $0.label == "A001" }?.calls == 2)
    #expect(read == shown, "the board is the operator's picture")
  }

  @Test(arguments: DeskKind.allCases)
  func `an empty queue and a queue nobody may see are different answers`(kind: DeskKind) throws {
    let running = try RunningOffice(kind, ShippedOffice.profile("halmahera-utara"))
    let fresh = try running.desk()
    #expect(throws: Refused(.officeNotOpened)) { try fresh.read(.board(Empty())) }
    let head = try running.setUp()
    #expect(throws: Refused(.needsPin)) { try fresh.read(.queue(QueueQuery())) }
    #expect(try head.read(.queue(QueueQuery())) == .queue(QueueView()))
    let watch = try fresh.watch(.queue(QueueQuery()))
    #expect(throws: Refused(.needsPin)) { try watch.next(milliseconds: Patience.milliseconds) }
    running.stop()
    #expect(throws: DeskUnreachable.self, "the node is gone") {
      try SocketDesk(path: running.folder.socket, patience: 1)
    }
  }
}
