import Domain
import Glibc
import JSON
import Screens
import Testing

/// What one guest typed is nowhere when the next one comes: not on the screen, not above it, not in a file.
@Suite(.waits) struct WipeTests {
  private static let guest = Person.Guest(
    name: "Zubaidah Qonita", phone: "0812 9990 7755", email: "qonita@contoh.id")
  private static let secrets = ["Zubaidah", "ZUBAIDAH", "Qonita", "qonita", "9990", "@contoh"]

  private let office: TestOffice
  private let windows: Windows
  private var raw: String { office.folder + "/raw" }

  init() throws {
    office = try TestOffice(settings: ["idle-seconds": "10"])
    windows = try Windows(office)
    try office.ok("ticket", "issue", "konsultasi")
  }

  private func person(_ window: String) -> Person { Person(windows, window, .keys, .indonesian) }
  private var speech: Speech { Speech(.indonesian) }

  /// Up to the page with name, phone and address written.
  private func begin(_ window: String) throws {
    let code = try office.json("ticket", "show", "A001")["code"]?.string ?? ""
    let book = person(window)
    try book.write(code, in: speech(BookTerminalWord.ticket))
    try book.enter()
    try book.press("1", "1  " + speech(BookWord.agree))
    try book.see(speech(BookWord.nameAsk))
    try book.write(Self.guest.name, in: "")
    try book.enter()
    try book.see(speech(BookWord.emailAsk))
    try book.write(Self.guest.phone, in: "")
    try book.enter()
    try book.write(Self.guest.email, in: "")
    try book.see("qonita@contoh.id")
  }

  /// Everything there is to find, but for the store. Painted anew twice, so that what a terminal remembers would come out.
  private func expectForgotten(_ window: String, _ location: SourceLocation = #_sourceLocation) throws {
    try windows.keys(window, "F2")
    try windows.resize(window, columns: 100, rows: 30)
    try windows.keys(window, "F9")
    try windows.isIdle(window)
    let found = try windows.everything(window)
    let written = bytes(of: raw + window)
    #expect(!written.isEmpty, "nothing was recorded", sourceLocation: location)
    for secret in Self.secrets {
      #expect(!found.contains(secret), "\(secret) in \(window): \(found)", sourceLocation: location)
      #expect(!holds(written, secret), "\(secret) in what \(window) was sent afterwards", sourceLocation: location)
    }
  }

  private func expectNoFile(_ location: SourceLocation = #_sourceLocation) throws {
    let paths = try run("/usr/bin/find", [office.folder, "-type", "f"]).out.split(separator: "\n").map(String.init)
    #expect(paths.contains { $0.hasSuffix("/store.sqlite") }, sourceLocation: location)
    for path in paths where !path.contains("/store.sqlite") {
      let content = bytes(of: path)
      for secret in Self.secrets { #expect(!holds(content, secret), "\(secret) in \(path)", sourceLocation: location) }
    }
  }

  @Test func `after the time without a touch no byte of the guest is on any visitors' terminal, above it or in a file`()
    throws
  {
    try office.ok("ticket", "issue", "konsultasi")
    for command in [["call", "next", "1"], ["serve", "--desk", "1"], ["finish", "--desk", "1"]] {
      _ = try office.begin(command, as: "maria").wait()
    }
    try office.ok("ticket", "issue", "konsultasi")
    try windows.open("kiosk", "kiosk")
    try windows.open("booth", "kiosk")
    try windows.open("rate", "rate", "--desk", "1")
    try windows.open("guestbook", "guestbook")
    try person("kiosk").press("F4", speech(KioskWord.myTicketButton))
    try person("kiosk").see(speech(KioskWord.myTicket))
    try windows.write("kiosk", "ZUBAIDAH QONITA")
    try person("rate").press("1", "1")
    try person("rate").see(speech(RatingWord.comment))
    try windows.write("rate", "Zubaidah Qonita 9990")
    try windows.see("guestbook", speech(BookTerminalWord.welcome))
    let code = try office.json("ticket", "show", "A002")["code"]?.string ?? ""
    try windows.write("guestbook", code)
    try windows.keys("guestbook", "Enter")
    try windows.see("guestbook", speech(BookWord.consentTitle))
    try windows.keys("guestbook", "1")
    try windows.see("guestbook", speech(BookWord.nameAsk))
    try windows.write("guestbook", "Zubaidah Qonita")
    // The guest book on a ticket's page, where there is time for it.
    try person("booth").press("1", KioskWord.languageName.both.indonesian)
    try person("booth").see(speech(KioskWord.chooseService))
    try person("booth").press(button: "Perpustakaan")
    try person("booth").press(button: speech(TicketWord.bookButton))
    try person("booth").press("1", "1  " + speech(BookWord.agree))
    try windows.see("booth", speech(BookWord.nameAsk))
    try windows.write("booth", "Zubaidah Qonita")
    for (window, first) in [
      ("kiosk", KioskWord.languageName.both.indonesian), ("booth", KioskWord.languageName.both.indonesian),
      ("rate", Windows.first(of: speech(RatingWord.waiting))),
      ("guestbook", speech(BookTerminalWord.welcome)),
    ] {
      try windows.seeNot(window, Self.secrets[0])
      try windows.seeNot(window, Self.secrets[1])
      try windows.see(window, first)
      try windows.record(window, at: raw + window)
    }
    for window in ["kiosk", "booth", "rate", "guestbook"] { try expectForgotten(window) }
    try expectNoFile()
    #expect(!holds(bytes(of: office.home + "/store.sqlite"), "Zubaidah"), "what was never sent is in the store")
    #expect(!holds(bytes(of: office.home + "/store.sqlite-wal"), "Zubaidah"), "what was never sent is in the store")
  }

  @Test func `who signs and leaves leaves nothing for the next`() throws {
    try windows.open("guestbook", "guestbook")
    let book = person("guestbook")
    let code = try office.json("ticket", "show", "A001")["code"]?.string ?? ""
    try book.write(code, in: speech(BookTerminalWord.ticket))
    try book.enter()
    try book.fillIn(Self.guest)
    try book.see("Zubaidah Qonita")
    try book.press("Enter", "Enter  " + speech(BookWord.save))
    try book.press("Enter", "Enter  " + speech(BookWord.finish))
    try book.see(speech(BookTerminalWord.welcome))
    try windows.record("guestbook", at: raw + "guestbook")
    try expectForgotten("guestbook")
    try expectNoFile()
    // It is kept where it belongs.
    let queue = try office.json("queue")["visits"]?.elements.first
    #expect(queue?["guest"]?.string == "Zubaidah Qonita")
  }

  @Test func `who breaks off leaves nothing for the next`() throws {
    try windows.open("guestbook", "guestbook")
    try begin("guestbook")
    // Breaks off: F4, and yes.
    try windows.keys("guestbook", "F4")
    try person("guestbook").press("2", speech(BookWord.pauseGo))
    try person("guestbook").press("Enter", speech(BookWord.finish))
    try windows.see("guestbook", speech(BookTerminalWord.welcome))
    try windows.record("guestbook", at: raw + "guestbook")
    try expectForgotten("guestbook")
    try expectNoFile()
  }

  @Test func `a terminal killed in the middle of a form comes back without a byte of it`() throws {
    try windows.openAgainAndAgain("guestbook", "guestbook")
    try windows.see("guestbook", speech(BookTerminalWord.welcome))
    try begin("guestbook")
    let program = try #require(child(of: try windows.process("guestbook")))
    try windows.record("guestbook", at: raw + "guestbook")
    kill(program, SIGKILL)
    try windows.see("guestbook", speech(BookTerminalWord.welcome))
    try windows.seeNot("guestbook", "qonita")
    try expectForgotten("guestbook")
    try expectNoFile()
    #expect(!holds(bytes(of: office.home + "/store.sqlite-wal"), "Zubaidah"), "what was never sent is in the store")
  }

  @Test func `a front office killed in the middle of a form comes back to its PIN without a byte of it`() throws {
    try windows.openAgainAndAgain("front", "frontoffice")
    let front = person("front")
    try front.logIn()
    try front.see("A001")
    try windows.keys("front", "Enter")
    try front.press("b", "B  " + speech(FrontWord.doBook))
    try front.see(speech(BookWord.newGuest))
    try windows.write("front", "Zubaidah Qonita")
    #expect(try windows.everything("front").contains("Zubaidah"), "the eyes of this test see it")
    let program = try #require(child(of: try windows.process("front")))
    try windows.record("front", at: raw + "front")
    kill(program, SIGKILL)
    try windows.see("front", speech(GateWord.enter))
    try expectForgotten("front")
    try expectNoFile()
    #expect(!holds(bytes(of: office.home + "/store.sqlite-wal"), "Zubaidah"), "what was never sent is in the store")
  }
}
