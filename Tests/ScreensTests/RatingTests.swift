import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

@Suite struct RatingTests {
  /// A visitor is called to a desk, served, and finished.
  @discardableResult
  static func finish(_ rehearsal: Rehearsal, desk: Int, _ name: String = "a") throws -> VisitID {
    let answer = try rehearsal.head.perform(
      .issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "\(name)-issue")
    let visit = try #require(answer.visit)
    let call = CallVisit {
      $0.visit = .id(visit)
      $0.desk = desk
    }
    _ = try rehearsal.head.perform(.callVisit(call), id: "\(name)-call")
    _ = try rehearsal.head.perform(.serve(Serve { $0.desk = desk }), id: "\(name)-serve")
    _ = try rehearsal.head.perform(.finish(Finish { $0.desk = desk }), id: "\(name)-finish")
    return visit
  }

  /// The same at desk 1, whether the office gives numbers or registers.
  static func finishAny(_ rehearsal: Rehearsal) throws {
    guard !rehearsal.running.office.profile.givesNumbers else {
      try finish(rehearsal, desk: 1)
      return
    }
    _ = try rehearsal.head.perform(.registerVisit(RegisterVisit { $0.service = "konsultasi" }), id: "any-register")
    _ = try rehearsal.head.perform(.callNext(CallNext { $0.desk = 1 }), id: "any-call")
    _ = try rehearsal.head.perform(.serve(Serve { $0.desk = 1 }), id: "any-serve")
    _ = try rehearsal.head.perform(.finish(Finish { $0.desk = 1 }), id: "any-finish")
  }

  static func ticket(_ rehearsal: Rehearsal, _ name: String = "b") throws -> TicketView {
    let answer = try rehearsal.head.perform(
      .issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "\(name)-issue")
    return try view(rehearsal, try #require(answer.visit))
  }

  static func view(_ rehearsal: Rehearsal, _ visit: VisitID) throws -> TicketView {
    guard case .ticket(let view) = try rehearsal.head.read(.ticket(VisitQuery { $0.visit = .id(visit) })) else {
      throw DeskUnreachable("no ticket")
    }
    return view
  }

  static func ratings(_ rehearsal: Rehearsal, _ visit: VisitID) throws -> (ratings: [Rating], comment: String) {
    guard case .visit(let view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = .id(visit) })) else {
      throw DeskUnreachable("no visit")
    }
    return (view.ratings, view.comment)
  }

  /// A second for every key: what a person needs at the least.
  static func press(_ terminal: Actor, _ rehearsal: Rehearsal, _ names: String...) {
    for name in names {
      rehearsal.pass(.seconds(1))
      terminal.press(name)
    }
  }

  @Test func `a face and a comment are stored with the visit just finished at the desk, by keys alone`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 2) }
    #expect(terminal.shows("Silakan menilai setelah dilayani"))
    let visit = try Self.finish(rehearsal, desk: 2)
    rehearsal.pass(.seconds(1))
    #expect(terminal.shows("A001"))
    Self.press(terminal, rehearsal, "5")
    terminal.type("Ramah sekali")
    Self.press(terminal, rehearsal, "Enter")
    #expect(terminal.shows("tersimpan"))
    let stored = try Self.ratings(rehearsal, visit)
    #expect(stored.ratings.map(\.scores) == [[RatingScore(.officer, 10)]])
    #expect(stored.comment == "Ramah sekali")
  }

  @Test(arguments: Language.allCases)
  func `the whole way by taps alone: face, comment, nine questions, thanks, and back to waiting`(_ language: Language)
    throws
  {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    rehearsal.pass(.seconds(1))
    let isEnglish = language == .english
    if isEnglish { terminal.tap("English") }
    rehearsal.pass(.seconds(1))
    terminal.tap(isEnglish ? "Fair" : "Cukup")
    terminal.tapOut("Ok")
    terminal.tap(isEnglish ? "Send" : "Kirim")
    rehearsal.pass(.seconds(1))
    terminal.tap(isEnglish ? "short questions" : "pertanyaan singkat")
    for item in 1...9 {
      rehearsal.pass(.seconds(1))
      #expect(terminal.shows("\(item)."))
      terminal.give(.key(.character(item.isMultiple(of: 2) ? "3" : "4")))
    }
    #expect(terminal.shows(isEnglish ? "Thank you!" : "Terima kasih!"))
    let stored = try Self.ratings(rehearsal, visit)
    #expect(stored.ratings.map(\.instrument) == [.review, .skm])
    #expect(stored.ratings[0].scores == [RatingScore(.officer, 6)])
    #expect(stored.ratings[1].scores.map(\.value) == [4, 3, 4, 3, 4, 3, 4, 3, 4])
    #expect(stored.comment == "Ok")
    rehearsal.pass(.seconds(11))
    #expect(terminal.shows("Silakan menilai setelah dilayani"), "and in the office's first language again")
  }

  @Test func `a survey that is broken off stores nothing of it`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    Self.press(terminal, rehearsal, "4", "Enter", "1", "4", "3", "4")
    #expect(terminal.shows("4."))
    Self.press(terminal, rehearsal, "9")
    #expect(try Self.ratings(rehearsal, visit).ratings.map(\.instrument) == [.review])
    #expect(!terminal.sent.contains { if case .rate(let rate) = $0.command { rate.instrument == .skm } else { false } })
  }

  @Test func `back goes to the question before, and an answer can be changed`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    Self.press(terminal, rehearsal, "4", "Enter", "1", "1", "Esc")
    for _ in 1...9 { Self.press(terminal, rehearsal, "4") }
    #expect(try Self.ratings(rehearsal, visit).ratings[1].scores.map(\.value) == Array(repeating: 4, count: 9))
  }

  @Test func `whoever presses a face and walks away has rated; words that were not sent are gone`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    Self.press(terminal, rehearsal, "2")
    terminal.type("RAHASIA")
    rehearsal.pass(.seconds(85))
    let stored = try Self.ratings(rehearsal, visit)
    #expect(stored.ratings.map(\.scores) == [[RatingScore(.officer, 4)]])
    #expect(stored.comment.isEmpty)
    #expect(terminal.wishes.contains(.wipe))
    #expect(!terminal.shows("RAHASIA"))
    #expect(!KioskTests.state(terminal.station).contains("RAHASIA"))
  }

  @Test func `a double press, a held key and a lost answer store one rating`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    Self.press(terminal, rehearsal, "3")
    terminal.losesNextAnswer = true
    Self.press(terminal, rehearsal, "Enter", "Enter")
    rehearsal.nodeGoes()
    try rehearsal.nodeComes()
    #expect(terminal.shows("tersimpan"))
    #expect(try Self.view(rehearsal, visit).rated == [.review])
    #expect(Set(terminal.sent.map(\.id)).count == 1)
  }

  @Test func `the offer ends after some minutes, and when the next one is finished`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    try Self.finish(rehearsal, desk: 1)
    rehearsal.pass(.seconds(1))
    #expect(terminal.shows("A001"))
    try Self.finish(rehearsal, desk: 1, "next")
    rehearsal.pass(.seconds(1))
    #expect(terminal.shows("A002") && !terminal.shows("A001"))
    rehearsal.pass(.seconds(301))
    #expect(terminal.shows("Silakan menilai setelah dilayani"))
  }

  @Test func `a desk hears of its own visitors only, and the view names nobody`() throws {
    let rehearsal = try Rehearsal()
    let other = try rehearsal.seat { RatingTerminal($0, desk: 2) }
    try Self.finish(rehearsal, desk: 1)
    rehearsal.pass(.seconds(1))
    #expect(other.shows("Silakan menilai setelah dilayani"))
  }

  @Test func `by code: unfinished, rated already, no ticket, unknown, each in its own words`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0) }
    let finished = try Self.view(rehearsal, try Self.finish(rehearsal, desk: 1))
    let waiting = try Self.ticket(rehearsal)
    Self.press(terminal, rehearsal, "1")
    terminal.type("zz")
    Self.press(terminal, rehearsal, "Enter")
    #expect(terminal.shows("tidak dikenal"))
    terminal.give(.scan(waiting.code, typed: 0))
    #expect(terminal.shows("belum selesai"))
    terminal.give(.scanRefused(typed: 0))
    #expect(terminal.shows("tidak terbaca"))
    terminal.give(.scan(finished.code, typed: 0))
    Self.press(terminal, rehearsal, "5", "Enter", "1")
    for _ in 1...9 { Self.press(terminal, rehearsal, "4") }
    Self.press(terminal, rehearsal, "1")
    terminal.give(.scan(finished.code, typed: 0))
    #expect(terminal.shows("sudah dinilai"))
  }

  @Test func `a complaint is filed with the visit, and the office's channels stand beside it`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    Self.press(terminal, rehearsal, "1", "Enter", "2")
    #expect(terminal.shows("bps8205@bps.go.id"))
    terminal.type("Antre terlalu lama")
    Self.press(terminal, rehearsal, "Enter")
    #expect(terminal.shows("Terima kasih!"))
    guard case .complaints(let view) = try rehearsal.head.read(.complaints(Empty())) else { throw Unexpected() }
    #expect(view.complaints.map(\.words) == ["Antre terlalu lama"] && view.complaints.map(\.visit) == [visit])
  }

  @Test func `while the node is gone a rating waits, and the screen says so`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    Self.press(terminal, rehearsal, "5")
    rehearsal.nodeGoes()
    terminal.press("Enter")
    #expect(terminal.shows("dilanjutkan begitu tersambung"))
    try rehearsal.nodeComes()
    #expect(try Self.view(rehearsal, visit).rated == [.review])
  }

  @Test func `nobody leaves the rating terminal by a key`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    Self.press(terminal, rehearsal, "Esc", "^c", "^d", "^z", "^\\", "Esc")
    #expect(!terminal.wishes.contains(.leave))
  }

  @Test func `what was sent while the node was gone is stored later, and does not meet the next visitor`() throws {
    let rehearsal = try Rehearsal()
    let terminal = try rehearsal.seat { RatingTerminal($0, desk: 1) }
    let visit = try Self.finish(rehearsal, desk: 1)
    Self.press(terminal, rehearsal, "5")
    rehearsal.nodeGoes()
    terminal.type("Bagus")
    terminal.press("Enter")
    rehearsal.pass(.seconds(82))
    #expect(terminal.wishes.last == .wipe)
    #expect(!KioskTests.state(terminal.station).contains("Bagus"))
    try rehearsal.nodeComes()
    #expect(try Self.view(rehearsal, visit).rated == [.review])
    #expect(terminal.shows("Silakan menilai setelah dilayani"))
  }
}
