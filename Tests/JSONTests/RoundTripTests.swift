import Desk
import Domain
import JSON
import TestSupport
import Testing

@Suite struct `Commands, queries and views as lines` {
  static let seeds = 0..<25

  private func filler(_ seed: Int, _ name: String) -> RandomFiller {
    RandomFiller(seed: name.utf8.reduce(seed) { $0 &* 31 &+ Int($1) })
  }

  /// Canonically equal texts may differ in bytes, so the lines are compared as well.
  private func expectSame(_ request: Request, _ note: String) throws {
    let line = request.line
    #expect(line.last == 0x0A && line.count { $0 == 0x0A } == 1, "\(note)")
    let read = try Request(line: line.dropLast())
    #expect(read == request, "\(note)")
    #expect(read.line == line, "\(note)")
  }

  private func expectSame(_ reply: Reply, to id: Int64, _ note: String) {
    let line = reply.line(to: id)
    #expect(line.last == 0x0A && line.count { $0 == 0x0A } == 1, "\(note)")
    let read = Reply.read(line: line.dropLast())
    #expect(read?.id == id, "\(note)")
    #expect(read?.reply == reply, "\(note)")
    #expect(read?.reply.line(to: id) == line, "\(note)")
  }

  @Test(arguments: CommandKind.allCases)
  func `every command is asked as it was meant`(_ kind: CommandKind) throws {
    for seed in Self.seeds {
      var filler = filler(seed, kind.rawValue)
      let command = try Command(kind, from: &filler)
      #expect(command.kind == kind)
      let request = Request(
        id: Int64(seed), token: seed % 2 == 0 ? nil : "t\"\(seed)", ask: .perform(command, id: "press \(seed)"))
      try expectSame(request, "\(kind) seed \(seed)")
    }
  }

  @Test(arguments: QueryKind.allCases)
  func `every query and view is read as it was written`(_ kind: QueryKind) throws {
    for seed in Self.seeds {
      var filler = filler(seed, kind.rawValue)
      let query = try Query(kind, from: &filler)
      try expectSame(Request(id: .max, token: nil, ask: .read(query)), "\(kind) seed \(seed)")
      try expectSame(Request(id: .min, token: "", ask: .watch(query)), "\(kind) seed \(seed)")
      expectSame(.view(kind, try View(kind, from: &filler)), to: Int64(seed), "\(kind) seed \(seed)")
      var none = JSONReader(.object([]))
      expectSame(.view(kind, try View(kind, from: &none)), to: 0, "blank \(kind)")
    }
  }

  @Test func `the other requests are asked as they were meant`() throws {
    for ask: Request.Ask in [
      .login("siti", pin: "12\"34\n"), .login("", pin: ""), .logout, .unwatch(7), .unwatch(.min), .maintain(.check),
      .maintain(.verify), .maintain(.printTest), .maintain(.voiceTest),
      .maintain(.line(.now)), .maintain(.line(.pause)), .maintain(.line(.resume)), .maintain(.line(.retry)),
      .maintain(.line(.last)),
      .maintain(.line(.export(path: "/a"))), .maintain(.line(.takeIn(path: "/a \"b\""))),
      .maintain(.line(.enrol(EnrolRequest { ($0.centre, $0.code) = ("https://pusat", "0000") }))), .mute(true),
      .mute(false),
      .print(VisitQuery { $0.visit = VisitKey(word: "A007")! }),
      .maintain(.backup(path: "/media/usb 😀/\"x\"")),
    ] { try expectSame(Request(id: 7, token: "abc", ask: ask), "\(ask)") }
  }

  @Test func `the other replies are read as they were written`() throws {
    for seed in 0..<200 {
      var filler = filler(seed, "reply")
      var (answer, session, report) = (Answer(), Session(), MaintenanceReport())
      try filler.record(&answer)
      try filler.record(&session)
      try filler.record(&report)
      var text = ""
      filler.text(&text)
      for reply: Reply in [
        .answer(answer), .session(session), .report(report), .done, .progress(text),
        .refused(Refused(code: "store-full", exitCode: 3, text: Bilingual(text, "a\u{0}b"))),
      ] { expectSame(reply, to: Int64(seed), "seed \(seed)") }
    }
  }

  /// A command that changes nothing has an answer too.
  @Test func `the answer to a command that changed nothing can be read`() {
    expectSame(.answer(Answer()), to: 1, "blank answer")
  }

  @Test func `a newer node's fields are passed over by an older terminal`() throws {
    let line = Array(
      #"{"id":4,"is":{"visits":[{"visit":"1-2","colour":{"a":[1]}}],"later":true},"view":"queue","extra":1}"#.utf8)
    let read = try #require(Reply.read(line: line[...]))
    guard case .view(.queue, .queue(let view)) = read.reply else {
      Issue.record("not a queue")
      return
    }
    #expect(view.visits.map(\.visit.description) == ["1-2"])
  }

  @Test(arguments: [
    "", "x", "[]", "{}", "{\"id\":1}", "{\"id\":1,\"view\":\"moon\",\"is\":{}}",
    "{\"id\":1,\"answer\":{\"events\":\"x\"}}",
    "{\"id\":\"1\",\"done\":true}", "{\"id\":1,\"done\":false}", "{\"id\":1,\"refused\":{}}",
  ])
  func `a line no node writes is no reply`(_ line: String) { #expect(Reply.read(line: Array(line.utf8)[...]) == nil) }
}
