import Domain
import Profiles
import Testing

@Suite struct `What a profile may not say` {
  @Test func `the sound profile is sound`() {
    #expect(faults(soundProfile).isEmpty)
  }

  // MARK: Fields

  @Test func `an unknown field is refused with the one that may be meant`() {
    expectFault("recall-limit = 3", "recal_limit = 3", at: "recal_limit", "recal_limit", "Is recall-limit meant?")
    expectFault("usual-minutes", "usualMinutes", at: "usualMinutes", "service.usualMinutes", "Is usual-minutes meant?")
    expectFault("name = \"Meja 1\"", "colour = \"red\"", at: "colour", "desk.colour", "no such field. Remove it")
  }

  @Test func `an unknown table is refused with the one that may be meant`() {
    expectFault("[priority]", "[prioriti]", at: "[prioriti]", "prioriti", "Is [priority] meant?")
    expectFault("[retention]", "[colours]", at: "[colours]", "colours", "no such table. Remove it")
    expectFault(
      "[[complaint-channel]]", "[[complaint-chanel]]",
      at: "chanel", "complaint-chanel", "Is [[complaint-channel]] meant?")
  }

  @Test func `a table with the wrong brackets is refused`() {
    expectFault("[priority]", "[[priority]]", at: "[[priority]]", "priority", "as [priority]")
    expectFault("[[closure]]", "[closure]", at: "[closure]", "closure", "as [[closure]]")
  }

  @Test(arguments: ["code", "name", "zone", "languages", "flow"])
  func `a required field of the office is missed`(_ key: String) {
    let line = soundProfile.split(separator: "\n").first { $0.hasPrefix("\(key) = ") } ?? ""
    let found = faults(spoiled(String(line), "# nothing"))
    #expect(found.map(\.field) == [key])
    #expect(found.map(\.line) == [1])
    #expect(found.map(\.message.english) == ["This field is required and has not been written."])
  }

  @Test func `a required field of a table is missed where the table begins`() {
    expectFault(
      "[[service]]\nkey = \"perpustakaan\"\nseries = \"B\"", "[[service]] # here\nkey = \"perpustakaan\"", at: "# here",
      "service.series", "required")
    expectFault("[[desk]]\nnumber = 2", "[[desk]] # here", at: "# here", "desk.number", "required")
    expectFault("[[closure]]\ndate = \"2026-08-31\"", "[[closure]]", at: "[[closure]]", "closure.date", "required")
  }

  @Test func `required tables are missed`() {
    let found = faults(
      "code = \"6208\"\nname = \"X\"\nzone = \"WIB\"\nlanguages = [\"id\"]\nflow = [\"number\", \"desk\"]\n")
    #expect(found.map(\.field) == ["service", "desk", "hours.desk"])
    #expect(found.map(\.line) == [1, 1, 1])
  }

  @Test func `a value of the wrong type is refused, saying which is expected`() {
    expectFault("name = \"Meja 1\"", "name = 1", at: "name = 1", "desk.name", "a text in quotes")
    expectFault(
      "recall-limit = 3", "recall-limit = \"3\"", at: "recall-limit", "recall-limit", "a number without quotes")
    expectFault("asks-identity = false", "asks-identity = 0", at: "asks-identity", "asks-identity", "true or false")
    expectFault(
      "languages = [\"id\", \"en\"]", "languages = \"id\"", at: "languages", "languages", "a list in brackets")
    expectFault("code = \"6208\"", "code = 6208", at: "code =", "code", "four digits in quotes")
    expectFault("turnover = \"03.00\"", "turnover = 3", at: "turnover", "turnover", "a time of day in quotes")
  }

  @Test func `a word no list has is refused with what is expected`() {
    expectFault("zone = \"WIB\"", "zone = \"WIBB\"", at: "zone", "zone", "Is WIB meant? Choose one of: WIB, WITA, WIT.")
    expectFault(
      "start = \"previous-finished\"", "start = \"lunch\"",
      at: "start", "service-level.start", "Choose one of: previous")
    expectFault("\"guest-book\"", "\"guestbook\"", at: "flow", "flow", "Is guest-book meant?")
    expectFault("kind = \"email\"", "kind = \"surel\"", at: "surel", "complaint-channel.kind", "Choose one of: box")
    expectFault("mode = \"first\"", "mode = \"firts\"", at: "mode", "priority.mode", "Is first meant?")
    expectFault(
      "kind = \"perpustakaan\"", "kind = \"buku\"", at: "\"buku\"", "service.kind", "Choose one of: perpustakaan")
  }

  @Test func `an empty text, one too long and one with control characters are refused`() {
    let long = String(repeating: "a", count: Limits.name + 1)
    expectFault("\"BPS Kabupaten Contoh\"", "\"  \"", at: "name =", "name", "may not be empty")
    expectFault("\"BPS Kabupaten Contoh\"", "\"\(long)\"", at: "name =", "name", "at most 200 characters")
    expectFault("\"BPS Kabupaten Contoh\"", "\"a\\nb\"", at: "name =", "name", "control character")
    expectFault("languages = [\"id\", \"en\"]", "languages = []", at: "languages", "languages", "list may not be empty")
    expectFault(
      "languages = [\"id\", \"en\"]", "languages = [\"id\", \"id\"]",
      at: "languages", "languages", "in the list already")
  }

  @Test(arguments: ["620", "62081", "62 8", "", "abcd", "+620"])
  func `the code has four digits`(_ code: String) {
    expectFault("code = \"6208\"", "code = \"\(code)\"", at: "code =", "code", "four digits")
  }

  // MARK: Numbers

  @Test(arguments: [
    ("recall-limit = 3", "recall-limit = 0", "recall-limit", "1 to 20"),
    ("recall-limit = 3", "recall-limit = 21", "recall-limit", "1 to 20"),
    ("every = 3", "every = 0", "priority.every", "1 to 20"),
    ("every = 3", "every = 21", "priority.every", "1 to 20"),
    ("contact-days = 0", "contact-days = -1", "retention.contact-days", "0 to"),
    ("paper = 58", "paper = 72", "devices.paper", "58 or 80"),
    ("usual-minutes = 15", "usual-minutes = 0", "service.usual-minutes", "1 to 480"),
    ("minutes = 10", "minutes = 9223372036854775807", "service-level.minutes", "1 to 480"),
    ("number = 2", "number = 0", "desk.number", "1 to 99"),
  ])
  func `a number out of range is refused`(_ part: String, _ with: String, _ field: String, _ words: String) {
    expectFault(part, with, at: with, field, words)
  }

  // MARK: Duplicates

  @Test func `keys, letters, desks and closed days are given once`() {
    expectFault(
      "key = \"perpustakaan\"", "key = \"konsultasi\" # again", at: "# again", "service.key", "used on line 11")
    expectFault("series = \"B\"", "series = \"A\" # again", at: "# again", "service.series", "used on line 12")
    expectFault("number = 2", "number = 1 # again", at: "# again", "desk.number", "used on line 24")
    expectFault(
      "name = \"Pindah gedung\"", "name = \"x\"\n[[closure]]\ndate = \"2026-08-31\" # again\nname = \"y\"",
      at: "# again",
      "closure.date", "Already used")
  }

  @Test(arguments: ["a", "AB", "1", "Ä", ""])
  func `a series is one capital letter`(_ letter: String) {
    expectFault(
      "series = \"B\"", "series = \"\(letter)\"", at: "series = \"\(letter)\"", "service.series", "capital letter")
  }

  // MARK: Desks

  @Test func `a desk that names an unknown service is refused with its line`() {
    expectFault(
      "services = [\"konsultasi\"]", "services = [\n  \"konsultasi\",\n  \"konsultasy\",\n]", at: "konsultasy",
      "desk.services", "Is konsultasi meant?")
  }

  @Test func `a service no desk serves is refused`() {
    expectFault(
      "number = 2", "number = 2\nservices = [\"konsultasi\"]\n# last", at: "[[service]]", "service", "No desk serves",
      offset: 7)
  }

  @Test func `there are no more services and desks than the domain allows`() {
    let services = (0..<Limits.servicesMax + 1).map { number in
      "[[service]]\nkey = \"s\(number)\"\nseries = \"A\"\nname = \"S\"\nkind = \"website\"\n"
    }.joined()
    let desks = (1...Limits.desksMax + 1).map { "[[desk]]\nnumber = \($0)\n" }.joined()
    #expect(
      faults(services).contains { $0.field == "service" && $0.line == 5 * 26 + 1 && $0.message.english.contains("26") })
    #expect(faults(desks).contains { $0.field == "desk" && $0.line == 2 * 32 + 1 && $0.message.english.contains("32") })
  }

  // MARK: Flow

  @Test func `a flow without a desk or without a way in is refused`() {
    expectFault("\"guest-book\", \"desk\"", "\"guest-book\"", at: "flow", "flow", "have \"desk\" in it")
    expectFault("\"number\", \"guest-book\"", "\"guest-book\"", at: "flow", "flow", "\"number\" or \"registration\"")
    let neither = spoiled("[\"number\", \"guest-book\", \"desk\", \"rating\"]", "[\"rating\"]")
    #expect(faults(neither).map(\.field) == ["flow", "flow"])
  }

  // MARK: Hours

  @Test func `openings that overlap, run backwards or cannot be read are refused`() {
    let field = "hours.desk.senin"
    let monday = "senin = [\"08.00-12.00\", \"13.00-15.30\"]"
    expectFault(monday, "senin = [\"08.00-12.00\", \"11.00-15.30\"]", at: "11.00", field, "overlap")
    expectFault(monday, "senin = [\"13.00-15.00\",\n\"08.00-13.01\"]", at: "13.01", field, "overlap")
    expectFault(monday, "senin = [\"12.00-08.00\"]", at: "12.00-08", field, "close after it opens")
    expectFault(monday, "senin = [\"08.00-08.00\"]", at: "08.00-08", field, "close after it opens")
    expectFault(monday, "senin = [\"8-12\"]", at: "8-12", field, "opening times in quotes")
    expectFault(monday, "senin = [\"08.00-+9.00\"]", at: "+9", field, "opening times in quotes")
    expectFault(monday, "senin = [\"08.00-24.30\"]", at: "24.30", field, "opening times in quotes")
    expectFault(monday, "seni = [\"08.00-12.00\"]", at: "seni =", "hours.desk.seni", "Is senin meant?")
    #expect(faults(spoiled(monday, "senin = [\"08.00-12.00\", \"12.00-15.30\"]")).isEmpty)
  }

  @Test func `a desk that never opens is refused`() {
    let week = "senin = [\"08.00-12.00\", \"13.00-15.30\"]\njumat = [\"08.00-11.30\", \"13.00-15.30\"]"
    expectFault(week, "senin = []", at: "[hours.desk]", "hours.desk", "no opening times")
    expectFault(week, "senin = [\"12.00-08.00\"]", at: "12.00-08", "hours.desk.senin", "close after it opens")
  }

  @Test func `seasons that run backwards or overlap are refused`() {
    expectFault(
      "to = \"2026-03-19\"", "to = \"2026-02-17\"", at: "to = ", "hours.desk.season.to", "not be before the first")
    expectFault("from = \"2026-02-18\"", "from = \"18-02-2026\"", at: "from", "hours.desk.season.from", "2026-11-20")
    expectFault(
      "senin = [\"08.00-15.00\"]",
      """
      senin = ["08.00-15.00"]
      [[hours.desk.season]]
      name = "Lain"
      from = "2026-03-19" # again
      to = "2026-03-25"
      senin = ["09.00-10.00"]
      """, at: "# again", "hours.desk.season.from", "season on line 35")
    expectFault(
      "senin = [\"08.00-15.00\"]", "# closed", at: "[[hours.desk.season]]", "hours.desk.season", "no opening times")
  }

  @Test func `a season of a calendar that is not written is refused`() {
    expectFault(
      "[[closure]]", "[[hours.whatsapp.season]]\nname = \"x\"\nfrom = \"2026-01-01\"\nto = \"2026-01-02\"\n[[closure]]",
      at: "[[hours.whatsapp", "hours.whatsapp.season", "usual hours first")
  }

  @Test func `the day turns over before anything opens`() {
    expectFault(
      "turnover = \"03.00\"", "turnover = \"09.00\"", at: "turnover", "turnover", "before opening times (08.00-")
    expectFault("turnover = \"03.00\"", "turnover = \"20.00\"", at: "turnover", "turnover", "before opening times")
    expectFault("turnover = \"03.00\"", "turnover = \"24.00\"", at: "turnover", "turnover", "before 24.00")
    expectFault("turnover = \"03.00\"", "turnover = \"3 pagi\"", at: "turnover", "turnover", "time of day")
    expectFault(
      "senin = [\"08.00-15.00\"]", "senin = [\"02.00-15.00\"]", at: "turnover", "turnover", "before opening times (02")
    #expect(faults(spoiled("turnover = \"03.00\"", "turnover = \"08.00\"")).isEmpty)
  }

  // MARK: Screens

  @Test func `lockers, terminals and devices have bounds`() {
    expectFault("recall-limit = 3", "recall-limit = 3\nlockers = 501", at: "lockers", "lockers", "0 to 500")
    expectFault("paper = 58", "code-page = 256", at: "code-page", "devices.code-page", "0 to 255")
    expectFault("paper = 58", "scanner-prefix = \"123456789\"", at: "scanner", "devices.scanner-prefix", "at most 8")
    let locking = "[terminals]\nlock-minutes = 0\n[devices]"
    expectFault("[devices]", locking, at: "lock-minutes", "terminals.lock-minutes", "1 to 240")
    let forgetting = "[terminals]\nidle-seconds = 9\n[devices]"
    expectFault("[devices]", forgetting, at: "idle-seconds", "terminals.idle-seconds", "10 to 900")
  }

  @Test(arguments: [
    "pst.bps.go.id", "https://", "https://PST.bps.go.id", "https://pst.bps.go.id/", "https://pst.bps.go.id/?a=1",
    "https://statistik-terpadu.kabupaten.bps.go.id",
  ])
  func `an online address a QR code cannot carry is refused`(_ address: String) {
    expectFault(
      "recall-limit = 3", "recall-limit = 3\nonline-address = \"\(address)\"", at: "online-address", "online-address",
      "short address")
  }

  @Test func `messages are few, and a sentence is replaced once`() {
    let message = "[[message]]\nindonesian = \"Tutup\"\n"
    #expect(faults(soundProfile + String(repeating: message, count: 8)).isEmpty)
    let many = faults(soundProfile + String(repeating: message, count: 9))
    #expect(many.map(\.field) == ["message"] && many[0].message.english.contains("at most 8"))
    #expect(faults(soundProfile + "[[message]]\nenglish = \"Closed\"\n").map(\.field) == ["message.indonesian"])
    let text = "[[text]]\nkey = \"kiosk.welcome\"\nindonesian = \"Halo\"\n"
    #expect(faults(soundProfile + text).isEmpty)
    #expect(faults(soundProfile + text + text).map(\.field) == ["text.key"])
    #expect(faults(soundProfile + replacing("kiosk.welcome", "Kiosk Welcome", in: text)).map(\.field) == ["text.key"])
  }

  // MARK: All at once

  @Test func `all faults are told at once, in the order of the file`() {
    var text = spoiled("zone = \"WIB\"", "zone = WIB")
    text = replacing("series = \"B\"", "series = \"A\"", in: text)
    text = replacing("number = 2", "number = two", in: text)
    text = replacing("paper = 58", "paper = 57", in: text)
    let found = faults(text)
    #expect(found.map(\.field) == ["zone", "service.series", "desk.number", "devices.paper"])
    #expect(found.map(\.line) == found.map(\.line).sorted())
    #expect(found.first?.text(.indonesian) == "baris 3, zone: Teks harus diapit tanda petik ganda: \"…\".")
  }

  @Test func `faults are bounded, and it is said that there are more`() throws {
    let text = (0..<200).map { "unknown-\($0) = 1\n" }.joined() + soundProfile
    guard case .failure(let faults) = OfficeFile.read(Array(text.utf8)) else {
      Issue.record("read without a fault")
      return
    }
    #expect(faults.list.count == FileLimits.faultsMax)
    #expect(faults.hasMore)
  }
}
