import Domain
import Glibc
import JSON
import Screens
import Testing

/// One visitor's way through an office, with every terminal of it open beside the others.
final class Journey {
  /// What becomes of the node around one press.
  enum Break: CaseIterable, Sendable {
    case none
    /// Killed and started again before it.
    case before
    /// Killed before it, started after it: the press waits.
    case around
    /// Killed when the press has left and no answer has come.
    case between
  }

  let office: TestOffice
  let windows: Windows
  let hand: Person.Hand
  let language: Language
  /// The number, or where there are none the visit's.
  private(set) var label = ""
  private(set) var visit = ""
  private(set) var code = ""
  private var presses: Int

  /// `first` is what happens at the first press; the other kinds follow in turn.
  init(
    _ kind: TestOffice.Kind, _ hand: Person.Hand, _ language: Language, first: Int, columns: Int = 80, rows: Int = 24
  ) throws {
    // Long enough for a slow machine: what happens to somebody who goes away is another test's.
    office = try TestOffice(kind, settings: ["idle-seconds": "900"])
    windows = try Windows(office)
    (self.hand, self.language, presses) = (hand, language, first)
    let terminals = [
      ["kiosk"], ["guestbook"], ["frontoffice"], ["desk", "1"], ["desk", "2"], ["board"], ["rate", "--desk", "1"],
    ]
    for words in terminals {
      try windows.open(words.joined(), with: words, columns: columns, rows: rows)
    }
  }

  static let (kiosk, book, front) = ("kiosk", "guestbook", "frontoffice")
  static let (desk, otherDesk, board, rating) = ("desk1", "desk2", "board", "rate--desk1")

  func person(_ window: String) -> Person { Person(windows, window, hand, language) }
  private var speech: Speech { Speech(language) }

  // MARK: The node

  /// Presses, and the node is interrupted as it is this press's turn.
  func interrupted(_ person: Person, _ press: (Person) throws -> Void) throws {
    let kind = Break.allCases[presses % Break.allCases.count]
    presses += 1
    let lost = Windows.first(of: speech(FrameWord.lost))
    switch kind {
    case .none: try press(person)
    case .before:
      try office.cutPower()
      try restart()
      try person.seeNot(lost)
      try press(person)
    case .around:
      try office.cutPower()
      try person.see(lost)
      try press(person)
      try person.see(Windows.first(of: speech(FrameWord.lostPress).split(separator: ". ").last.map(String.init) ?? ""))
      try restart()
    case .between:
      office.node?.signal(SIGSTOP)
      try press(person)
      try windows.isIdle(person.window)
      try office.cutPower()
      try restart()
    }
  }

  private func restart() throws {
    let minute = (office.time.split(separator: ".").last.flatMap { Int($0) } ?? 0) + 1
    office.time = minute < 10 ? "08.0\(minute)" : "08.\(minute)"
    try office.start()
  }

  // MARK: Getting ready

  /// Staff are at their places, and read what the visitor reads.
  func begin() throws {
    for window in [Self.front, Self.desk, Self.otherDesk] {
      try person(window).askForLanguage()
      try person(window).logIn()
    }
  }

  // MARK: The visitor

  /// Takes a number, or registers, for the first service.
  func arrive() throws {
    let kiosk = person(Self.kiosk)
    try kiosk.press(language == .indonesian ? "1" : "2", KioskWord.languageName.both[language])
    let service = language == .indonesian ? "Konsultasi Statistik" : "Statistical consultation"
    try kiosk.see(service)
    try interrupted(kiosk) { try $0.press("1", service) }
    try kiosk.see(speech(office.kind == .numbers ? TicketWord.yourNumber : TicketWord.registered) + " – " + service)
    let lines = try office.json("queue")["visits"]?.elements ?? []
    #expect(lines.count == 1, "one press, one visit")
    visit = lines.first?["visit"]?.string ?? ""
    label = lines.first?["label"]?.string ?? ""
    let ticket = try office.json("ticket", "show", visit)
    code = ticket["code"]?.string ?? ""
    try kiosk.see(code)
  }

  /// At an office with lockers, on the ticket's page.
  func takeLocker() throws {
    let kiosk = person(Self.kiosk)
    try interrupted(kiosk) { try $0.press(button: speech(TicketWord.lockerButton)) }
    try kiosk.see(speech(TicketWord.yourLocker))
  }

  /// The visitor signs the guest book alone, with the ticket's code.
  func sign(_ guest: Person.Guest) throws {
    let book = person(Self.book)
    try book.askForLanguage()
    try book.see(speech(BookTerminalWord.welcome))
    try book.write(code, in: speech(BookTerminalWord.ticket))
    // Looking up is asked again by whoever wants to know; what changes something is not.
    try book.enter()
    try book.see(speech(BookWord.consentTitle))
    try book.fillIn(guest)
    try interrupted(book) { try $0.press("Enter", "Enter  " + speech(BookWord.save)) }
    try book.see(speech(BookWord.thanksTitle))
    try book.press("Enter", "Enter  " + speech(BookWord.finish))
    try book.see(Speech(.indonesian)(BookTerminalWord.welcome))
  }

  /// The front office fills the guest book in with the visitor.
  func register(_ name: String) throws {
    let front = person(Self.front)
    try front.see(label)
    if hand == .finger {
      // The first tap chooses the line, the second opens it.
      try windows.tap(Self.front, label)
      try windows.see(Self.front, "»")
      try windows.tap(Self.front, label)
    } else {
      try windows.keys(Self.front, "Enter")
    }
    try front.press("b", "B  " + speech(FrontWord.doBook))
    try front.see(speech(BookWord.newGuest))
    try front.write(name, in: speech(BookWord.name) + " *")
    if hand == .finger { try windows.tap(Self.front, speech(BookWord.consent) + " *") } else { try front.enter() }
    try front.choose(1)
    try interrupted(front) { try $0.press("C-s", "^S  " + speech(BookWord.save)) }
    try front.see(name)
    try front.press("Escape", "Esc  " + speech(FrontWord.back))
    try front.see(speech(FrontWord.arrival))
  }

  /// Five faces, no comment, no survey.
  func rate() throws {
    let rating = person(Self.rating)
    // In the language of the number where there is one, otherwise in the office's.
    let (asked, first) = (speech(RatingWord.howWasIt), Speech(.indonesian)(RatingWord.howWasIt))
    try windows.until(Self.rating, "\"\(asked)\" is not there") { $0.contains(asked) || $0.contains(first) }
    if try !windows.screen(Self.rating).contains(asked) { try rating.askForLanguage() }
    try rating.see(asked)
    if office.kind == .numbers { try rating.see(label) }
    try rating.press("5", "^ ^")
    try rating.see(speech(RatingWord.comment))
    try interrupted(rating) { try $0.press("Enter", speech(RatingWord.withoutComment)) }
    try rating.see(speech(RatingWord.stored))
    try rating.press("3", speech(RatingWord.finish))
    try rating.see(Windows.first(of: Speech(.indonesian)(RatingWord.waiting)))
  }

  // MARK: The officer

  func call() throws {
    let desk = person(Self.desk)
    try desk.see(label)
    try interrupted(desk) { try $0.press("n", "N " + speech(DeskActionWord.next)) }
  }

  func serve() throws {
    try interrupted(person(Self.desk)) { try $0.press("v", "V " + speech(DeskActionWord.serve)) }
  }

  func finish() throws {
    let desk = person(Self.desk)
    try desk.press("f", "F " + speech(DeskActionWord.finish))
    let title = Windows.first(of: speech(DeskWord.finishTitle, label))
    try desk.see(title)
    try interrupted(desk) { try $0.press("1", "1  " + speech(Domain.Outcome.fulfilled.label)) }
  }

  // MARK: Whether all agree

  /// What every terminal of the office shows of the visit, each in its own words.
  func agree(_ stage: Stage, _ location: SourceLocation = #_sourceLocation) throws {
    try reopenTicket()
    for (window, shows) in sights(stage) {
      try windows.until(window, "does not show \(label) as \(stage)", location) { try shows($0) }
    }
    // And all of them at the same time.
    for (window, shows) in sights(stage) {
      let shown = try windows.screen(window)
      #expect(try shows(shown), "\(window) \(stage):\n\(shown)", sourceLocation: location)
    }
    let line = try office.json("queue")["visits"]?.elements ?? []
    #expect(line.count == (stage == .finished ? 0 : 1), sourceLocation: location)
    if let line = line.first { #expect(line["stage"]?.string == stage.key, sourceLocation: location) }
  }

  private typealias Sight = (String, (String) throws -> Bool)

  private func sights(_ stage: Stage) -> [Sight] {
    let (label, speech) = (label, speech)
    let status: String =
      switch stage {
      case .waiting: Windows.first(of: speech(TicketWord.nextNow), until: ".")
      case .called: speech(TicketWord.called, label, 1)
      case .serving: speech(TicketWord.serving, 1)
      default: Windows.first(of: speech(TicketWord.finished), until: ".")
      }
    let isCalled = stage == .called || stage == .serving || stage == .finished
    return [
      (Self.kiosk, { $0.contains(status) }),
      (Self.front, { self.front($0, stage) }),
      (Self.desk, { try self.desk($0, stage) }),
      (Self.otherDesk, { ($0.contains(label) && !$0.contains(speech(DeskWord.called))) == (stage == .waiting) }),
      (
        Self.board,
        { shown in
          guard isCalled else { return self.waiting(shown) == 1 }
          let letters = try self.windows.bigLetters(Self.board)
          return letters.show(label) && self.waiting(shown) == 0
        }
      ),
    ]
  }

  /// The line of the visit in the front office's table: its number, stage and desk.
  private func front(_ shown: String, _ stage: Stage) -> Bool {
    let rows = shown.split(separator: "\n").filter { row in row.split(separator: " ").contains { $0 == label } }
    // Who still has the key of a locker stays in the list.
    if stage == .finished { return rows.allSatisfy { $0.contains(speech(stage.label)) } }
    guard let row = rows.first, rows.count == 1, let desk = column(FrontWord.desk, of: row, in: shown) else {
      return false
    }
    return row.contains(speech(stage.label)) && desk == (stage == .waiting ? "" : "1")
  }

  /// What stands below a heading of a table.
  private func column(_ heading: FrontWord, of row: Substring, in shown: String) -> String? {
    let words = speech(heading)
    let heads = shown.split(separator: "\n").first { $0.contains(speech(FrontWord.stage)) && $0.contains(words) }
    guard let heads, let place = heads.firstRange(of: words) else { return nil }
    let start = heads.distance(from: heads.startIndex, to: place.lowerBound)
    return row.dropFirst(start).prefix(words.count).trimming(while: { $0 == " " })
  }

  /// The label stands in large letters at the desk that has called, and in the line of one that may.
  private func desk(_ shown: String, _ stage: Stage) throws -> Bool {
    switch stage {
    case .waiting: return shown.contains(speech(DeskWord.freeTitle)) && shown.contains(label)
    case .called, .serving:
      let word = stage == .called ? DeskWord.called : DeskWord.serving
      return try shown.contains(speech(word)) && windows.bigLetters(Self.desk).show(label)
    default: return shown.contains(speech(DeskWord.freeTitle)) && !shown.contains("»" + label)
    }
  }

  /// How many wait for the first service, as the board says.
  private func waiting(_ shown: String) -> Int? {
    let names = ["Konsultasi Statistik", "Statistical consultation"]
    let row = shown.split(separator: "\n").first { row in names.contains { row.contains($0) } }
    let cells = row?.split(separator: " ").map { $0.trimmingPrefix("│") } ?? []
    return cells.contains("–") ? 0 : cells.compactMap { Int($0) }.first
  }

  /// Who comes back to a kiosk that has forgotten them finds the ticket by its code; one that has not is kept awake.
  private func reopenTicket() throws {
    let kiosk = person(Self.kiosk)
    let shown = try windows.screen(Self.kiosk)
    if shown.contains(code), !shown.contains(Windows.first(of: speech(VisitorWord.stillThere))) {
      try kiosk.press("F2", speech(FrameWord.language))
      let other = Person(windows, Self.kiosk, hand, language == .indonesian ? .english : .indonesian)
      return try other.press("F2", other.speech(FrameWord.language))
    }
    if shown.contains(speech(VisitorWord.goOn)) { try kiosk.press("Enter", speech(VisitorWord.goOn)) }
    if try windows.screen(Self.kiosk).contains(KioskWord.languageName.both[language]) {
      try kiosk.press(language == .indonesian ? "1" : "2", KioskWord.languageName.both[language])
    }
    if try windows.screen(Self.kiosk).contains(code) { return }
    try kiosk.press("F4", speech(KioskWord.myTicketButton))
    try kiosk.see(speech(KioskWord.myTicket))
    try kiosk.write(code, in: "")
    try kiosk.enter()
    try kiosk.see(code)
  }

  // MARK: The end

  /// Every fact of the visit happened once.
  func expectNothingDoubled(_ location: SourceLocation = #_sourceLocation) throws {
    let events = try office.json("log", "show")["events"]?.elements ?? []
    let kinds = events.compactMap { $0["kind"]?.string }
    let once = [
      "visitOpened", "guestRegistered", "guestLinked", "guestBookSigned", "visitCalled", "serviceStarted",
      "visitFinished", "visitRated", "lockerGiven",
    ]
    for kind in Set(kinds).intersection(once) {
      #expect(kinds.filter { $0 == kind }.count == 1, "\(kind) in \(kinds)", sourceLocation: location)
    }
    #expect(Set(kinds).intersection(once).count >= 8, "\(kinds)", sourceLocation: location)
  }
}

extension Substring {
  fileprivate func trimming(while isIn: (Character) -> Bool) -> String {
    String(String(drop(while: isIn).reversed().drop(while: isIn)).reversed())
  }
}
